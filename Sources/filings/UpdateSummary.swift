internal import EDGAR
internal import FilingSearch
internal import InvertedIndex

/// What commands say that change an index in place.
enum UpdateSummary {
    /// Writes what became of inputs to standard error.
    static func write(_ outcome: IndexUpdate.Outcome, seconds: Double, index: String, isVerbose: Bool) {
        let report = outcome.report
        Output.note(
            "\(outcome.count(.imported)) filings imported, \(outcome.count(.updated)) updated, "
                + "\(outcome.count(.unchanged)) unchanged, \(report.rejectedCount) rejected, from \(report.fileCount) files "
                + "(\(RebuildSummary.size(report.byteCount))) in \(RebuildSummary.decimal(seconds)) s")
        writeIndex(outcome, index: index)
        RebuildSummary.writeOdd(report, isVerbose: isVerbose)
        guard report.rejectedCount > 0 else { return }
        Output.note("\(report.rejectedCount) rejected; what else could be read is in the index")
        if isVerbose { for issue in report.rejected { Output.note("  \(issue)") } }
    }

    /// Writes what the index has now.
    static func writeIndex(_ outcome: IndexUpdate.Outcome, index: String) {
        guard let generation = outcome.generation, let partyCount = outcome.partyCount else {
            return Output.note("index \(index): nothing to change")
        }
        Output.note(
            "index \(index): \(outcome.filingCount) filings and \(partyCount) parties, "
                + "\(RebuildSummary.size(outcome.indexBytes)) in \(outcome.segmentCount) segments, commit \(generation)"
        )
    }

    /// Merges as the policy wants; what was changed before stays whatever becomes of it.
    static func merge(_ update: inout IndexUpdate, holder: String, isQuiet: Bool, countMax: Int = .max) {
        do throws(IndexError) {
            try update.merge(countMax: countMax, holder: holder) { if !isQuiet { write($0) } }
        } catch {
            Output.note(
                "filings: what was changed is in the index; its files could not be merged, which can wait: \(error)")
        }
    }

    /// Writes what a merge did.
    static func write(_ merge: IndexUpdate.Merge) {
        Output.note(
            "merged \(merge.segmentCount) segments with \(merge.filingCount) filings, "
                + "\(RebuildSummary.size(merge.bytesBefore)) into \(RebuildSummary.size(merge.bytesAfter)), "
                + "commit \(merge.generation)")
    }

    /// A duration in seconds.
    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
