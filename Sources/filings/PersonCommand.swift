internal import ArgumentParser
internal import FilingSearch

struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Show a person or other owner: roles, issuers and filings, newest first.",
        usage: """
            filings person "Robert A. Panora"
                filings person panora r
                filings person "smith john" --issuer TGEN
                filings person 1587843 --format json
                filings person "nahmad albert" --timeline
            """,
        discussion: """
            What is known beside the name picks one of several who bear it; the page then shows all of that party's \
            filings.
            """)

    @Argument(help: "A name in any spelling and order, or a CIK.", completion: NameCompletion.kind)
    var name: [String]

    @OptionGroup var page: PageOptions

    @OptionGroup(title: "What is known beside the name") var context: ContextOptions

    func run() throws {
        let index = try page.index.open()
        let selection = try context.selection(in: index)
        let among = selection == nil ? "" : "among those of whom \(context.words()) holds, "
        try page.answer(
            name, in: index, title: "Reported on", nothing: among + "nobody found whose name is like"
        ) { index, name, limit throws(FilingIndexError) in
            try index.person(name, limit: limit, within: selection)
        } history: { index, name, limit throws(FilingIndexError) in
            try index.personHistory(name, limit: limit, tradeLimit: 5 * limit, within: selection)
        }
    }
}
