internal import ArgumentParser
internal import FilingSearch

/// What the pages of persons and issuers have in common: which index, how many filings, in which format.
struct PageOptions: ParsableArguments {
    @OptionGroup var index: IndexOptions
    @OptionGroup var output: OutputOptions

    /// Looks a party up and writes its page.
    ///
    /// - Parameters:
    ///   - words: as typed.
    ///   - opened: the index.
    ///   - title: what stands above the parties it had to do with.
    ///   - nothing: what to say, before the words, when there is no such party.
    ///   - page: asks the index.
    /// - Throws: `ExitCode` when there is no answer.
    func answer(
        _ words: [String], in opened: FilingIndex, title: String, nothing: String,
        page: (FilingIndex, String, Int) throws(FilingIndexError) -> PartyPage?
    ) throws {
        let name = words.joined(separator: " ")
        let found = try answering { () throws(FilingIndexError) in try page(opened, name, output.limit) }
        guard let found else {
            Output.note("\(nothing) '\(name)'")
            throw ExitStatus.nothingFound
        }
        PartyPageText(found, relationsTitle: title).write(output.format)
    }
}
