import Storage
import TestSupport

@testable import InvertedIndex

/// Who comes after a crash: a reader that looks at everything, and a writer.
final class CrashSurvivor {
    /// What was found before in the same manifests and the files they name, of the same scenario.
    private var known: [[String: [UInt8]]: Outcome] = [:]
    private let lockDirectory = TemporaryDirectory()
    private let lock: DirectoryLock
    /// A segment to commit, made once.
    private let entry: Manifest.Entry
    private let segmentBytes: [UInt8]

    init() throws {
        lock = try DirectoryLock(directory: lockDirectory.path, holder: "test")
        let disk = MemoryDisk()
        entry = try CommitFiles.segment(1, in: CrashScenario.path, on: disk)
        segmentBytes = try disk.read(CrashScenario.path + "/" + entry.name.fileName)
    }

    /// What an index is after a crash.
    struct Outcome {
        /// The commit that opens; 0 for no index.
        var generation: UInt64 = 0
        /// What is wrong with it.
        var problem: String?
    }

    /// Forgets what was found in another scenario.
    func forget() { known = [:] }

    /// How many times an index was opened and read whole since `forget`.
    var openedCount: Int { known.count }

    /// Opens the index, and the copy of it if there is one.
    ///
    /// Where manifests and the files that they name are as in a state before, so is all that is read.
    func open(_ files: [String: [UInt8]], _ scenario: CrashScenario) -> Outcome {
        var named: Set<String> = []
        for (path, bytes) in files where path.contains("/manifest-") && !path.hasSuffix(".tmp") {
            let directory = path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)
            named.insert(path)
            guard let manifest = try? Manifest(parsing: bytes, path: path) else { continue }
            for name in manifest.segments.flatMap(\.fileNames) { named.insert("\(directory)/\(name)") }
        }
        let read = files.filter { named.contains($0.key) }
        if let outcome = known[read] { return outcome }
        let outcome = opened(read, scenario)
        known[read] = outcome
        return outcome
    }

    private func opened(_ files: [String: [UInt8]], _ scenario: CrashScenario) -> Outcome {
        let disk = MemoryDisk(files)
        var outcome = Outcome()
        do {
            outcome = try open(CrashScenario.path, on: disk, scenario.oracle)
            let copy = try open(CrashScenario.copyPath, on: disk, scenario.oracle)
            // A copy is no index, or the whole of the commit that was copied.
            if let problem = copy.problem {
                outcome.problem = "in the copy: \(problem)"
            } else if copy.generation != 0, copy.generation != scenario.copied {
                outcome.problem = "a copy of commit \(copy.generation), not \(scenario.copied)"
            }
        } catch {
            outcome.problem = "\(error)"
        }
        return outcome
    }

    /// The commit that opens: without a warning, sound, and with the answers it should give.
    private func open(
        _ path: String, on disk: MemoryDisk, _ oracle: [UInt64: [Document]]
    ) throws(IndexError) -> Outcome {
        let index = IndexDirectory(path: path, on: disk)
        guard disk.exists(path), try !index.generations().isEmpty else { return Outcome() }
        var outcome = Outcome()
        let snapshot = try index.open { outcome.problem = "a warning: \($0)" }
        outcome.generation = snapshot.manifest.generation
        if outcome.problem != nil { return outcome }
        if let fault = IndexVerifier(index).verify().faults.first {
            outcome.problem = "a fault: \(fault)"
            return outcome
        }
        var naive = NaiveIndex(schema: RandomCollection.schema)
        for document in oracle[outcome.generation] ?? [] { naive.add(document) }
        let searcher = Searcher(snapshot.segments(of: "filings"))
        let fields = [Query.WeightedField(field: 1)]
        for query in [Query.term(Array("more".utf8), fields: fields), .everything] {
            let answer = try searcher.search(query, limit: 1_000)
            outcome.problem = NaiveIndex.difference(of: answer, from: naive.search(query), limit: 1_000)
            if outcome.problem != nil { break }
        }
        return outcome
    }

    /// Lets the next writer commit: afterwards nothing is left of the one before.
    func recoveryProblem(_ files: [String: [UInt8]]) -> String? {
        let disk = MemoryDisk(files)
        let index = IndexDirectory(path: CrashScenario.path, on: disk)
        do {
            try disk.createDirectory(index.path)
            var segments: [Manifest.Entry] = []
            // The newest opens, as `open` has found.
            if let newest = try index.generations().first { segments = try index.manifest(newest).segments }
            let path = index.path + "/" + entry.name.fileName
            let file = try disk.create(path)
            try file.write(segmentBytes)
            let manifest = try index.commit(segments + [entry], holding: lock)
            var names: Set<String> = []
            let generations = try index.generations()
            guard generations.first == manifest.generation else { return "the next commit is not the newest" }
            for generation in generations {
                names.insert(Manifest.fileName(generation: generation))
                names.formUnion(try index.manifest(generation).segments.flatMap(\.fileNames))
            }
            let found = Set(try disk.list(index.path))
            if found == names { return nil }
            return
                "after the next commit there is \(found.subtracting(names)) and there is not \(names.subtracting(found))"
        } catch {
            return "the next commit fails: \(error)"
        }
    }
}
