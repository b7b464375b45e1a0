internal import ArgumentParser
internal import FilingModel
internal import FilingSearch

struct TradesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trades",
        abstract: "List transactions of Forms 3, 4 and 5, a row each with its footnotes.",
        usage: """
            filings trades --issuer TGEN
                filings trades --code P --role officer --plan no --min-value 100000 --since 2024
                filings trades --person "nahmad albert" --sort value --format csv
                filings trades footnote:trust --code S
            """,
        discussion: """
            The latest filed stand first. A joint filing tells its trade once; an amendment tells the rows of its original \
            again, which its form says. Codes: P bought, S sold, A granted, M exercised, F withheld for tax, G given \
            away; --code takes several, separated by commas.
            """)

    @Argument(help: "More that must hold of the filing, in the query language.")
    var query: [String] = []

    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .long, help: "The company: a symbol, a CIK or a name in any spelling.")
    var issuer: String?

    @Option(name: .long, help: "Who reports it: a CIK or a name in any spelling.", completion: NameCompletion.kind)
    var person: String?

    @Option(name: .long, help: "Transaction codes, separated by commas.")
    var code: String?

    @Option(name: .long, help: "What an owner is to the issuer: officer, director, ten or other.")
    var role: RoleOption?

    @Option(name: .long, help: "Under a Rule 10b5-1 plan, where the form asks: yes or no.")
    var plan: PlanOption?

    @Option(name: .long, help: "The least it is worth, in dollars.", transform: amount)
    var minValue: ExactDecimal?

    @Option(name: .long, help: "The most it is worth, in dollars.", transform: amount)
    var maxValue: ExactDecimal?

    @Option(name: .long, help: "Traded on or after this day, month or year.")
    var since: String?

    @Option(name: .long, help: "Traded on or before this day, month or year.")
    var until: String?

    @Flag(name: .long, help: "Leave options and other derivatives out.")
    var sharesOnly = false

    @Option(name: .long, help: "What stands first: filed (default) or value.")
    var sort: SortOption = .filed

    @Option(name: .long, help: "The page behind the one that ended with this cursor (`next` of the answer).")
    var after: String?

    enum RoleOption: String, ExpressibleByArgument, CaseIterable {
        case officer, director, ten, other
    }

    enum PlanOption: String, ExpressibleByArgument, CaseIterable {
        case yes, no
    }

    enum SortOption: String, ExpressibleByArgument, CaseIterable {
        case filed, value
    }

    mutating func validate() throws {
        for (name, value) in [("since", since), ("until", until)] {
            if let value, CalendarDate.stretch(value) == nil {
                throw ValidationError(
                    "--\(name) must be a day, month or year such as 2013-10-01, 2013-10 or 2013, but is '\(value)'")
            }
        }
        for code in codes where !(1...7).contains(code.utf8.count) || !code.allSatisfy({ $0.isASCII && $0.isLetter }) {
            throw ValidationError("--code takes letters such as P or P,S, but is '\(self.code ?? "")'")
        }
    }

    private var codes: [String] {
        code?.split(separator: ",", omittingEmptySubsequences: false).map { $0.uppercased() } ?? []
    }

    func run() throws {
        let index = try index.open()
        let request = try request(index)
        let page = try answering { () throws(FilingIndexError) in try index.trades(request) }
        for note in page.diagnostics { Output.note("filings: \(note)") }
        Pager.begin(output.format)
        write(page)
        if page.trades.isEmpty {
            Output.note("no such trades")
            throw ExitStatus.nothingFound
        }
    }

    private func request(_ index: FilingIndex) throws -> TradeRequest {
        var request = TradeRequest()
        request.query = query.joined(separator: " ")
        request.codes = codes
        request.role = role?.rawValue
        request.isUnderTradingPlan = plan.map { $0 == .yes }
        (request.valueMin, request.valueMax) = (minValue, maxValue)
        request.since = since.flatMap { CalendarDate.stretch($0)?.first }
        request.until = until.flatMap { CalendarDate.stretch($0)?.last }
        request.isNonDerivativeOnly = sharesOnly
        request.order = sort == .value ? .value : .filed
        request.limit = output.limit
        request.after = after
        if let issuer {
            request.issuerKey = try answering { () throws(FilingIndexError) in try index.issuerKey(of: issuer) }
            if request.issuerKey == nil { throw Self.nobody("no issuer", issuer) }
        }
        if let person {
            request.ownerKey = try answering { () throws(FilingIndexError) in try index.ownerKey(of: person) }
            if request.ownerKey == nil { throw Self.nobody("nobody", person) }
        }
        return request
    }

    private static func nobody(_ who: String, _ text: String) -> ExitCode {
        Output.note("filings: \(who) is like '\(text)'")
        return ExitStatus.nothingFound
    }

    private func write(_ page: TradePage) {
        switch output.format {
        case .json: Output.jsonPretty(Wire.Trades(page))
        case .jsonl: for trade in page.trades { Output.jsonLine(Wire.Trade(trade)) }
        case .csv:
            var table = TextTable(CSVRows.tradeHeadings)
            for trade in page.trades { table.add(CSVRows.cells(trade)) }
            table.writeCSV()
        case .table: if !page.trades.isEmpty { TradeText.table(page.trades).write() }
        }
        if output.format != .json, let next = page.next { Output.note("next page: --after \(next)") }
    }
}

/// Trades in a table for people.
enum TradeText {
    static func table(_ trades: [Trade]) -> TextTable {
        var table = TextTable(
            ["traded", "code", "shares", "price", "value", "held after", "company", "who", "filed"],
            numeric: [2, 3, 4, 5])
        for trade in trades {
            let row = trade.row
            let sign = row.acquiredOrDisposed.value == "A" ? "+" : row.acquiredOrDisposed.value == "D" ? "−" : ""
            let owner = trade.owners.first
            let more = trade.owners.count > 1 ? " and \(trade.owners.count - 1) more" : ""
            let role = owner?.relationship.summary ?? ""
            table.add([
                trade.date?.description ?? "",
                (row.transactionCode.value ?? "?") + (trade.isUnderTradingPlan == true ? " plan" : ""),
                sign + (row.shares.value?.grouped ?? ""), row.pricePerShare.value?.grouped ?? "",
                trade.value?.grouped ?? "", row.sharesOwnedAfter.value?.grouped ?? "",
                trade.issuer?.tickers.first ?? trade.issuer?.name ?? "",
                (owner?.name ?? "") + more + (role.isEmpty ? "" : ", " + role),
                "\(trade.form) \(trade.filed?.description ?? "") \(trade.filing)",
            ])
        }
        return table
    }
}

/// An amount as typed: `100000`, `2.50`, `1,000`.
private func amount(_ text: String) throws -> ExactDecimal {
    guard let amount = ExactDecimal(parsing: text), amount.significand >= 0 else {
        throw ValidationError("'\(text)' is no amount such as 100000 or 2.50")
    }
    return amount
}
