internal import EDGAR
internal import FilingSearch

/// What a rebuild says at its end.
struct RebuildSummary {
    private let report: ImportReport
    /// What was written; `nil` when nothing should be.
    private let outcome: Rebuild.Outcome?
    private let seconds: Double
    private let index: String
    private let isVerbose: Bool

    init(_ report: ImportReport, _ outcome: Rebuild.Outcome?, seconds: Double, index: String, isVerbose: Bool) {
        (self.report, self.outcome, self.seconds) = (report, outcome, seconds)
        (self.index, self.isVerbose) = (index, isVerbose)
    }

    /// Writes it to standard error: results of a rebuild are in the index.
    func write() {
        let rate = Int(Double(report.filingCount) / max(seconds, 0.001))
        Output.note(
            "\(report.filingCount) filings\(outcome.map { " and \($0.partyCount) parties" } ?? "") from "
                + "\(report.fileCount) files "
                + "(\(Self.size(report.byteCount))) in \(Self.decimal(seconds)) s, \(rate) filings/s")
        if let outcome, let generation = outcome.generation {
            Output.note(
                "index \(index): \(Self.size(outcome.indexBytes)) in \(outcome.segmentCount) segments, "
                    + "commit \(generation)")
        }
        if let outcome, outcome.resumedCount > 0 {
            Output.note("went on with a rebuild that was interrupted: \(outcome.resumedCount) batches were done")
        }
        if outcome?.discardedJournal == true {
            Output.note("a rebuild that was interrupted read other inputs or another version; begun anew")
        }
        Self.writeOdd(report, isVerbose: isVerbose)
        guard report.rejectedCount > 0 else { return }
        let rest = outcome?.generation == nil ? "" : "; the others are in the index"
        Output.note("\(report.rejectedCount) rejected\(rest)")
        if isVerbose { for issue in report.rejected { Output.note("  \(issue)") } }
    }

    /// Writes what else inputs held, and what was odd about them.
    static func writeOdd(_ report: ImportReport, isVerbose: Bool) {
        if report.listedCount > 0 { Output.note("\(report.listedCount) entries of party lists") }
        if report.duplicateCount > 0 { Output.note("\(report.duplicateCount) further copies of filings left out") }
        let order = report.issues.inOrder
        if !order.isEmpty { Output.note("odd:") }
        for issue in order {
            Output.note("  \(issue.count) × \(issue.kind) (\(issue.severity.word))")
            for example in issue.examples.prefix(isVerbose ? 3 : 1) { Output.note("      \(example)") }
        }
    }

    static func size(_ bytes: Int) -> String {
        if bytes >= 1_000_000_000 { return decimal(Double(bytes) / 1e9) + " GB" }
        if bytes >= 1_000_000 { return decimal(Double(bytes) / 1e6) + " MB" }
        if bytes >= 1_000 { return decimal(Double(bytes) / 1e3) + " kB" }
        return "\(bytes) bytes"
    }

    /// One place behind the point.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
