internal import Storage
internal import Synchronization

/// A disk that refuses every operation that changes it from the nth on, as a full or unplugged one does.
final class FailingFileSystem: FileSystem {
    private let inner = LocalFileSystem()
    private let remaining: Mutex<Int>

    /// A disk on which `count` changes succeed.
    init(after count: Int) { remaining = Mutex(count) }

    /// Whether it has refused anything yet.
    var hasFailed: Bool { remaining.withLock { $0 < 0 } }

    fileprivate func spend(_ operation: String, _ path: String) throws(StorageError) {
        let isRefused = remaining.withLock { count in
            if count <= 0 {
                count = -1
                return true
            }
            count -= 1
            return false
        }
        // 28: no space left on device.
        if isRefused { throw .system(operation: operation, path: path, code: 28) }
    }

    func createDirectory(_ path: String) throws(StorageError) { try inner.createDirectory(path) }
    func list(_ path: String) throws(StorageError) -> [String] { try inner.list(path) }
    func read(_ path: String) throws(StorageError) -> [UInt8] { try inner.read(path) }
    func map(_ path: String) throws(StorageError) -> MappedFile { try inner.map(path) }
    func exists(_ path: String) -> Bool { inner.exists(path) }

    func create(_ path: String) throws(StorageError) -> any WritableFile {
        try spend("create", path)
        return File(try inner.create(path), path, self)
    }

    func rename(_ source: String, to destination: String) throws(StorageError) {
        try spend("rename", source)
        try inner.rename(source, to: destination)
    }

    func remove(_ path: String) throws(StorageError) {
        try spend("remove", path)
        try inner.remove(path)
    }

    func syncDirectory(_ path: String) throws(StorageError) {
        try spend("sync directory", path)
        try inner.syncDirectory(path)
    }

    private final class File: WritableFile {
        private let inner: any WritableFile
        private let path: String
        private let disk: FailingFileSystem

        init(_ inner: any WritableFile, _ path: String, _ disk: FailingFileSystem) {
            (self.inner, self.path, self.disk) = (inner, path, disk)
        }

        func write(_ bytes: [UInt8]) throws(StorageError) {
            try disk.spend("write", path)
            try inner.write(bytes)
        }

        func sync() throws(StorageError) {
            try disk.spend("sync", path)
            try inner.sync()
        }

        func close() { inner.close() }
    }
}
