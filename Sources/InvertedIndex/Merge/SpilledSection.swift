internal import Storage

/// The beginning of a section that grows while the sections before it are not finished: kept in a file of its own.
///
/// The file comes with the first piece and goes with this object, whatever happens.
final class SpilledSection {
    private let path: String
    private let fileSystem: any FileSystem
    private var file: (any WritableFile)?

    /// Bytes copied at a time.
    private static let copiedBytes = 1 << 20

    /// An empty beginning.
    ///
    /// - Parameters:
    ///   - path: of the file, should it be needed; unlike any other.
    ///   - fileSystem: the disk.
    init(path: String, on fileSystem: any FileSystem) { (self.path, self.fileSystem) = (path, fileSystem) }

    deinit { remove() }

    /// Takes a piece.
    func write(_ bytes: [UInt8]) throws(IndexError) {
        let (path, fileSystem) = (path, fileSystem)
        if file == nil {
            file = try IndexError.wrapping { () throws(StorageError) in try fileSystem.create(path) }
        }
        guard let file else { return }
        try IndexError.wrapping { () throws(StorageError) in try file.write(bytes) }
    }

    /// Writes all pieces into a segment and removes the file.
    func move(to writer: inout SegmentFileWriter) throws(IndexError) {
        guard let file else { return }
        file.close()
        let (path, fileSystem) = (path, fileSystem)
        let mapped = try IndexError.wrapping { () throws(StorageError) in try fileSystem.map(path) }
        for offset in stride(from: 0, to: mapped.count, by: Self.copiedBytes) {
            guard let piece = mapped.bytes.slice(offset, min(Self.copiedBytes, mapped.count - offset)) else { continue }
            try writer.write(piece.array)
            if offset % MappedFile.letGoBytes == 0 { mapped.letGo() }
        }
        remove()
    }

    private func remove() {
        guard let file else { return }
        file.close()
        try? fileSystem.remove(path)
        self.file = nil
    }
}
