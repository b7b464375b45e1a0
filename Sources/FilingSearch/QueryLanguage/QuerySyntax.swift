/// A query as it was understood, before its words are looked up.
package indirect enum QuerySyntax: Equatable, Sendable {
    /// Words that came as one piece, such as `o'brien`; a phrase if they are several.
    case text(String)
    /// Words in quotation marks.
    case phrase(String)
    /// The beginning of a word.
    case prefix(String)
    /// A part that is looked for in one field, whose name stands at a place.
    case field(String, at: Int, QuerySyntax)
    /// All parts.
    case all([QuerySyntax])
    /// Some part.
    case any([QuerySyntax])
    /// Not this part.
    case not(QuerySyntax)
}

/// Something in a query that is not as its writer meant it, with its place.
package struct QueryDiagnostic: Equatable, Sendable, CustomStringConvertible {
    /// Where, in characters from 0.
    package var range: Range<Int>
    /// What is the matter, and what to do.
    package var message: String

    /// The place, counted from 1, and the message.
    package var description: String { "at \(range.lowerBound + 1): \(message)" }
}
