import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Going back` {
    /// Commits that hold 1, 2, 3 … documents.
    private static func commits(_ count: Int, in directory: TemporaryDirectory) throws -> IndexDirectory {
        let index = IndexDirectory(path: directory.path)
        let lock = try index.lock(holder: "test")
        for seed in 1...count { _ = try index.commit([CommitFiles.segment(seed, in: directory)], holding: lock) }
        withExtendedLifetime(lock) {}
        return index
    }

    private static func documentCount(_ index: IndexDirectory) throws -> Int {
        try index.open().all.reduce(0) { $0 + $1.reader.documentCount }
    }

    @Test func `publishes what the commit before held, and a second time undoes that`() throws {
        let directory = TemporaryDirectory()
        let index = try Self.commits(3, in: directory)
        let lock = try index.lock(holder: "test")
        let held = try Self.documentCount(index)
        let before = try index.open(generation: 2).manifest
        let first = try index.rollback(holding: lock)
        #expect(first.left == 3)
        #expect(first.restored == 2)
        #expect(first.manifest == Manifest(generation: 4, segments: before.segments))
        #expect(try index.open().manifest == first.manifest)
        #expect(try Self.documentCount(index) == held - 1)
        let second = try index.rollback(holding: lock)
        #expect(second.restored == 3)
        #expect(second.manifest.generation == 5)
        #expect(try Self.documentCount(index) == held)
        #expect(try index.generations() == [5, 4])
        #expect(IndexVerifier(index).verify().isSound)
        withExtendedLifetime(lock) {}
    }

    @Test func `puts what readers have fallen back to in the place of a damaged commit`() throws {
        for isManifestDamaged in [true, false] {
            let directory = TemporaryDirectory()
            let index = try Self.commits(3, in: directory)
            let newest = try index.manifest(3)
            let damaged =
                isManifestDamaged ? "manifest-3" : try #require(newest.segments.first).name.fileName
            TestFile.write(directory.path + "/" + damaged, Array("nothing".utf8))
            let lock = try index.lock(holder: "test")
            let done = try index.rollback(holding: lock)
            #expect(done.restored == 2)
            var warnings = 0
            #expect(try index.open { _ in warnings += 1 }.manifest.generation == 4)
            #expect(warnings == 0)
            withExtendedLifetime(lock) {}
        }
    }

    @Test func `is refused where there is nothing to go back to, and changes nothing`() throws {
        let directory = TemporaryDirectory()
        let index = try Self.commits(1, in: directory)
        let lock = try index.lock(holder: "test")
        #expect(throws: IndexError.noEarlierCommit(directory: directory.path, newest: 1, reason: nil)) {
            try index.rollback(holding: lock)
        }
        #expect(try index.generations() == [1])
        let other = try Self.commits(2, in: TemporaryDirectory())
        _ = other
        let missing = IndexDirectory(path: directory.path + "/none")
        #expect(throws: IndexError.missing(directory: directory.path + "/none")) {
            try missing.rollback(holding: lock)
        }
        withExtendedLifetime(lock) {}
    }

    @Test func `says why the commit before cannot be returned to`() throws {
        let directory = TemporaryDirectory()
        let index = try Self.commits(2, in: directory)
        TestFile.write(directory.path + "/manifest-1", Array("nothing".utf8))
        let lock = try index.lock(holder: "test")
        let error = #expect(throws: IndexError.self) { try index.rollback(holding: lock) }
        #expect(error?.description.contains("manifest-1") == true)
        #expect(try index.open().manifest.generation == 2)
        withExtendedLifetime(lock) {}
    }
}
