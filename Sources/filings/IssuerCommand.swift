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
                filings issuer TGEN --timeline
            """)

    @Argument(help: "A name in any spelling, a trading symbol, or a CIK.", completion: NameCompletion.kind)
    var name: [String]

    @OptionGroup var page: PageOptions

    func run() throws {
        try page.answer(
            name, in: page.index.open(), title: "Insiders", nothing: "no issuer found whose name or symbol is like"
        ) { index, name, limit throws(FilingIndexError) in
            try index.issuer(name, limit: limit)
        } history: { index, name, limit throws(FilingIndexError) in
            try index.issuerHistory(name, limit: limit, tradeLimit: 5 * limit)
        }
    }
}
