internal import ArgumentParser
internal import FilingSearch

struct IssuerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issuer",
        abstract: "Show an issuer: its insiders and the filings about it, newest first.",
        usage: """
            filings issuer TGEN
                filings issuer tecogen
                filings issuer 1537435 --format json
            """)

    @Argument(help: "A name in any spelling, a trading symbol, or a CIK.")
    var name: [String]

    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let name = name.joined(separator: " ")
        let index = try index.open()
        let page = try answering { () throws(FilingIndexError) in try index.issuer(name, limit: output.limit) }
        guard let page else {
            Output.note("no issuer found whose name or symbol is like '\(name)'")
            throw ExitStatus.nothingFound
        }
        PartyPageText(page, relationsTitle: "Insiders").write(output.format)
    }
}
