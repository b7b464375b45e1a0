internal import ArgumentParser
internal import FilingModel
internal import FilingSearch

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one filing as people read it, with its evidence.",
        usage: """
            filings show 0001209191-20-002775
                filings show 0001209191-20-002775 --format json
            """)

    @Argument(help: "An accession number, with or without dashes, or a content- identity as lists print it.")
    var identity: String

    @OptionGroup var index: IndexOptions

    @Option(name: [.long, .customShort("f")], help: "table, json, jsonl, or csv with a line a row.")
    var format: OutputFormat = .table

    func run() throws {
        guard let identity = FilingIdentity(parsing: identity) else {
            Output.note(
                "filings: '\(identity)' is no accession number; one looks like 0001209191-20-002775 or "
                    + "000120919120002775, an identity of a paper without one like content-75ff5f7c47017631")
            throw ExitCode(64)
        }
        let index = try index.open()
        let filing = try answering { () throws(FilingIndexError) in try index.filing(identity) }
        guard let filing else {
            Output.note("no filing \(identity) in this index")
            throw ExitStatus.nothingFound
        }
        let links = try answering { () throws(FilingIndexError) in
            (original: try index.original(of: filing), amendments: try index.amendments(of: filing))
        }
        Pager.begin(format)
        switch format {
        case .table:
            for line in FilingText.whole(filing) { Output.line(line) }
            for line in FilingText.amendments(filing, links.original, links.amendments) { Output.line(line) }
        case .csv: writeRows(of: filing)
        case .json: Output.jsonPretty(Wire.Shown(filing, original: links.original, amendments: links.amendments))
        case .jsonl: Output.jsonLine(Wire.Shown(filing, original: links.original, amendments: links.amendments))
        }
    }

    private func writeRows(of filing: Filing) {
        var table = TextTable([
            "accession", "table", "ordinal", "kind", "title", "date", "code", "shares", "price", "acquired_disposed",
            "owned_after", "exercise_price", "expiration", "underlying", "underlying_shares", "direct_indirect",
        ])
        for row in filing.rows {
            table.add([
                filing.identity.description, "\(row.table.rawValue)", "\(row.ordinal)", "\(row.kind)",
                row.securityTitle.value ?? "", row.transactionDate.value?.description ?? "",
                row.transactionCode.value ?? "", row.shares.value?.description ?? "",
                row.pricePerShare.value?.description ?? "", row.acquiredOrDisposed.value ?? "",
                row.sharesOwnedAfter.value?.description ?? "", row.exercisePrice.value?.description ?? "",
                row.expirationDate.value?.description ?? "", row.underlyingTitle.value ?? "",
                row.underlyingShares.value?.description ?? "", row.directOrIndirect.value ?? "",
            ])
        }
        table.writeCSV()
    }
}
