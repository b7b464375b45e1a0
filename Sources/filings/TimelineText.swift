internal import FilingModel
internal import FilingSearch

/// What a party did in time, below its page.
struct TimelineText {
    private let history: PartyHistory

    init(_ history: PartyHistory) { self.history = history }

    /// Writes it for people.
    func write() {
        writeHoldings()
        writeMonths()
        if !history.trades.isEmpty {
            heading("Trades, \(history.trades.count) of \(history.tradeCount)")
            TradeText.table(history.trades).write()
        }
        list(
            "Files together with",
            history.companions.prefix(20).map { companion in
                "\(companion.name)  " + Output.dim("\(companion.filingCount) filings, last \(day(companion.last))")
            })
        list("Names as filed", history.names.map(Self.line))
        list("Addresses as filed", history.addresses.map(Self.line))
        list(
            "Amendments",
            history.amendments.prefix(20).map { filing in
                "Form \(filing.form)  \(day(filing.effectiveDate))  \(filing.identity)"
            })
        list(
            "Clusters of buying",
            history.clusters.map { cluster in
                let buyers = cluster.buyers.map { "\($0.name) \($0.shares.grouped)" }.joined(separator: "; ")
                return
                    "\(cluster.first) – \(cluster.last): \(cluster.shares.grouped) shares, $\(cluster.value.grouped): \(buyers)"
            })
    }

    private func writeHoldings() {
        guard !history.holdings.isEmpty else { return }
        heading("Holdings over time")
        var table = TextTable(["day", "held", "form", "security", "how", "company"], numeric: [1])
        for series in history.holdings {
            let how = series.ownership == "I" ? "indirect " + (series.nature ?? "") : "direct"
            for point in series.points {
                table.add([
                    point.date.description, point.shares.grouped, point.form.description, series.security, how,
                    series.issuer,
                ])
            }
        }
        table.write()
    }

    private func writeMonths() {
        guard !history.months.isEmpty else { return }
        heading("Bought and sold on the market, by month")
        var table = TextTable(
            ["month", "shares bought", "paid", "shares sold", "got"], numeric: [1, 2, 3, 4])
        for month in history.months {
            table.add([
                month.name, month.sharesBought.grouped, month.valueBought.grouped, month.sharesSold.grouped,
                month.valueSold.grouped,
            ])
        }
        table.write()
    }

    private func heading(_ text: String) {
        Output.line("")
        Output.line(Output.bold(text))
    }

    private func list(_ title: String, _ lines: [String]) {
        guard !lines.isEmpty else { return }
        heading(title)
        for line in lines { Output.line("  " + line) }
    }

    private static func line(_ text: FiledText) -> String {
        let days = [text.first, text.last].compactMap(\.self).map(\.description)
        let span = days.count == 2 && days[0] == days[1] ? days[0] : days.joined(separator: " – ")
        return "\(text.text)  " + Output.dim("\(text.filingCount) filings, \(span)")
    }

    private func day(_ date: CalendarDate?) -> String { date?.description ?? "unknown" }
}
