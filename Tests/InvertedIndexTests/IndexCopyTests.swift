import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `A copy of an index` {
    private static func index(_ directory: TemporaryDirectory) throws -> IndexDirectory {
        let index = IndexDirectory(path: directory.path + "/index")
        let lock = try index.lock(holder: "test")
        for seed in 1...2 { _ = try index.commit([CommitFiles.segment(seed, in: index.path)], holding: lock) }
        withExtendedLifetime(lock) {}
        return index
    }

    @Test func `is an index that shares its files and holds the newest commit alone`() throws {
        let directory = TemporaryDirectory()
        let index = try Self.index(directory)
        let target = directory.path + "/deep/copy"
        let copy = try index.copy(to: target)
        #expect(copy.linkedCount == 1)
        #expect(copy.copiedCount == 0)
        let opened = IndexDirectory(path: target)
        #expect(try opened.open().manifest == index.open().manifest)
        let report = IndexVerifier(opened).verify()
        #expect(report.isSound)
        #expect(report.notes == [])
        // Two more commits take the files from the index, and nothing from the copy; the copy can be written to.
        let lock = try index.lock(holder: "test")
        for seed in 3...4 { _ = try index.commit([CommitFiles.segment(seed, in: index.path)], holding: lock) }
        #expect(IndexVerifier(opened).verify().isSound)
        let own = try opened.lock(holder: "test")
        #expect(try opened.commit([CommitFiles.segment(5, in: target)], holding: own).generation == 3)
        withExtendedLifetime((lock, own)) {}
    }

    @Test func `is made of bytes where files cannot have a second name`() throws {
        let directory = TemporaryDirectory()
        let index = try Self.index(directory)
        for code: Int32 in [1, 18, 31] {
            let disk = LinklessFileSystem(code: code)
            let target = directory.path + "/copy-\(code)"
            let copy = try IndexDirectory(path: index.path, on: disk).copy(to: target)
            #expect(copy.linkedCount == 0)
            #expect(copy.copiedCount == 1)
            #expect(IndexVerifier(IndexDirectory(path: target)).verify().isSound)
            #expect(TestFile.names(in: target).count == 2)
        }
    }

    @Test func `overwrites nothing`() throws {
        let directory = TemporaryDirectory()
        let index = try Self.index(directory)
        let before = TestFile.names(in: index.path)
        #expect(throws: IndexError.occupied(directory: index.path)) { try index.copy(to: index.path) }
        #expect(TestFile.names(in: index.path) == before)
        directory.write("taken/file", "mine")
        let taken = directory.path + "/taken"
        #expect(throws: IndexError.occupied(directory: taken)) { try index.copy(to: taken) }
        #expect(TestFile.names(in: taken) == ["file"])
    }

    @Test(arguments: [FaultyFileSystem.Aftermath.recovers, .staysDown, .isFull])
    func `is whole or no index wherever an operation fails`(aftermath: FaultyFileSystem.Aftermath) throws {
        let directory = TemporaryDirectory()
        let index = try Self.index(directory)
        for linkless in [false, true] {
            for number in 1... {
                let faults = FaultyFileSystem(failingAt: number, then: aftermath)
                let disk: any FileSystem = linkless ? LinklessFileSystem(faults, code: 18) : faults
                let target = directory.path + "/copy-\(linkless)-\(number)"
                let copied = (try? IndexDirectory(path: index.path, on: disk).copy(to: target)) != nil
                let opened = IndexDirectory(path: target)
                if copied {
                    #expect(IndexVerifier(opened).verify().isSound)
                } else if aftermath != .staysDown {
                    #expect(TestFile.names(in: target) == [])
                } else if try !opened.generations().isEmpty {
                    // Only the last sync failed.
                    #expect(IndexVerifier(opened).verify().isSound)
                }
                #expect(IndexVerifier(index).verify().isSound)
                if !faults.hasFailed { break }
            }
        }
    }

    /// A writer commits as fast as it can while copies are made.
    @Test func `is one commit, however fast others follow`() async throws {
        let directory = TemporaryDirectory()
        let index = try Self.index(directory)
        let path = index.path
        let writer = Task.detached {
            guard let lock = try? index.lock(holder: "test") else { return }
            var seed = 3
            while !Task.isCancelled {
                if let entry = try? CommitFiles.segment(seed, in: path) {
                    _ = try? index.commit([entry], holding: lock)
                }
                seed += 1
            }
        }
        var generations: [UInt64] = []
        for number in 0..<40 {
            let target = directory.path + "/copy-\(number)"
            generations.append(try IndexDirectory(path: path).copy(to: target).manifest.generation)
            let report = IndexVerifier(IndexDirectory(path: target)).verify()
            #expect(report.isSound, "\(report.faults)")
            #expect(report.counts.documents == Int(report.generation ?? 0) + 1)
        }
        writer.cancel()
        await writer.value
        #expect(generations == generations.sorted())
    }
}

/// A disk on which no file can have a second name.
private final class LinklessFileSystem: FileSystem {
    private let disk: any FileSystem
    private let code: Int32

    init(_ disk: any FileSystem = LocalFileSystem(), code: Int32) { (self.disk, self.code) = (disk, code) }

    func link(_ source: String, to destination: String) throws(StorageError) {
        throw .system(operation: "link to \(destination)", path: source, code: code)
    }
    func createDirectory(_ path: String) throws(StorageError) { try disk.createDirectory(path) }
    func list(_ path: String) throws(StorageError) -> [String] { try disk.list(path) }
    func read(_ path: String) throws(StorageError) -> [UInt8] { try disk.read(path) }
    func create(_ path: String) throws(StorageError) -> any WritableFile { try disk.create(path) }
    func rename(_ source: String, to destination: String) throws(StorageError) {
        try disk.rename(source, to: destination)
    }
    func remove(_ path: String) throws(StorageError) { try disk.remove(path) }
    func syncDirectory(_ path: String) throws(StorageError) { try disk.syncDirectory(path) }
    func map(_ path: String) throws(StorageError) -> MappedFile { try disk.map(path) }
    func exists(_ path: String) -> Bool { disk.exists(path) }
}
