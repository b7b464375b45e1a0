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

    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let name = name.joined(separator: " ")
        let index = try index.open()
        let page = try answering { () throws(FilingIndexError) in try index.person(name, limit: output.limit) }
        guard let page else {
            Output.note("nobody found whose name is like '\(name)'")
            throw ExitStatus.nothingFound
        }
        PartyPageText(page, relationsTitle: "Reported on").write(output.format)
    }
}
