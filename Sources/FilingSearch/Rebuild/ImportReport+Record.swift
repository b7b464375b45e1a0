internal import EDGAR

extension RecordWriter {
    /// Writes a report, to be read back by `RecordReader.report`.
    mutating func report(_ report: ImportReport) {
        for count in [
            report.fileCount, report.byteCount, report.filingCount, report.duplicateCount, report.listedCount,
            report.rejectedCount,
        ] {
            number(UInt64(count))
        }
        list(report.rejected) { $0.issue($1) }
        list(report.kinds) { writer, kind in
            writer.string(kind.name)
            for count in [kind.inputCount, kind.byteCount, kind.filingCount, kind.partyCount] {
                writer.number(UInt64(count))
            }
            writer.list(kind.issues) { writer, summary in
                writer.string(summary.kind)
                writer.byte(summary.severity.rawValue)
                writer.number(UInt64(summary.count))
                writer.list(summary.examples) { $0.issue($1) }
            }
        }
    }

    private mutating func issue(_ issue: ImportIssue) {
        string(issue.kind)
        byte(issue.severity.rawValue)
        string(issue.file)
        optional(issue.member)
        number(UInt64(issue.line ?? 0))
        string(issue.message)
    }
}

extension RecordReader {
    /// Reads what `RecordWriter.report` wrote.
    mutating func report() throws(Failure) -> ImportReport {
        var report = ImportReport()
        (report.fileCount, report.byteCount) = (try count64(), try count64())
        (report.filingCount, report.duplicateCount) = (try count64(), try count64())
        report.listedCount = try count64()
        let rejectedCount = try count64()
        let rejected = try list { (reader) throws(Failure) in try reader.issue() }
        let kinds = try list { (reader) throws(Failure) in
            var kind = ImportReport.Kind(name: try reader.string())
            (kind.inputCount, kind.byteCount) = (try reader.count64(), try reader.count64())
            (kind.filingCount, kind.partyCount) = (try reader.count64(), try reader.count64())
            kind.issues = try reader.list { (reader) throws(Failure) in
                ImportReport.IssueSummary(
                    kind: try reader.string(), severity: try reader.severity(), count: try reader.count64(),
                    examples: try reader.list { (reader) throws(Failure) in try reader.issue() })
            }
            return kind
        }
        report.restore(kinds: kinds, rejected: rejected, rejectedCount: rejectedCount)
        return report
    }

    /// A count of things that do not follow.
    private mutating func count64() throws(Failure) -> Int { Int(clamping: try number()) }

    private mutating func severity() throws(Failure) -> ImportIssue.Severity {
        guard let severity = ImportIssue.Severity(rawValue: try byte()) else { throw Failure(offset: 0) }
        return severity
    }

    private mutating func issue() throws(Failure) -> ImportIssue {
        let kind = try string()
        let severity = try severity()
        let file = try string()
        let member = try optional()
        let line = try count64()
        return ImportIssue(
            kind: kind, severity: severity, file: file, member: member, line: line == 0 ? nil : line,
            message: try string())
    }
}
