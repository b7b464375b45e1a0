import Glibc
import Storage
import TestSupport
import Testing

@Suite struct `Mapped bytes` {
    @Test(arguments: 0...20)
    func `give what lies within them and nothing beyond`(count: Int) throws {
        let array = (0..<count).map { UInt8($0 * 11 & 255) }
        let mapped = try MappedArray(array)
        let bytes = mapped.bytes
        #expect(bytes.count == count)
        #expect(bytes.array == array)
        #expect(bytes.checksum == CRC32C.of(array.span))
        func number(_ offset: Int, _ length: Int) -> UInt64? {
            guard offset >= 0, offset + length <= count else { return nil }
            return (0..<length).reduce(0) { $0 | UInt64(array[offset + $1]) << UInt64(8 * $1) }
        }
        for offset in Array(-10...count + 10) {
            #expect(bytes.byte(at: offset).map(UInt64.init) == number(offset, 1))
            #expect(bytes.uint16(at: offset).map(UInt64.init) == number(offset, 2))
            #expect(bytes.uint32(at: offset).map(UInt64.init) == number(offset, 4))
            #expect(bytes.uint64(at: offset) == number(offset, 8))
            for length in -2...count + 3 {
                let isWithin = offset >= 0 && length >= 0 && offset + length <= count
                let expected = isWithin ? Array(array[offset..<offset + length]) : nil
                #expect(bytes.slice(offset, length)?.array == expected)
            }
        }
    }

    @Test(arguments: [Int.min, Int.min + 1, Int.max - 8, Int.max])
    func `bear offsets at the ends of the number range`(offset: Int) throws {
        let mapped = try MappedArray([1, 2, 3, 4, 5, 6, 7, 8, 9])
        let bytes = mapped.bytes
        #expect(bytes.byte(at: offset) == nil)
        #expect(bytes.uint16(at: offset) == nil)
        #expect(bytes.uint32(at: offset) == nil)
        #expect(bytes.uint64(at: offset) == nil)
        #expect(bytes.slice(offset, 1) == nil)
        #expect(bytes.slice(1, offset) == nil)
        #expect(bytes.slice(offset, offset) == nil)
    }
}

@Suite struct `Files of this machine` {
    @Test func `a mapping gives back memory and has its bytes still`() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let directory = TemporaryDirectory()
        let file = try MappedFile(path: directory.write("file", bytes))
        let copy = try MappedFile(copying: bytes, path: "copy")
        for mapped in [file, copy] {
            #expect(mapped.bytes.array == bytes)
            mapped.letGo()
            #expect(mapped.bytes.array == bytes)
        }
    }

    @Test func `a mapping outlives the removal of its file`() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/file"
        try writeFile([1, 2, 3], to: path)
        let file = try MappedFile(path: path)
        try LocalFileSystem().remove(path)
        #expect(!LocalFileSystem().exists(path))
        #expect(withExtendedLifetime(file) { file.bytes.array } == [1, 2, 3])
    }

    @Test func `what is no plain file is refused by name`() throws {
        let directory = TemporaryDirectory()
        #expect(throws: StorageError.notAFile(path: directory.path)) { try MappedFile(path: directory.path) }
        let path = directory.path + "/none"
        #expect(throws: StorageError.system(operation: "open", path: path, code: 2)) { try MappedFile(path: path) }
    }

    @Test(.timeLimit(.minutes(1))) func `a pipe is refused and not waited for`() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/pipe"
        #expect(unsafe mkfifo(path, 0o666) == 0)
        #expect(throws: StorageError.notAFile(path: path)) { try MappedFile(path: path) }
    }

    @Test func `directories are made with those above them, twice without complaint`() throws {
        let directory = TemporaryDirectory()
        let disk = LocalFileSystem()
        let path = directory.path + "/a/b/c"
        try disk.createDirectory(path)
        try disk.createDirectory(path)
        #expect(try disk.list(path).isEmpty)
        #expect(try disk.list(directory.path) == ["a"])
    }

    @Test func `names are listed in the order of their bytes`() throws {
        let directory = TemporaryDirectory()
        for name in ["b", "B", "ä", "a", ".x"] { try writeFile([], to: directory.path + "/" + name) }
        #expect(try LocalFileSystem().list(directory.path) == [".x", "B", "a", "b", "ä"])
    }

    @Test func `removing what is not there is no error, renaming it is`() throws {
        let directory = TemporaryDirectory()
        let disk = LocalFileSystem()
        try disk.remove(directory.path + "/none")
        #expect(throws: StorageError.self) {
            try disk.rename(directory.path + "/none", to: directory.path + "/other")
        }
    }

    /// `/dev/full` takes nothing: every write to it fails as on a full disk.
    @Test func `a write to a full disk is reported`() throws {
        let disk = LocalFileSystem()
        guard disk.exists("/dev/full") else { return }
        let file = try disk.create("/dev/full")
        #expect(throws: StorageError.system(operation: "write", path: "/dev/full", code: 28)) {
            try file.write([1, 2, 3])
        }
        file.close()
        file.close()
    }
}
