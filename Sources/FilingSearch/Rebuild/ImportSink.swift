internal import EDGAR
internal import InvertedIndex
internal import Synchronization

/// Takes what batches give, in any order, and puts it together in the order of the batches.
///
/// Parties are taken over as batches come, so that no more than a few batches' are held. Where a later batch holds a
/// fuller copy of a filing, the parties of the poorer one were counted already; then all are counted anew from the
/// drafts when it is known which copies stay.
final class ImportSink: Sendable {
    private struct State {
        var waiting: [Int: BatchImporter.Result] = [:]
        var next = 0
        var seen: [Int64: Seen] = [:]
        var collected = Collected()
    }

    /// The copy of a filing that counts so far.
    private struct Seen {
        var rank: TellingRank
        var digest: UInt64
    }

    /// What all batches gave.
    struct Collected: Sendable {
        /// The drafts in order.
        var drafts: [BatchImporter.Draft] = []
        /// Copies left out within drafts: how many, and the first few.
        var duplicateCount = 0
        var duplicates: [BatchImporter.Duplicate] = []
        /// Parties of lists.
        var listed = PartyCatalog()
        /// Parties of filings; `nil` when they must be counted anew.
        var catalog: PartyCatalog? = PartyCatalog()
        var report = ImportReport()
        /// Identities of the filings read, and how many were, where no drafts are written.
        var identities: Set<Int64> = []
        var readCount = 0
    }

    private let state = Mutex(State())
    private let rejected: @Sendable (ImportIssue) -> Void

    /// A sink without batches.
    ///
    /// - Parameter rejected: told of every rejection, in order.
    init(rejected: @escaping @Sendable (ImportIssue) -> Void) { self.rejected = rejected }

    /// Takes what a batch gave.
    func take(_ result: BatchImporter.Result, of number: Int) {
        state.withLock { state in
            state.waiting[number] = result
            while let result = state.waiting.removeValue(forKey: state.next) {
                add(result, &state)
                state.next += 1
            }
        }
    }

    /// Everything, once all batches were taken.
    func finish() -> Collected {
        state.withLock { state in
            let collected = state.collected
            state = State()
            return collected
        }
    }

    private func add(_ result: BatchImporter.Result, _ state: inout State) {
        for issue in result.report.rejected { rejected(issue) }
        state.collected.report.merge(result.report)
        state.collected.listed.merge(result.listed)
        state.collected.duplicateCount += result.duplicateCount
        let missing = max(0, ImportReport.exampleMax - state.collected.duplicates.count)
        state.collected.duplicates.append(contentsOf: result.duplicates.prefix(missing))
        state.collected.identities.formUnion(result.identities)
        state.collected.readCount += result.identities.count
        addParties(result, &state)
        state.collected.drafts.append(contentsOf: result.drafts)
    }

    private func addParties(_ result: BatchImporter.Result, _ state: inout State) {
        var copies: Set<Int> = []
        var index = 0
        for draft in result.drafts {
            for filing in draft.filings {
                let own = Seen(rank: filing.rank, digest: filing.digest)
                if let other = state.seen[filing.identity] {
                    copies.insert(index)
                    if own.rank > other.rank {
                        state.seen[filing.identity] = own
                        // Of the same bytes it is all one which copy's parties are counted.
                        if own.digest != other.digest { state.collected.catalog = nil }
                    }
                } else {
                    state.seen[filing.identity] = own
                }
                index += 1
            }
        }
        guard state.collected.catalog != nil else { return }
        guard !copies.isEmpty else {
            state.collected.catalog?.merge(result.catalog)
            return
        }
        for (index, sightings) in result.sightings.enumerated() where !copies.contains(index) {
            state.collected.catalog?.add(sightings)
        }
    }
}
