internal import TextAnalysis

/// Which terms of a dictionary are meant: by wildcards, a regular expression, nearness to a word, or a common stem.
package enum TermPattern: Hashable, Sendable {
    /// Terms that the expression matches whole; wildcards are expressions too.
    case expression(TermExpression)
    /// Terms at most so many edits away: insertions, deletions, substitutions and swaps of neighbours.
    case fuzzy([Unicode.Scalar], edits: Int)
    /// A word and its kin: the words with the same English stem.
    case kin([UInt8])

    /// What a term scores by its grade: the number of edits it is away, 0 for expressions.
    ///
    /// Each edit halves the score, so a document with a nearer word stands before all with farther ones only. A word and
    /// its kin are scored as words are (`QueryPlan`): 0 is the word itself, 1 its kin.
    package static let gradeScores: [Float] = [1, 0.5, 0.25]

    /// How far a single term is from what is meant.
    ///
    /// - Parameter term: as the dictionary holds it.
    /// - Returns: the number of edits, 0 or 1 for kin; `nil` for a term that is not meant.
    package func grade(of term: some Sequence<UInt8>) -> Int? {
        let term = Array(term)
        if case .kin(let word) = self { return KinStems(word).grade(of: term) }
        var machine = TermMachine(self)
        return machine.grade(of: term)
    }
}

/// Tells which words have the stem of a word.
struct KinStems {
    private let word: [UInt8]
    private let stemmer = EnglishStemmer()
    private let stem: [UInt8]?

    /// The kin of a word.
    init(_ word: [UInt8]) {
        self.word = word
        stem = stemmer.stem(word)
    }

    /// What the word and its kin begin with, ascending.
    var beginnings: [[UInt8]] { stem.map(EnglishStemmer.beginnings) ?? [word] }

    /// 0 for the word itself, 1 for its kin, `nil` for others.
    func grade(of term: some Collection<UInt8>) -> Int? {
        if term.elementsEqual(word) { return 0 }
        return stem != nil && stemmer.stem(term) == stem ? 1 : nil
    }
}
