internal import Storage

extension IndexDirectory {
    /// What a copy of an index took.
    package struct Copy: Equatable, Sendable {
        /// The commit that was copied.
        package let manifest: Manifest
        /// Files that are shared with the index by a second name.
        package internal(set) var linkedCount = 0
        /// Files whose bytes were copied, because a second name cannot reach so far.
        package internal(set) var copiedCount = 0
    }

    /// Error numbers that tell that a file cannot have a second name there: EPERM, EACCES, EXDEV, EMLINK, ENOSYS,
    /// EOPNOTSUPP.
    private static let unlinkable: Set<Int32> = [1, 13, 18, 31, 38, 95]
    /// ENOENT: a writer has removed the commit meanwhile.
    private static let gone: Int32 = 2
    /// Commits that may be removed while they are being copied before that is given up.
    private static let attemptsMax = 20
    /// Bytes copied at a time.
    private static let pieceBytes = 1 << 20

    /// Makes a copy of the newest commit that opens: files that never change get a second name where the disk allows it,
    /// else their bytes are copied.
    ///
    /// Takes no lock: writers go on meanwhile, and removing files from the index takes none from the copy. The manifest
    /// comes last, so that a copy that was broken off is no index.
    ///
    /// - Parameters:
    ///   - target: a directory that is not there, or empty.
    ///   - warn: told of each newer commit that had to be passed over.
    /// - Returns: what was copied; the copy has been opened.
    /// - Throws: `IndexError.occupied` when there is something in the directory; what opening the index throws; what the
    ///   disk says. What was made of the copy is removed then.
    package func copy(to target: String, warn: (IndexError) -> Void = { _ in }) throws(IndexError) -> Copy {
        let fileSystem = fileSystem
        var attempts = 0
        while true {
            var warnings: [IndexError] = []
            let manifest = try open { warnings.append($0) }.manifest
            let names = try IndexError.wrapping { () throws(StorageError) in
                try fileSystem.createDirectory(target)
                return try fileSystem.list(target)
            }
            guard names.isEmpty else { throw .occupied(directory: target) }
            do {
                let copy = try copy(manifest, to: target)
                _ = try IndexDirectory(path: target, on: fileSystem).open()
                warnings.forEach(warn)
                return copy
            } catch {
                for name in (try? fileSystem.list(target)) ?? [] where Self.isOurs(name) {
                    try? fileSystem.remove(target + "/" + name)
                }
                attempts += 1
                if case .storage(.system(_, _, code: Self.gone)) = error, attempts < Self.attemptsMax { continue }
                throw error
            }
        }
    }

    private func copy(_ manifest: Manifest, to target: String) throws(IndexError) -> Copy {
        var copy = Copy(manifest: manifest)
        // Two collections may hold the same segment.
        for name in Set(manifest.segments.flatMap(\.fileNames)).sorted() {
            let (source, destination) = (path + "/" + name, target + "/" + name)
            do throws(StorageError) {
                try fileSystem.link(source, to: destination)
                copy.linkedCount += 1
            } catch {
                guard case .system(_, _, let code) = error, Self.unlinkable.contains(code) else {
                    throw .storage(error)
                }
                try copyBytes(of: source, to: destination, in: target)
                copy.copiedCount += 1
            }
        }
        let fileSystem = fileSystem
        try IndexError.wrapping { () throws(StorageError) in
            try fileSystem.syncDirectory(target)
            try AtomicPublish.write(
                manifest.serialized, as: Manifest.fileName(generation: manifest.generation), in: target, on: fileSystem)
        }
        return copy
    }

    private func copyBytes(of source: String, to destination: String, in target: String) throws(IndexError) {
        let fileSystem = fileSystem
        let temporary = target + "/building-copy" + Self.temporarySuffix
        try IndexError.wrapping { () throws(StorageError) in
            let mapped = try fileSystem.map(source)
            let file = try fileSystem.create(temporary)
            defer { file.close() }
            for offset in stride(from: 0, to: mapped.count, by: Self.pieceBytes) {
                guard let piece = mapped.bytes.slice(offset, min(Self.pieceBytes, mapped.count - offset)) else {
                    continue
                }
                try file.write(piece.array)
            }
            try file.sync()
            try fileSystem.rename(temporary, to: destination)
        }
    }
}
