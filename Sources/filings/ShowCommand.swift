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

    @Option(name: [.long, .customShort("f")], help: "table, json or jsonl.")
    var format: OutputFormat = .table

    func run() throws {
        guard let identity = FilingIdentity(parsing: identity) else {
            throw ValidationError(
                "'\(identity)' is no accession number; one looks like 0001209191-20-002775 or 000120919120002775")
        }
        let index = try index.open()
        let filing = try answering { () throws(FilingIndexError) in try index.filing(identity) }
        guard let filing else {
            Output.note("no filing \(identity) in this index")
            throw ExitStatus.nothingFound
        }
        switch format {
        case .table, .csv: for line in FilingText.whole(filing) { Output.line(line) }
        case .json: Output.jsonPretty(Wire.Filing(filing))
        case .jsonl: Output.jsonLine(Wire.Filing(filing))
        }
    }
}
