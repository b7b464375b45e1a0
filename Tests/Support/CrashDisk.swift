package import Storage
internal import Synchronization

/// A disk in memory that remembers what a crash may take.
///
/// Bytes written since a file's last sync may be lost, torn, zeroed or come in another order; names made, changed or
/// removed since the last sync of their directory may be as they are or as they were, each by itself. After every operation
/// the disk notes a `CrashPoint`, from which all states can be made that a machine may come up with.
///
/// That is more than journalling file systems allow, which keep the order of names: what holds here holds there.
package final class CrashDisk: FileSystem {
    /// Syncs that are not carried out though the writer asks for them: what a careless protocol would leave out.
    package enum Omission: Sendable {
        /// None is left out.
        case none
        /// Of directories.
        case directories
        /// Of directories that come right after a file with a manifest's name was renamed.
        case directoryAfterManifest
        /// Of directories that come before such a rename.
        case directoryBeforeManifest
        /// Of files.
        case files
    }

    private struct State {
        var inodes: [Int: CrashPoint.Inode] = [:]
        /// What each name led to since the last sync of its directory, the oldest first; `nil` for no file.
        var names: [String: [Int?]] = [:]
        var points: [CrashPoint] = []
        var acknowledged: UInt64 = 0
        var next = 0
        var lastRename = ""

        func inode(_ path: String) -> Int? { names[path]?.last ?? nil }

        mutating func bind(_ path: String, _ inode: Int?) { names[path, default: [nil]].append(inode) }

        mutating func note(_ operation: String) {
            points.append(
                CrashPoint(
                    operation: operation, acknowledged: acknowledged, inodes: inodes,
                    names: names.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }))
        }
    }

    private let state = Mutex(State())
    private let omission: Omission

    /// An empty disk.
    package init(omitting omission: Omission = .none) { self.omission = omission }

    /// A disk with files that are safe.
    package init(_ files: [String: [UInt8]], acknowledged: UInt64) {
        omission = .none
        state.withLock { state in
            for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
                state.inodes[state.next] = CrashPoint.Inode(synced: bytes)
                state.names[path] = [state.next]
                state.next += 1
            }
            state.acknowledged = acknowledged
        }
    }

    /// Where a crash may have happened so far, in order.
    package var points: [CrashPoint] { state.withLock { $0.points } }

    /// Says that a commit has returned: from here on it must not be lost.
    package func acknowledge(_ generation: UInt64) {
        state.withLock { state in
            state.acknowledged = generation
            state.note("acknowledged \(generation)")
        }
    }

    package func createDirectory(_ path: String) throws(StorageError) {}

    package func syncDirectory(_ path: String) throws(StorageError) {
        state.withLock { state in
            let isAfter = state.lastRename.contains("manifest-")
            switch omission {
            case .directories: break
            case .directoryAfterManifest where isAfter: break
            case .directoryBeforeManifest where !isAfter: break
            default:
                for name in state.names.keys where CrashPoint.directory(of: name) == path {
                    let now = state.inode(name)
                    state.names[name] = now == nil ? nil : [now]
                }
                let used = Set(state.names.values.joined().compactMap { $0 })
                state.inodes = state.inodes.filter { used.contains($0.key) }
            }
            state.lastRename = ""
            state.note("sync directory \(path)")
        }
    }

    package func list(_ path: String) throws(StorageError) -> [String] {
        state.withLock { state in
            state.names.keys.filter { CrashPoint.directory(of: $0) == path && state.inode($0) != nil }
                .map { String($0.dropFirst(path.utf8.count + 1)) }
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package func read(_ path: String) throws(StorageError) -> [UInt8] {
        guard let bytes = state.withLock({ state in state.inode(path).flatMap { state.inodes[$0]?.content } }) else {
            throw .system(operation: "open", path: path, code: 2)
        }
        return bytes
    }

    package func map(_ path: String) throws(StorageError) -> MappedFile {
        try MappedFile(copying: read(path), path: path)
    }

    package func exists(_ path: String) -> Bool {
        state.withLock { state in
            state.names.contains { $0.value.last ?? nil != nil && ($0.key == path || $0.key.hasPrefix(path + "/")) }
        }
    }

    package func create(_ path: String) throws(StorageError) -> any WritableFile {
        let inode = state.withLock { state in
            let inode = state.next
            state.next += 1
            state.inodes[inode] = CrashPoint.Inode()
            state.bind(path, inode)
            state.note("create \(path)")
            return inode
        }
        return MemoryFile(
            append: { bytes in
                self.state.withLock { state in
                    state.inodes[inode]?.pending += bytes
                    state.note("write \(path)")
                }
            },
            onSync: {
                self.state.withLock { state in
                    if self.omission != .files { state.inodes[inode]?.sync() }
                    state.note("sync \(path)")
                }
            })
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        try move(source, destination, operation: "rename") { state, inode in
            state.bind(destination, inode)
            state.bind(source, nil)
            state.lastRename = destination
        }
    }

    package func link(_ source: String, to destination: String) throws(StorageError) {
        try move(source, destination, operation: "link") { state, inode in state.bind(destination, inode) }
    }

    private func move(
        _ source: String, _ destination: String, operation: String, _ body: (inout State, Int) -> Void
    ) throws(StorageError) {
        let isThere = state.withLock { state in
            guard let inode = state.inode(source) else { return false }
            body(&state, inode)
            state.note("\(operation) \(destination)")
            return true
        }
        if !isThere { throw .system(operation: operation, path: source, code: 2) }
    }

    package func remove(_ path: String) throws(StorageError) {
        state.withLock { state in
            guard state.inode(path) != nil else { return }
            state.bind(path, nil)
            state.note("remove \(path)")
        }
    }
}
