/// What the parts of a score are worth; shares of a word's weight, or of the whole score.
///
/// Set on the open query set and checked on universes and queries made with other seeds; see Documentation/NameMatching.md.
enum Costs {
    // Shares of the weight of a query's word.
    /// A word the candidate has nothing for.
    static let missing: Float = 0.32
    static let missingInitial: Float = 0.58
    static let missingFiller: Float = 0.5
    /// A name where the candidate has another one.
    static let contradiction: Float = -0.35
    static let organisationContradiction: Float = -0.30
    /// FUND II where the candidate is FUND III.
    static let otherNumeral: Float = -0.6
    /// A contradiction by a very rare word costs no more than by one of this weight: it may be badly mistyped.
    static let contradictionWeightMax: Float = 8
    /// BOB for somebody whose surname is ROBERT: what of the likeness is left.
    static let nicknameOfSurname: Float = 0.6
    /// R for ROBERT.
    static let initial: Float = 0.80
    /// A middle name in full where the candidate has its initial.
    static let middleAsInitial: Float = 0.88
    /// A first name in full where the candidate has its initial, less for each bit of rarity above seven.
    static let nameAsInitial: Float = 0.82
    static let rareAsInitial: Float = 0.10
    static let initials: Float = 0.85
    static let joined: Float = 0.97
    static let split: Float = 0.96
    static let splitReordered: Float = 0.92

    // Shares of the whole.
    /// What a trading symbol scores that is typed as a name would be: QIAN is one, Qian is somebody.
    static let symbolTypedAsName: Float = 0.90
    /// What a trading symbol scores that the text begins while it is typed.
    static let symbolBeingTyped: Float = 0.96
    /// A reading without the words of a request.
    static let reading: Float = 0.015
    static let otherGeneration: Float = 0.15
    static let generationAsked: Float = 0.05
    static let generationFree: Float = 0.018
    static let extraInitial: Float = 0.02
    static let extraMiddle: Float = 0.035
    static let extraFirst: Float = 0.08
    /// The same while a name is being typed: the first name may come yet.
    static let extraFirstTyping: Float = 0.02
    static let skippedFirst: Float = 0.14
    /// The other half of a double surname.
    static let extraSurname: Float = 0.03
    static let noSurname: Float = 0.25
    /// The part of it when only one name was asked for: it may be a given name.
    static let noSurnameOfOne: Float = 0.6
    static let order: Float = 0.06
    static let commaOrder: Float = 0.12
    static let legalForm: Float = 0.02
    /// The same legal form spelt otherwise: CO and COMPANY.
    static let legalFormSpelling: Float = 0.002
    static let otherLegalForm: Float = 0.08
    static let extraWord: Float = 0.10
    /// A word of this weight costs all of it, a more frequent one less.
    static let extraWordWeight: Float = 8
    /// The least of it, for the most frequent words.
    static let extraWordMin: Float = extraWord * NameScorer.weightMin / extraWordWeight
    static let extraFiller: Float = 0.002
    static let extraWordsMax: Float = 0.30
    /// Words after a beginning that agrees cost less: the query may be unfinished.
    static let extraAfterBeginning: Float = 0.35
    static let organisationOrder: Float = 0.01
    /// Equal words in another order, words equal in meaning, and the most that unequal names can reach.
    static let equalReordered: Float = 0.998
    static let equalInMeaning: Float = 0.996
    static let unequalMax: Float = 0.99
}
