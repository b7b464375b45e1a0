internal import ArgumentParser
internal import EDGAR
internal import FilingSearch

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Read files as rebuild does, write nothing, and tell what is odd about them.",
        usage: """
            filings doctor ~/edgar
                filings doctor 20200102.nc.tar.gz --format json
            """,
        discussion: """
            For each format: how many files or members of archives, how many filings, and what was odd, with examples. \
            Exit status 2 when something was rejected.
            """)

    @OptionGroup var input: InputOptions

    @Option(name: [.long, .customShort("f")], help: "table or json.")
    var format: OutputFormat = .table

    func run() throws {
        let rebuild = try input.rebuild(path: "")
        let progress = ProgressLine(isShown: Output.isTalkOnTerminal)
        let report: ImportReport
        do {
            report = try rebuild.inspect { progress.show($0) }
        } catch {
            progress.clear()
            throw ExitStatus.failure(FilingIndexError(error))
        }
        progress.clear()
        switch format {
        case .json: Output.jsonPretty(ImportReportFile.Shape(report))
        case .jsonl: Output.jsonLine(ImportReportFile.Shape(report))
        case .table, .csv: write(report)
        }
        if report.rejectedCount > 0 { throw ExitStatus.partial }
        if report.inputCount == 0 { throw ExitStatus.noInput }
    }

    private func write(_ report: ImportReport) {
        for kind in report.kinds {
            var found = ["\(kind.inputCount) inputs", RebuildSummary.size(kind.byteCount)]
            if kind.filingCount > 0 { found.append("\(kind.filingCount) filings") }
            if kind.partyCount > 0 { found.append("\(kind.partyCount) entries of party lists") }
            let isFormat = kind.inputCount > 0
            Output.line(Output.bold(kind.name) + (isFormat ? ": " + found.joined(separator: ", ") : ""))
            for issue in kind.issues.inOrder {
                Output.line("  \(issue.count) × \(issue.kind) (\(issue.severity.word))")
                for example in issue.examples { Output.line("      \(example)") }
            }
        }
        Output.line(
            "\(report.filingCount) filings in \(report.inputCount) inputs of \(report.fileCount) files "
                + "(\(RebuildSummary.size(report.byteCount))), \(report.duplicateCount) further copies, "
                + "\(report.rejectedCount) rejected")
    }
}

extension [ImportReport.IssueSummary] {
    /// The worst first, of these the most frequent.
    var inOrder: Self {
        sorted { ($1.severity.rawValue, $1.count, $0.kind) < ($0.severity.rawValue, $0.count, $1.kind) }
    }
}
