internal import Glibc

/// A whole file mapped into memory for reading.
///
/// The mapping lasts as long as this object. The file must not be cut short while it is mapped: index files never
/// change after their rename, and removing one leaves the mapping whole.
@safe package final class MappedFile: @unchecked Sendable {
    // Sendable: the mapping is read-only and its address never changes.
    private let base: UnsafeRawPointer
    /// Length of the file in bytes when it was mapped.
    package let count: Int
    /// Path it was opened under, for messages.
    package let path: String
    /// Whether the bytes lie in a file, from where they can be read again.
    private let isOfFile: Bool

    /// Maps a file.
    ///
    /// - Parameter path: a plain file; an empty one gives an empty mapping.
    /// - Throws: `StorageError` when there is no such plain file or it cannot be mapped.
    package init(path: String) throws(StorageError) {
        // O_NONBLOCK means nothing to a plain file, and opening a pipe that nobody writes to would wait for ever.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .system(operation: "open", path: path, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .system(operation: "examine", path: path, code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        let length = Int(status.st_size)
        // A mapping may not be empty; one byte of the zero page stands in, and `count` keeps anyone from reading it.
        let flags = length == 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_PRIVATE
        let address = unsafe mmap(nil, max(length, 1), PROT_READ, flags, length == 0 ? -1 : descriptor, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw .system(operation: "map", path: path, code: errno)
        }
        unsafe base = UnsafeRawPointer(address)
        isOfFile = true
        count = length
        self.path = path
    }

    /// Bytes in memory of their own, under the name of a file: what a disk that is none maps.
    ///
    /// - Parameters:
    ///   - bytes: copied.
    ///   - path: for messages.
    /// - Throws: `StorageError` when there is no memory.
    package init(copying bytes: [UInt8], path: String) throws(StorageError) {
        let address = unsafe mmap(
            nil, max(bytes.count, 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw .system(operation: "map", path: path, code: errno)
        }
        // Safe: the mapping is as long as the bytes, and nobody else knows of it yet.
        unsafe UnsafeMutableRawBufferPointer(start: address, count: bytes.count).copyBytes(from: bytes)
        unsafe base = UnsafeRawPointer(address)
        isOfFile = false
        count = bytes.count
        self.path = path
    }

    deinit {
        // Safe: the address and length are those of the mapping made in init, and nothing else unmaps it.
        unsafe munmap(UnsafeMutableRawPointer(mutating: base), max(count, 1))
    }

    /// Gives back the memory of what was read, which is read again when it is asked for.
    ///
    /// Whoever goes through long files calls this every `letGoBytes`, or all of them count as memory of this process.
    package func letGo() {
        guard isOfFile else { return }
        // Safe: the mapping is of a file and never written to, so its pages come back as they were.
        unsafe _ = madvise(UnsafeMutableRawPointer(mutating: base), max(count, 1), MADV_DONTNEED)
    }

    /// After so many bytes it pays to let go.
    package static let letGoBytes = 16 << 20

    /// All bytes of the file.
    ///
    /// The value must not outlive this object.
    package var bytes: MappedBytes { unsafe MappedBytes(base: base, count: count) }
}
