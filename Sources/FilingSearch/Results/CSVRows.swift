public import FilingModel

/// The columns of comma-separated answers, one place for commands and server.
public enum CSVRows {
    /// Headings of filings that a search found.
    public static let filingHeadings = [
        "accession", "form", "filed", "period", "issuer_cik", "issuer", "ticker", "owners", "score", "url",
    ]

    /// A filing that a search found.
    ///
    /// - Parameters:
    ///   - filing: the filing.
    ///   - score: of the search; `nil` where none was ranked.
    /// - Returns: a cell for each of `filingHeadings`.
    public static func cells(_ filing: Filing, score: Float?) -> [String] {
        var cells: [String] = []
        func add(_ value: (some CustomStringConvertible)?) { cells.append(value?.description ?? "") }
        add(filing.identity)
        add(filing.form)
        add(filing.filed)
        add(filing.period)
        add(filing.issuer?.cik)
        add(filing.issuer?.name)
        add(filing.issuer?.tickers.joined(separator: " "))
        add(principals(of: filing).joined(separator: "; "))
        add(score)
        add(SourceLink.filing(filing))
        return cells
    }

    /// Headings of trades.
    public static let tradeHeadings = [
        "accession", "form", "filed", "issuer_cik", "issuer", "ticker", "owner_ciks", "owners", "roles", "plan_10b5_1",
        "table", "ordinal", "title", "date", "code", "acquired_disposed", "shares", "price", "value", "owned_after",
        "direct_indirect", "nature", "footnotes", "url",
    ]

    /// A trade.
    ///
    /// - Parameter trade: the trade.
    /// - Returns: a cell for each of `tradeHeadings`.
    public static func cells(_ trade: Trade) -> [String] {
        let row = trade.row
        let owners = trade.owners
        let plan: String = trade.isUnderTradingPlan.map { $0 ? "yes" : "no" } ?? ""
        let notes: [String] = trade.footnotes.map { $0.id + ": " + $0.text }
        var cells: [String] = []
        func add(_ value: (some CustomStringConvertible)?) { cells.append(value?.description ?? "") }
        add(trade.filing)
        add(trade.form)
        add(trade.filed)
        add(trade.issuer?.cik)
        add(trade.issuer?.name)
        add(trade.issuer?.tickers.joined(separator: " "))
        add(owners.map { $0.cik?.description ?? "" }.joined(separator: "; "))
        add(owners.map(\.name).joined(separator: "; "))
        add(owners.map(\.relationship.summary).joined(separator: "; "))
        add(plan)
        add(row.table.rawValue)
        add(row.ordinal)
        add(row.securityTitle.value)
        add(row.transactionDate.value)
        add(row.transactionCode.value)
        add(row.acquiredOrDisposed.value)
        add(row.shares.value)
        add(row.pricePerShare.value)
        add(trade.value)
        add(row.sharesOwnedAfter.value)
        add(row.directOrIndirect.value)
        add(row.natureOfOwnership.value)
        add(notes.joined(separator: " | "))
        add(trade.url)
        return cells
    }

    /// Owners, and the sellers, reporting and related persons of other forms.
    private static func principals(of filing: Filing) -> [String] {
        filing.owners.map(\.name) + filing.otherParties.filter { $0.knownRole?.isPrincipal == true }.map(\.name)
    }
}
