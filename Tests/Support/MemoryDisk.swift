package import Storage
internal import Synchronization

/// A disk that is nothing but a table of paths and bytes: what a machine finds when it comes up again.
package final class MemoryDisk: FileSystem {
    /// Bytes of a file, whatever its name.
    private final class Content: Sendable {
        let bytes: Mutex<[UInt8]>
        init(_ bytes: [UInt8] = []) { self.bytes = Mutex(bytes) }
    }

    private let table: Mutex<[String: Content]>
    private let directories = Mutex<Set<String>>([])

    /// A disk with some files.
    package init(_ files: [String: [UInt8]] = [:]) { table = Mutex(files.mapValues { Content($0) }) }

    /// All files.
    package var files: [String: [UInt8]] { table.withLock { $0.mapValues { $0.bytes.withLock { $0 } } } }

    private func content(_ operation: String, _ path: String) throws(StorageError) -> Content {
        guard let content = table.withLock({ $0[path] }) else {
            throw .system(operation: operation, path: path, code: 2)
        }
        return content
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
        try content("open", path).bytes.withLock { $0 }
    }

    package func map(_ path: String) throws(StorageError) -> MappedFile {
        try MappedFile(copying: read(path), path: path)
    }

    package func exists(_ path: String) -> Bool {
        if directories.withLock({ $0.contains(path) }) { return true }
        return table.withLock { files in files[path] != nil || files.keys.contains { $0.hasPrefix(path + "/") } }
    }

    package func create(_ path: String) throws(StorageError) -> any WritableFile {
        let content = Content()
        table.withLock { $0[path] = content }
        return MemoryFile { bytes in content.bytes.withLock { $0 += bytes } }
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        let content = try content("rename", source)
        table.withLock { files in
            files[source] = nil
            files[destination] = content
        }
    }

    package func link(_ source: String, to destination: String) throws(StorageError) {
        let content = try content("link", source)
        let isTaken = table.withLock { files in
            if files[destination] != nil { return true }
            files[destination] = content
            return false
        }
        if isTaken { throw .system(operation: "link", path: source, code: 17) }
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
