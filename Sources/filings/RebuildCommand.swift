internal import ArgumentParser
internal import EDGAR
internal import FilingSearch
internal import Glibc
internal import Synchronization

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Read files and write the index anew.",
        usage: """
            filings rebuild ~/edgar
                filings rebuild form3.txt 0001209191-20-002775.txt cik-lookup-data.txt
                find . -name '*.xml' | filings rebuild -
            """,
        discussion: """
            Inputs may be ownership XML, full submissions (.txt, .nc), forms as people read them (text or HTML), other \
            filings, and lists of parties (cik-lookup-data.txt, company_tickers.json, or TSV with a header `cik name \
            [kind] [ticker]`), each also gzipped. The old index answers until the new one is published in one step; \
            stopping at any time leaves it untouched. Exit status 2 when some inputs were rejected.
            """)

    @Argument(help: "Files and folders; - reads a list of paths from standard input.")
    var inputs: [String]

    @OptionGroup var index: IndexOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A reviewed file that says which parties are the same, such as `filings duplicates --review` proposes.",
            valueName: "file"))
    var sameAs: String?

    @Option(name: .long, help: "How many inputs are read at a time (default: the number of cores).")
    var threads: Int?

    @Flag(name: [.long, .customShort("q")], help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: [.long, .customShort("v")], help: "Name every rejected file and more examples of what was odd.")
    var verbose = false

    mutating func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1, but is \(threads)") }
    }

    func run() throws {
        let paths = try expandedInputs()
        let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        var rebuild = Rebuild(path: index.path, inputs: paths, threadCount: threads ?? cores)
        rebuild.sameAsPath = sameAs
        let progress = ProgressLine(isShown: !quiet && Output.isTalkOnTerminal)
        let clock = ContinuousClock()
        let start = clock.now
        let outcome: Rebuild.Outcome
        do {
            outcome = try rebuild.run(holder: "filings rebuild, process \(getpid())") { progress.show($0) }
        } catch {
            progress.clear()
            throw ExitStatus.failure(FilingIndexError(error))
        }
        progress.clear()
        let elapsed = clock.now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        if !quiet { RebuildSummary(outcome, seconds: seconds, index: index.path, isVerbose: verbose).write() }
        if outcome.generation == nil {
            Output.note("filings: nothing could be imported, so nothing was published; an index that was there stays")
        }
        if outcome.report.rejectedCount > 0 { throw ExitStatus.partial }
        if outcome.generation == nil { throw ExitStatus.noInput }
    }

    /// The inputs, `-` replaced by the lines of standard input; all of them must exist.
    private func expandedInputs() throws -> [String] {
        var paths: [String] = []
        for input in inputs {
            guard input == "-" else {
                paths.append(input)
                continue
            }
            while let line = readLine() { if !line.isEmpty { paths.append(line) } }
        }
        for path in inputs + [sameAs].compactMap(\.self) where path != "-" && !Self.exists(path) {
            Output.note("filings: there is no file or folder \(path); nothing was changed")
            throw ExitStatus.noInput
        }
        return paths
    }

    private static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}

/// The line on a terminal that tells how far a rebuild has come.
private final class ProgressLine: Sendable {
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let lastShown: Mutex<ContinuousClock.Instant?>

    init(isShown: Bool) {
        self.isShown = isShown
        start = clock.now
        lastShown = Mutex(nil)
    }

    func show(_ progress: Rebuild.Progress) {
        guard isShown else { return }
        let now = clock.now
        let isDue = lastShown.withLock { last in
            if let last, now - last < .milliseconds(100) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let elapsed = now - start
        let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
        let share = Double(progress.bytesDone) / Double(max(1, progress.byteCount))
        let left = share > 0.01 ? Int(seconds / share - seconds) : nil
        Output.status(
            "\(Int(share * 100)) %  \(progress.filesDone) of \(progress.fileCount) files, \(progress.filingCount) filings, "
                + "\(Int(Double(progress.filingCount) / seconds)) filings/s, "
                + "\(Int(Double(progress.bytesDone) / seconds / 1e6)) MB/s"
                + (left.map { ", \($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60) left" } ?? ""))
    }

    func clear() { if isShown { Output.status("") } }
}
