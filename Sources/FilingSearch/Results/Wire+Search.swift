internal import FilingModel

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
        let hits: [Hit]

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
        ///   - withPapers: whether hits are filings whole; else they are what a list needs.
        public init(_ results: SearchResults, query: String, withPapers: Bool = true) {
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
            hits = results.hits.map { withPapers ? .paper(Filing($0)) : .head(Head($0)) }
        }
    }

    /// A hit of a search.
    enum Hit: Encodable, Sendable {
        case paper(Filing)
        case head(Head)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .paper(let filing): try filing.encode(to: encoder)
            case .head(let head): try head.encode(to: encoder)
            }
        }
    }

    /// What a list of hits needs of a filing.
    struct Head: Encodable, Sendable {
        let accession, form: String
        let filed, period, originalFiled: String?
        let amends: String?
        let issuer: Filing.Issuer?
        let owners: [Filing.Owner]
        let otherParties: [Named]
        let plan10b5_1: Bool?
        let rowCount, footnoteCount, documentCount: Int
        let url: String?
        let score: Double
        let passages: [Passage]?
        let explanation: [Share]?

        /// Someone whom the filing names beside its owners.
        struct Named: Encodable, Sendable {
            let role: String
            let cik: String?
            let name: String
        }

        init(_ hit: SearchHit) {
            let filing = hit.filing
            (accession, form) = (filing.identity.description, filing.form.description)
            (filed, period) = (filing.filed?.description, filing.period?.description)
            (originalFiled, amends) = (filing.originalFiled?.description, filing.amends?.description)
            issuer = filing.issuer.map(Filing.Issuer.init)
            owners = filing.owners.map(Filing.Owner.init)
            otherParties = filing.otherParties.map { Named(role: $0.role, cik: $0.cik?.padded, name: $0.name) }
            plan10b5_1 = filing.isUnderTradingPlan
            rowCount = hit.counts.rows
            (footnoteCount, documentCount) = (hit.counts.footnotes, hit.counts.documents)
            url = SourceLink.filing(filing)
            score = Wire.rounded(hit.score)
            passages = hit.passages.isEmpty ? nil : hit.passages.map(Passage.init)
            explanation = hit.explanation.isEmpty ? nil : hit.explanation.map(Share.init)
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
