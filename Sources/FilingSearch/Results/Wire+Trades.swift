internal import FilingModel

extension Wire {
    /// A trade: the row as `Filing.rows` has it, and what its filing tells.
    public struct Trade: Encodable, Sendable {
        let accession, form: String
        let amendment: Bool
        let filed: String?
        let issuer, issuerCIK, ticker: String?
        let owners: [Owner]
        let plan10b5_1: Bool?
        let row: Row
        let value: String?
        let footnotes: [Filing.Note]
        let url: String?

        struct Owner: Encodable, Sendable {
            let key: String
            let cik: String?
            let name: String
            let roles: [String]
            let officerTitle: String?
        }

        /// The shape of a trade.
        ///
        /// - Parameter trade: as found.
        public init(_ trade: FilingSearch.Trade) {
            (accession, form) = (trade.filing.description, trade.form.description)
            amendment = trade.form.isAmendment
            filed = trade.filed?.description
            (issuer, issuerCIK) = (trade.issuer?.name, trade.issuer?.cik?.padded)
            ticker = trade.issuer?.tickers.first
            owners = trade.owners.map {
                Owner(
                    key: PartyKey(cik: $0.cik, name: $0.name).term, cik: $0.cik?.padded, name: $0.name,
                    roles: $0.relationship.roles, officerTitle: $0.relationship.officerTitle)
            }
            plan10b5_1 = trade.isUnderTradingPlan
            row = Row(trade.row)
            value = trade.value?.description
            footnotes = trade.footnotes.map { Filing.Note(id: $0.id, text: $0.text) }
            url = trade.url
        }
    }

    /// A page of trades.
    public struct Trades: Encodable, Sendable {
        let filings: Int
        let complete: Bool
        let notes: [String]
        let next: String?
        let trades: [Trade]

        /// The shape of a page.
        ///
        /// - Parameter page: as found.
        public init(_ page: TradePage) {
            (filings, complete, next) = (page.filingCount, page.isComplete, page.next)
            notes = page.diagnostics.map(\.description)
            trades = page.trades.map(Trade.init)
        }
    }
}
