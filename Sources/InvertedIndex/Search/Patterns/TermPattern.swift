/// Which terms of a dictionary are meant: by wildcards, a regular expression, or nearness to a word.
package enum TermPattern: Equatable, Sendable {
    /// Terms that the expression matches whole; wildcards are expressions too.
    case expression(TermExpression)
    /// Terms at most so many edits away: insertions, deletions, substitutions and swaps of neighbours.
    case fuzzy([Unicode.Scalar], edits: Int)

    /// What a term scores by its grade: the number of edits it is away, 0 for expressions.
    ///
    /// Each edit halves the score, so a document with a nearer word stands before all with farther ones only.
    package static let gradeScores: [Float] = [1, 0.5, 0.25]

    /// How far a single term is from what is meant.
    ///
    /// - Parameter term: as the dictionary holds it.
    /// - Returns: the number of edits, `nil` for a term that is not meant.
    package func grade(of term: some Sequence<UInt8>) -> Int? {
        var machine = TermMachine(self)
        return machine.grade(of: Array(term))
    }
}
