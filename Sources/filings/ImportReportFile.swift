internal import EDGAR
internal import FilingModel
internal import FilingSearch
internal import FoundationEssentials
internal import Storage
internal import Synchronization

/// The report of an import as JSON; Documentation/ImportReport.md says what it holds.
///
/// Rejections are written as they come, so that any number of them needs no memory.
final class ImportReportFile: Sendable {
    private let file: OutputFile
    private let rejectedCount = Mutex(0)

    /// Opens the file and begins the report; ends the command when that is refused.
    ///
    /// - Parameter path: emptied if it is there.
    /// - Throws: `ExitCode` when it cannot be written.
    init(path: String) throws {
        do {
            file = try OutputFile(path: path, keptBytes: 0)
        } catch {
            Output.note("filings: the report cannot be written: \(error)")
            throw ExitStatus.inputOutput
        }
        file.write(Array("{\"version\":1,\n\"rejected\":[".utf8))
    }

    /// Writes a rejection.
    func add(_ issue: ImportIssue) {
        rejectedCount.withLock { count in
            file.write(Array((count == 0 ? "\n" : ",\n").utf8) + Output.jsonBytes(Issue(issue)))
            count += 1
        }
    }

    /// Ends the report.
    ///
    /// - Parameters:
    ///   - report: what became of the inputs.
    ///   - index: what was written, if anything was.
    ///   - changes: what became of each filing, where an index was changed in place.
    func finish(_ report: ImportReport, index: Index?, changes: [IndexUpdate.Change]? = nil) {
        // Rejections that came up after the inputs were read, such as those of a reviewed file.
        let told = rejectedCount.withLock { $0 }
        if report.rejected.count == report.rejectedCount { report.rejected.dropFirst(told).forEach(add) }
        var shape = Shape(report)
        (shape.version, shape.rejected, shape.index) = (nil, nil, index)
        file.write(Array("\n],\n".utf8))
        if let changes {
            shape.counts.imported = changes.count { $0.fate == .imported }
            shape.counts.updated = changes.count { $0.fate == .updated }
            shape.counts.unchanged = changes.count { $0.fate == .unchanged }
            write(changes)
        }
        file.write(Output.jsonBytes(shape).dropFirst() + [0x0A])
    }

    /// Writes a member for what became of each filing, a line each, some thousand at a time.
    private func write(_ changes: [IndexUpdate.Change]) {
        var bytes = Array("\"filings\":[".utf8)
        for (number, change) in changes.enumerated() {
            bytes += (number == 0 ? "\n" : ",\n").utf8
            bytes += Output.jsonBytes(Change(change))
            guard bytes.count > 1 << 20 else { continue }
            file.write(bytes)
            bytes = []
        }
        file.write(bytes + Array("\n],\n".utf8))
    }

    struct Change: Encodable {
        var accession, outcome, file: String

        init(_ change: IndexUpdate.Change) {
            (accession, outcome, file) = (change.identity.description, change.fate.rawValue, change.file)
        }
    }

    /// The whole of it.
    struct Shape: Encodable {
        var version: Int? = 1
        var counts: Counts
        var kinds: [Kind]
        var rejected: [Issue]?
        var index: Index?

        init(_ report: ImportReport) {
            counts = Counts(report)
            kinds = report.kinds.map(Kind.init)
            rejected = report.rejected.map(Issue.init)
        }
    }

    struct Counts: Encodable {
        var files, bytes, inputs, filings, copies, listedParties, rejected: Int
        /// Only where an index was changed in place.
        var imported, updated, unchanged: Int?

        init(_ report: ImportReport) {
            (files, bytes, inputs) = (report.fileCount, report.byteCount, report.inputCount)
            (filings, copies) = (report.filingCount, report.duplicateCount)
            (listedParties, rejected) = (report.listedCount, report.rejectedCount)
        }
    }

    struct Kind: Encodable {
        var kind: String
        var inputs, bytes, filings, parties: Int
        var issues: [IssueSummary]

        init(_ kind: ImportReport.Kind) {
            self.kind = kind.name
            (inputs, bytes) = (kind.inputCount, kind.byteCount)
            (filings, parties) = (kind.filingCount, kind.partyCount)
            issues = kind.issues.map(IssueSummary.init)
        }
    }

    struct IssueSummary: Encodable {
        var kind, severity: String
        var count: Int
        var examples: [Issue]

        init(_ summary: ImportReport.IssueSummary) {
            (kind, severity) = (summary.kind, summary.severity.word)
            count = summary.count
            examples = summary.examples.map(Issue.init)
        }
    }

    struct Issue: Encodable {
        var kind, file: String
        var member: String?
        var line: Int?
        var message: String

        init(_ issue: ImportIssue) {
            (kind, file, member) = (issue.kind, issue.file, issue.member)
            (line, message) = (issue.line, issue.message)
        }
    }

    struct Index: Encodable {
        var path: String
        var generation: UInt64
        var segments, bytes, parties: Int

        /// What a rebuild wrote; `nil` when it published nothing.
        init?(_ outcome: Rebuild.Outcome?, path: String) {
            guard let outcome, let generation = outcome.generation else { return nil }
            (self.path, self.generation) = (path, generation)
            (segments, bytes, parties) = (outcome.segmentCount, outcome.indexBytes, outcome.partyCount)
        }

        /// What an update wrote; `nil` when there was nothing to change.
        init?(_ outcome: IndexUpdate.Outcome, path: String) {
            guard let generation = outcome.generation, let partyCount = outcome.partyCount else { return nil }
            (self.path, self.generation) = (path, generation)
            (segments, bytes, parties) = (outcome.segmentCount, outcome.indexBytes, partyCount)
        }
    }
}

extension ImportIssue.Severity {
    /// The word for people and programs.
    var word: String {
        switch self {
        case .note: "note"
        case .warning: "warning"
        case .rejected: "rejected"
        }
    }
}
