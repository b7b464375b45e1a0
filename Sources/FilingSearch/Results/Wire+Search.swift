extension Wire {
    /// The answer to a search.
    public struct Search: Encodable, Sendable {
        let query: String
        let total: Int
        let complete: Bool
        let groups: Int?
        let notes: [String]
        let diagnostics: [Remark]
        let suggestions: [Suggested]
        let facets: [Facet]?
        let next: String?
        let hits: [Filing]

        /// Something odd about the query.
        struct Remark: Encodable, Sendable {
            let start, end: Int?
            let message: String
        }

        /// A word that no filing holds.
        struct Suggested: Encodable, Sendable {
            let word: String
            let nearest: [String]
        }

        /// Counts by one thing.
        struct Facet: Encodable, Sendable {
            let facet: String
            let distinct: Int
            let values: [Value]

            struct Value: Encodable, Sendable {
                let value, label: String
                let count: Int
            }
        }

        /// The shape of results.
        ///
        /// - Parameters:
        ///   - results: as found.
        ///   - query: as typed.
        public init(_ results: SearchResults, query: String) {
            self.query = query
            total = results.total
            complete = results.isComplete
            groups = results.groupCount
            notes = results.notes
            diagnostics = results.diagnostics.map {
                Remark(start: $0.range?.lowerBound, end: $0.range?.upperBound, message: $0.message)
            }
            suggestions = results.suggestions.map { Suggested(word: $0.word, nearest: $0.nearest) }
            facets =
                results.facets.isEmpty
                ? nil
                : results.facets.map { counts in
                    Facet(
                        facet: counts.facet.rawValue, distinct: counts.distinctCount,
                        values: counts.values.map {
                            Facet.Value(value: $0.value, label: $0.label, count: $0.count)
                        })
                }
            next = results.next
            hits = results.hits.map(Filing.init)
        }
    }

    /// A passage with the places of what was found, in Unicode code points.
    struct Passage: Encodable, Sendable {
        let field, text: String
        let ranges: [[Int]]
        let cutBefore, cutBehind: Bool

        init(_ passage: FilingSearch.Passage) {
            (field, text) = (passage.field, passage.text)
            ranges = passage.ranges.map { [$0.lowerBound, $0.upperBound] }
            (cutBefore, cutBehind) = (passage.isCutBefore, passage.isCutBehind)
        }
    }

    /// What a part of the query adds to the score.
    struct Share: Encodable, Sendable {
        let part: String
        let share: Double
        let reason: String

        init(_ share: ScoreShare) {
            (part, reason) = (share.part, share.reason)
            self.share = Double(share.tenThousandths) / 10_000
        }
    }
}
