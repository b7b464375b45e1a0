/// Turns HTML into the text that people search.
package enum HTMLText {
    /// Text of one document that is kept, in bytes; a report has one to five million.
    package static let bytesMax = 16 << 20

    /// The text of an HTML document, one line for each block, a tab between the cells of a row.
    ///
    /// Scripts and styles are dropped, entities decoded, runs of blanks made one. Linear in the length of the bytes; no
    /// more than the text is held besides them.
    ///
    /// - Parameters:
    ///   - bytes: HTML in UTF-8 or Windows-1252.
    ///   - range: the document; `nil` for all.
    ///   - limit: bytes of text to stop at.
    /// - Returns: the words, empty if there are none, and whether there are more.
    package static func text(
        of bytes: [UInt8], _ range: Range<Int>? = nil, limit: Int = bytesMax
    ) -> (text: String, isCut: Bool) {
        let range = range ?? 0..<bytes.count
        // A quotation mark that is never closed, as in `<!DOCTYPE HTML PUBLIC'-//W3C//DTD HTML 3.2//EN">`, hides a page
        // from the parser.
        if let writer = HTMLReader.text(of: bytes, range, limit: limit), !writer.isEmpty {
            return (writer.finished(), writer.isFull)
        }
        return strippingTags(of: bytes, range, limit: limit)
    }

    /// The text of a document, up to the usual limit.
    ///
    /// - Parameter bytes: HTML in UTF-8 or Windows-1252.
    /// - Returns: the words; empty if there are none.
    package static func plainText(of bytes: [UInt8]) -> String { text(of: bytes).text }

    /// The words of the `title` element, or nothing.
    static func title(of events: HTMLEvents) -> String {
        var isTitle = false
        var title: [UInt8] = []
        for event in events.events {
            switch event {
            case .start(.title, _): isTitle = true
            case .start(.body, _): return TextLayout.folded(String(decoding: title, as: UTF8.self))
            case .end(.title): return TextLayout.folded(String(decoding: title, as: UTF8.self))
            case .text(let range) where isTitle: title += events.text[range]
            default: break
            }
        }
        return TextLayout.folded(String(decoding: title, as: UTF8.self))
    }

    static func isSilent(_ tag: HTMLTag) -> Bool {
        tag == .script || tag == .style || tag == .noscript || tag == .iframe || tag == .title
            || tag == .hiddenFacts
    }

    /// A plain scan for tags, for documents whose elements nest too deep for a parser.
    private static func strippingTags(
        of bytes: [UInt8], _ range: Range<Int>, limit: Int
    ) -> (text: String, isCut: Bool) {
        let isUTF8 = TextBytes.isUTF8(bytes, range)
        let utf8 = isUTF8 ? bytes : TextEncoding.utf8(of: Array(bytes[range]))
        let last = isUTF8 ? range.upperBound : utf8.count
        var writer = HTMLTextWriter(limit: limit)
        var index = isUTF8 ? range.lowerBound : 0
        var silencedBy: HTMLTag?
        while index < last, !writer.isFull {
            var end = index
            while end < last, utf8[end] != 0x3C { end += 1 }
            if silencedBy == nil { writer.write(utf8[index..<end], decodesEntities: true) }
            guard end < last else { break }
            var close = end + 1
            while close < last, utf8[close] != 0x3E, utf8[close] != 0x3C { close += 1 }
            let body = utf8[(end + 1)..<close]
            let isEnd = body.first == 0x2F
            let name = (isEnd ? body.dropFirst() : body).prefix { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            }
            let tag =
                name.count > 12
                ? .other : HTMLTag(rawValue: String(decoding: name, as: UTF8.self).lowercased()) ?? .other
            if isEnd {
                if silencedBy == tag { silencedBy = nil }
                if !isSilent(tag) { writer.close(tag) }
            } else {
                if silencedBy == nil, isSilent(tag) { silencedBy = tag }
                // What is silent here ends with the element that began it, whatever else is open.
                if !isSilent(tag) { writer.open(tag) }
            }
            index = close < last && utf8[close] == 0x3E ? close + 1 : close
        }
        return (writer.finished(), writer.isFull)
    }
}
