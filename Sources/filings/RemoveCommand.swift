internal import ArgumentParser
internal import FilingModel
internal import FilingSearch
internal import Glibc

struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove filings from the index, in one step.",
        usage: """
            filings remove 0001209191-20-002775 000120919120002776
                filings remove - < withdrawn.txt
            """,
        discussion: """
            Who was named in these filings alone is no longer found. The bytes on disk go with the next merge: as soon as \
            a fifth of a file is removed, or with `filings merge --all`. Exit status 2 when the index lacks some of them, \
            and 1, with nothing changed, when it lacks all.
            """)

    @Argument(
        help: """
            Accession numbers, with or without dashes, or content- identities as lists print them; - reads them from \
            standard input, one a line.
            """)
    var filings: [String]

    @OptionGroup var index: IndexOptions

    @Flag(name: .long, help: "Leave files of the index unmerged.")
    var noMerge = false

    @Flag(name: [.long, .customShort("q")], help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        var identities: [FilingIdentity] = []
        for text in try texts() {
            guard let identity = FilingIdentity(parsing: text) else {
                Output.note(
                    "filings: '\(text)' is no accession number; one looks like 0001209191-20-002775 or "
                        + "000120919120002775, an identity of a paper without one like content-75ff5f7c47017631; "
                        + "nothing was changed")
                throw ExitStatus.usage
            }
            identities.append(identity)
        }
        var update = IndexUpdate(path: index.path)
        let holder = "filings remove, process \(getpid())"
        let result: (outcome: IndexUpdate.Outcome, unknown: [FilingIdentity])
        do {
            result = try update.remove(identities, holder: holder)
        } catch {
            throw ExitStatus.failure(FilingIndexError(error))
        }
        for identity in result.unknown { Output.note("no filing \(identity) in this index") }
        if !quiet {
            Output.note("\(result.outcome.removedCount) filings removed")
            UpdateSummary.writeIndex(result.outcome, index: index.path)
        }
        guard result.outcome.removedCount > 0 else { throw ExitStatus.nothingFound }
        if !noMerge { UpdateSummary.merge(&update, holder: holder, isQuiet: quiet) }
        if !result.unknown.isEmpty { throw ExitStatus.partial }
    }

    private func texts() throws -> [String] {
        var texts: [String] = []
        for filing in filings { texts += filing == "-" ? try InputOptions.lines(of: filing) : [filing] }
        return texts
    }
}
