internal import ArgumentParser
internal import FilingModel
internal import FilingSearch
internal import Glibc
internal import InvertedIndex

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read the whole index and verify every checksum and every rule of its format.",
        usage: "filings check --index Index/Data",
        discussion: """
            Exit status 0 when the index is sound, 65 when bytes are damaged: each fault is named with its file, \
            section and offset, and with what is lost. --repair makes an index of what can still be read: whole \
            segments stay, others are written anew from the filings' records, and filings that cannot be read are taken \
            from the commit before. Exit status 0 then when nothing is lost, 2 when filings or lists have to be imported \
            again, which are listed, 65 when nothing can be repaired. What was damaged is not kept.
            """)

    @OptionGroup var index: IndexOptions

    @Option(name: [.long, .customShort("f")], help: "table, json or jsonl.")
    var format: OutputFormat = .table

    @Flag(name: [.long, .customShort("q")], help: "Say nothing when the index is sound.")
    var quiet = false

    @Flag(name: .long, help: "Make an index of what can still be read, and list what has to be imported again.")
    var repair = false

    func run() throws {
        let isShown = Output.isTalkOnTerminal && !quiet
        let report = IndexVerifier(IndexDirectory(path: index.path)).verify { progress in
            if isShown { Output.status("\(progress.fileNumber) of \(progress.fileCount): \(progress.step)") }
        }
        if isShown { Output.status("") }
        if let first = report.faults.first?.error, case .missing = first {
            write(report, nil)
            throw ExitStatus.noInput
        }
        var repaired: IndexRepair.Outcome?
        if repair, !report.isSound {
            do throws(IndexError) {
                repaired = try IndexRepair(path: index.path).run(holder: "filings check, process \(getpid())")
            } catch {
                write(report, nil)
                throw ExitStatus.failure(FilingIndexError(error))
            }
        }
        write(report, repaired)
        guard let repaired else {
            if !report.isSound { throw ExitStatus.badData }
            return
        }
        if repaired.isPartial { throw ExitStatus.partial }
    }

    private func write(_ report: IndexReport, _ repaired: IndexRepair.Outcome?) {
        switch format {
        case .json: Output.jsonPretty(Shape(report, repaired))
        case .jsonl: Output.jsonLine(Shape(report, repaired))
        case .table, .csv:
            write(report)
            if let repaired { write(repaired) }
        }
    }

    private func write(_ repaired: IndexRepair.Outcome) {
        for note in repaired.notes { Output.note("note: " + note) }
        let commit = repaired.generation.map { "commit \($0)" } ?? "no new commit"
        Output.line(
            "repaired: \(commit) holds \(repaired.filingCount) filings, \(repaired.wholeCount) segments as they were, "
                + "\(repaired.rewrittenCount) written anew")
        if repaired.unknownCount > 0 {
            Output.line("\(repaired.unknownCount) filings are lost of which not even the number can be read")
        }
        if !repaired.lost.isEmpty { Output.line("to import again:") }
        for identity in repaired.lost { Output.line(identity.description) }
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
        var repair: Repair?

        struct Repair: Encodable {
            var generation: UInt64?
            var filings, wholeSegments, rewrittenSegments, unknown: Int
            var lost, notes: [String]
        }

        struct Fault: Encodable {
            var message, lost: String
        }

        init(_ report: IndexReport, _ repaired: IndexRepair.Outcome?) {
            sound = report.isSound
            generation = report.generation
            faults = report.faults.map { Fault(message: $0.error.description, lost: $0.consequence) }
            unlistedFaults = report.unlistedFaultCount
            notes = report.notes
            let counts = report.counts
            (files, bytes, documents) = (counts.files, counts.bytes, counts.documents)
            (terms, postings, positions) = (counts.terms, counts.postings, counts.positions)
            repair = repaired.map { outcome in
                Repair(
                    generation: outcome.generation, filings: outcome.filingCount, wholeSegments: outcome.wholeCount,
                    rewrittenSegments: outcome.rewrittenCount, unknown: outcome.unknownCount,
                    lost: outcome.lost.map(\.description), notes: outcome.notes)
            }
        }
    }
}
