/// Turns HTML into the text that people search.
package enum HTMLText {
    /// The text of an HTML document, one line for each block, a tab between the cells of a row.
    ///
    /// Scripts and styles are dropped, entities decoded, runs of blanks made one. Linear in the length of the bytes.
    ///
    /// - Parameter bytes: HTML in UTF-8 or Windows-1252.
    /// - Returns: the words; empty if there are none.
    package static func plainText(of bytes: [UInt8]) -> String {
        let events = HTMLReader.events(of: bytes)
        if events.isCutShort { return strippingTags(of: bytes) }
        var writer = TextWriter()
        var silence = 0
        for event in events.events {
            switch event {
            case .start(let tag, _):
                if isSilent(tag) { silence += 1 }
                writer.open(tag)
            case .end(let tag):
                if isSilent(tag) { silence = max(0, silence - 1) }
                writer.close(tag)
            case .text(let range):
                if silence == 0 { writer.write(events.text[range]) }
            }
        }
        let text = writer.finished()
        // A quotation mark that is never closed, as in `<!DOCTYPE HTML PUBLIC'-//W3C//DTD HTML 3.2//EN">`, hides a page
        // from the parser.
        return text.isEmpty ? strippingTags(of: bytes) : text
    }

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
    private static func strippingTags(of bytes: [UInt8]) -> String {
        let utf8 = TextEncoding.utf8(of: bytes)
        var writer = TextWriter()
        var index = 0
        var silencedBy: HTMLTag?
        while index < utf8.count {
            var end = index
            while end < utf8.count, utf8[end] != 0x3C { end += 1 }
            if silencedBy == nil { writer.write(utf8[index..<end], decodesEntities: true) }
            guard end < utf8.count else { break }
            var close = end + 1
            while close < utf8.count, utf8[close] != 0x3E, utf8[close] != 0x3C { close += 1 }
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
                writer.close(tag)
            } else {
                if silencedBy == nil, isSilent(tag) { silencedBy = tag }
                writer.open(tag)
            }
            index = close < utf8.count && utf8[close] == 0x3E ? close + 1 : close
        }
        return writer.finished()
    }
}

/// Writes text with single blanks, tabs between cells and line breaks between blocks.
private struct TextWriter {
    private var output: [UInt8] = []
    /// What is owed before the next word: nothing, a blank, a tab, a line break or an empty line; the greatest wins.
    private var owed: UInt8 = 0

    mutating func open(_ tag: HTMLTag) {
        switch tag {
        case .td, .th: owe(2)
        case .h1, .h2, .h3, .h4, .h5, .h6: owe(4)
        default: if Self.isBlock(tag) { owe(3) }
        }
    }

    mutating func close(_ tag: HTMLTag) {
        switch tag {
        case .td, .th: owe(2)
        default: if Self.isBlock(tag) { owe(3) }
        }
    }

    private static func isBlock(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .a, .sup, .input, .img, .option, .other, .td, .th, .html, .script, .style, .noscript, .iframe,
            .hiddenFacts:
            false
        default: true
        }
    }

    private mutating func owe(_ what: UInt8) { owed = max(owed, what) }

    mutating func write(_ bytes: ArraySlice<UInt8>, decodesEntities: Bool = false) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte <= 0x20 || byte == 0x7F {
                owe(1)
                continue
            }
            if byte == 0xC2, index < bytes.endIndex, bytes[index] == 0xA0 {
                index += 1
                owe(1)
                continue
            }
            if byte == 0x26, decodesEntities, let (text, length) = Self.entity(in: bytes[index...]) {
                index += length
                if text == " " { owe(1) } else { append(Array(text.utf8)) }
                continue
            }
            settle(before: byte)
            output.append(byte)
        }
    }

    private mutating func append(_ bytes: [UInt8]) {
        settle(before: bytes.first ?? 0)
        output += bytes
    }

    /// Writes what is owed.
    ///
    /// Reports put `$`, `)` and `%` into cells of their own: they are joined to their number.
    private mutating func settle(before byte: UInt8) {
        defer { owed = 0 }
        guard owed > 0, let last = output.last else { return }
        switch owed {
        case 1: output.append(0x20)
        case 2:
            let isPart = last == UInt8(ascii: "$") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "%")
            if !isPart { output.append(0x09) }
        case 3: output.append(0x0A)
        default: output += [0x0A, 0x0A]
        }
    }

    private static func entity(in bytes: ArraySlice<UInt8>) -> (String, Int)? {
        guard let end = bytes.prefix(10).firstIndex(of: 0x3B) else { return nil }
        let name = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
        let length = end - bytes.startIndex + 1
        switch name.lowercased() {
        case "amp": return ("&", length)
        case "lt": return ("<", length)
        case "gt": return (">", length)
        case "quot": return ("\"", length)
        case "apos": return ("'", length)
        case "nbsp": return (" ", length)
        default: break
        }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let code = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let code, let scalar = Unicode.Scalar(code) else { return nil }
        return (code <= 0x20 || code == 0xA0 ? " " : String(Character(scalar)), length)
    }

    func finished() -> String { String(decoding: output, as: UTF8.self) }
}
