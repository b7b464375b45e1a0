internal import FilingModel

/// Takes the mark-up off one cell of a text or Markdown paper.
///
/// Boxes become `☒` and `☐`, whatever drew them as an input element or an image; raised figures become `(1)`.
struct TextMarkup {
    private let bytes: ArraySlice<UInt8>
    private var output: [UInt8] = []
    private var cik: CentralIndexKey?
    /// Emphasis comes in pairs; an odd number of stars holds one that is meant as a star.
    private let dropsStars: Bool
    private var index: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
        var starCount = 0
        var isEscaped = false
        for byte in bytes {
            if byte == 0x2A, !isEscaped { starCount += 1 }
            isEscaped = byte == 0x5C && !isEscaped
        }
        dropsStars = starCount.isMultiple(of: 2)
        output.reserveCapacity(bytes.count)
    }

    /// The cell that some bytes of a line make.
    ///
    /// - Parameter bytes: UTF-8 without line breaks.
    /// - Returns: the words and the key of a link.
    static func cell(_ bytes: ArraySlice<UInt8>) -> LayoutCell {
        var markup = Self(bytes)
        while markup.index < bytes.endIndex { markup.step() }
        return LayoutCell(text: collapsed(markup.output), cik: markup.cik)
    }

    private mutating func step() {
        let byte = bytes[index]
        switch byte {
        case 0x5C where isPunctuation(at: index + 1):
            output.append(bytes[index + 1])
            index += 2
        case 0x2A where dropsStars:
            index += 1
        case 0x5F where isEmphasis():
            index += 1
        case 0x3C:
            tag()
        case 0x26:
            entity()
        case 0x5E:
            raised(from: index + 1, closing: 0x5E)
        case 0x5B:
            link(from: index)
        case 0x21 where peek(1) == 0x5B:
            image()
        case 0xC3 where peek(1) == 0x82:
            misreadSpace()
        case 0xC2 where peek(1) == 0xA0:
            output.append(0x20)
            index += 2
        case 0xE2 where peek(1) == 0x80 && (0x80...0x8B).contains(peek(2)):
            output.append(0x20)
            index += 3
        default:
            output.append(byte < 0x20 ? 0x20 : byte)
            index += 1
        }
    }

    private func peek(_ distance: Int) -> UInt8 {
        index + distance < bytes.endIndex ? bytes[index + distance] : 0
    }

    /// A single low stroke at the edge of a word marks emphasis; inside a word and in runs it is drawn.
    private func isEmphasis() -> Bool {
        let before = index > bytes.startIndex ? bytes[index - 1] : 0x20
        let after = peek(1)
        guard before != 0x5F, after != 0x5F else { return false }
        let opens = before <= 0x20 || before == 0x28
        let closes = after <= 0x20 || after == 0x2C || after == 0x2E || after == 0x29
        return opens != closes
    }

    private func isPunctuation(at place: Int) -> Bool {
        guard place < bytes.endIndex else { return false }
        switch bytes[place] {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
        default: return false
        }
    }

    /// A no-break space read as Latin-1 leaves `Â` before a blank; in front of a letter it is a letter itself.
    private mutating func misreadSpace() {
        index += 2
        let next = peek(0)
        if next == 0 || next == 0x20 || next == 0xC2 || next == 0xC3 || next == 0x3C || next == 0x28 {
            output.append(0x20)
        } else {
            output.append(contentsOf: [0xC3, 0x82])
        }
    }

    private mutating func tag() {
        var end = index + 1
        while end < bytes.endIndex, bytes[end] != 0x3E, bytes[end] != 0x3C { end += 1 }
        let body = end < bytes.endIndex ? String(decoding: bytes[(index + 1)..<end], as: UTF8.self).lowercased() : ""
        let name = body.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
        guard end < bytes.endIndex, bytes[end] == 0x3E, Self.tags.contains(String(name)) else {
            output.append(0x3C)
            index += 1
            return
        }
        index = end + 1
        switch name {
        case "input": output.append(contentsOf: (body.contains("checked") ? " ☒ " : " ☐ ").utf8)
        case "br", "p", "div": output.append(0x0A)
        case "sup" where body.first != "/": raised(from: index, closing: 0x3C)
        default: break
        }
    }

    private static let tags: Set<String> = [
        "a", "b", "i", "u", "em", "strong", "span", "p", "div", "font", "td", "tr", "th", "table", "tbody", "thead",
        "sup", "sub", "br", "input", "hr", "img", "small", "center", "label", "nobr", "s", "del", "ins", "mark",
    ]

    /// A raised figure `1` becomes `(1)`; raised words stay as they are.
    private mutating func raised(from start: Int, closing: UInt8) {
        var end = start
        while end < bytes.endIndex, end - start < 12, bytes[end] != closing { end += 1 }
        let inner = bytes[min(start, bytes.endIndex)..<min(end, bytes.endIndex)]
        if end < bytes.endIndex, !inner.isEmpty, bytes[end] == closing, inner.allSatisfy({ (0x30...0x39).contains($0) })
        {
            output.append(0x28)
            output.append(contentsOf: inner)
            output.append(0x29)
            index = closing == 0x5E ? end + 1 : end
        } else {
            index = start
        }
    }

    private static let entityWords: [(String, String)] = [
        ("&nbsp;", " "), ("&#160;", " "), ("&#xa0;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"),
        ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&#36;", "$"), ("&#124;", "|"),
    ]

    private static let entities = entityWords.map { (name: Array($0.0.utf8), text: Array($0.1.utf8)) }

    private mutating func entity() {
        for known in Self.entities where bytes[index...].starts(with: known.name) {
            output.append(contentsOf: known.text)
            index += known.name.count
            return
        }
        output.append(0x26)
        index += 1
    }

    /// `[words](address)` gives the words, and the key if the address holds one.
    private mutating func link(from start: Int) {
        guard let target = target(ofBracketAt: start) else {
            output.append(0x5B)
            index = start + 1
            return
        }
        cik = cik ?? LinkAddress.cik(in: target.address)
        output.append(contentsOf: Self.cell(target.words).text.utf8)
        index = target.end
    }

    private mutating func image() {
        guard let target = target(ofBracketAt: index + 1) else {
            output.append(0x21)
            index += 1
            return
        }
        let all = (String(decoding: target.words, as: UTF8.self) + target.address).lowercased()
        if all.contains("unchecked") {
            output.append(contentsOf: " ☐ ".utf8)
        } else if all.contains("checked") {
            output.append(contentsOf: " ☒ ".utf8)
        }
        index = target.end
    }

    private func target(ofBracketAt start: Int) -> (words: ArraySlice<UInt8>, address: String, end: Int)? {
        // Links in forms are short; the bound keeps a line of brackets linear.
        let limit = min(bytes.endIndex, start + 400)
        var close = start + 1
        while close < limit, bytes[close] != 0x5D, bytes[close] != 0x5B { close += 1 }
        guard close + 1 < limit, bytes[close] == 0x5D, bytes[close + 1] == 0x28 else { return nil }
        var end = close + 2
        while end < limit, bytes[end] != 0x29, bytes[end] != 0x20 { end += 1 }
        guard end < limit, bytes[end] == 0x29 else { return nil }
        let address = String(decoding: bytes[(close + 2)..<end], as: UTF8.self)
        // `TECOGEN INC. [TGEN](1)` is a symbol with a footnote.
        guard address.contains("/") || address.contains("=") else { return nil }
        return (bytes[(start + 1)..<close], address, end + 1)
    }

    /// Runs of blanks made one, blanks beside line breaks and at both ends dropped.
    private static func collapsed(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte == 0x20 || byte == 0x0A {
                guard let last = result.last else { continue }
                if last == 0x0A { continue }
                if last == 0x20 {
                    if byte == 0x0A { result[result.count - 1] = 0x0A }
                    continue
                }
            }
            result.append(byte)
        }
        while let last = result.last, last == 0x20 || last == 0x0A { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}

/// What an address in a link tells.
enum LinkAddress {
    /// The key in `…?action=getcompany&CIK=0001246215` or `…/edgar/data/1246215/…`.
    ///
    /// - Parameter address: of a link.
    /// - Returns: `nil` for any other address.
    static func cik(in address: String) -> CentralIndexKey? {
        let lowered = address.lowercased()
        for mark in ["cik=", "/edgar/data/"] {
            guard let range = lowered.firstRange(of: mark) else { continue }
            let digits = lowered[range.upperBound...].prefix { $0.isASCII && $0.isNumber }
            if let key = CentralIndexKey(parsing: digits) { return key }
        }
        return nil
    }
}
