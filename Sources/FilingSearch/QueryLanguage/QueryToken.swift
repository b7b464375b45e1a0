/// A piece of a query as typed, with its place.
struct QueryToken: Equatable, Sendable {
    /// What kind of piece.
    enum Kind: Equatable, Sendable {
        /// A word, a number, a range: anything without a meaning of its own.
        case word(String)
        /// Text in quotation marks, with at most so many other words among its own.
        case phrase(String, within: Int)
        /// A word with an asterisk at its end, without it.
        case prefix(String)
        /// A word with asterisks or question marks elsewhere.
        case wildcard(String)
        /// A word and how many edits it may be away.
        case fuzzy(String, edits: Int)
        /// A word whose kin are looked for as well.
        case stemmed(String)
        /// What stands between slashes.
        case regex(String)
        /// A name followed by a colon.
        case field(String)
        /// What the part before counts for.
        case boost(Float)
        /// How many other words may stand between the parts before and behind.
        case near(Int)
        case or, and, not, plus, open, close
    }

    var kind: Kind
    /// Where it stands, in characters from 0.
    var range: Range<Int>
}
