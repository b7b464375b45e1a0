public import FilingModel

/// Which trades are wanted.
public struct TradeRequest: Sendable {
    /// What stands first.
    public enum Order: String, Sendable, CaseIterable {
        /// Filed last.
        case filed
        /// Worth most.
        case value
    }

    /// More that must hold of the filing, in the query language; may be empty.
    public var query = ""
    /// One of these transaction codes; any if empty.
    public var codes: [String] = []
    /// What an owner is to the issuer, as the filter `role:` takes it: `officer`, `director`, `ten`, `other`.
    public var role: String?
    /// Whether it is under a Rule 10b5-1 plan; filings whose form does not ask count as neither.
    public var isUnderTradingPlan: Bool?
    /// The least and the most it is worth.
    public var valueMin: ExactDecimal?, valueMax: ExactDecimal?
    /// The first and the last day of the trade; of one without a day, that of its filing counts.
    public var since: CalendarDate?, until: CalendarDate?
    /// The key of a party that reports it, as `PartyMatch.key` has it.
    public var ownerKey: String?
    /// The key of the company.
    public var issuerKey: String?
    /// Only Table I, if set: no options and other derivatives.
    public var isNonDerivativeOnly = false
    /// What stands first.
    public var order = Order.filed
    /// How many trades at most.
    public var limit = 50
    /// Where the page before ended: `TradePage.next`.
    public var after: String?
    /// How long finding may take; what was found by then is the answer.
    public var timeout: Duration?

    /// All trades, the latest filed first.
    public init() {}

    /// Whether a trade is one of those wanted, as far as its row tells.
    func isWanted(_ trade: Trade) -> Bool {
        let row = trade.row
        if isNonDerivativeOnly, row.table != .nonDerivative { return false }
        if !codes.isEmpty {
            guard let code = row.transactionCode.value?.uppercased(), codes.contains(code) else { return false }
        }
        if valueMin != nil || valueMax != nil {
            guard let value = trade.value else { return false }
            if let valueMin, value < valueMin { return false }
            if let valueMax, value > valueMax { return false }
        }
        if since != nil || until != nil {
            guard let date = trade.date else { return false }
            if let since, date < since { return false }
            if let until, date > until { return false }
        }
        return true
    }

    /// What must hold of a filing with such trades, in the query language.
    var filingQuery: String {
        var parts = ["form:(3 OR 4 OR 5)"]
        if query.contains(where: { !$0.isWhitespace }) { parts.append("(\(query))") }
        if !codes.isEmpty { parts.append("code:(" + codes.joined(separator: " OR ") + ")") }
        if let role { parts.append("role:\(role)") }
        if let isUnderTradingPlan { parts.append("plan:\(isUnderTradingPlan ? "yes" : "no")") }
        // Nothing is filed before it is done; a filing whose day is not known counts by its period, which may be early.
        if let since, since.year > 2 { parts.append("filed:\(since.year - 2)-01-01..") }
        return parts.joined(separator: " ")
    }
}

/// Trades that were asked for.
public struct TradePage: Sendable {
    /// In the order asked for.
    public var trades: [Trade] = []
    /// Number of filings that may hold such trades.
    public var filingCount = 0
    /// What was odd about the query.
    public var diagnostics: [QueryDiagnostic] = []
    /// Whether everything was looked at.
    public var isComplete = true
    /// What to ask the next page with; `nil` behind the last.
    public var next: String?
}
