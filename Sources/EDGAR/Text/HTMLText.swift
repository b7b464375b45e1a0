/// The words of an HTML document.
package enum HTMLText {
    /// Text without tags, scripts and styles; blocks and rows end lines, cells are set apart by tabs.
    ///
    /// - Parameter bytes: HTML in UTF-8 or Windows-1252.
    /// - Returns: lines without white space at their ends.
    package static func plainText(of bytes: [UInt8]) -> String {
        let bytes =
            TextBytes.isUTF8(bytes, 0..<bytes.count) ? bytes : Windows1252.decoded(bytes, 0..<bytes.count)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 2)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<"), let end = tagEnd(bytes, index) {
                index = take(bytes, index, end, &output)
            } else if byte == UInt8(ascii: "&"),
                let reference = HTMLEntities.reference(in: bytes, at: index, upTo: bytes.count)
            {
                Windows1252.append(reference.scalar == 0xA0 ? 0x20 : reference.scalar, to: &output)
                index = reference.end
            } else {
                if TextBytes.isBlank(byte) {
                    if let last = output.last, !TextBytes.isBlank(last) { output.append(0x20) }
                } else {
                    output.append(byte)
                }
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        let next = TextBytes.lowercased(bytes[start + 1])
        let isTag =
            (next >= UInt8(ascii: "a") && next <= UInt8(ascii: "z")) || next == UInt8(ascii: "/")
            || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
        guard isTag else { return nil }
        if TextBytes.starts(with: "<!--", in: bytes, at: start) {
            return TextBytes.firstOffset(of: "-->", in: bytes, start..<bytes.count).map { $0 + 3 } ?? bytes.count
        }
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { return bytes.count }
        return end + 1
    }

    private static let lineTags: Set<String> = [
        "p", "div", "br", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "title", "hr", "pre",
        "dd", "dt", "center", "body", "blockquote",
    ]

    private static func take(_ bytes: [UInt8], _ start: Int, _ end: Int, _ output: inout [UInt8]) -> Int {
        var name: [UInt8] = []
        var index = start + 1
        if index < end, bytes[index] == UInt8(ascii: "/") { index += 1 }
        while index < end, name.count < 12, TextBytes.lowercased(bytes[index]) >= 0x30, bytes[index] != 0x3E {
            name.append(TextBytes.lowercased(bytes[index]))
            index += 1
        }
        let tag = String(decoding: name, as: UTF8.self)
        if lineTags.contains(tag) {
            while let last = output.last, last == 0x20 || last == 0x09 { output.removeLast() }
            if let last = output.last, last != 0x0A { output.append(0x0A) }
        } else if tag == "td" || tag == "th" {
            if let last = output.last, !TextBytes.isBlank(last) { output.append(0x09) }
        } else if bytes[start + 1] != UInt8(ascii: "/") {
            if tag == "script" {
                return TextBytes.firstOffset(of: "</script", in: bytes, end..<bytes.count) ?? bytes.count
            }
            if tag == "style" {
                return TextBytes.firstOffset(of: "</style", in: bytes, end..<bytes.count) ?? bytes.count
            }
        }
        return end
    }
}
