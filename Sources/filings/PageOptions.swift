internal import ArgumentParser
internal import FilingSearch

/// What the pages of persons and issuers have in common: which index, how many filings, in which format.
struct PageOptions: ParsableArguments {
    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions

    @Flag(name: .long, help: "Tell holdings, trades, names and addresses in time as well.")
    var timeline = false

    /// Looks a party up and writes its page.
    ///
    /// - Parameters:
    ///   - words: as typed.
    ///   - opened: the index.
    ///   - title: what stands above the parties it had to do with.
    ///   - nothing: what to say, before the words, when there is no such party.
    ///   - page: asks the index.
    ///   - history: asks it for more.
    /// - Throws: `ExitCode` when there is no answer.
    func answer(
        _ words: [String], in opened: FilingIndex, title: String, nothing: String,
        page: (FilingIndex, String, Int) throws(FilingIndexError) -> PartyPage?,
        history: (FilingIndex, String, Int) throws(FilingIndexError) -> PartyHistory?
    ) throws {
        let name = words.joined(separator: " ")
        if timeline {
            let found = try answering { () throws(FilingIndexError) in try history(opened, name, output.limit) }
            guard let found else { throw Self.missing(nothing, name) }
            return write(found, title)
        }
        let found = try answering { () throws(FilingIndexError) in try page(opened, name, output.limit) }
        guard let found else { throw Self.missing(nothing, name) }
        Pager.begin(output.format)
        PartyPageText(found, relationsTitle: title).write(output.format)
    }

    private func write(_ history: PartyHistory, _ title: String) {
        Pager.begin(output.format)
        switch output.format {
        case .json: Output.jsonPretty(Wire.History(history))
        case .jsonl: for trade in history.trades { Output.jsonLine(Wire.Trade(trade)) }
        case .csv:
            var table = TextTable(CSVRows.tradeHeadings)
            for trade in history.trades { table.add(CSVRows.cells(trade)) }
            table.writeCSV()
        case .table:
            PartyPageText(history.page, relationsTitle: title).write(.table)
            TimelineText(history).write()
        }
    }

    private static func missing(_ nothing: String, _ name: String) -> ExitCode {
        Output.note("\(nothing) '\(name)'")
        return ExitStatus.nothingFound
    }
}
