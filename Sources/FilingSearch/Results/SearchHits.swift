public import FilingModel

/// The filings that a search found.
public struct SearchResults: Sendable {
    /// In the order asked for; ties by identity.
    public var hits: [SearchHit] = []
    /// Number of filings that match; exact when the answer is complete.
    public var total = 0
    /// Whether no more match than `total`.
    public var isTotalExact = true
    /// When filings were collapsed, of how many parties they are.
    public var groupCount: Int?
    /// What was odd about the query.
    public var diagnostics: [QueryDiagnostic] = []
    /// Words that no filing holds, with the nearest that some do.
    public var suggestions: [TermSuggestion] = []
    /// Whether the query could not be read at all: JSON that is none, or says nothing known.
    public var isRefused = false
    /// Whether everything was looked at; otherwise `cutReason` says why not.
    public var isComplete = true
    /// Why the answer was cut, in words.
    public var cutReason: String?
    /// Counts of what was asked for, in the order asked for.
    public var facets: [FacetCounts] = []
    /// What to ask the next page with; `nil` behind the last.
    public var next: String?

    /// What was odd about query and answer, in sentences; those about the query begin with the place.
    public var notes: [String] {
        diagnostics.map(\.description) + suggestions.map(\.description) + [cutReason].compactMap(\.self)
    }
}

/// A filing that matches.
public struct SearchHit: Sendable {
    /// The filing: whole, or without what stands on its own page (`SearchRequest.wantsWholeFilings`).
    public var filing: Filing
    /// What the whole filing has, of which `filing` may hold a part.
    public var counts: Counts
    /// Its score; 0 when only filters were asked for.
    public var score: Float
    /// The best passages with what was found, when asked for.
    public var passages: [Passage] = []
    /// How the score comes about, when asked for.
    public var explanation: [ScoreShare] = []

    /// How much there is on a filing's own page.
    public struct Counts: Equatable, Sendable {
        /// Rows, footnotes, signatures, and documents that are kept as text.
        public var rows: Int, footnotes: Int, signatures: Int, documents: Int

        /// The counts of a whole filing.
        ///
        /// - Parameter filing: whole.
        public init(_ filing: Filing) {
            (rows, footnotes) = (filing.rows.count, filing.footnotes.count)
            (signatures, documents) = (filing.signatures.count, filing.documents.count)
        }
    }
}

/// A piece of a filing's text with what was found in it.
public struct Passage: Equatable, Sendable {
    /// The field it stands in, by the name in queries.
    public var field: String
    /// The text as filed.
    public var text: String
    /// What was found, in Unicode code points from the beginning of `text`, ascending and apart.
    public var ranges: [Range<Int>]
    /// Whether text goes on before and behind.
    public var isCutBefore: Bool, isCutBehind: Bool
}

/// What one part of the query adds to a score.
public struct ScoreShare: Equatable, Sendable {
    /// The part as it was understood.
    public var part: String
    /// What it adds, in units of 1/10,000: the shares of a hit add up to its score in these units.
    public var tenThousandths: Int
    /// How it comes about, in words.
    public var reason: String
}

/// A word that no filing holds, and what may have been meant.
public struct TermSuggestion: Equatable, Sendable, CustomStringConvertible {
    /// The word as looked for.
    public var word: String
    /// The nearest words that filings hold, best first; may be empty.
    public var nearest: [String]

    /// A sentence.
    public var description: String {
        let meant = nearest.map { "'\($0)'" }.joined(separator: " or ")
        return "no filing holds '\(word)'" + (nearest.isEmpty ? "" : ", did you mean \(meant)?")
    }
}

/// How many filings there are of each kind among those found.
public struct FacetCounts: Equatable, Sendable {
    /// What was counted by.
    public var facet: SearchRequest.Facet
    /// The values with most filings, the most first.
    public var values: [Value]
    /// How many different values there are.
    public var distinctCount: Int

    /// A value and its filings.
    public struct Value: Equatable, Sendable {
        /// As a filter takes it: `4/A`, `2013`, a CIK, `officer`, `P`; a party without CIK has its name here.
        public var value: String
        /// What to show: a party's name, else the value.
        public var label: String
        /// Number of filings.
        public var count: Int
    }
}
