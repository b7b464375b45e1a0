internal import FilingSearch
internal import Synchronization

/// The line on a terminal that tells how far a rebuild has come.
final class ProgressLine: Sendable {
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let lastShown: Mutex<ContinuousClock.Instant?>

    init(isShown: Bool) {
        self.isShown = isShown
        start = clock.now
        lastShown = Mutex(nil)
    }

    func show(_ progress: Rebuild.Progress) {
        guard isShown else { return }
        let now = clock.now
        let isDue = lastShown.withLock { last in
            if let last, now - last < .milliseconds(100) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let elapsed = now - start
        let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
        let share = Double(progress.bytesDone) / Double(max(1, progress.byteCount))
        let left = share > 0.01 ? Int(seconds / share - seconds) : nil
        Output.status(
            "\(Int(share * 100)) %  \(progress.filesDone) of \(progress.fileCount) files, \(progress.filingCount) filings, "
                + "\(Int(Double(progress.filingCount) / seconds)) filings/s, "
                + "\(Int(Double(progress.bytesDone) / seconds / 1e6)) MB/s"
                + (left.map { ", \($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60) left" } ?? ""))
    }

    func clear() { if isShown { Output.status("") } }
}
