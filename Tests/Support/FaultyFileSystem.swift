package import Storage
internal import Synchronization

/// A disk on which one operation fails, and after which, if so wished, nothing works any more.
///
/// Operations that change something or ask for durability are counted: create, write, sync, rename, remove, sync of
/// the directory. Running the same work with the fault at operation 1, 2, 3 … until it passes untouched tries every
/// place where it can break.
package final class FaultyFileSystem: FileSystem {
    /// What happens to later operations.
    package enum Aftermath: Sendable {
        /// They work again: one bad moment.
        case recovers
        /// They all fail: the process is as good as dead, and no cleaning up happens.
        case staysDown
        /// Writes bring half their bytes to the file and tell of a full disk; other operations work.
        case isFull
        /// One operation that needs room, a write, a new name or a sync, tells of a full disk; then there is room again.
        case wasFull
    }

    private let disk: any FileSystem
    private let failing: Int
    private let aftermath: Aftermath
    private let operations = Mutex<[String]>([])

    /// A disk.
    ///
    /// - Parameters:
    ///   - failing: the operation that fails, from 1; 0 for none.
    ///   - aftermath: what happens to those after it.
    ///   - disk: the disk beneath.
    package init(
        failingAt failing: Int, then aftermath: Aftermath = .recovers, on disk: any FileSystem = LocalFileSystem()
    ) {
        self.disk = disk
        self.failing = failing
        self.aftermath = aftermath
    }

    /// The operations counted so far, in order.
    package var log: [String] { operations.withLock { $0 } }

    /// Whether the fault has struck.
    package var hasFailed: Bool { failing > 0 && log.count >= failing }

    /// Counts an operation and fails it when its turn has come.
    fileprivate func pass(_ operation: String, _ path: String) throws(StorageError) {
        let number = operations.withLock { log in
            log.append(operation)
            return log.count
        }
        guard failing > 0 else { return }
        let noSpace: Int32 = 28
        let inputOutput: Int32 = 5
        switch aftermath {
        case .recovers where number == failing, .staysDown where number >= failing:
            throw .system(operation: operation, path: path, code: inputOutput)
        case .isFull where number >= failing && operation == "write",
            .wasFull where number == failing && operation != "remove":
            throw .system(operation: operation, path: path, code: noSpace)
        default:
            return
        }
    }

    /// Whether a failing write should bring half its bytes to the file.
    fileprivate var tearsWrites: Bool { failing > 0 }

    package func createDirectory(_ path: String) throws(StorageError) { try disk.createDirectory(path) }
    package func list(_ path: String) throws(StorageError) -> [String] { try disk.list(path) }
    package func read(_ path: String) throws(StorageError) -> [UInt8] { try disk.read(path) }
    package func map(_ path: String) throws(StorageError) -> MappedFile { try disk.map(path) }
    package func exists(_ path: String) -> Bool { disk.exists(path) }

    package func create(_ path: String) throws(StorageError) -> any WritableFile {
        try pass("create", path)
        return FaultyFile(try disk.create(path), path, self)
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        try pass("rename", source)
        try disk.rename(source, to: destination)
    }

    package func link(_ source: String, to destination: String) throws(StorageError) {
        try pass("link", source)
        try disk.link(source, to: destination)
    }

    package func remove(_ path: String) throws(StorageError) {
        try pass("remove", path)
        try disk.remove(path)
    }

    package func syncDirectory(_ path: String) throws(StorageError) {
        try pass("sync directory", path)
        try disk.syncDirectory(path)
    }
}

/// A file on a disk that fails.
private final class FaultyFile: WritableFile {
    private let file: any WritableFile
    private let path: String
    private let disk: FaultyFileSystem

    init(_ file: any WritableFile, _ path: String, _ disk: FaultyFileSystem) {
        (self.file, self.path, self.disk) = (file, path, disk)
    }

    func write(_ bytes: [UInt8]) throws(StorageError) {
        do {
            try disk.pass("write", path)
        } catch {
            if disk.tearsWrites { try? file.write(Array(bytes.prefix(bytes.count / 2))) }
            throw error
        }
        try file.write(bytes)
    }

    func sync() throws(StorageError) {
        try disk.pass("sync", path)
        try file.sync()
    }

    func close() { file.close() }
}
