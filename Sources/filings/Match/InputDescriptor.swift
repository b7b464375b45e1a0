internal import Glibc
internal import Storage

/// Reads an open file, pipe or terminal piece by piece, with or without waiting.
struct InputDescriptor: ByteSource {
    /// As much as a pipe holds.
    private static let readBytes = 1 << 16

    private let descriptor: Int32
    private let path: String
    private var piece = [UInt8](repeating: 0, count: InputDescriptor.readBytes)

    /// Reads standard input.
    static var standard: InputDescriptor { InputDescriptor(STDIN_FILENO, path: "standard input") }

    private init(_ descriptor: Int32, path: String) { (self.descriptor, self.path) = (descriptor, path) }

    /// Opens a file; it stays open until the program ends.
    ///
    /// - Parameter path: of a file or pipe.
    /// - Throws: `StorageError` when it cannot be opened.
    init(path: String) throws(StorageError) {
        // Safe: a Swift string becomes a text that ends in a zero.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(operation: "open", path: path, code: errno) }
        self.init(descriptor, path: path)
    }

    /// How many bytes the file has; `nil` for what is no file.
    var sizeBytes: Int? { status.map { Int($0.st_size) } }

    /// Whether it is the file that a path leads to.
    ///
    /// - Parameter path: of anything.
    /// - Returns: true only for one and the same file.
    func isFile(at path: String) -> Bool {
        var other = stat()
        // Safe: a Swift string becomes a text that ends in a zero, and the kernel fills in our value.
        guard let status, unsafe stat(path, &other) == 0 else { return false }
        return status.st_dev == other.st_dev && status.st_ino == other.st_ino
    }

    private var status: stat? {
        var status = stat()
        // Safe: the kernel fills in our value.
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return status
    }

    /// Whether it is a terminal.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    mutating func read(into buffer: inout [UInt8], isWaiting: Bool) throws(StorageError) -> ByteReading {
        while true {
            if !isWaiting, !isReady(withinMilliseconds: 0) { return .notYet }
            // Safe: the kernel writes at most the piece's length into it.
            let count = unsafe piece.withUnsafeMutableBytes { piece in
                unsafe Glibc.read(descriptor, piece.baseAddress, piece.count)
            }
            if count > 0 {
                buffer += piece[..<count]
                return .bytes
            }
            if count == 0 { return .end }
            let code = errno
            if code == EINTR { continue }
            guard code == EAGAIN else { throw .system(operation: "read", path: path, code: code) }
            if !isWaiting { return .notYet }
            _ = isReady(withinMilliseconds: -1)
        }
    }

    private func isReady(withinMilliseconds milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // Safe: one request, ours. A failure is left to the reading that follows.
        return unsafe poll(&request, 1, milliseconds) != 0
    }
}
