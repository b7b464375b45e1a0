/// How one word of a query was found in a candidate.
package enum PairKind: UInt8, Sendable, Hashable {
    /// Not at all.
    case none
    /// Letter for letter.
    case exact
    /// `INTL` for `INTERNATIONAL`.
    case abbreviation
    /// `INCORPORATED` for `INC`.
    case legalForm
    /// `2` for `II`.
    case numeral
    /// `MUELLER` for `MULLER`.
    case umlaut
    /// `BOB` for `ROBERT`, or two forms of one name.
    case nickname
    /// `STEVEN` for `STEPHEN`: another spelling of the same given name.
    case spelling
    /// `PAN0RA` for `PANORA`.
    case ocr
    /// One edit.
    case oneEdit
    /// Two edits.
    case twoEdits
    /// The same sound within three edits.
    case phonetic
    /// Further apart than edits reach, but with most three-letter pieces in common.
    case trigrams
    /// The beginning of a word still being typed.
    case prefix
    /// The same with an edit in it.
    case prefixOneEdit
    /// `R` for `ROBERT`, or `ROBERT` for `R`.
    case initial
    /// `RA` for `ROBERT A`.
    case initials
    /// Two words of the query for one of the candidate.
    case joined
    /// One word of the query for two of the candidate.
    case split
    /// A word of the query that the candidate lacks.
    case missingInCandidate
    /// A word of the candidate that the query lacks.
    case missingInQuery
    /// A word of the query where the candidate has another one in the same role.
    case contradiction
}

/// How alike two words are, and why: 1 for equal words, 0 for different ones.
package struct PairScore: Sendable, Hashable {
    /// From 0 to 1.
    package var value: Float
    /// The reason.
    package var kind: PairKind

    /// A score with its reason.
    package init(_ value: Float, _ kind: PairKind) {
        self.value = value
        self.kind = kind
    }

    /// Two words that have nothing in common.
    package static let none = PairScore(0, .none)
}
