import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Commits` {
    private static func names(_ directory: TemporaryDirectory) throws -> [String] {
        try LocalFileSystem().list(directory.path)
    }

    @Test func `where there is no index, that is what is said`() throws {
        let directory = TemporaryDirectory()
        for path in [directory.path, directory.path + "/none"] {
            #expect(throws: IndexError.missing(directory: path)) { try IndexDirectory(path: path).open() }
        }
    }

    @Test func `the last two are kept, and files of others go`() throws {
        let directory = TemporaryDirectory()
        let index = IndexDirectory(path: directory.path)
        let lock = try index.lock(holder: "test")
        var entries: [Manifest.Entry] = []
        for seed in 1...4 {
            entries.append(try CommitFiles.segment(seed, in: directory))
            let manifest = try index.commit([entries[seed - 1]], holding: lock)
            #expect(manifest.generation == UInt64(seed))
        }
        // What a stopped writer leaves goes; what is somebody's own stays, whatever it is called.
        let left = ["building-0-1.tmp", "manifest-9.tmp", String(repeating: "0a", count: 16) + ".segment"]
        let others = ["notes.txt", "report.tmp", "0123.segment", "manifest-007"]
        for name in left + others { try writeFile([1], to: directory.path + "/" + name) }
        try index.removeOrphans(holding: lock)
        let expected = ["LOCK", "manifest-3", "manifest-4"] + others + entries[2...].map(\.name.fileName)
        #expect(try Set(Self.names(directory)) == Set(expected))
        #expect(try index.open().manifest.generation == 4)
        withExtendedLifetime(lock) {}
    }

    @Test func `a damaged newest manifest lets the one before open, with a warning`() throws {
        let directory = TemporaryDirectory()
        let index = IndexDirectory(path: directory.path)
        let lock = try index.lock(holder: "test")
        for seed in 1...2 { _ = try index.commit([CommitFiles.segment(seed, in: directory)], holding: lock) }
        let path = directory.path + "/manifest-2"
        var bytes = try LocalFileSystem().read(path)
        bytes[30] ^= 1
        try writeFile(bytes, to: path)
        var warnings: [IndexError] = []
        let snapshot = try index.open { warnings.append($0) }
        #expect(snapshot.manifest.generation == 1)
        #expect(snapshot.all.first?.reader.documentCount == 2)
        #expect(warnings.count == 1)
        // What cannot be read may name anything: nothing is removed, and the next commit has a number of its own.
        let third = try index.commit([CommitFiles.segment(3, in: directory)], holding: lock)
        #expect(third.generation == 3)
        #expect(try Self.names(directory).count { $0.hasSuffix(".segment") } == 3)
        withExtendedLifetime(lock) {}
    }

    @Test func `a missing, short or damaged segment lets the commit before open`() throws {
        for damage in 0..<3 {
            let directory = TemporaryDirectory()
            let index = IndexDirectory(path: directory.path)
            let lock = try index.lock(holder: "test")
            var last = ""
            for seed in 1...2 {
                let entry = try CommitFiles.segment(seed, in: directory)
                _ = try index.commit([entry], holding: lock)
                last = directory.path + "/" + entry.name.fileName
            }
            let bytes = try LocalFileSystem().read(last)
            switch damage {
            case 0: try LocalFileSystem().remove(last)
            case 1: try writeFile(Array(bytes.dropLast(64)), to: last)
            default: try writeFile(bytes.enumerated().map { $0 == bytes.count - 20 ? $1 ^ 1 : $1 }, to: last)
            }
            var warnings: [IndexError] = []
            #expect(try index.open { warnings.append($0) }.manifest.generation == 1)
            #expect(warnings.count == 1)
            withExtendedLifetime(lock) {}
        }
    }

    @Test func `a version from the future is named as such`() throws {
        let directory = TemporaryDirectory()
        let index = IndexDirectory(path: directory.path)
        let path = directory.path + "/manifest-1"
        try writeFile(Array("filings manifest 3\nanything\nat all\n\n".utf8), to: path)
        #expect(throws: IndexError.version(file: path, found: 3, readable: 1...2)) { try index.open() }
    }

    @Test func `the highest number there can be is followed by no other`() throws {
        let directory = TemporaryDirectory()
        let index = IndexDirectory(path: directory.path)
        let lock = try index.lock(holder: "test")
        try writeFile([], to: directory.path + "/manifest-\(UInt64.max)")
        #expect(throws: IndexError.self) { try index.commit([], holding: lock) }
        withExtendedLifetime(lock) {}
    }

    @Test func `segments of one collection must share a schema`() throws {
        let directory = TemporaryDirectory()
        let index = IndexDirectory(path: directory.path)
        let lock = try index.lock(holder: "test")
        var other = RandomCollection.schema
        other.fields.removeLast()
        let first = try CommitFiles.segment(1, in: directory)
        let second = try SegmentBuilder.segment(of: CommitFiles.documents(1, seed: 5), schema: other, in: directory)
            .name
        let entry = Manifest.Entry(collection: "filings", name: second, documentCount: 1)
        _ = try index.commit([first, entry], holding: lock)
        #expect(throws: IndexError.self) { try index.open() }
        withExtendedLifetime(lock) {}
    }

    /// Every place where a build and its commit can fail, at once or by the death of the process.
    @Test(arguments: [FaultyFileSystem.Aftermath.recovers, .staysDown, .isFull])
    func `show the old or the new commit wherever an operation fails`(aftermath: FaultyFileSystem.Aftermath) throws {
        var number = 1
        while number < 200 {
            let directory = TemporaryDirectory()
            let index = IndexDirectory(path: directory.path)
            do {
                let lock = try index.lock(holder: "first")
                for seed in 1...2 { _ = try index.commit([CommitFiles.segment(seed, in: directory)], holding: lock) }
                withExtendedLifetime(lock) {}
            }
            let disk = FaultyFileSystem(failingAt: number, then: aftermath)
            let faulty = IndexDirectory(path: directory.path, on: disk)
            var acknowledged = false
            do {
                let lock = try faulty.lock(holder: "second")
                let entry = try CommitFiles.segment(3, in: directory, on: disk)
                _ = try faulty.commit([entry], holding: lock)
                acknowledged = true
                withExtendedLifetime(lock) {}
            } catch {}
            var warnings: [IndexError] = []
            let snapshot = try index.open { warnings.append($0) }
            let generation = snapshot.manifest.generation
            #expect(generation == 3 || (generation == 2 && !acknowledged), "operation \(number)")
            #expect(warnings.isEmpty)
            #expect(snapshot.all.first?.reader.documentCount == Int(generation) + 1)
            // The next writer is not held up by what was left, and leaves nothing of it.
            let lock = try index.lock(holder: "third")
            _ = try index.commit([CommitFiles.segment(4, in: directory)], holding: lock)
            #expect(try !Self.names(directory).contains { $0.hasSuffix(".tmp") })
            #expect(try Self.names(directory).count { $0.hasSuffix(".segment") } == 2)
            withExtendedLifetime(lock) {}
            if !disk.hasFailed { break }
            number += 1
        }
        #expect(number < 200)
    }

    @Test func `the same documents in any order make the same file`() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<10 {
            let documents = RandomCollection(using: &generator).documents
            let directory = TemporaryDirectory()
            let names = try (0..<3).map { _ in
                // The sort key's last part is unique, so order in gives no order out.
                try SegmentBuilder.segment(of: documents.shuffled(using: &generator), in: directory).name
            }
            #expect(Set(names).count == 1)
        }
    }
}
