internal import Glibc

/// The file system of this machine.
package struct LocalFileSystem: FileSystem {
    /// The one there is.
    package init() {}

    package func createDirectory(_ path: String) throws(StorageError) {
        let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        if unsafe mkdir(path, 0o777) != 0 {
            switch errno {
            case EEXIST:
                return
            case ENOENT:
                guard parent != path, parent != "/", parent != "." else {
                    throw .system(operation: "create directory", path: path, code: ENOENT)
                }
                try createDirectory(parent)
                guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else {
                    throw .system(operation: "create directory", path: path, code: errno)
                }
            default:
                throw .system(operation: "create directory", path: path, code: errno)
            }
        }
        // A new directory's own name is safe only now: without this a first commit could vanish with it.
        try syncDirectory(parent)
    }

    package func list(_ path: String) throws(StorageError) -> [String] {
        guard let directory = unsafe opendir(path) else {
            throw .system(operation: "list", path: path, code: errno)
        }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            // Safe: the kernel ends d_name with a zero byte, and the entry stays valid until the next readdir.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package func read(_ path: String) throws(StorageError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(operation: "open", path: path, code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            // Safe: the kernel writes at most the chunk's length into it.
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .system(operation: "read", path: path, code: errno)
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    package func create(_ path: String) throws(StorageError) -> any WritableFile {
        try LocalWritableFile(path: path)
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        guard unsafe Glibc.rename(source, destination) == 0 else {
            throw .system(operation: "rename to \(destination)", path: source, code: errno)
        }
    }

    package func link(_ source: String, to destination: String) throws(StorageError) {
        guard unsafe Glibc.link(source, destination) == 0 else {
            throw .system(operation: "link to \(destination)", path: source, code: errno)
        }
    }

    package func remove(_ path: String) throws(StorageError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw .system(operation: "remove", path: path, code: errno)
        }
    }

    package func syncDirectory(_ path: String) throws(StorageError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(operation: "open directory", path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(operation: "sync directory", path: path, code: errno) }
    }

    package func map(_ path: String) throws(StorageError) -> MappedFile { try MappedFile(path: path) }

    package func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The system's words for an error number.
    ///
    /// - Parameter code: as `errno` gives it.
    /// - Returns: words, such as `No such file or directory`.
    package static func message(forCode code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}

/// A file of this machine, written through one descriptor.
private final class LocalWritableFile: WritableFile {
    private let path: String
    private var descriptor: Int32
    private var hasFailedSync = false

    init(path: String) throws(StorageError) {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .system(operation: "create", path: path, code: errno) }
    }

    deinit { close() }

    func write(_ bytes: [UInt8]) throws(StorageError) {
        guard !hasFailedSync else { throw .poisoned(path: path) }
        var offset = 0
        while offset < bytes.count {
            // Safe: the kernel reads at most the bytes that remain behind the offset.
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + offset }, buffer.count - offset)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw .system(operation: "write", path: path, code: errno)
            }
            guard written > 0 else {
                throw .shortWrite(path: path, expectedBytes: bytes.count, writtenBytes: offset)
            }
            offset += written
        }
    }

    func sync() throws(StorageError) {
        guard !hasFailedSync else { throw .poisoned(path: path) }
        guard fdatasync(descriptor) == 0 else {
            // After a failed sync the kernel may have dropped the dirty pages: a second sync proves nothing.
            hasFailedSync = true
            throw .system(operation: "sync", path: path, code: errno)
        }
    }

    func close() {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        descriptor = -1
    }
}
