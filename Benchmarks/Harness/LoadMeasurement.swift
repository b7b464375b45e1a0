internal import Dispatch
internal import FilingSearch
internal import Glibc
internal import Synchronization

/// Readers ask for names at full speed while filings are added and segments merged: how long each look-up takes.
///
/// All readers and the writer are threads of this process, the writer with the priority of `filings watch`. The time of a look-up is that on the wall, with opening a new
/// commit where one came; what the machine's processors are too few for shows in the idle figures as well.
final class LoadMeasurement: Sendable {
    /// What the writer does.
    private enum Phase: Int, CaseIterable {
        case idle, adding, merging
    }

    private static let ended = -1
    private let phase = Atomic(Phase.idle.rawValue)
    private let histograms = Mutex([Histogram](repeating: Histogram(), count: Phase.allCases.count))
    private let failures = Mutex<[String]>([])
    private let corpus: SyntheticCorpus
    private let readers: Int
    private let path: String

    /// One in so many questions is a search.
    private static let searchShare = 20
    private static let idleSeconds = 10

    private init(_ corpus: SyntheticCorpus, readers: Int, path: String) {
        (self.corpus, self.readers, self.path) = (corpus, readers, path)
    }

    /// Adds filings in batches with readers asking all the time, and prints what look-ups took.
    ///
    /// - Parameters:
    ///   - count: filings; the first tenth is there before.
    ///   - batch: thousands of filings added by one commit.
    ///   - readers: threads that ask.
    ///   - directory: where filings and index are made.
    /// - Throws: what the index throws, or `Failure` when files cannot be written.
    static func run(count: Int, batch: Int, readers: Int, directory: String) throws {
        let corpus = SyntheticCorpus(count: count, seed: 7)
        _ = try corpus.write(to: directory + "/filings")
        let folders = (0..<(count + 999) / 1000).map { "\(directory)/filings/\($0)" }
        let first = max(1, folders.count / 10)
        let path = directory + "/index"
        _ = try Rebuild(path: path, inputs: Array(folders.prefix(first)), threadCount: 2)
            .run(holder: "filings-bench") { _ in }
        let load = LoadMeasurement(corpus, readers: readers, path: path)
        let group = DispatchGroup()
        for number in 0..<readers {
            DispatchQueue(label: "reader \(number)").async(group: group) { load.ask(number) }
        }
        let seconds = try Measurement.seconds { try load.write(Array(folders.dropFirst(first)), batch) }
        load.phase.store(ended, ordering: .relaxed)
        group.wait()
        load.report(count: count, batch: batch, seconds: seconds)
    }

    private func write(_ folders: [String], _ batch: Int) throws {
        defer { phase.store(Self.ended, ordering: .relaxed) }
        let group = DispatchGroup()
        // A group that nobody leaves: waits for the time to pass.
        group.enter()
        _ = group.wait(timeout: .now() + .seconds(Self.idleSeconds))
        group.leave()
        // As `filings watch` does: this thread and those it starts let the readers go first.
        _ = nice(10)
        var update = IndexUpdate(path: path)
        for start in stride(from: 0, to: folders.count, by: batch) {
            phase.store(Phase.adding.rawValue, ordering: .relaxed)
            _ = try update.add(Array(folders[start..<min(start + batch, folders.count)]), holder: "filings-bench")
            phase.store(Phase.merging.rawValue, ordering: .relaxed)
            try update.merge(holder: "filings-bench")
        }
    }

    /// Asks until the writer is done.
    private func ask(_ reader: Int) {
        var own = [Histogram](repeating: Histogram(), count: Phase.allCases.count)
        let names = corpus.nameCases(perKind: 500).flatMap(\.cases).map(\.asked)
        let queries = corpus.queries(perKind: 50).flatMap(\.queries)
        do {
            let index = try ReloadingIndex(path: path)
            var current = index.latest()
            var session = current.nameSession()
            var number = reader * 313
            while true {
                let began = phase.load(ordering: .relaxed)
                guard let phase = Phase(rawValue: began) else { break }
                number += 1
                if number % Self.searchShare == 0 {
                    let request = SearchRequest(query: queries[number / Self.searchShare % queries.count], limit: 10)
                    _ = try index.latest().search(request)
                    continue
                }
                let seconds = Measurement.seconds {
                    let latest = index.latest()
                    if latest.generation != current.generation {
                        current = latest
                        session = latest.nameSession()
                    }
                    _ = session.hits(like: names[number % names.count], limit: 10, withReason: false)
                }
                own[phase.rawValue].add(seconds)
            }
        } catch {
            failures.withLock { $0.append("\(error)") }
        }
        histograms.withLock { all in for phase in own.indices { all[phase].add(own[phase]) } }
    }

    private func report(count: Int, batch: Int, seconds: Double) {
        var report = Report()
        report.machine()
        report.note(
            "load",
            "\(readers) readers, \(count) filings, a tenth of them before, \(batch)000 a commit, \(Int(seconds)) s")
        report.note("peak memory", "\(Measurement.peakMegabytes) MB, readers and writer in one process")
        for failure in failures.withLock({ $0 }) { report.note("failed", failure) }
        report.print()
        let all = histograms.withLock { $0 }
        print("phase\tlook-ups\tp50 µs\tp99 µs\tp99 to idle")
        for phase in Phase.allCases {
            let own = all[phase.rawValue]
            let share = own.quantile(0.99) / max(1, all[Phase.idle.rawValue].quantile(0.99))
            print(
                "\(phase)\t\(own.count)\t\(Int(own.quantile(0.5)))\t\(Int(own.quantile(0.99)))\t"
                    + "\((share * 100).rounded() / 100)")
        }
    }
}

/// How often times were how long, in steps of 4 %.
private struct Histogram: Sendable {
    private var counts = [Int](repeating: 0, count: 600)
    private(set) var count = 0

    private static let step = 1.04

    mutating func add(_ seconds: Double) {
        var (place, bound) = (0, Self.step)
        // A microsecond at least; 600 steps reach four hours.
        while place < counts.count - 1, bound < seconds * 1e6 { (place, bound) = (place + 1, bound * Self.step) }
        counts[place] += 1
        count += 1
    }

    mutating func add(_ other: Histogram) {
        for place in counts.indices { counts[place] += other.counts[place] }
        count += other.count
    }

    /// The time in microseconds that a share of the others does not exceed.
    func quantile(_ share: Double) -> Double {
        var (seen, bound) = (0, Self.step)
        for own in counts {
            seen += own
            if Double(seen) >= share * Double(count) { return bound }
            bound *= Self.step
        }
        return bound
    }
}
