package import EDGAR

/// What became of the inputs: counts, and issues by kind with examples.
package struct ImportReport: Sendable {
    /// Files listed.
    package var fileCount = 0
    /// Bytes of those files.
    package var byteCount = 0
    /// Filings in the index; when nothing is written, filings that would be.
    package var filingCount = 0
    /// Filings left out because a fuller or earlier copy of the same one was among the inputs.
    package var duplicateCount = 0
    /// Parties read from lists.
    package var listedCount = 0
    /// What was read, by the format it has.
    package private(set) var kinds: [Kind] = []
    /// What was rejected, each with the reason; at most `rejectedMax` once reports were merged.
    package private(set) var rejected: [ImportIssue] = []
    /// Number of rejections.
    package private(set) var rejectedCount = 0

    /// Inputs of one format.
    package struct Kind: Sendable {
        /// The format in words.
        package var name: String
        /// Files, or members of archives.
        package var inputCount = 0
        /// Their bytes when unpacked.
        package var byteCount = 0
        /// Filings found in them, copies counted.
        package var filingCount = 0
        /// Parties of lists found in them.
        package var partyCount = 0
        /// Issues by kind and severity.
        package var issues: [IssueSummary] = []
    }

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

    /// Stands for the format of what could not be read or is no file.
    package static let reading = "files and archives"
    /// Stands for the format of filings of whatever format.
    package static let filings = "filings"

    /// Examples kept of a kind.
    static let exampleMax = 3
    /// Rejections kept one by one.
    private static let rejectedMax = 10_000

    /// Nothing imported.
    package init() {}

    /// Files and members read, pieces of a file counted once.
    package var inputCount: Int { kinds.reduce(0) { $0 + $1.inputCount } }

    /// Issues of all formats by kind and severity.
    package var issues: [IssueSummary] {
        var all: [IssueSummary] = []
        for kind in kinds { for summary in kind.issues { Self.add(summary, to: &all) } }
        return all
    }

    /// Counts an input.
    mutating func addInput(_ input: ImportInput, kind: String) {
        let number = number(of: kind)
        if input.offset == 0 { kinds[number].inputCount += 1 }
        kinds[number].byteCount += input.bytes.count
    }

    /// Counts a filing or party of a list.
    mutating func addFound(filings: Int = 0, parties: Int = 0, kind: String) {
        let number = number(of: kind)
        kinds[number].filingCount += filings
        kinds[number].partyCount += parties
        listedCount += parties
    }

    /// Takes an issue.
    mutating func add(_ issue: ImportIssue, kind: String) {
        if issue.severity == .rejected {
            rejectedCount += 1
            rejected.append(issue)
        }
        let number = number(of: kind)
        Self.add(
            IssueSummary(kind: issue.kind, severity: issue.severity, count: 1, examples: [issue]),
            to: &kinds[number].issues)
    }

    private mutating func number(of name: String) -> Int {
        if let number = kinds.firstIndex(where: { $0.name == name }) { return number }
        kinds.append(Kind(name: name))
        return kinds.count - 1
    }

    private static func add(_ summary: IssueSummary, to issues: inout [IssueSummary]) {
        guard let index = issues.firstIndex(where: { $0.kind == summary.kind && $0.severity == summary.severity })
        else {
            issues.append(summary)
            return
        }
        issues[index].count += summary.count
        for example in summary.examples where issues[index].examples.count < exampleMax {
            issues[index].examples.append(example)
        }
    }

    /// Puts back what was written down of a report.
    mutating func restore(kinds: [Kind], rejected: [ImportIssue], rejectedCount: Int) {
        (self.kinds, self.rejected, self.rejectedCount) = (kinds, rejected, rejectedCount)
    }

    /// Counts issues of which enough examples are known.
    mutating func add(_ issue: String, _ severity: ImportIssue.Severity, count: Int, kind: String) {
        guard count > 0 else { return }
        let number = number(of: kind)
        Self.add(
            IssueSummary(kind: issue, severity: severity, count: count, examples: []), to: &kinds[number].issues)
    }

    /// Takes the report of a later part.
    mutating func merge(_ other: ImportReport) {
        fileCount += other.fileCount
        byteCount += other.byteCount
        filingCount += other.filingCount
        duplicateCount += other.duplicateCount
        listedCount += other.listedCount
        rejectedCount += other.rejectedCount
        rejected.append(contentsOf: other.rejected.prefix(max(0, Self.rejectedMax - rejected.count)))
        for kind in other.kinds {
            let number = number(of: kind.name)
            kinds[number].inputCount += kind.inputCount
            kinds[number].byteCount += kind.byteCount
            kinds[number].filingCount += kind.filingCount
            kinds[number].partyCount += kind.partyCount
            for summary in kind.issues { Self.add(summary, to: &kinds[number].issues) }
        }
    }
}
