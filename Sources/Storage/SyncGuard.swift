internal import Synchronization

/// A disk that takes nothing more once a sync has failed.
///
/// After a failed sync the kernel may have dropped what it could not write and call the next sync a success: what a
/// writer did before can no longer be trusted, nor anything built on it. So every later create, write, sync, rename and
/// link of the same writer is refused with the path whose sync failed. Reading and removing go on.
package final class SyncGuard: FileSystem {
    private let disk: any FileSystem
    private let failed = Mutex<String?>(nil)

    /// A guard around a disk; one that is a guard already stays as it is.
    package static func around(_ disk: any FileSystem) -> SyncGuard { disk as? SyncGuard ?? SyncGuard(disk) }

    private init(_ disk: any FileSystem) { self.disk = disk }

    /// Throws once a sync has failed.
    fileprivate func pass() throws(StorageError) {
        if let path = failed.withLock({ $0 }) { throw .poisoned(path: path) }
    }

    /// Runs a sync and remembers its failure.
    fileprivate func sync(_ path: String, _ body: () throws(StorageError) -> Void) throws(StorageError) {
        try pass()
        do {
            try body()
        } catch {
            failed.withLock { $0 = $0 ?? path }
            throw error
        }
    }

    package func create(_ path: String) throws(StorageError) -> any WritableFile {
        try pass()
        return GuardedFile(try disk.create(path), path, self)
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        try pass()
        try disk.rename(source, to: destination)
    }

    package func link(_ source: String, to destination: String) throws(StorageError) {
        try pass()
        try disk.link(source, to: destination)
    }

    package func createDirectory(_ path: String) throws(StorageError) {
        try pass()
        try disk.createDirectory(path)
    }

    package func syncDirectory(_ path: String) throws(StorageError) {
        let disk = disk
        try sync(path) { () throws(StorageError) in try disk.syncDirectory(path) }
    }

    package func remove(_ path: String) throws(StorageError) { try disk.remove(path) }
    package func list(_ path: String) throws(StorageError) -> [String] { try disk.list(path) }
    package func read(_ path: String) throws(StorageError) -> [UInt8] { try disk.read(path) }
    package func map(_ path: String) throws(StorageError) -> MappedFile { try disk.map(path) }
    package func exists(_ path: String) -> Bool { disk.exists(path) }
}

/// A file on a guarded disk.
private final class GuardedFile: WritableFile {
    private let file: any WritableFile
    private let path: String
    private let disk: SyncGuard

    init(_ file: any WritableFile, _ path: String, _ disk: SyncGuard) {
        (self.file, self.path, self.disk) = (file, path, disk)
    }

    func write(_ bytes: [UInt8]) throws(StorageError) {
        try disk.pass()
        try file.write(bytes)
    }

    func sync() throws(StorageError) {
        let file = file
        try disk.sync(path) { () throws(StorageError) in try file.sync() }
    }

    func close() { file.close() }
}
