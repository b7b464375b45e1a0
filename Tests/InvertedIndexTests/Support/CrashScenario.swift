import Storage
import TestSupport

@testable import InvertedIndex

/// A life of an index on a disk that may fail or crash: first commit, more segments, deletions, merges, the same content once more,
/// rollbacks, copies; and for each commit what it holds.
struct CrashScenario {
    static let path = "/index"
    static let copyPath = "/copy"

    /// A step of it.
    enum Step: CaseIterable {
        case add, delete, merge, writeAgain, rollback, copy
    }

    private let disk: any FileSystem
    /// Told when a commit has returned.
    private let acknowledge: (UInt64) -> Void
    /// What each commit holds, by number.
    private(set) var oracle: [UInt64: [Document]] = [0: []]
    /// The commit that was copied.
    private(set) var copied: UInt64 = 0

    private let index: IndexDirectory
    private let lock: DirectoryLock
    private let lockDirectory: TemporaryDirectory
    private var generator: SeededGenerator
    private var nextIdentity = 0
    /// The documents of each segment in the commit at hand, deleted ones among them, in the order of the segment.
    private var parts: [(entry: Manifest.Entry, documents: [Document], deleted: Set<Int64>)] = []
    /// The same for the commit before.
    private var earlier: [(entry: Manifest.Entry, documents: [Document], deleted: Set<Int64>)] = []
    private var segmentNumber = 0

    init(seed: UInt64, on disk: any FileSystem, acknowledge: @escaping (UInt64) -> Void) throws {
        generator = SeededGenerator(seed: seed)
        self.disk = disk
        self.acknowledge = acknowledge
        index = IndexDirectory(path: Self.path, on: disk)
        lockDirectory = TemporaryDirectory()
        lock = try DirectoryLock(directory: lockDirectory.path, holder: "test")
    }

    /// Goes through so many steps, the first of which commits something.
    mutating func run(stepCount: Int) throws {
        let common: [Step] = [.add, .add, .add, .delete, .delete, .delete, .merge, .writeAgain, .rollback, .copy]
        for step in 0..<stepCount {
            try run(step == 0 ? .add : common.randomElement(using: &generator) ?? .add)
        }
    }

    /// Goes through one step.
    mutating func run(_ step: Step) throws {
        switch step {
        case .add: try addSegments()
        case .delete: try delete()
        case .merge: try merge()
        case .writeAgain: try writeAgain()
        case .rollback: try rollback()
        case .copy: try copy()
        }
    }

    private mutating func documents(_ count: Int) -> [Document] {
        (0..<count).map { _ in
            nextIdentity += 1
            var document = Document()
            document.integers = [(0, Int64(nextIdentity)), (1, Int64.random(in: 0...9, using: &generator))]
            let length = Int.random(in: 0...12, using: &generator)
            document.texts = [(1, "common word\(nextIdentity % 5)" + String(repeating: " more", count: length))]
            document.stored = Array("text \(nextIdentity)".utf8)
            return document
        }
    }

    private mutating func segment(of documents: [Document]) throws -> Manifest.Entry {
        var builder = SegmentBuilder(schema: RandomCollection.schema)
        for document in documents { builder.add(document) }
        segmentNumber += 1
        let name = try builder.write(
            directory: Self.path, temporaryName: "building-\(segmentNumber)", on: index.fileSystem)
        return Manifest.Entry(collection: "filings", name: name, documentCount: documents.count)
    }

    private mutating func commit(_ next: [(entry: Manifest.Entry, documents: [Document], deleted: Set<Int64>)]) throws {
        let generation = try index.nextGeneration()
        oracle[generation] = next.flatMap { part in
            part.documents.filter { !part.deleted.contains($0.identity) }
        }
        let manifest = try index.commit(next.map(\.entry), holding: lock)
        precondition(manifest.generation == generation)
        (earlier, parts) = (parts, next)
        acknowledge(generation)
    }

    private mutating func addSegments() throws {
        var next = parts
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let own = documents(Int.random(in: 1...5, using: &generator))
            next.append((try segment(of: own), own, []))
        }
        try commit(next)
    }

    private mutating func delete() throws {
        let generation = try index.nextGeneration()
        var next = parts
        for place in next.indices where Bool.random(using: &generator) {
            let reader = try next[place].entry.open(in: Self.path, on: disk)
            var deleted = DeletedDocuments(of: reader)
            for number in 0..<DocumentID(reader.documentCount) where Bool.random(using: &generator) {
                let identity = try reader.identity(number)
                guard let document = next[place].documents.first(where: { $0.identity == identity }) else { continue }
                deleted.insert(number, document, schema: reader.schema)
                next[place].deleted.insert(identity)
            }
            guard deleted.count > 0 else { continue }
            next[place].entry.deleted = try index.writeDeleted(
                deleted, of: next[place].entry.name, generation: generation)
        }
        try commit(next)
    }

    /// All segments into one.
    private mutating func merge() throws {
        let inputs = try parts.map { try SegmentMerger.Input($0.entry.open(in: Self.path, on: disk)) }
        let left = parts.flatMap { part in part.documents.filter { !part.deleted.contains($0.identity) } }
        segmentNumber += 1
        let outputs = try SegmentMerger(inputs, schema: RandomCollection.schema).write(
            directory: Self.path, temporaryName: "building-\(segmentNumber)", on: index.fileSystem)
        try commit(
            outputs.map { output in
                (
                    Manifest.Entry(
                        collection: "filings", name: output.name, documentCount: output.documentCount), left, []
                )
            })
    }

    /// A rebuild of what there is: the same bytes come over files that readers have open.
    private mutating func writeAgain() throws {
        var next: [(entry: Manifest.Entry, documents: [Document], deleted: Set<Int64>)] = []
        for part in parts { next.append((try segment(of: part.documents), part.documents, [])) }
        try commit(next)
    }

    private mutating func rollback() throws {
        guard try index.generations().count > 1 else { return }
        let generation = try index.nextGeneration()
        oracle[generation] = oracle[generation - 2]
        let done = try index.rollback(holding: lock)
        precondition(done.manifest.generation == generation && done.restored == generation - 2)
        (earlier, parts) = (parts, earlier)
        acknowledge(generation)
    }

    private mutating func copy() throws {
        guard copied == 0 else { return }
        copied = try index.generations().first ?? 0
        _ = try index.copy(to: Self.copyPath)
    }
}
