internal import ArgumentParser
internal import EDGAR
internal import FilingSearch
internal import Glibc
internal import InvertedIndex
internal import Storage

/// Keeps an index up to date with files as they come.
struct IndexKeeper {
    private var update: IndexUpdate
    private let merges: Bool
    private let isQuiet: Bool
    /// Merges small enough to be done between two batches, and all that are worth it.
    private let smallMerges: MergePolicy
    private let allMerges: MergePolicy
    private let holder = "filings watch, process \(getpid())"
    private let clock = ContinuousClock()
    /// Files that could not be added because of the index, not because of them.
    private var waiting: [String] = []
    private var nextAttempt: ContinuousClock.Instant?
    private var lastChange: ContinuousClock.Instant?
    private var isMerged = true
    /// Inputs that were rejected.
    private(set) var rejectedCount = 0

    /// A merge of so much takes about a second.
    private static let smallMergeBytes = 32 << 20
    /// How long nothing must come before larger merges begin.
    private static let quietTime = Duration.seconds(20)

    init(update: IndexUpdate, merges: Bool, isQuiet: Bool, memoryBytes: Int) {
        (self.update, self.merges, self.isQuiet) = (update, merges, isQuiet)
        allMerges = MergePolicy(memoryBytes: memoryBytes)
        var small = allMerges
        small.capBytes = Self.smallMergeBytes
        smallMerges = small
    }

    /// Waits until a burst of files is over, but not for long, and until the last commit is half a second old.
    func gather(_ watch: inout FolderWatch) {
        let end = clock.now + Self.commitTime
        let earliest = lastChange.map { $0 + Self.commitTime } ?? clock.now
        while clock.now < end, !Pause.isStopAsked, watch.wait(milliseconds: 60) || clock.now < earliest {}
    }

    /// The least time between two commits: one costs 20 ms and more.
    private static let commitTime = Duration.milliseconds(500)

    /// Adds files, and those that could not be added before.
    ///
    /// - Parameters:
    ///   - paths: the files.
    ///   - givesUp: whether a disk that refuses, or another writer, ends the command; else they are waited for.
    /// - Throws: `ExitCode` when the index cannot be written at all.
    mutating func add(_ paths: [String], givesUp: Bool) throws {
        // What is gone again was somebody's intermediate step.
        waiting = (waiting + paths).filter(InputOptions.exists)
        guard !waiting.isEmpty, nextAttempt.map({ clock.now >= $0 }) ?? true else { return }
        let start = clock.now
        let outcome: IndexUpdate.Outcome
        do {
            outcome = try update.add(waiting, holder: holder)
        } catch let error {
            guard case .storage(let cause) = error, !givesUp else {
                throw ExitStatus.failure(FilingIndexError(error))
            }
            // What was written before a sync failed is not trusted; the next attempt writes all of it anew.
            if case .locked = cause {} else { renew() }
            let isFirst = nextAttempt == nil
            if case .locked = cause {
                nextAttempt = clock.now + .milliseconds(500)
            } else {
                nextAttempt = clock.now + .seconds(5)
            }
            if isFirst {
                Output.note("filings: \(error); \(waiting.count) files are waiting and tried again until it works")
            }
            return
        }
        (waiting, nextAttempt) = ([], nil)
        lastChange = clock.now
        let report = outcome.report
        rejectedCount += report.rejectedCount
        for issue in report.rejected { Output.note("filings: \(issue)") }
        if !isQuiet {
            let commit = outcome.generation.map { ", commit \($0)" } ?? ""
            Output.line(
                "\(report.fileCount) files: \(outcome.count(.imported)) imported, \(outcome.count(.updated)) updated, "
                    + "\(outcome.count(.unchanged)) unchanged, \(report.rejectedCount) rejected in "
                    + "\(RebuildSummary.decimal(UpdateSummary.seconds(clock.now - start))) s\(commit)")
        }
        guard outcome.generation != nil else { return }
        isMerged = false
        guard merges else { return }
        update.policy = smallMerges
        UpdateSummary.merge(&update, holder: holder, isQuiet: isQuiet)
    }

    /// Begins anew with the index as it is on disk.
    private mutating func renew() {
        var fresh = IndexUpdate(path: update.directory.path, threadCount: update.threadCount)
        (fresh.source, fresh.limits, fresh.policy) = (update.source, update.limits, update.policy)
        update = fresh
    }

    /// Does larger merges when nothing has come for a while.
    mutating func tidy(isIdle: Bool) {
        guard merges, isIdle, !isMerged, let lastChange, clock.now - lastChange >= Self.quietTime else { return }
        update.policy = allMerges
        UpdateSummary.merge(&update, holder: holder, isQuiet: isQuiet, countMax: 1)
        isMerged = true
    }
}
