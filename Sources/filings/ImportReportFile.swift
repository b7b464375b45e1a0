internal import EDGAR
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
    ///   - outcome: the index that was written, if one was.
    ///   - path: of that index.
    func finish(_ report: ImportReport, outcome: Rebuild.Outcome?, index path: String) {
        // Rejections that came up after the inputs were read, such as those of a reviewed file.
        let told = rejectedCount.withLock { $0 }
        if report.rejected.count == report.rejectedCount { report.rejected.dropFirst(told).forEach(add) }
        var shape = Shape(report, outcome: outcome, index: path)
        (shape.version, shape.rejected) = (nil, nil)
        file.write(Array("\n],\n".utf8) + Output.jsonBytes(shape).dropFirst() + [0x0A])
    }

    /// The whole of it.
    struct Shape: Encodable {
        var version: Int? = 1
        var counts: Counts
        var kinds: [Kind]
        var rejected: [Issue]?
        var index: Index?

        init(_ report: ImportReport, outcome: Rebuild.Outcome? = nil, index path: String = "") {
            counts = Counts(report)
            kinds = report.kinds.map(Kind.init)
            rejected = report.rejected.map(Issue.init)
            if let outcome, let generation = outcome.generation {
                index = Index(
                    path: path, generation: generation, segments: outcome.segmentCount, bytes: outcome.indexBytes,
                    parties: outcome.partyCount)
            }
        }
    }

    struct Counts: Encodable {
        var files, bytes, inputs, filings, copies, listedParties, rejected: Int

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
