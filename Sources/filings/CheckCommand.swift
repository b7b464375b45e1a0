internal import ArgumentParser
internal import FilingSearch
internal import InvertedIndex

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read the whole index and verify every checksum and every rule of its format.",
        usage: "filings check --index Index/Data",
        discussion: """
            Exit status 0 when the index is sound, 65 when bytes are damaged: each fault is named with its file, \
            section and offset, and with what is lost.
            """)

    @OptionGroup var index: IndexOptions

    @Option(name: [.long, .customShort("f")], help: "table, json or jsonl.")
    var format: OutputFormat = .table

    @Flag(name: [.long, .customShort("q")], help: "Say nothing when the index is sound.")
    var quiet = false

    func run() throws {
        let isShown = Output.isTalkOnTerminal && !quiet
        let report = IndexVerifier(IndexDirectory(path: index.path)).verify { progress in
            if isShown { Output.status("\(progress.fileNumber) of \(progress.fileCount): \(progress.step)") }
        }
        if isShown { Output.status("") }
        switch format {
        case .json: Output.jsonPretty(Shape(report))
        case .jsonl: Output.jsonLine(Shape(report))
        case .table, .csv: write(report)
        }
        if let first = report.faults.first?.error, case .missing = first { throw ExitStatus.noInput }
        if !report.isSound { throw ExitStatus.badData }
    }

    private func write(_ report: IndexReport) {
        for fault in report.faults { Output.line(fault.description) }
        if report.unlistedFaultCount > 0 { Output.line("… and \(report.unlistedFaultCount) more of these kinds") }
        for note in report.notes { Output.note("note: " + note) }
        if quiet && report.isSound { return }
        let counts = report.counts
        let commit = report.generation.map { "commit \($0)" } ?? "no commit opens"
        Output.line(
            "\(index.path), \(commit): \(counts.files) files, \(RebuildSummary.size(counts.bytes)), "
                + "\(counts.documents) documents, \(counts.terms) terms, \(counts.postings) postings read")
        Output.line(report.isSound ? "sound" : "\(report.faults.count + report.unlistedFaultCount) faults")
    }

    private struct Shape: Encodable {
        var sound: Bool
        var generation: UInt64?
        var faults: [Fault]
        var unlistedFaults: Int
        var notes: [String]
        var files, bytes, documents, terms, postings, positions: Int

        struct Fault: Encodable {
            var message, lost: String
        }

        init(_ report: IndexReport) {
            sound = report.isSound
            generation = report.generation
            faults = report.faults.map { Fault(message: $0.error.description, lost: $0.consequence) }
            unlistedFaults = report.unlistedFaultCount
            notes = report.notes
            let counts = report.counts
            (files, bytes, documents) = (counts.files, counts.bytes, counts.documents)
            (terms, postings, positions) = (counts.terms, counts.postings, counts.positions)
        }
    }
}
