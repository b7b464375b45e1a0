internal import Glibc
internal import Storage

/// Where the answers go: a file, begun anew or gone on with, or standard output.
struct OutputFile: Sendable {
    /// Standard output.
    static var standard: OutputFile { OutputFile(descriptor: STDOUT_FILENO) }

    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Opens a file to write behind some of its bytes; what stands there is cut off.
    ///
    /// - Parameters:
    ///   - path: made if it is not there; a pipe or device is written as it is.
    ///   - keptBytes: bytes that stay.
    /// - Throws: `StorageError` when the system refuses.
    init(path: String, keptBytes: Int) throws(StorageError) {
        // Safe: a Swift string becomes a text that ends in a zero.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .system(operation: "create", path: path, code: errno) }
        // Pipes and devices have no length.
        guard ftruncate(descriptor, keptBytes) == 0 || errno == EINVAL else {
            throw .system(operation: "shorten", path: path, code: errno)
        }
        _ = lseek(descriptor, 0, SEEK_END)
    }

    /// Writes all of some bytes, or says why not and ends the program.
    ///
    /// - Parameter bytes: any number.
    func write(_ bytes: [UInt8]) { Output.write(bytes, to: descriptor) }

    /// Whether somebody looks at it as it is written.
    var isTerminal: Bool { isatty(descriptor) == 1 }
}
