internal import FilingSearch

/// What pages load: part of the program, so that one file is enough.
struct Assets: Sendable {
    /// The stylesheet.
    static let style = Assets("style", "css", "text/css; charset=utf-8", Stylesheet.text)
    /// The script: everything works without it.
    static let script = Assets("script", "js", "text/javascript; charset=utf-8", Script.text)
    /// The mark in lists of windows.
    static let icon = Assets("icon", "svg", "image/svg+xml", Icon.text)

    /// Where it lies; other content has another address, so that copies are good for ever.
    let address: Address
    private let path: String
    private let name: String
    private let type: String
    private let bytes: [UInt8]

    private init(_ name: String, _ ending: String, _ type: String, _ text: String) {
        bytes = Array(text.utf8)
        // FNV-1a.
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let file = name + "-" + String(hash, radix: 16) + "." + ending
        address = Address("assets", file)
        path = "/assets/" + file
        (self.name, self.type) = (name, type)
    }

    /// Gives it.
    var endpoint: Endpoint {
        let (type, bytes) = (type, bytes)
        return Endpoint(
            method: "GET", path: path, name: name, summary: "Part of the pages.",
            replies: [.init(type: type, schema: nil)], lane: .now, isTagged: false, isStrict: false
        ) { (_, _, _) throws(Problem) in
            var answer = Answer(type: type, bytes)
            answer.fields.append(("cache-control", "public, max-age=31536000, immutable"))
            return answer
        }
    }
}

/// The mark: three lines of a paper, one of them found.
enum Icon {
    static let text = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0d4f5e"/>\
        <path d="M8 10h16M8 22h10" stroke="#f6f3ea" stroke-width="3" stroke-linecap="round"/>\
        <path d="M8 16h16" stroke="#f0b429" stroke-width="3.6" stroke-linecap="round"/></svg>
        """
}
