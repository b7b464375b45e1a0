package import Storage

/// The files of one index and the rules by which they come and go.
///
/// A directory holds `LOCK`, one `manifest-<generation>` for each of the last two commits, and the segments they name.
/// Anything else that looks like ours is an orphan of a writer that was stopped, and goes at the next commit.
package struct IndexDirectory: Sendable {
    /// Where it lies.
    package let path: String
    /// The disk it lies on, closed to writing once a sync of this value or a copy of it has failed.
    package let fileSystem: any FileSystem
    /// Commits kept, so that readers of the one before the last keep their files.
    package static let commitsKept = 2

    /// An index in a directory, which need not exist yet.
    package init(path: String, on fileSystem: any FileSystem = LocalFileSystem()) {
        self.path = path
        self.fileSystem = SyncGuard.around(fileSystem)
    }

    /// The generations there are manifests for, newest first.
    package func generations() throws(IndexError) -> [UInt64] {
        guard fileSystem.exists(path) else { throw .missing(directory: path) }
        let fileSystem = fileSystem
        let path = path
        let names: [String]
        do throws(StorageError) {
            names = try fileSystem.list(path)
        } catch {
            // 20, ENOTDIR: a file is no index, whatever is in it.
            if case .system(_, _, code: 20) = error { throw .missing(directory: path) }
            throw .storage(error)
        }
        return names.compactMap(Manifest.generation(ofFileName:)).sorted(by: >)
    }

    /// A commit's manifest.
    package func manifest(_ generation: UInt64) throws(IndexError) -> Manifest {
        let file = path + "/" + Manifest.fileName(generation: generation)
        let fileSystem = fileSystem
        let bytes = try IndexError.wrapping { () throws(StorageError) in try fileSystem.read(file) }
        let manifest = try Manifest(parsing: bytes, path: file)
        guard manifest.generation == generation else {
            throw .corrupt(
                file: file, section: "line 2", offset: 0, expected: "generation \(generation)",
                found: "\(manifest.generation)")
        }
        return manifest
    }

    /// How often commits may be replaced while one is being opened before that is given up.
    private static let attemptsMax = 20

    /// The newest manifest as it lies on disk, whole or not: tells whether there has been a commit.
    package struct NewestManifest: Equatable, Sendable {
        let generation: UInt64
        let bytes: [UInt8]
    }

    /// The newest manifest.
    ///
    /// - Returns: what to compare with what comes later; equal while nothing is committed.
    /// - Throws: `IndexError` when there is no index, or the disk refuses.
    /// - Complexity: one listing and one small file.
    package func newestManifest() throws(IndexError) -> NewestManifest {
        guard let generation = try generations().first else { throw .missing(directory: path) }
        let file = path + "/" + Manifest.fileName(generation: generation)
        let fileSystem = fileSystem
        return NewestManifest(
            generation: generation,
            bytes: try IndexError.wrapping { () throws(StorageError) in try fileSystem.read(file) })
    }

    /// Opens the newest commit whose manifest and segments open; older ones are tried in turn.
    ///
    /// - Parameter warn: told of each newer commit that had to be passed over.
    /// - Returns: the commit, its segments mapped.
    /// - Throws: `IndexError.missing` when there is none, else what is wrong with the newest.
    package func open(warn: (IndexError) -> Void = { _ in }) throws(IndexError) -> Snapshot {
        // A commit may be replaced between the listing and the opening: list again before giving up.
        var attempts = 0
        while true {
            let generations = try generations()
            guard !generations.isEmpty else { throw .missing(directory: path) }
            var failures: [IndexError] = []
            for generation in generations {
                do {
                    let snapshot = try Snapshot(manifest: manifest(generation), directory: path, on: fileSystem)
                    failures.forEach(warn)
                    return snapshot
                } catch {
                    failures.append(error)
                }
            }
            attempts += 1
            let isUnchanged = try self.generations() == generations
            if isUnchanged || attempts >= Self.attemptsMax {
                // Another version is no damage: say so rather than that nothing opens.
                for case .version(let file, let found, let readable) in failures {
                    throw .version(file: file, found: found, readable: readable)
                }
                throw failures[0]
            }
        }
    }

    /// Opens one commit.
    ///
    /// - Parameter generation: one of `generations`.
    /// - Returns: the commit, its segments mapped.
    /// - Throws: `IndexError` when it is gone or damaged.
    package func open(generation: UInt64) throws(IndexError) -> Snapshot {
        try Snapshot(manifest: manifest(generation), directory: path, on: fileSystem)
    }

    /// Takes the right to write.
    ///
    /// - Parameter holder: a line about this process, for others that try.
    /// - Returns: the right, given back when it is let go.
    /// - Throws: `IndexError.storage` when another process has it, or the disk refuses.
    package func lock(holder: String) throws(IndexError) -> DirectoryLock {
        let fileSystem = fileSystem
        let path = path
        return try IndexError.wrapping { () throws(StorageError) in
            try fileSystem.createDirectory(path)
            return try DirectoryLock(directory: path, holder: holder)
        }
    }

    /// Writes which documents of a segment are deleted, for a commit to name.
    ///
    /// The file is synced; its name becomes safe with the commit.
    ///
    /// - Parameters:
    ///   - deleted: all of the segment's that are, those of earlier commits among them.
    ///   - segment: the segment.
    ///   - generation: of the commit that will name it, as `nextGeneration` gives it.
    /// - Returns: what the commit's entry says of it.
    /// - Throws: `IndexError` when the disk refuses; nothing is left of the file then.
    package func writeDeleted(
        _ deleted: DeletedDocuments, of segment: SegmentName, generation: UInt64
    ) throws(IndexError) -> Manifest.Deleted {
        let bytes = deleted.serialized(of: segment)
        let fileSystem = fileSystem
        let path = path
        try IndexError.wrapping { () throws(StorageError) in
            try AtomicPublish.writeUnsyncedName(
                bytes, as: DeletedDocuments.fileName(of: segment, generation: generation), in: path, on: fileSystem)
        }
        return Manifest.Deleted(
            generation: generation, count: deleted.count, lengthBytes: bytes.count,
            checksum: CRC32C.of(bytes.span.extracting(0..<bytes.count - 4)))
    }

    /// Number of the next commit.
    ///
    /// - Throws: `IndexError` when the directory cannot be read or there is no number left.
    package func nextGeneration() throws(IndexError) -> UInt64 {
        let newest = try generations().first ?? 0
        guard newest < .max else { throw .tooLarge(what: "the number of a commit", limit: .max) }
        return newest + 1
    }

    /// Publishes segments as the next commit: from now on, readers that open see these and nothing else.
    ///
    /// The segments' files are written and synced; their names become safe here. When this returns, the commit
    /// survives a power cut; when it throws, readers see the commit before, or, if only the very last sync failed, this
    /// one.
    ///
    /// - Parameters:
    ///   - segments: all segments of all collections.
    ///   - lock: the right to write.
    /// - Returns: the new commit.
    /// - Throws: `IndexError` when the disk refuses.
    package func commit(_ segments: [Manifest.Entry], holding lock: DirectoryLock) throws(IndexError) -> Manifest {
        let manifest = Manifest(generation: try nextGeneration(), segments: segments)
        let fileSystem = fileSystem
        let path = path
        try IndexError.wrapping { () throws(StorageError) in
            try fileSystem.syncDirectory(path)
            try AtomicPublish.write(
                manifest.serialized, as: Manifest.fileName(generation: manifest.generation), in: path, on: fileSystem)
        }
        try? removeOrphans(holding: lock)
        return manifest
    }

    /// Removes files that no kept commit names.
    ///
    /// - Parameters:
    ///   - lock: the right to write: nobody else's unfinished files can be among them.
    ///   - unfinished: names of files that stay all the same.
    /// - Throws: `IndexError` when a kept manifest cannot be read, or the disk refuses.
    package func removeOrphans(
        holding lock: DirectoryLock, but unfinished: Set<String> = []
    ) throws(IndexError) {
        _ = lock
        let kept = try generations().prefix(Self.commitsKept)
        var names = unfinished.union(["LOCK"])
        for generation in kept {
            names.insert(Manifest.fileName(generation: generation))
            // An unreadable manifest may name anything: remove nothing.
            for entry in try manifest(generation).segments { names.formUnion(entry.fileNames) }
        }
        let fileSystem = fileSystem
        let path = path
        try IndexError.wrapping { () throws(StorageError) in
            for name in try fileSystem.list(path) where !names.contains(name) && Self.isOurs(name) {
                try fileSystem.remove(path + "/" + name)
            }
        }
    }

    /// Removes files that were being written and have no name of their own: what writers that were stopped left, and
    /// drafts that are no longer needed.
    ///
    /// - Parameters:
    ///   - lock: the right to write: nobody else's can be among them.
    ///   - kept: names of files that stay.
    /// - Throws: `IndexError` when the disk refuses.
    package func removeUnfinished(holding lock: DirectoryLock, but kept: Set<String> = []) throws(IndexError) {
        _ = lock
        let fileSystem = fileSystem
        let path = path
        try IndexError.wrapping { () throws(StorageError) in
            for name in try fileSystem.list(path)
            where name.hasSuffix(Self.temporarySuffix) && Self.isOurs(name) && !kept.contains(name) {
                try fileSystem.remove(path + "/" + name)
            }
        }
    }

    static let temporarySuffix = ".tmp"

    /// Whether a file of this name is one that this program writes, and removes when no commit names it.
    ///
    /// A digest and `.segment`, what is deleted of one, a manifest, or one of these being written; anything else is
    /// somebody's own.
    static func isOurs(_ name: String) -> Bool {
        if name.hasSuffix(temporarySuffix) {
            let written = String(name.dropLast(temporarySuffix.utf8.count))
            return written.hasPrefix("building-") || DeletedDocuments.isFileName(written)
                || Manifest.generation(ofFileName: written) != nil
        }
        if name.hasSuffix(SegmentFile.suffix) {
            return SegmentName.isDigest(name.dropLast(SegmentFile.suffix.utf8.count))
        }
        return DeletedDocuments.isFileName(name) || Manifest.generation(ofFileName: name) != nil
    }
}
