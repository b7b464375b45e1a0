import EDGAR
import FilingModel
import Glibc
import Testing

/// A folder that goes away with the value.
private final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/filings-XXXXXX".utf8CString)
        // Safe: mkdtemp changes the six letters in place and keeps the final zero.
        guard unsafe mkdtemp(&template) != nil else { throw Failure() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    struct Failure: Error {}

    func write(_ name: [UInt8], _ bytes: [UInt8]) throws {
        let full = Array(path.utf8) + [0x2F] + name
        // Safe: the name ends in a zero.
        let descriptor = unsafe open(full.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Failure() }
        defer { _ = close(descriptor) }
        // Safe: as many bytes as the array has.
        guard unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure() }
    }

    func makeFolder(_ name: String) {
        // Safe: a Swift string becomes a text that ends in a zero.
        _ = unsafe mkdir(path + "/" + name, 0o755)
    }

    func makeLink(_ name: String, to target: String) {
        // Safe: as above.
        _ = unsafe symlink(target, path + "/" + name)
    }

    func makePipe(_ name: String) {
        // Safe: as above.
        _ = unsafe mkfifo(path + "/" + name, 0o644)
    }

    deinit {
        for name in ["/loop", "/pipe"] { _ = unsafe remove(path + name) }
        // Safe: paths end in a zero; a folder goes once its files are gone.
        for file in InputSource().files(at: [path]).files {
            _ = unsafe remove(file.pathBytes.map { CChar(bitPattern: $0) } + [0])
        }
        for name in ["/a", ""] { _ = unsafe rmdir(path + name) }
    }
}

/// "Apple Inc." twice, as two gzip members.
private let gzipOfApple: [UInt8] = {
    let member: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x01, 0x05, 0x00, 0xFA, 0xFF, 0x41, 0x70, 0x70,
        0x6C, 0x65,
    ]
    // A stored block; CRC-32 of `Apple` and its length follow.
    return member + [0x54, 0xFF, 0xEF, 0x68, 0x05, 0x00, 0x00, 0x00]
}()

@Suite struct `Input source` {
    @Test func `files are listed by the bytes of their names, folders walked`() throws {
        let folder = try TemporaryFolder()
        for name in ["b.xml", "a.xml", "B.xml"] { try folder.write(Array(name.utf8), [0x20]) }
        folder.makeFolder("a")
        try folder.write(Array("a/z.xml".utf8), [0x20, 0x20])
        let (files, issues) = InputSource().files(at: [folder.path])
        #expect(issues == [])
        #expect(files.map { $0.path.dropFirst(folder.path.utf8.count) } == ["/B.xml", "/a/z.xml", "/a.xml", "/b.xml"])
        #expect(files.map(\.sizeBytes) == [1, 2, 1, 1])
    }

    @Test func `a link back to a folder above is told and not followed`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("a.xml".utf8), [0x20])
        folder.makeLink("loop", to: folder.path)
        let (files, issues) = InputSource().files(at: [folder.path])
        #expect(files.count == 1)
        #expect(issues.map(\.kind) == ["folder loop"])
    }

    @Test func `a name that is no UTF-8 can be read`() throws {
        let folder = try TemporaryFolder()
        try folder.write([0x66, 0xFF, 0x2E, 0x78], Array("Apple".utf8))
        let source = InputSource()
        let file = try #require(source.files(at: [folder.path]).files.first)
        #expect(source.load(file).input?.bytes == Array("Apple".utf8))
    }

    @Test func `a missing file is told with the words of the system`() {
        let (files, issues) = InputSource().files(at: ["/nonexistent/form4.xml"])
        #expect(files == [])
        #expect(issues.first?.severity == .rejected)
        #expect(issues.first?.message.contains("No such file or directory") == true)
    }

    @Test func `pipes and devices are skipped`() throws {
        let folder = try TemporaryFolder()
        folder.makePipe("pipe")
        let (files, issues) = InputSource().files(at: [folder.path, "/dev/zero"])
        #expect(files == [])
        #expect(issues.map(\.kind) == ["not a file", "not a file"])
        #expect(issues.allSatisfy { $0.severity == .note })
    }

    @Test func `a file that has not the size it claims is read twice and given up`() throws {
        let source = InputSource()
        // The kernel's own files have a size of zero and bytes all the same.
        let file = try #require(source.files(at: ["/proc/self/status"]).files.first)
        let (input, issues) = source.load(file)
        #expect(input == nil)
        #expect(issues.map(\.kind) == ["changed while read", "changed while read"])
        #expect(issues.map(\.severity) == [.warning, .rejected])
    }

    @Test func `gzip is known by its bytes, and members follow each other`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("apple".utf8), gzipOfApple + gzipOfApple)
        let source = InputSource()
        let (input, issues) = source.load(try #require(source.files(at: [folder.path]).files.first))
        #expect(issues == [])
        #expect(input.map { String(decoding: $0.bytes, as: UTF8.self) } == "AppleApple")
    }

    @Test func `damaged gzip is told`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("b".utf8), Array(gzipOfApple.prefix(18)))
        let file = try #require(InputSource().files(at: [folder.path]).files.first)
        let (input, issues) = InputSource().load(file)
        #expect(input == nil)
        #expect(issues.map(\.kind) == ["damaged archive"])
        #expect(issues.map(\.severity) == [.rejected])
    }
}
