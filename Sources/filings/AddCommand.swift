internal import ArgumentParser
internal import EDGAR
internal import FilingSearch
internal import Glibc

struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add files to the index, in one step.",
        usage: """
            filings add 0001209191-20-002775.txt
                filings add 20200102.nc.tar.gz company_tickers.json --report added.json
                find . -newer Index/Data/LOCK -name '*.xml' | filings add -
            """,
        discussion: """
            Inputs are those of `filings rebuild`. A filing that the index has already is skipped when it says the same \
            and replaced when it says something else, unless the index has it with more in it, as a paper against its \
            row in an index file: then that stays. Searches go on meanwhile and see all of it or nothing. Afterwards \
            small files of the index are merged as needed. Exit status 2 when something was rejected; what could be \
            read is in the index.
            """)

    @OptionGroup var input: InputOptions

    @OptionGroup var index: IndexOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A reviewed file that says which parties are the same, in place of the one given before.",
            valueName: "file"))
    var sameAs: String?

    @Flag(name: .long, help: "Replace filings also when the index has them with more in them.")
    var replace = false

    @Flag(name: .long, help: "Leave small files of the index unmerged.")
    var noMerge = false

    @Option(
        name: .long,
        help: ArgumentHelp("Write what became of each filing as JSON, every rejection in it.", valueName: "file"))
    var report: String?

    @Flag(name: [.long, .customShort("q")], help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: [.long, .customShort("v")], help: "Name every rejected file and more examples of what was odd.")
    var verbose = false

    func run() throws {
        if let sameAs, !InputOptions.exists(sameAs) {
            Output.note("filings: there is no file or folder \(sameAs); nothing was changed")
            throw ExitStatus.noInput
        }
        let paths = try input.paths()
        var update = input.reading.update(path: index.path)
        update.sameAsPath = sameAs
        update.replacesFuller = replace
        let reportFile = try report.map { try ImportReportFile(path: $0) }
        let progress = ProgressLine(isShown: !quiet && Output.isTalkOnTerminal)
        let clock = ContinuousClock()
        let start = clock.now
        let holder = "filings add, process \(getpid())"
        let outcome: IndexUpdate.Outcome
        do {
            outcome = try update.add(
                paths, holder: holder, rejected: { reportFile?.add($0) }, progress: { progress.show($0) })
        } catch {
            progress.clear()
            throw ExitStatus.failure(FilingIndexError(error))
        }
        progress.clear()
        let seconds = UpdateSummary.seconds(clock.now - start)
        reportFile?.finish(
            outcome.report, index: ImportReportFile.Index(outcome, path: index.path), changes: outcome.changes)
        if !quiet { UpdateSummary.write(outcome, seconds: seconds, index: index.path, isVerbose: verbose) }
        if outcome.generation != nil, !noMerge {
            UpdateSummary.merge(&update, holder: holder, isQuiet: quiet)
        }
        if outcome.report.rejectedCount > 0 { throw ExitStatus.partial }
        if outcome.report.inputCount == 0 {
            Output.note("filings: nothing could be read, so nothing was changed")
            throw ExitStatus.noInput
        }
    }
}
