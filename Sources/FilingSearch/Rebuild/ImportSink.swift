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
        var seen = SeenFilings()
        /// For each draft the number of its first filing among all.
        var starts: [Int] = []
        var filingCount = 0
        var collected = Collected()

        /// The copy with a number.
        func copy(_ number: UInt32) -> BatchImporter.FilingCopy {
            // The draft is the last that begins at or before it.
            var (low, high) = (0, starts.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if starts[middle] <= Int(number) { low = middle } else { high = middle }
            }
            return collected.drafts[low].filings[Int(number) - starts[low]]
        }
    }

    /// Results that came before those of earlier batches.
    private struct Queue {
        var waiting: [Int: BatchImporter.Result] = [:]
        var next = 0
        var isAtWork = false
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

    private let queue = Mutex(Queue())
    private let state = Mutex(State())
    private let rejected: @Sendable (ImportIssue) -> Void

    /// A sink without batches.
    ///
    /// - Parameter rejected: told of every rejection, in order.
    init(rejected: @escaping @Sendable (ImportIssue) -> Void) { self.rejected = rejected }

    /// Takes what a batch gave.
    ///
    /// One thread at a time puts results together; others leave theirs and go on with the next batch.
    func take(_ result: BatchImporter.Result, of number: Int) {
        queue.withLock { $0.waiting[number] = result }
        while let result = begin() {
            state.withLock { add(result, &$0) }
            queue.withLock { queue in
                queue.next += 1
                queue.isAtWork = false
            }
        }
    }

    /// The result to be added now; `nil` when it has not come, or another thread is at work.
    private func begin() -> BatchImporter.Result? {
        queue.withLock { queue in
            guard !queue.isAtWork, let result = queue.waiting.removeValue(forKey: queue.next) else { return nil }
            queue.isAtWork = true
            return result
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
    }

    private func addParties(_ result: BatchImporter.Result, _ state: inout State) {
        var copies: Set<Int> = []
        var index = 0
        // Held apart, for it is changed while the rest is read.
        var seen = SeenFilings()
        swap(&seen, &state.seen)
        for draft in result.drafts {
            state.starts.append(state.filingCount)
            state.collected.drafts.append(draft)
            for own in draft.filings {
                let number = UInt32(truncatingIfNeeded: state.filingCount)
                if let known = seen.take(own.identity, number: number, identityOf: { state.copy($0).identity }) {
                    copies.insert(index)
                    let other = state.copy(known)
                    if own.rank > other.rank {
                        seen.replace(own.identity, known, by: number)
                        // Of the same bytes it is all one which copy's parties are counted.
                        if own.digest != other.digest { state.collected.catalog = nil }
                    }
                }
                state.filingCount += 1
                index += 1
            }
        }
        swap(&seen, &state.seen)
        guard state.collected.catalog != nil else { return }
        for (index, sightings) in result.sightings.enumerated() where !copies.contains(index) {
            state.collected.catalog?.add(sightings)
        }
    }
}
