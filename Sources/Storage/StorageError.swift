/// What can go wrong between this program and a disk.
public enum StorageError: Error, Equatable, Sendable {
    /// The system refused an operation on a path.
    case system(operation: String, path: String, code: Int32)
    /// A write came back short although no error was told: the disk is full.
    case shortWrite(path: String, expectedBytes: Int, writtenBytes: Int)
    /// Another process holds the writer's lock.
    case locked(path: String, holder: String)
    /// An earlier sync failed, so nothing that this writer did since can be trusted on disk.
    case poisoned(path: String)
    /// The path leads to something other than a plain file.
    case notAFile(path: String)
}

extension StorageError: CustomStringConvertible {
    /// A sentence that says what happened and what to do.
    public var description: String {
        switch self {
        case .system(let operation, let path, let code):
            "cannot \(operation) \(path): \(LocalFileSystem.message(forCode: code))"
        case .shortWrite(let path, let expected, let written):
            "only \(written) of \(expected) bytes could be written to \(path): the disk is probably full; "
                + "make room and run the command again"
        case .locked(let path, let holder):
            "the index is being written by another process (\(holder)); wait for it to end, or end it, "
                + "and run the command again (lock: \(path))"
        case .poisoned(let path):
            "an earlier sync of \(path) failed, so what was written may not be on disk; this process writes nothing "
                + "more; check the disk and run the command again"
        case .notAFile(let path):
            "\(path) is not a plain file"
        }
    }
}
