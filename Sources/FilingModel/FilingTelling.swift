/// One of several papers that tell the same filing: its XML alone, the whole submission, rows of a table, a page as people
/// read it.
public struct FilingTelling: Hashable, Sendable {
    /// What the paper tells, and where it was read; of what `holds` names nothing, for the filing has it.
    public var facts: Filing
    /// How much the paper holds, and how well its kind tells it: by this tellings are ordered.
    public var fullness: Int
    /// What of the filing is this paper's.
    public var holds: Holdings
    /// How many of the filing's documents are this paper's; those of fuller tellings stand before them.
    public var documentCount: Int

    /// Where the paper was read.
    public var source: FilingSource { facts.source }

    /// Lists that are taken whole from one paper.
    public struct Holdings: OptionSet, Hashable, Sendable {
        /// The lists as bits.
        public let rawValue: UInt8

        /// Lists by their bits.
        ///
        /// - Parameter rawValue: bits without a list are kept.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Rows with their footnotes.
        public static let rows = Holdings(rawValue: 1)
        /// Signatures.
        public static let signatures = Holdings(rawValue: 2)
        /// Everything there may be.
        public static let all: Holdings = [.rows, .signatures]
    }

    /// A telling.
    ///
    /// - Parameters:
    ///   - facts: what the paper tells, but for what the filing holds of it.
    ///   - fullness: how much the paper holds.
    ///   - holds: what of the filing is this paper's.
    ///   - documentCount: how many of the filing's documents are.
    public init(facts: Filing, fullness: Int, holds: Holdings = [], documentCount: Int = 0) {
        self.facts = facts
        self.fullness = fullness
        self.holds = holds
        self.documentCount = documentCount
    }
}
