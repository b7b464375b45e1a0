import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `A writer whose sync failed` {
    private static func isPoisoned(_ error: IndexError?) -> Bool {
        if case .storage(.poisoned) = error { return true }
        return false
    }

    /// Every sync of a build and its commit, of files and of the directory.
    @Test func `writes nothing more, and another goes on`() throws {
        let clean = FaultyFileSystem(failingAt: 0)
        do {
            let directory = TemporaryDirectory()
            let index = IndexDirectory(path: directory.path, on: clean)
            let lock = try index.lock(holder: "test")
            _ = try index.commit([CommitFiles.segment(1, in: directory, on: index.fileSystem)], holding: lock)
            withExtendedLifetime(lock) {}
        }
        let syncs = clean.log.indices.filter { clean.log[$0].hasPrefix("sync") }
        // The segment, the names so far, the manifest, its name.
        #expect(syncs.map { clean.log[$0] } == ["sync", "sync directory", "sync", "sync directory"])
        for place in syncs {
            let directory = TemporaryDirectory()
            let index = IndexDirectory(path: directory.path, on: FaultyFileSystem(failingAt: place + 1))
            let lock = try index.lock(holder: "test")
            let error = #expect(throws: IndexError.self) {
                _ = try index.commit([CommitFiles.segment(1, in: directory, on: index.fileSystem)], holding: lock)
            }
            #expect(!Self.isPoisoned(error))
            // The disk works again; this writer does not take its word for it.
            let copy = index
            for _ in 0..<2 {
                let later = #expect(throws: IndexError.self) { try copy.commit([], holding: lock) }
                #expect(Self.isPoisoned(later))
                #expect(later?.description.contains("an earlier sync of \(directory.path)") == true)
                let written = #expect(throws: IndexError.self) {
                    try CommitFiles.segment(2, in: directory, on: index.fileSystem)
                }
                #expect(Self.isPoisoned(written))
            }
            let next = IndexDirectory(path: directory.path)
            let manifest = try next.commit([CommitFiles.segment(3, in: directory)], holding: lock)
            #expect(try next.open().manifest == manifest)
            #expect(IndexVerifier(next).verify().isSound)
            withExtendedLifetime(lock) {}
        }
    }
}
