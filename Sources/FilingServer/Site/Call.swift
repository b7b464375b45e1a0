/// A request as the site sees it, without the protocol it came by.
struct Call: Sendable {
    /// In capitals; HEAD comes as GET.
    var method: String
    /// Segments of the path, decoded.
    var path: [String]
    /// Parameters in the order given, decoded.
    var items: [(name: String, value: String)]
    /// What the body holds.
    var body: [UInt8] = []
    /// Its media type, in lower case, without parameters.
    var contentType: String?
    /// The tags of copies that the caller has: `If-None-Match`.
    var knownTags: String?
    /// Protocol, host and port by which we were called, to give addresses to others.
    var base = ""

    /// Takes an address apart.
    ///
    /// - Parameters:
    ///   - method: in capitals.
    ///   - target: path and query as they came, percent-encoded.
    /// - Throws: `Problem` when it is no path, or what it encodes is no UTF-8.
    init(method: String, target: String) throws(Problem) {
        self.method = method
        let end = target.firstIndex(of: "#") ?? target.endIndex
        let mark = target[..<end].firstIndex(of: "?") ?? end
        guard target.utf8.first == UInt8(ascii: "/") else {
            throw Problem(.badRequest, "address", "the address must begin with a slash")
        }
        var path: [String] = []
        for segment in target[..<mark].split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let text = PercentCoding.decoded(segment.utf8, plusIsBlank: false), !text.utf8.contains(0) else {
                throw Problem(.badRequest, "address", "the path holds what is no UTF-8 or no percent-encoding")
            }
            path.append(text)
        }
        // `/search/` is `/search`; the root is an empty list.
        if path.last == "" { path.removeLast() }
        self.path = path
        items = mark < end ? try PercentCoding.items(target[target.index(after: mark)..<end].utf8) : []
    }
}

/// Reads percent-encoding, strictly.
enum PercentCoding {
    /// Parameters that one request may have.
    static let itemCountMax = 200

    /// Reads `a=1&b=2`.
    ///
    /// - Parameter bytes: a query, or a body of `application/x-www-form-urlencoded`.
    /// - Returns: names and values in order.
    /// - Throws: `Problem` when what they encode is no UTF-8, or there are too many.
    static func items(_ bytes: some Collection<UInt8>) throws(Problem) -> [(name: String, value: String)] {
        var items: [(name: String, value: String)] = []
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            guard items.count < itemCountMax else {
                throw Problem(.badRequest, "parameter", "more than \(itemCountMax) parameters")
            }
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(sides[0], plusIsBlank: true),
                let value = sides.count > 1 ? decoded(sides[1], plusIsBlank: true) : "",
                !name.utf8.contains(0), !value.utf8.contains(0)
            else {
                throw Problem(.badRequest, "parameter", "a parameter holds what is no UTF-8 or no percent-encoding")
            }
            items.append((name, value))
        }
        return items
    }

    /// Decodes a text; `nil` for one that is cut, or no UTF-8.
    static func decoded(_ bytes: some Sequence<UInt8>, plusIsBlank: Bool) -> String? {
        var decoded: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else {
                    return nil
                }
                decoded.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsBlank: decoded.append(0x20)
            default: decoded.append(byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
