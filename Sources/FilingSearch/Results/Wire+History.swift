internal import FilingModel

extension Wire {
    /// A party's page with its history: the fields of `Page`, and what it did in time.
    public struct History: Encodable, Sendable {
        private let page: Page
        private let past: Past

        /// The shape of a history.
        ///
        /// - Parameter history: as found.
        public init(_ history: PartyHistory) {
            page = Page(history.page)
            past = Past(history)
        }

        /// Both stand in one object.
        ///
        /// - Parameter encoder: where it goes.
        /// - Throws: what the encoder throws.
        public func encode(to encoder: any Encoder) throws {
            try page.encode(to: encoder)
            try past.encode(to: encoder)
        }
    }

    private struct Past: Encodable, Sendable {
        let holdings: [Holding]
        let trades: [Trade]
        let tradeTotal: Int
        let months: [Month]
        let companions: [Companion]
        let namesAsFiled, addressesAsFiled: [Filed]
        let amendments: [Amendment]
        let clusters: [Cluster]

        struct Holding: Encodable, Sendable {
            let issuer: String
            let issuerCIK: String?
            let security: String
            let directOrIndirect, natureOfOwnership: String?
            let points: [Point]
        }

        struct Point: Encodable, Sendable {
            let date, shares, accession, form: String
        }

        struct Month: Encodable, Sendable {
            let month, sharesBought, sharesSold, valueBought, valueSold: String
            let purchases, sales: Int
        }

        struct Companion: Encodable, Sendable {
            let key, name: String
            let filings: Int
            let last: String?
        }

        struct Filed: Encodable, Sendable {
            let text: String
            let filings: Int
            let first, last: String?

            init(_ filed: FiledText) {
                (text, filings) = (filed.text, filed.filingCount)
                (first, last) = (filed.first?.description, filed.last?.description)
            }
        }

        struct Amendment: Encodable, Sendable {
            let accession, form: String
            let filed: String?
        }

        struct Cluster: Encodable, Sendable {
            let first, last, shares, value: String
            let buyers: [Buyer]
        }

        struct Buyer: Encodable, Sendable {
            let key, name, role, shares: String
        }

        init(_ history: PartyHistory) {
            holdings = history.holdings.map { series in
                Holding(
                    issuer: series.issuer, issuerCIK: series.issuerCIK?.padded, security: series.security,
                    directOrIndirect: series.ownership, natureOfOwnership: series.nature,
                    points: series.points.map {
                        Point(
                            date: $0.date.description, shares: $0.shares.description,
                            accession: $0.filing.description, form: $0.form.description)
                    })
            }
            trades = history.trades.map(Trade.init)
            tradeTotal = history.tradeCount
            months = history.months.map {
                Month(
                    month: $0.name, sharesBought: $0.sharesBought.description, sharesSold: $0.sharesSold.description,
                    valueBought: $0.valueBought.description, valueSold: $0.valueSold.description,
                    purchases: $0.purchaseCount, sales: $0.saleCount)
            }
            companions = history.companions.map {
                Companion(key: $0.key, name: $0.name, filings: $0.filingCount, last: $0.last?.description)
            }
            namesAsFiled = history.names.map(Filed.init)
            addressesAsFiled = history.addresses.map(Filed.init)
            amendments = history.amendments.map {
                Amendment(
                    accession: $0.identity.description, form: $0.form.description,
                    filed: $0.effectiveDate?.description)
            }
            clusters = history.clusters.map { cluster in
                Cluster(
                    first: cluster.first.description, last: cluster.last.description,
                    shares: cluster.shares.description, value: cluster.value.description,
                    buyers: cluster.buyers.map {
                        Buyer(key: $0.key, name: $0.name, role: $0.role, shares: $0.shares.description)
                    })
            }
        }
    }
}

extension TradedMonth {
    /// As ISO 8601 has it: `2013-10`.
    public var name: String { "\(year)-" + (month < 10 ? "0" : "") + "\(month)" }
}
