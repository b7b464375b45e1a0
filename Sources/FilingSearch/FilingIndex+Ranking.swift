public import FilingModel
internal import InvertedIndex

extension FilingIndex {
    /// Finds filings as `search` does, but gives only what the index knows without reading a record.
    ///
    /// - Parameter request: what to search for; its query, limit, totals, stems and limits count.
    /// - Returns: identities and scores, best first, how many match, and what was odd about the query.
    /// - Throws: `FilingIndexError` when bytes of the index are damaged.
    public func ranking(_ request: SearchRequest) throws(FilingIndexError) -> FilingRanking {
        let limits = SearchLimits(request)
        let (syntax, parsing) = Self.syntax(of: request)
        guard let syntax else {
            return FilingRanking(hits: [], total: 0, notes: parsing.map(\.description) + ["the query holds no words"])
        }
        let (query, lowering) = QueryLowering.lower(syntax, isStemmed: request.isStemmed)
        return try wrapping { () throws(IndexError) in
            let answer = try searcher.search(
                query, limit: request.limit, totals: request.engineTotals, meter: limits.meter)
            let hits = answer.hits.map { hit in
                FilingRanking.Hit(sortKey: hit.identity, score: hit.score)
            }
            return FilingRanking(
                hits: hits, total: answer.total, isTotalExact: answer.isTotalExact,
                isComplete: limits.cut == nil, notes: (parsing + lowering).map(\.description))
        }
    }
}

extension SearchRequest {
    /// The same for the engine.
    var engineTotals: Searcher.Totals { totals == .exact ? .exact : .atLeast }
}

/// Which filings a search found, without what they say.
public struct FilingRanking: Sendable {
    /// Best first; equal scores by identity.
    public var hits: [Hit]
    /// Number of filings that match, or that match at least.
    public var total: Int
    /// Whether no more match than `total`.
    public var isTotalExact = true
    /// Whether everything was looked at; else the time was up, or the work allowed was done.
    public var isComplete = true
    /// What was odd about the query, in sentences that begin with the place.
    public var notes: [String]

    /// A filing that matches.
    public struct Hit: Sendable {
        /// The number that the index knows it by.
        let sortKey: Int64
        /// Its score; 0 when only filters were asked for.
        public let score: Float

        /// Which filing; `nil` for a number that no filing has.
        public var identity: FilingIdentity? { FilingIdentity(sortKey: sortKey) }
    }
}
