package import Storage
internal import Synchronization

/// A disk that is nothing but a table of paths and bytes: what a machine finds when it comes up again.
package final class MemoryDisk: FileSystem {
    private let table: Mutex<[String: [UInt8]]>
    private let directories = Mutex<Set<String>>([])

    /// A disk with some files.
    package init(_ files: [String: [UInt8]] = [:]) { table = Mutex(files) }

    /// All files.
    package var files: [String: [UInt8]] { table.withLock { $0 } }

    private static func missing(_ operation: String, _ path: String) -> StorageError {
        .system(operation: operation, path: path, code: 2)
    }

    package func createDirectory(_ path: String) throws(StorageError) {
        directories.withLock { _ = $0.insert(path) }
    }
    package func syncDirectory(_ path: String) throws(StorageError) {}

    package func list(_ path: String) throws(StorageError) -> [String] {
        table.withLock { files in
            files.keys.filter { $0.hasPrefix(path + "/") }.map { String($0.dropFirst(path.utf8.count + 1)) }
        }.filter { !$0.contains("/") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package func read(_ path: String) throws(StorageError) -> [UInt8] {
        guard let bytes = table.withLock({ $0[path] }) else { throw Self.missing("open", path) }
        return bytes
    }

    package func map(_ path: String) throws(StorageError) -> MappedFile {
        try MappedFile(copying: read(path), path: path)
    }

    package func exists(_ path: String) -> Bool {
        if directories.withLock({ $0.contains(path) }) { return true }
        return table.withLock { files in files[path] != nil || files.keys.contains { $0.hasPrefix(path + "/") } }
    }

    package func create(_ path: String) throws(StorageError) -> any WritableFile {
        table.withLock { $0[path] = [] }
        return MemoryFile { bytes in self.table.withLock { $0[path, default: []] += bytes } }
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        let isThere = table.withLock { files in
            guard let bytes = files.removeValue(forKey: source) else { return false }
            files[destination] = bytes
            return true
        }
        if !isThere { throw Self.missing("rename", source) }
    }

    package func link(_ source: String, to destination: String) throws(StorageError) {
        let code: Int32? = table.withLock { files in
            guard let bytes = files[source] else { return 2 }
            if files[destination] != nil { return 17 }
            files[destination] = bytes
            return nil
        }
        if let code { throw .system(operation: "link", path: source, code: code) }
    }

    package func remove(_ path: String) throws(StorageError) { table.withLock { $0[path] = nil } }
}

/// A file whose bytes go to whoever keeps them.
final class MemoryFile: WritableFile {
    private let append: ([UInt8]) -> Void
    private let onSync: () -> Void

    init(append: @escaping ([UInt8]) -> Void, onSync: @escaping () -> Void = {}) {
        (self.append, self.onSync) = (append, onSync)
    }

    func write(_ bytes: [UInt8]) throws(StorageError) { append(bytes) }
    func sync() throws(StorageError) { onSync() }
    func close() {}
}
