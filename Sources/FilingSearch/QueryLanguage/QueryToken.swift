/// A piece of a query as typed, with its place.
struct QueryToken: Equatable, Sendable {
    /// What kind of piece.
    enum Kind: Equatable, Sendable {
        /// A word, a number, a name with an asterisk: anything without a meaning of its own.
        case word(String)
        /// Text in quotation marks.
        case phrase(String)
        /// A name followed by a colon.
        case field(String)
        case or, and, not, plus, open, close
    }

    var kind: Kind
    /// Where it stands, in characters from 0.
    var range: Range<Int>
}

/// Cuts a query into pieces.
///
/// Never fails: what has no meaning is a word.
enum QueryLexer {
    /// The pieces in order.
    ///
    /// - Parameter text: the query as typed.
    /// - Returns: the pieces, and whether the last quotation mark was never closed.
    static func tokens(in text: String) -> (tokens: [QueryToken], hasOpenQuote: Bool) {
        let characters = Array(text)
        var tokens: [QueryToken] = []
        var hasOpenQuote = false
        var index = 0
        while index < characters.count {
            let start = index
            let character = characters[index]
            func add(_ kind: QueryToken.Kind) { tokens.append(QueryToken(kind: kind, range: start..<index)) }
            if character.isWhitespace {
                index += 1
            } else if character == "(" || character == ")" {
                index += 1
                add(character == "(" ? .open : .close)
            } else if quotes.contains(character) {
                index += 1
                while index < characters.count, !quotes.contains(characters[index]) { index += 1 }
                let content = String(characters[start + 1..<index])
                if index < characters.count { index += 1 } else { hasOpenQuote = true }
                add(.phrase(content))
            } else if character == "-" || character == "+", isOperator(characters, at: index) {
                index += 1
                add(character == "-" ? .not : .plus)
            } else {
                var mayBeField = true
                while index < characters.count, !isEnd(characters[index]) {
                    if characters[index] == ":", index > start, mayBeField { break }
                    mayBeField = mayBeField && isFieldCharacter(characters[index])
                    index += 1
                }
                let word = String(characters[start..<index])
                if index < characters.count, mayBeField, characters[index] == ":" {
                    index += 1
                    add(.field(word))
                } else {
                    switch word {
                    case "OR", "||": add(.or)
                    case "AND", "&&": add(.and)
                    case "NOT": add(.not)
                    default: add(.word(word))
                    }
                }
            }
        }
        return (tokens, hasOpenQuote)
    }

    private static let quotes: Set<Character> = ["\"", "“", "”", "„"]

    private static func isEnd(_ character: Character) -> Bool {
        character.isWhitespace || character == "(" || character == ")" || quotes.contains(character)
    }

    private static func isFieldCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }

    /// A sign means something only at the beginning of a piece and before something.
    private static func isOperator(_ characters: [Character], at index: Int) -> Bool {
        let before = index == 0 || characters[index - 1].isWhitespace || characters[index - 1] == "("
        return before && index + 1 < characters.count && !characters[index + 1].isWhitespace
    }
}
