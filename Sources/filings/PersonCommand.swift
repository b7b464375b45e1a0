internal import ArgumentParser
internal import FilingSearch

struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Show a person or other owner: roles, issuers and filings, newest first.",
        usage: """
            filings person "Robert A. Panora"
                filings person panora r
                filings person 1587843 --format json
            """)

    @Argument(help: "A name in any spelling and order, or a CIK.")
    var name: [String]

    @OptionGroup var page: PageOptions

    func run() throws {
        try page.answer(
            name, title: "Reported on", nothing: "nobody found whose name is like"
        ) { index, name, limit throws(FilingIndexError) in try index.person(name, limit: limit) }
    }
}
