package import EDGAR

/// What became of the inputs: counts, and issues by kind with examples.
package struct ImportReport: Sendable {
    /// Files listed.
    package var fileCount = 0
    /// Bytes of those files.
    package var byteCount = 0
    /// Filings in the index.
    package var filingCount = 0
    /// Filings left out because a fuller or earlier copy of the same one was among the inputs.
    package var duplicateCount = 0
    /// Parties read from lists.
    package var listedCount = 0
    /// Issues by kind and severity.
    package private(set) var issues: [IssueSummary] = []
    /// Files from which nothing could be imported, with the reason; at most `rejectedMax`.
    package private(set) var rejected: [ImportIssue] = []
    /// Number of files from which nothing could be imported.
    package private(set) var rejectedCount = 0

    /// Issues of one kind and severity.
    package struct IssueSummary: Sendable {
        /// The kind in words.
        package var kind: String
        /// How bad they are; the same kind may stand twice when some of it cost a whole input and some did not.
        package var severity: ImportIssue.Severity
        /// How many there were.
        package var count: Int
        /// The first few.
        package var examples: [ImportIssue]
    }

    /// Examples kept of a kind.
    static let exampleMax = 3
    /// Rejections kept one by one.
    private static let rejectedMax = 10_000

    /// Nothing imported.
    package init() {}

    mutating func add(_ issue: ImportIssue) {
        if issue.severity == .rejected {
            rejectedCount += 1
            if rejected.count < Self.rejectedMax { rejected.append(issue) }
        }
        add(IssueSummary(kind: issue.kind, severity: issue.severity, count: 1, examples: [issue]))
    }

    /// Counts issues of which enough examples are known.
    mutating func add(_ kind: String, _ severity: ImportIssue.Severity, count: Int) {
        guard count > 0 else { return }
        add(IssueSummary(kind: kind, severity: severity, count: count, examples: []))
    }

    private mutating func add(_ summary: IssueSummary) {
        guard let index = issues.firstIndex(where: { $0.kind == summary.kind && $0.severity == summary.severity })
        else {
            issues.append(summary)
            return
        }
        issues[index].count += summary.count
        for example in summary.examples where issues[index].examples.count < Self.exampleMax {
            issues[index].examples.append(example)
        }
    }

    /// Takes the report of a later part.
    mutating func merge(_ other: ImportReport) {
        fileCount += other.fileCount
        byteCount += other.byteCount
        filingCount += other.filingCount
        duplicateCount += other.duplicateCount
        listedCount += other.listedCount
        rejectedCount += other.rejectedCount
        for issue in other.rejected where rejected.count < Self.rejectedMax { rejected.append(issue) }
        for summary in other.issues { add(summary) }
    }
}
