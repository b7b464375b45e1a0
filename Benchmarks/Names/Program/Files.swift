internal import Glibc

/// Files and streams, whole.
enum Files {
    /// The bytes of a file.
    static func bytes(of path: String) throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("cannot read \(path)") }
        defer { close(descriptor) }
        var status = stat()
        // Safe: the kernel fills in the struct.
        guard unsafe fstat(descriptor, &status) == 0 else { throw Failure("cannot read \(path)") }
        let capacity = max(1 << 16, Int(status.st_size) + 1)
        var failed = false
        // Safe: the kernel writes at most what is left of the buffer, and only what it wrote is counted.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
            while filled < capacity {
                let count = unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, capacity - filled)
                if count < 0 { failed = true }
                if count <= 0 { return }
                filled += count
            }
        }
        guard !failed else { throw Failure("cannot read \(path)") }
        return bytes
    }

    /// The lines of a file, without empty ones.
    static func lines(of path: String) throws -> [Substring] {
        String(decoding: try bytes(of: path), as: UTF8.self).split(separator: "\n")
    }

    /// Writes a file anew.
    static func write(_ text: String, to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure("cannot write \(path)") }
        defer { close(descriptor) }
        guard write(Array(text.utf8), to: descriptor) else { throw Failure("cannot write \(path)") }
    }

    /// Says something to whoever watches.
    static func note(_ text: String) { _ = write(Array((text + "\n").utf8), to: 2) }

    /// Whether all bytes could be written.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        // Safe: the kernel reads no further than the array's end.
        unsafe bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = unsafe Glibc.write(
                    descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
                if count <= 0 { return false }
                written += count
            }
            return true
        }
    }
}

/// Lines for standard output, written by the megabyte.
struct LineWriter {
    private var buffer: [UInt8] = []

    mutating func write(_ line: String) throws {
        buffer += line.utf8
        buffer.append(0x0A)
        if buffer.count >= 1 << 20 { try flush() }
    }

    mutating func flush() throws {
        guard Files.write(buffer, to: 1) else { throw Failure("cannot write to standard output") }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// What went wrong, in words for whoever called the program.
struct Failure: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
