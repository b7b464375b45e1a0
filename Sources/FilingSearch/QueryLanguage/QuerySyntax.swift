/// A query as it was understood, before its words are looked up.
package indirect enum QuerySyntax: Equatable, Sendable {
    /// Words that came as one piece, such as `o'brien`; a phrase if they are several.
    case text(String)
    /// Words in quotation marks, with at most so many others among them; 0 asks for one after another.
    case phrase(String, within: Int)
    /// The beginning of a word.
    case prefix(String)
    /// A word in which `*` stands for any characters and `?` for one.
    case wildcard(String)
    /// A word and all that differ from it by so many edits at most.
    case fuzzy(String, edits: Int)
    /// A word and all that have the same English stem.
    case stemmed(String)
    /// Words that a regular expression, which stands at a place, matches whole.
    case regex(String, at: Int)
    /// Parts in one field, in any order, with at most so many other words among them; the operator's place.
    case near([QuerySyntax], within: Int, at: Int)
    /// A part that is looked for in one field, whose name stands at a place.
    case field(String, at: Int, QuerySyntax)
    /// A part whose score is multiplied.
    case boosted(QuerySyntax, by: Float)
    /// All parts.
    case all([QuerySyntax])
    /// Some part.
    case any([QuerySyntax])
    /// Not this part.
    case not(QuerySyntax)
}
