internal import InvertedIndex

/// Parts of a query in the words of the query language.
enum QueryText {
    /// A part as it might have been typed.
    static func part(_ part: Query) -> String {
        switch part {
        case .term(let word, let fields): scope(fields) + text(word)
        case .prefix(let word, let fields): scope(fields) + text(word) + "*"
        case .phrase(let words, let fields): scope(fields) + "\"" + words.map(text).joined(separator: " ") + "\""
        case .pattern(let pattern, let fields): scope(fields) + self.pattern(pattern)
        case .expanded(let expanded): scope(expanded.fields) + pattern(expanded.pattern)
        case .near(let proximity, let fields):
            scope(fields)
                + (proximity.isRun
                    ? "\"" + proximity.spots.map(spot).joined(separator: " ") + "\""
                    : "(" + proximity.spots.map(spot).joined(separator: " NEAR/\(proximity.distance) ") + ")")
        default: "…"
        }
    }

    private static func text(_ word: [UInt8]) -> String { String(decoding: word, as: UTF8.self) }

    /// The field's name when one is asked for.
    private static func scope(_ fields: [Query.WeightedField]) -> String {
        guard fields.count == 1, let field = FilingSchema.Field(rawValue: fields[0].field) else { return "" }
        return field.name + ":"
    }

    private static func spot(_ spot: Proximity.Spot) -> String {
        switch spot {
        case .words(let words): words.map(text).joined(separator: " ")
        case .pattern(let pattern): self.pattern(pattern)
        case .expanded(let expanded): pattern(expanded.pattern)
        }
    }

    private static func pattern(_ pattern: TermPattern) -> String {
        switch pattern {
        case .fuzzy(let word, let edits):
            return String(String.UnicodeScalarView(word)) + "~\(edits)"
        case .expression(let expression):
            return expression.source
        case .kin(let word):
            return text(word) + "~s"
        }
    }
}
