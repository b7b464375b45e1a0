internal import ArgumentParser
internal import EDGAR
internal import FilingSearch
internal import Glibc

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Read files and write the index anew.",
        usage: """
            filings rebuild ~/edgar
                filings rebuild 20200102.nc.tar.gz 2020q1_filings.zip cik-lookup-data.txt
                find . -name '*.xml' | filings rebuild -
            """,
        discussion: """
            Inputs may be ownership XML, full submissions (.txt, .nc), forms as people read them (text or HTML), other \
            filings, and lists of parties (cik-lookup-data.txt, company_tickers.json, or TSV with a header `cik name \
            [kind] [ticker]`). They may be packed by gzip, xz, compress, bzip2 or zstd and lie in tar and zip archives, \
            archives in archives as well; all is read through without unpacking to disk, and known by its first bytes, \
            whatever its name. The old index answers until the new one is published in one step; stopping at any time \
            leaves it untouched. Exit status 2 when something was rejected.
            """)

    @OptionGroup var input: InputOptions

    @OptionGroup var index: IndexOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A reviewed file that says which parties are the same, such as `filings duplicates --review` proposes.",
            valueName: "file"))
    var sameAs: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Write what became of the inputs as JSON, every rejection in it.", valueName: "file"))
    var report: String?

    @Flag(name: .long, help: "Read everything and tell what would be imported; write no index.")
    var dryRun = false

    @Flag(name: [.long, .customShort("q")], help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: [.long, .customShort("v")], help: "Name every rejected file and more examples of what was odd.")
    var verbose = false

    func run() throws {
        if let sameAs, !InputOptions.exists(sameAs) {
            Output.note("filings: there is no file or folder \(sameAs); nothing was changed")
            throw ExitStatus.noInput
        }
        var rebuild = try input.rebuild(path: index.path)
        rebuild.sameAsPath = sameAs
        let reportFile = try report.map { try ImportReportFile(path: $0) }
        let progress = ProgressLine(isShown: !quiet && Output.isTalkOnTerminal)
        let clock = ContinuousClock()
        let start = clock.now
        var outcome: Rebuild.Outcome?
        let report: ImportReport
        do {
            if dryRun {
                report = try rebuild.inspect(rejected: { reportFile?.add($0) }, progress: { progress.show($0) })
            } else {
                let done = try rebuild.run(
                    holder: "filings rebuild, process \(getpid())", rejected: { reportFile?.add($0) },
                    progress: { progress.show($0) })
                (outcome, report) = (done, done.report)
            }
        } catch {
            progress.clear()
            throw ExitStatus.failure(FilingIndexError(error))
        }
        progress.clear()
        let elapsed = clock.now - start
        let seconds = UpdateSummary.seconds(elapsed)
        reportFile?.finish(report, index: ImportReportFile.Index(outcome, path: index.path))
        if !quiet {
            RebuildSummary(report, outcome, seconds: seconds, index: index.path, isVerbose: verbose).write()
        }
        let isEmpty = dryRun ? report.inputCount == 0 : outcome?.generation == nil
        if !dryRun, isEmpty {
            Output.note("filings: nothing could be imported, so nothing was published; an index that was there stays")
        }
        if report.rejectedCount > 0 { throw ExitStatus.partial }
        if isEmpty { throw ExitStatus.noInput }
    }
}
