/// What to search for, and what to tell about it.
public struct SearchRequest: Sendable {
    /// How the query is written.
    public enum Language: Sendable {
        /// In the query language, or as JSON when it begins with a brace.
        case text
        /// As JSON.
        case json
    }

    /// What decides the order of hits.
    ///
    /// Ties are settled by the filing's identity.
    public enum Order: String, Sendable, CaseIterable {
        /// The score, best first.
        case relevance
        /// The day it was filed, or the day that stands for it; newest first.
        case filed
        /// The period it reports; newest first.
        case period
        /// The largest value of a row; largest first.
        case value
    }

    /// Whose filings are told once, by their best.
    public enum Collapse: String, Sendable, CaseIterable {
        /// The issuer's.
        case issuer
        /// The first owner's.
        case owner
    }

    /// What hits can be counted by.
    public enum Facet: String, Sendable, CaseIterable {
        /// The form, amendments apart.
        case form
        /// The year of the day to sort by.
        case year
        /// The issuer.
        case issuer
        /// The owners; a joint filing counts for each.
        case owner
        /// The owners' roles.
        case role
        /// The rows' transaction codes.
        case code
    }

    /// The query.
    public var query: String
    /// How it is written.
    public var language = Language.text
    /// Whether each word that stands alone is looked for with all that have the same English stem, as `word~s` is.
    public var isStemmed = false
    /// How many filings at most; 0 only counts.
    public var limit: Int
    /// How the number of filings that match is wanted; all but the first page of the best filings counts exactly.
    public var totals: Totals

    /// How the number of filings that match is wanted.
    public enum Totals: Sendable {
        /// Exactly; costs a look at every match.
        case exact
        /// As far as it is known when the best are found.
        case atLeast
    }
    /// What decides the order.
    public var order = Order.relevance
    /// Where the page before ended: `SearchResults.next`.
    public var after: String?
    /// What to count hits by.
    public var facets: [Facet] = []
    /// How many values of each facet at most, those with most filings first.
    public var facetLimit = 10
    /// Whose filings are told once.
    public var collapse: Collapse?
    /// How long the search may take; what was found by then is the answer.
    public var timeout: Duration?
    /// How many terms and documents may be looked at.
    public var workMax: Int?
    /// Whether hits hold their filings whole.
    ///
    /// Otherwise they have the first three rows and no footnotes, remarks, signatures and documents, which is enough for a list and many times as fast where papers are long.
    public var wantsWholeFilings = true
    /// Whether passages with what was found are wanted.
    public var wantsPassages = false
    /// Whether it is wanted how each score comes about.
    public var wantsExplanations = false

    /// A request.
    ///
    /// - Parameters:
    ///   - query: in the query language.
    ///   - limit: how many filings at most.
    ///   - totals: how the number of filings that match is wanted.
    public init(query: String, limit: Int = 10, totals: Totals = .exact) {
        (self.query, self.limit) = (query, limit)
        self.totals = totals
    }
}
