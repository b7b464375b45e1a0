import Storage
import TestSupport
import Testing

@Suite struct `Publishing a file` {
    private static let old = Array("the old content".utf8)
    private static let new = Array("the new content, which is longer".utf8)

    private static func prepare() throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        try writeFile(old, to: directory.path + "/file")
        return directory
    }

    @Test func `replaces the old one and leaves nothing else`() throws {
        let directory = try Self.prepare()
        let disk = FaultyFileSystem(failingAt: 0)
        try AtomicPublish.write(Self.new, as: "file", in: directory.path, on: disk)
        #expect(try disk.read(directory.path + "/file") == Self.new)
        #expect(try disk.list(directory.path) == ["file"])
        // The order is the promise: content safe before the name, the name safe before the return.
        #expect(disk.log == ["create", "write", "sync", "rename", "sync directory"])
    }

    @Test func `leaves the old or the new one wherever an operation fails`() throws {
        var number = 1
        while true {
            let directory = try Self.prepare()
            let disk = FaultyFileSystem(failingAt: number)
            var hasThrown = false
            do {
                try AtomicPublish.write(Self.new, as: "file", in: directory.path, on: disk)
            } catch {
                hasThrown = true
            }
            #expect(hasThrown == disk.hasFailed)
            let found = try disk.read(directory.path + "/file")
            let isRenamed = disk.log.contains("sync directory")
            #expect(found == (isRenamed ? Self.new : Self.old), "operation \(number)")
            #expect(try disk.list(directory.path) == ["file"], "operation \(number)")
            if !disk.hasFailed { break }
            number += 1
        }
        #expect(number == 6)
    }

    @Test func `leaves at most a file that ends in tmp when the process dies`() throws {
        for number in 1...5 {
            let directory = try Self.prepare()
            let disk = FaultyFileSystem(failingAt: number, then: .staysDown)
            #expect(throws: StorageError.self) {
                try AtomicPublish.write(Self.new, as: "file", in: directory.path, on: disk)
            }
            let found = try disk.read(directory.path + "/file")
            #expect(found == Self.old || found == Self.new)
            #expect(try disk.list(directory.path).allSatisfy { $0 == "file" || $0 == "file.tmp" })
        }
    }

    @Test func `on a full disk says so and keeps the old one`() throws {
        let directory = try Self.prepare()
        let disk = FaultyFileSystem(failingAt: 1, then: .isFull)
        let path = directory.path + "/file.tmp"
        #expect(throws: StorageError.system(operation: "write", path: path, code: 28)) {
            try AtomicPublish.write(Self.new, as: "file", in: directory.path, on: disk)
        }
        #expect(try disk.read(directory.path + "/file") == Self.old)
        #expect(try disk.list(directory.path) == ["file"])
    }
}

@Suite struct `The lock of a directory` {
    @Test func `tells the second who holds it, and is free when the first lets go`() throws {
        let directory = TemporaryDirectory()
        var first: DirectoryLock? = try DirectoryLock(directory: directory.path, holder: "filings rebuild, process 7")
        let refusal = #expect(throws: StorageError.self) {
            _ = try DirectoryLock(directory: directory.path, holder: "another")
        }
        guard case .locked(let path, let holder) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(path == directory.path + "/LOCK")
        #expect(holder.hasPrefix("filings rebuild, process 7, since 20"))
        #expect(holder.hasSuffix(" UTC"))
        #expect(holder.utf8.count == "filings rebuild, process 7, since 2026-11-28 09:05:11 UTC".utf8.count)
        _ = first
        first = nil
        let second = try DirectoryLock(directory: directory.path, holder: "second")
        withExtendedLifetime(second) {}
    }

    @Test func `is not held by a file that a dead process left`() throws {
        let directory = TemporaryDirectory()
        try writeFile(Array("filings rebuild, process 99999, long gone\n".utf8), to: directory.path + "/LOCK")
        let lock = try DirectoryLock(directory: directory.path, holder: "short")
        let text = try LocalFileSystem().read(directory.path + "/LOCK")
        #expect(String(decoding: text, as: UTF8.self).hasPrefix("short, since "))
        #expect(String(decoding: text, as: UTF8.self).hasSuffix(" UTC\n"))
        withExtendedLifetime(lock) {}
    }

    @Test func `cannot be taken where there is no directory`() {
        #expect(throws: StorageError.system(operation: "open", path: "/nonexistent/LOCK", code: 2)) {
            _ = try DirectoryLock(directory: "/nonexistent", holder: "nobody")
        }
    }
}
