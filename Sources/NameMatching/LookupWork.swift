/// What a look-up had to touch, counted for comparison with the sketch of its cost.
package struct LookupWork: Sendable, Equatable {
    /// Words of the universe that were candidates for a word of the query.
    package var comparedWords = 0
    /// Entries of postings lists that were read.
    package var readPostings = 0
    /// Names whose words were looked at for a bound.
    package var boundedNames = 0
    /// Names that were scored.
    package var scoredNames = 0

    /// No work.
    package init() {}

    /// Adds the work of another look-up.
    package mutating func add(_ other: LookupWork) {
        comparedWords += other.comparedWords
        readPostings += other.readPostings
        boundedNames += other.boundedNames
        scoredNames += other.scoredNames
    }

    /// About how many bytes that touched: a profile and letters for a word, a number and a byte of the filter for a posting,
    /// five words with their places and likenesses for a name.
    package var touchedBytes: Int { comparedWords * 56 + readPostings * 5 + (boundedNames + scoredNames) * 60 }
}
