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

    private let characters: [Character]
    private var index = 0
    private var tokens: [QueryToken] = []
    private var diagnostics: [QueryDiagnostic] = []

    /// The pieces in order.
    ///
    /// - Parameter text: the query as typed.
    /// - Returns: the pieces, and what was odd about them.
    static func tokens(in text: String) -> (tokens: [QueryToken], diagnostics: [QueryDiagnostic]) {
        var lexer = QueryLexer(text)
        while lexer.index < lexer.characters.count { lexer.step() }
        return (lexer.tokens, lexer.diagnostics)
    }

    private init(_ text: String) { characters = Array(text) }

    private mutating func add(_ kind: QueryToken.Kind, from start: Int) {
        tokens.append(QueryToken(kind: kind, range: start..<index))
    }

    private mutating func note(_ range: Range<Int>, _ message: String) {
        diagnostics.append(QueryDiagnostic(range: range, message: message))
    }

    private mutating func step() {
        let start = index
        let character = characters[index]
        if character.isWhitespace {
            index += 1
        } else if character == "(" || character == ")" {
            index += 1
            add(character == "(" ? .open : .close, from: start)
        } else if Self.quotes.contains(character) {
            phrase()
        } else if character == "-" || character == "+", isSign(at: index) {
            index += 1
            add(character == "-" ? .not : .plus, from: start)
        } else if character == "/", let end = regexEnd() {
            let content = String(characters[start + 1..<end])
            index = end + 1
            add(.regex(content), from: start)
        } else if character == "^", isAfterPart(start), let boost = number(at: index + 1) {
            index = boost.end
            factor(boost.text, from: start)
        } else {
            word()
        }
    }

    // MARK: - Phrases and expressions

    private mutating func phrase() {
        let start = index
        index += 1
        while index < characters.count, !Self.quotes.contains(characters[index]) { index += 1 }
        let content = String(characters[start + 1..<index])
        if index < characters.count {
            index += 1
        } else {
            note(start..<index, "the quotation mark is never closed; the phrase was taken to end with the query")
        }
        var within = 0
        if index < characters.count, characters[index] == "~", let number = number(at: index + 1) {
            within = distance(number.text, index..<number.end)
            index = number.end
        } else if index + 1 < characters.count, characters[index] == "~", characters[index + 1] == "s",
            index + 2 == characters.count || isEnd(characters[index + 2])
        {
            note(index..<index + 2, "phrases are looked for as they stand; '~s' was passed over")
            index += 2
        }
        add(.phrase(content, within: within), from: start)
    }

    /// Where the slash stands that closes an expression begun here; `nil` if none does, or a word goes on behind it.
    private func regexEnd() -> Int? {
        var place = index + 1
        while place < characters.count, characters[place] != "/" {
            if characters[place].isWhitespace { return nil }
            place += characters[place] == "\\" ? 2 : 1
        }
        guard place < characters.count, place > index + 1 else { return nil }
        guard place + 1 < characters.count else { return place }
        let next = characters[place + 1]
        return isEnd(next) || next == "^" ? place : nil
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
        while index < characters.count, !isEnd(characters[index]) {
            if characters[index] == ":", index > start, mayBeField { break }
            mayBeField = mayBeField && isFieldCharacter(characters[index])
            if characters[index] == "\\", index + 1 < characters.count {
                hasEscape = true
                index += 1
            }
            index += 1
        }
        if index < characters.count, mayBeField, characters[index] == ":" {
            let name = String(characters[start..<index])
            index += 1
            add(.field(name), from: start)
            return
        }
        var end = index
        if !hasEscape, let caret = characters[start..<end].lastIndex(of: "^"), caret > start,
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
        let word = String(characters[range])
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
        if let tilde = characters[range].lastIndex(of: "~"), tilde > range.lowerBound {
            let stem = String(characters[range.lowerBound..<tilde])
            if tilde + 1 == range.upperBound { return .fuzzy(stem, edits: Self.editsMax) }
            if tilde + 2 == range.upperBound, characters[tilde + 1] == "s" { return .stemmed(stem) }
            if let number = number(at: tilde + 1), number.end == range.upperBound {
                guard let edits = Int(number.text), edits <= Self.editsMax else {
                    note(tilde..<range.upperBound, "at most ~\(Self.editsMax) is looked for; it was taken for that")
                    return .fuzzy(stem, edits: Self.editsMax)
                }
                return edits == 0 ? .word(stem) : .fuzzy(stem, edits: edits)
            }
        }
        let first = characters[range].firstIndex { $0 == "*" || $0 == "?" }
        guard let first, word.count > 1 else { return .word(word) }
        if first == range.upperBound - 1, characters[first] == "*" { return .prefix(String(word.dropLast())) }
        return .wildcard(word)
    }

    private func unescaped(_ range: Range<Int>) -> String {
        var text = ""
        var place = range.lowerBound
        while place < range.upperBound {
            if characters[place] == "\\", place + 1 < range.upperBound { place += 1 }
            text.append(characters[place])
            place += 1
        }
        return text
    }

    // MARK: - Numbers

    /// Digits with at most one point, from a place on.
    private func number(at place: Int) -> (text: String, end: Int)? {
        var end = place
        while end < characters.count, characters[end].isASCII, characters[end].isNumber || characters[end] == "." {
            end += 1
        }
        let text = String(characters[min(place, end)..<end])
        return Float(text) == nil ? nil : (text, end)
    }

    private mutating func distance(_ text: String, _ range: Range<Int>) -> Int {
        guard let number = Int(text), number <= Self.withinMax else {
            note(range, "at most \(Self.withinMax) words may stand between; it was taken for that")
            return Self.withinMax
        }
        return number
    }

    private mutating func factor(_ text: String, from start: Int) {
        let end = start + 1 + text.count
        guard let factor = Float(text), factor > 0, factor <= 1_000_000 else {
            note(start..<end, "a boost is a number above 0, at most 1000000; '\(text)' was passed over")
            return
        }
        add(.boost(factor), start..<end)
    }

    // MARK: - Characters

    private static let quotes: Set<Character> = ["\"", "“", "”", "„"]

    private func isEnd(_ character: Character) -> Bool {
        character.isWhitespace || character == "(" || character == ")" || Self.quotes.contains(character)
    }

    private func isFieldCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }

    /// A sign means something only at the beginning of a piece and before something.
    private func isSign(at index: Int) -> Bool {
        let before = index == 0 || characters[index - 1].isWhitespace || characters[index - 1] == "("
        return before && index + 1 < characters.count && !characters[index + 1].isWhitespace
    }
}
