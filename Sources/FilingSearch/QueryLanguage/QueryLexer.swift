/// Cuts a query into pieces.
///
/// Never fails: what has no meaning is a word.
struct QueryLexer {
    /// The most words that NEAR and `~` let stand between others: a passage, not a document.
    static let withinMax = 10_000
    /// The most edits of a fuzzy word.
    ///
    /// Three would reach half the dictionary for words of usual length.
    static let editsMax = 2

    // Most queries are ASCII, and bytes tell what they are without a look at a table.
    private let bytes: [UInt8]
    private var index = 0
    private var tokens: [QueryToken] = []
    private var diagnostics: [QueryDiagnostic] = []

    /// The pieces in order.
    ///
    /// - Parameter text: the query as typed.
    /// - Returns: the pieces, and what was odd about them.
    static func tokens(in text: String) -> (tokens: [QueryToken], diagnostics: [QueryDiagnostic]) {
        var lexer = QueryLexer(text)
        while lexer.index < lexer.bytes.count { lexer.step() }
        if !lexer.bytes.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\r") }) { lexer.countCharacters(of: text) }
        return (lexer.tokens, lexer.diagnostics)
    }

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// Turns places in bytes into places in characters.
    private mutating func countCharacters(of text: String) {
        var places = [Int](repeating: 0, count: bytes.count + 1)
        var offset = 0
        for (number, character) in text.enumerated() {
            let length = character.utf8.count
            for place in offset..<offset + length { places[place] = number }
            offset += length
            places[offset] = number + 1
        }
        func counted(_ range: Range<Int>) -> Range<Int> {
            let start = places[range.lowerBound]
            return start..<max(start, places[range.upperBound])
        }
        for index in tokens.indices { tokens[index].range = counted(tokens[index].range) }
        for index in diagnostics.indices { diagnostics[index].range = diagnostics[index].range.map(counted) }
    }

    private mutating func add(_ kind: QueryToken.Kind, from start: Int) {
        tokens.append(QueryToken(kind: kind, range: start..<index))
    }

    private mutating func note(_ range: Range<Int>, _ message: String) {
        diagnostics.append(QueryDiagnostic(range: range, message: message))
    }

    private mutating func step() {
        let start = index
        let byte = bytes[index]
        if let length = blank(at: index) {
            index += length
        } else if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") {
            index += 1
            add(byte == UInt8(ascii: "(") ? .open : .close, from: start)
        } else if let length = quote(at: index) {
            phrase(quoteLength: length)
        } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"), isSign(at: index) {
            index += 1
            add(byte == UInt8(ascii: "-") ? .not : .plus, from: start)
        } else if byte == UInt8(ascii: "/"), let end = regexEnd() {
            let content = text(start + 1..<end)
            index = end + 1
            add(.regex(content), from: start)
        } else if byte == UInt8(ascii: "^"), isAfterPart(start), let boost = number(at: index + 1) {
            index = boost.end
            factor(boost.text, from: start)
        } else {
            word()
        }
    }

    // MARK: - Phrases and expressions

    private mutating func phrase(quoteLength: Int) {
        let start = index
        index += quoteLength
        while index < bytes.count, quote(at: index) == nil { index += 1 }
        let content = text(start + quoteLength..<index)
        if index < bytes.count {
            index += quote(at: index) ?? 1
        } else {
            note(start..<index, "the quotation mark is never closed; the phrase was taken to end with the query")
        }
        var within = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: "~"), let number = number(at: index + 1) {
            within = distance(number.text, index..<number.end)
            index = number.end
        } else if bytes[index...].starts(with: "~s".utf8), index + 2 == bytes.count || isEnd(at: index + 2) {
            note(index..<index + 2, "phrases are looked for as they stand; '~s' was passed over")
            index += 2
        }
        add(.phrase(content, within: within), from: start)
    }

    /// Where the slash stands that closes an expression begun here; `nil` if none does, or a word goes on behind it.
    private func regexEnd() -> Int? {
        var place = index + 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "/") {
            if blank(at: place) != nil { return nil }
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard place < bytes.count, place > index + 1 else { return nil }
        guard place + 1 < bytes.count else { return place }
        return isEnd(at: place + 1) || bytes[place + 1] == UInt8(ascii: "^") ? place : nil
    }

    /// Whether a word, phrase, expression or group ends right before a place.
    private func isAfterPart(_ place: Int) -> Bool {
        guard let last = tokens.last, last.range.upperBound == place else { return false }
        switch last.kind {
        case .phrase, .close, .regex: return true
        default: return false
        }
    }

    // MARK: - Words

    private mutating func word() {
        let start = index
        var mayBeField = true
        var hasEscape = false
        while index < bytes.count, !isEnd(at: index) {
            if bytes[index] == UInt8(ascii: ":"), index > start, mayBeField { break }
            mayBeField = mayBeField && isFieldByte(bytes[index])
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
                hasEscape = true
                index += 1
            }
            index += 1
        }
        if index < bytes.count, mayBeField, bytes[index] == UInt8(ascii: ":") {
            let name = text(start..<index)
            index += 1
            add(.field(name), from: start)
            return
        }
        var end = index
        if !hasEscape, let caret = bytes[start..<end].lastIndex(of: UInt8(ascii: "^")), caret > start,
            let boost = number(at: caret + 1), boost.end == end
        {
            end = caret
            add(kind(ofWord: start..<end), start..<end)
            factor(boost.text, from: caret)
        } else if hasEscape {
            add(.word(unescaped(start..<end)), start..<end)
        } else {
            add(kind(ofWord: start..<end), start..<end)
        }
    }

    private mutating func add(_ kind: QueryToken.Kind, _ range: Range<Int>) {
        tokens.append(QueryToken(kind: kind, range: range))
    }

    /// What a word without escapes means.
    private mutating func kind(ofWord range: Range<Int>) -> QueryToken.Kind {
        let word = text(range)
        // Operators begin with capitals or bars, and hardly any word does.
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "|"), UInt8(ascii: "&"):
            switch word {
            case "OR", "||": return .or
            case "AND", "&&": return .and
            case "NOT": return .not
            case "NEAR": return .near(10)
            default: break
            }
            if word.hasPrefix("NEAR/"), let number = number(at: range.lowerBound + 5), number.end == range.upperBound {
                return .near(distance(number.text, range))
            }
        default: break
        }
        if let tilde = bytes[range].lastIndex(of: UInt8(ascii: "~")), tilde > range.lowerBound {
            let stem = text(range.lowerBound..<tilde)
            if tilde + 1 == range.upperBound { return .fuzzy(stem, edits: Self.editsMax) }
            if tilde + 2 == range.upperBound, bytes[tilde + 1] == UInt8(ascii: "s") { return .stemmed(stem) }
            if let number = number(at: tilde + 1), number.end == range.upperBound {
                guard let edits = Int(number.text), edits <= Self.editsMax else {
                    note(tilde..<range.upperBound, "at most ~\(Self.editsMax) is looked for; it was taken for that")
                    return .fuzzy(stem, edits: Self.editsMax)
                }
                return edits == 0 ? .word(stem) : .fuzzy(stem, edits: edits)
            }
        }
        let first = bytes[range].firstIndex { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        guard let first, range.count > 1 else { return .word(word) }
        if first == range.upperBound - 1, bytes[first] == UInt8(ascii: "*") {
            return .prefix(text(range.lowerBound..<first))
        }
        return .wildcard(word)
    }

    private func unescaped(_ range: Range<Int>) -> String {
        var unescaped: [UInt8] = []
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] == UInt8(ascii: "\\"), place + 1 < range.upperBound { place += 1 }
            unescaped.append(bytes[place])
            place += 1
        }
        return String(decoding: unescaped, as: UTF8.self)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    // MARK: - Numbers

    /// Digits with at most one point, from a place on.
    private func number(at place: Int) -> (text: String, end: Int)? {
        var end = place
        while end < bytes.count, Self.isDigit(bytes[end]) || bytes[end] == UInt8(ascii: ".") { end += 1 }
        let number = text(min(place, end)..<end)
        return Float(number) == nil ? nil : (number, end)
    }

    private mutating func distance(_ text: String, _ range: Range<Int>) -> Int {
        guard let number = Int(text), number <= Self.withinMax else {
            note(range, "at most \(Self.withinMax) words may stand between; it was taken for that")
            return Self.withinMax
        }
        return number
    }

    private mutating func factor(_ text: String, from start: Int) {
        let end = start + 1 + text.utf8.count
        guard let factor = Float(text), factor > 0, factor <= 1_000_000 else {
            note(start..<end, "a boost is a number above 0, at most 1000000; '\(text)' was passed over")
            return
        }
        add(.boost(factor), start..<end)
    }

    // MARK: - Bytes

    /// The length of the blank at a place; `nil` if there is none.
    private func blank(at place: Int) -> Int? {
        let byte = bytes[place]
        if byte < 0x80 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : nil }
        let character = character(at: place)
        return character?.properties.isWhitespace == true ? character.map(UTF8.width) : nil
    }

    /// The length of the quotation mark at a place, straight or curved; `nil` if there is none.
    private func quote(at place: Int) -> Int? {
        if bytes[place] == UInt8(ascii: "\"") { return 1 }
        guard bytes[place] == 0xE2 else { return nil }
        switch character(at: place) {
        case "\u{201C}", "\u{201D}", "\u{201E}": return 3
        default: return nil
        }
    }

    /// The character above ASCII that begins at a place; `nil` when none does.
    private func character(at place: Int) -> Unicode.Scalar? {
        guard bytes[place] >= 0xC0 else { return nil }
        var rest = bytes[place...].prefix(4).makeIterator()
        var decoder = UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
        return scalar
    }

    private func isEnd(at place: Int) -> Bool {
        let byte = bytes[place]
        return byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || blank(at: place) != nil
            || quote(at: place) != nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private func isFieldByte(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")) || Self.isDigit(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// A sign means something only at the beginning of a piece and before something.
    private func isSign(at place: Int) -> Bool {
        guard place + 1 < bytes.count, blank(at: place + 1) == nil else { return false }
        if place == 0 || bytes[place - 1] == UInt8(ascii: "(") { return true }
        // A blank may have several bytes.
        return (1...3).contains { $0 <= place && blank(at: place - $0) == $0 }
    }
}
