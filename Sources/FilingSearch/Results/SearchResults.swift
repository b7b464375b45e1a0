public import FilingModel

/// A party found by its name.
public struct PartyMatch: Sendable {
    /// What tells it from every other and finds its page: its CIK or, for one known by name only, `name:` and the words
    /// of its name.
    public var key: String
    /// Its CIK, if it has one.
    public var cik: CentralIndexKey?
    /// The name that matched, as filed.
    public var name: String
    /// The name it goes by now, when that is another.
    public var currentName: String?
    /// How alike, 0 … 1; 1 is the same name.
    public var score: Float
    /// Why, in words.
    public var reason: String
    /// Why, word by word.
    public var evidence: [Evidence] = []
    /// What words beyond those asked for, their order and their generation take from the score, beside the pairs' costs.
    public var beyond: Float = 0
    /// Person or company.
    public var kind: PartyKind
    /// Trading symbols.
    public var tickers: [String]
    /// City and state of its latest address.
    public var place: String?
    /// Filings that name it.
    public var filingCount: Int
    /// Those in which it is an owner, and those that are about its securities.
    public var ownerCount = 0, issuerCount = 0
    /// The latest of them.
    public var lastFiled: CalendarDate?
    /// Whether the name that matched is one it has given up.
    public var isFormerName = false
    /// Other keys that lead to it: CIKs found to be its own too, and `name:` with the words of a paper without keys.
    public var otherKeys: [String] = []
    /// In which filings it fulfils what else was asked for, if that concerned filings.
    public var context: Context?

    /// How a party fulfils a context: its latest filing that does, and how many do.
    public struct Context: Hashable, Sendable {
        /// What it is in that filing.
        public var roles: [String]
        /// Its title there, or the words behind *other*.
        public var title: String?
        /// The company that filing is about, unless it is the party itself.
        public var issuer: String?
        /// That company's key.
        public var issuerCIK: CentralIndexKey?
        /// The form, amendment mark included.
        public var form: String
        /// City and state of its address there.
        public var place: String?
        /// The first and the last day of a filing that fulfils the context.
        public var first: CalendarDate?, last: CalendarDate?
        /// Number of filings that do.
        public var filingCount: Int

        /// All of it in a line: `officer (COO and President) of TECOGEN INC., Form 3, 2013-10-01`.
        public var words: String {
            var words = roles.joined(separator: ", ")
            if let title { words += " (\(title))" }
            if let issuer { words += " of \(issuer)" }
            if let place { words += ", \(place)" }
            words += ", Form \(form)"
            if let last { words += ", \(last)" }
            if filingCount > 1 { words += " and \(filingCount - 1) more" }
            return words
        }
    }

    /// A word asked for beside the word of the name it was taken for.
    public struct Evidence: Sendable {
        /// As asked; empty when the name has a word more.
        public var asked: String
        /// As filed; empty when the name lacks it.
        public var filed: String
        /// How the two go together, such as `exact`, `initial` or `edit`.
        public var kind: String
        /// How alike, 0 … 1.
        public var likeness: Float
        /// What the difference costs, in bits of the words' rarity.
        public var cost: Float
    }
}

/// A party found for one of many names.
public struct BatchMatch: Sendable {
    /// Its key, if it has one.
    public var cik: CentralIndexKey?
    /// The name that matched, as filed.
    public var name: String
    /// Person or company.
    public var kind: PartyKind
    /// How alike, 0 … 1.
    public var score: Float
    /// Why, in words, if it was wanted.
    public var reason: String?
}

/// A party and its filings.
public struct PartyPage: Sendable {
    /// The party, and why it was taken for the one meant.
    public var party: PartyMatch
    /// Its other names.
    public var otherNames: [String]
    /// Others that were nearly as good.
    public var alternatives: [PartyMatch]
    /// What it was to whom, the latest first: for a person its issuers, for an issuer its insiders.
    public var relations: [Relation]
    /// Its filings, newest first.
    public var filings: [Filing]
    /// Number of its filings, of which `filings` may be the first.
    public var total: Int
    /// Parties that are probably the same as this one, which is the first or the second of each pair.
    public var perhapsSame: [PartyDuplicate]
    /// How many of its filings were read, the newest ones: all of them unless the time was up.
    public var readCount: Int

    /// Whether all its filings were read.
    public var isComplete: Bool { readCount >= total }

    /// What is left out, in words; `nil` when nothing is.
    public var cutReason: String? {
        isComplete
            ? nil
            : "the time was up when \(readCount) of \(total) filings were read, the newest first: what older ones say is "
                + "left out"
    }

    /// An owner and an issuer, and what the one is to the other.
    public struct Relation: Sendable {
        /// The other side's key, as `PartyMatch.key` has it.
        public var key: String
        /// The other side's CIK.
        public var cik: CentralIndexKey?
        /// The other side's name.
        public var name: String
        /// The issuer's symbols.
        public var tickers: [String]
        /// Roles and titles, the latest first.
        public var roles: [String]
        /// Days of the first and last filing.
        public var first: CalendarDate?, last: CalendarDate?
        /// Number of filings.
        public var filingCount: Int
        /// Whether the latest of them ticks *no longer subject to Section 16*.
        public var hasLeft = false
    }

    /// Whether an insider is one still, as far as filings tell: its latest does not say that it left, and is at most two
    /// years older than the latest of all.
    ///
    /// - Parameter relation: one of `relations`.
    /// - Returns: whether it is.
    public func isCurrent(_ relation: Relation) -> Bool {
        guard !relation.hasLeft, let last = relation.last, let newest = relations.compactMap(\.last).max() else {
            return !relation.hasLeft
        }
        return newest.dayNumber - last.dayNumber <= 2 * 366
    }
}

/// What an index holds.
public struct IndexStatistics: Sendable {
    /// Number of the commit.
    public var generation: UInt64
    /// Filings and parties.
    public var filingCount: Int, partyCount: Int
    /// Segments and their bytes.
    public var segmentCount: Int, byteCount: Int
    /// Filings by form, the most first.
    public var forms: [(form: String, count: Int)]
    /// First and last day of filings.
    public var first: CalendarDate?, last: CalendarDate?
}
