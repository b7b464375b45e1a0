internal import Storage
internal import Synchronization

/// The beginning of a section that grows while the sections before it are not finished: kept in a file of its own.
///
/// The file comes with the first piece and goes with this object, whatever happens.
final class SpilledSection: Sendable {
    private let path: String
    private let fileSystem: any FileSystem
    // One thread writes; another may move what it wrote.
    private let file = Mutex<(any WritableFile)?>(nil)

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
        try file.withLock { file throws(IndexError) in
            try IndexError.wrapping { () throws(StorageError) in
                if file == nil { file = try fileSystem.create(path) }
                try file?.write(bytes)
            }
        }
    }

    /// Writes all pieces into a segment and removes the file.
    func move(to writer: inout SegmentFileWriter) throws(IndexError) {
        guard file.withLock({ $0 != nil }) else { return }
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
        file.withLock { file in
            guard file != nil else { return }
            file?.close()
            file = nil
            try? fileSystem.remove(path)
        }
    }
}
