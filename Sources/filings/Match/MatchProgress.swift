internal import Synchronization

/// What a batch has come to: shown on a terminal while it goes on, summed up at its end.
final class MatchProgress: Sendable {
    /// Counts of names.
    struct Counts: Sendable {
        /// With a hit.
        var found = 0
        /// Without.
        var missing = 0
        /// On lines that could not be read.
        var malformed = 0
        /// All of them.
        var total: Int { found + missing + malformed }
    }

    /// More faults than this are counted, not told one by one.
    private static let faultsToldMax = 100

    /// Bytes of the input that were read.
    let byteCount = Atomic(0)

    private struct State {
        var counts = Counts()
        var lastShown: ContinuousClock.Instant
    }

    private let isShown: Bool
    private let sizeBytes: Int?
    private let skippedCount: Int
    private let skippedBytes: Int
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let state: Mutex<State>

    /// Begins to measure.
    ///
    /// - Parameters:
    ///   - isShown: whether to show how far it is.
    ///   - sizeBytes: of the input, if known.
    ///   - skippedCount: names answered earlier.
    ///   - skippedBytes: their bytes.
    init(isShown: Bool, sizeBytes: Int?, skippedCount: Int, skippedBytes: Int) {
        (self.isShown, self.sizeBytes, self.skippedCount) = (isShown, sizeBytes, skippedCount)
        self.skippedBytes = skippedBytes
        start = clock.now
        state = Mutex(State(lastShown: start))
    }

    /// What it has come to.
    var counts: Counts { state.withLock { $0.counts } }

    /// Counts answers that were written.
    ///
    /// - Parameter answers: to some names.
    func add(_ answers: AnswerEncoder.Answers) {
        state.withLock { state in
            state.counts.found += answers.foundCount
            state.counts.missing += answers.missingCount
            if !answers.faults.isEmpty { tell(answers.faults, before: &state.counts) }
            guard isShown else { return }
            let now = clock.now
            guard now - state.lastShown >= .milliseconds(100) else { return }
            state.lastShown = now
            show(state.counts)
        }
    }

    /// Says what the batch came to.
    ///
    /// - Parameter isWanted: false only takes the line on the terminal away.
    func finish(isWanted: Bool) {
        if isShown { Output.status("") }
        guard isWanted else { return }
        let counts = counts
        let earlier = skippedCount > 0 ? " (\(skippedCount) more were answered earlier)" : ""
        Output.note(
            "\(counts.total) names\(earlier): \(counts.found) with a hit, \(counts.missing) without, "
                + "\(counts.malformed) malformed; \(RebuildSummary.decimal(seconds)) s, \(rate(counts)) names/s")
    }

    private func tell(_ faults: [String], before counts: inout Counts) {
        if isShown { Output.status("") }
        for fault in faults {
            counts.malformed += 1
            if counts.malformed <= Self.faultsToldMax { Output.note("filings: " + fault) }
            if counts.malformed == Self.faultsToldMax {
                Output.note("filings: further lines that cannot be read are only counted")
            }
        }
    }

    private func show(_ counts: Counts) {
        var text = "\(skippedCount + counts.total) names, \(rate(counts)) names/s"
        let bytes = byteCount.load(ordering: .relaxed)
        if let sizeBytes, sizeBytes > skippedBytes, bytes > skippedBytes {
            text = "\(bytes * 100 / sizeBytes) %  " + text
            let share = Double(bytes - skippedBytes) / Double(sizeBytes - skippedBytes)
            if share > 0.01 {
                let left = Int(seconds / share - seconds)
                text += ", \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
            }
        }
        Output.status(text)
    }

    private func rate(_ counts: Counts) -> Int { Int(Double(counts.total) / max(seconds, 0.001)) }

    private var seconds: Double {
        let elapsed = (clock.now - start).components
        return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    }
}
