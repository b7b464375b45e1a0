internal import FilingSearch

extension API {
    /// Which trades: parameters that the page has as well.
    static let tradeParameters = [
        Parameter("q", .text(lengthMax: 2_048), "More that must hold of the filing, in the query language."),
        Parameter("code", .codes, "Transaction codes: P bought, S sold, …", example: "P,S"),
        Parameter(
            "role", .word(["officer", "director", "ten", "other"]), "What an owner is to the issuer."),
        Parameter("plan", .word(["yes", "no"]), "Whether under a Rule 10b5-1 plan, where the form asks."),
        Parameter("min-value", .amount, "The least it is worth, in dollars.", example: "100000"),
        Parameter("max-value", .amount, "The most it is worth, in dollars."),
        Parameter("since", .day, "Traded on or after this day, month or year.", example: "2013"),
        Parameter("until", .day, "Traded on or before this day, month or year."),
        Parameter("issuer", .text(lengthMax: 200), "The company: symbol, CIK, key or name.", example: "TGEN"),
        Parameter("person", .text(lengthMax: 200), "Who reports it: CIK, key or name."),
        Parameter("shares-only", .flag, "Leave options and other derivatives out.", standard: "false"),
        Parameter("sort", .word(TradeRequest.Order.allCases.map(\.rawValue)), "What stands first.", standard: "filed"),
        Self.after,
    ]

    /// `/v1/trades`: transactions, a row each.
    var trades: Endpoint {
        let timeout = options.timeout
        return Endpoint(
            method: "GET", path: "/v1/trades", name: "trades",
            summary: "Transactions of Forms 3, 4 and 5, a row each with its footnotes.",
            parameters: Self.tradeParameters + [Self.limit(50, max: 1_000)],
            replies: [.init(type: "application/json", schema: "Trades")],
            problems: [.badRequest, .notFound, .gone], isTagged: false
        ) { (arguments, call, commit) throws(Problem) in
            let request = try Self.tradeRequest(arguments, timeout: timeout, on: commit)
            let page = try answering { () throws(FilingIndexError) in try commit.index.trades(request) }
            var answer = Self.json(Wire.Trades(page))
            Self.link(page.next, of: call, in: &answer)
            return answer
        }
    }

    /// The request that parameters ask for.
    static func tradeRequest(
        _ arguments: Arguments, timeout: Duration, on commit: Commit
    ) throws(Problem) -> TradeRequest {
        var request = TradeRequest()
        request.query = arguments.words("q")
        request.codes = arguments.list("code").map { $0.uppercased() }
        request.role = arguments.text("role")
        request.isUnderTradingPlan = arguments.text("plan").map { $0 == "yes" }
        request.valueMin = arguments.amount("min-value")
        request.valueMax = arguments.amount("max-value")
        request.since = arguments.day("since")?.first
        request.until = arguments.day("until")?.last
        request.isNonDerivativeOnly = arguments.flag("shares-only")
        request.order = arguments.text("sort").flatMap(TradeRequest.Order.init) ?? .filed
        request.limit = arguments.integer("limit")
        request.after = arguments.text("after")
        request.timeout = timeout
        try checkCursor(request.after, on: commit)
        if let issuer = arguments.text("issuer") {
            request.issuerKey = try answering { () throws(FilingIndexError) in try commit.index.issuerKey(of: issuer) }
            if request.issuerKey == nil {
                throw Problem(.notFound, "party", "there is no issuer like '\(issuer)' here")
            }
        }
        if let person = arguments.text("person") {
            request.ownerKey = try answering { () throws(FilingIndexError) in try commit.index.ownerKey(of: person) }
            if request.ownerKey == nil { throw Problem(.notFound, "party", "there is nobody like '\(person)' here") }
        }
        return request
    }
}
