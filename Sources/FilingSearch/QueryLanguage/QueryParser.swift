/// Reads the query language.
///
/// Never fails: it gives the query it understood and says what it made of the rest.
///
/// Parts stand side by side for AND; `OR` binds looser, `NOT` and a leading `-` tighter; parentheses group;
/// `"…"` is a phrase, `word*` a beginning, `field:` says where to look.
struct QueryParser {
    /// Deeper parentheses are read as if they were not there, so that no query overflows the stack.
    static let depthMax = 100

    private let tokens: [QueryToken]
    private var position = 0
    /// Parentheses open beyond the depth that is read.
    private var passedOverCount = 0
    private var hasNotedDepth = false
    private(set) var diagnostics: [QueryDiagnostic] = []

    /// Reads a query.
    ///
    /// - Parameter text: as typed.
    /// - Returns: what was understood, `nil` for a query without any words; and what was odd.
    static func parse(_ text: String) -> (syntax: QuerySyntax?, diagnostics: [QueryDiagnostic]) {
        let (tokens, hasOpenQuote) = QueryLexer.tokens(in: text)
        var parser = QueryParser(tokens: tokens)
        if hasOpenQuote, let last = tokens.last {
            parser.note(last.range, "the quotation mark is never closed; the phrase was taken to end with the query")
        }
        var parts: [QuerySyntax] = []
        while parser.position < tokens.count {
            if let part = parser.alternatives(depth: 0) { parts.append(part) }
            if parser.position < tokens.count {
                // Only a closing parenthesis stops the parser early.
                parser.note(tokens[parser.position].range, "')' without '('; it was passed over")
                parser.position += 1
            }
        }
        return (parts.count > 1 ? .all(parts) : parts.first, parser.diagnostics)
    }

    private init(tokens: [QueryToken]) { self.tokens = tokens }

    private var current: QueryToken.Kind? { position < tokens.count ? tokens[position].kind : nil }

    private mutating func note(_ range: Range<Int>, _ message: String) {
        diagnostics.append(QueryDiagnostic(range: range, message: message))
    }

    /// Parts joined by OR.
    private mutating func alternatives(depth: Int) -> QuerySyntax? {
        var alternatives: [QuerySyntax] = []
        while true {
            if let part = conjunction(depth: depth) { alternatives.append(part) }
            guard current == .or else { break }
            position += 1
        }
        return alternatives.count > 1 ? .any(alternatives) : alternatives.first
    }

    /// Parts side by side.
    private mutating func conjunction(depth: Int) -> QuerySyntax? {
        var parts: [QuerySyntax] = []
        while let kind = current, kind != .or, kind != .close || passedOverCount > 0 {
            if kind == .close { passedOverCount -= 1 }
            if kind == .and || kind == .plus || kind == .close {
                position += 1
                continue
            }
            if let part = negation(depth: depth) { parts.append(part) }
        }
        return parts.count > 1 ? .all(parts) : parts.first
    }

    private mutating func negation(depth: Int) -> QuerySyntax? {
        var isNegated = false
        let range = position < tokens.count ? tokens[position].range : 0..<0
        while current == .not {
            isNegated.toggle()
            position += 1
        }
        guard let part = primary(depth: depth) else {
            if isNegated { note(range, "nothing follows NOT; it was passed over") }
            return nil
        }
        return isNegated ? .not(part) : part
    }

    private mutating func primary(depth: Int) -> QuerySyntax? {
        guard position < tokens.count else { return nil }
        let token = tokens[position]
        switch token.kind {
        case .word(let word):
            position += 1
            if word.hasSuffix("*"), word.count > 1 { return .prefix(String(word.dropLast())) }
            return .text(word)
        case .phrase(let words):
            position += 1
            return .phrase(words)
        case .field(let name):
            position += 1
            switch current {
            case .word, .phrase, .open:
                guard let part = primary(depth: depth) else { return nil }
                return .field(name.lowercased(), at: token.range.lowerBound, part)
            default:
                note(token.range, "nothing follows '\(name):'; it was taken as a word")
                return .text(name)
            }
        case .open:
            position += 1
            guard depth < Self.depthMax else {
                if !hasNotedDepth {
                    note(token.range, "parentheses deeper than \(Self.depthMax) were passed over")
                    hasNotedDepth = true
                }
                passedOverCount += 1
                return nil
            }
            let inner = alternatives(depth: depth + 1)
            if current == .close {
                position += 1
            } else {
                note(token.range, "'(' is never closed; it was taken to end with the query")
            }
            return inner
        case .close, .or, .and, .not, .plus:
            return nil
        }
    }
}
