package import Storage

/// Writes the container of a segment: header, sections, section table, checksums, footer.
///
/// Bytes go out as they come, so that a segment of any size needs no copy of itself in memory; a section may come in
/// pieces. The file gets its name, the digest of its content, when it is finished and synced. A draft, which only this
/// process reads and which never becomes part of an index, has neither digest nor name and is not synced.
package struct SegmentFileWriter {
    private let fileSystem: any FileSystem
    private let directory: String
    private let temporaryPath: String
    private let file: any WritableFile
    private let digest: SHA256Stream?
    private var offset = 0
    private var table = ByteWriter()
    private var sectionCount: UInt32 = 0
    private var sectionStart = 0
    private var sectionChecksum = CRC32C()
    private var blockChecksums: [UInt32] = []
    private var blockChecksum = CRC32C()
    private var blockFill = 0
    /// What has not been handed to the disk yet: sections may be small, and a call for each would cost more than they do.
    private var pending: [UInt8] = []

    private static let pendingBytesMax = 65_536

    /// Begins a file under a temporary name.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - temporaryName: unlike any other being written there.
    ///   - documentCount: number of documents, for the header.
    ///   - digest: is told of every byte; `finish` wants it back. None for a draft, which gets no name.
    ///   - fileSystem: the disk.
    /// - Throws: `IndexError.storage` when the disk refuses.
    package init(
        directory: String, temporaryName: String, documentCount: Int, digest: SHA256Stream? = nil,
        on fileSystem: any FileSystem
    ) throws(IndexError) {
        self.digest = digest
        self.fileSystem = fileSystem
        self.directory = directory
        temporaryPath = directory + "/" + temporaryName + ".tmp"
        let path = temporaryPath
        file = try IndexError.wrapping { () throws(StorageError) in try fileSystem.create(path) }
        var header = ByteWriter()
        header.raw(SegmentFile.headerMagic)
        header.uint16(SegmentFile.version)
        header.uint16(0)
        header.uint32(0)
        header.uint64(SegmentFile.requiredFeaturesKnown)
        header.uint64(0)
        header.uint32(UInt32(documentCount))
        header.raw(repeatElement(0, count: 24))
        header.uint32(CRC32C.of(header.bytes.span))
        try append(header.bytes)
    }

    /// Writes a section.
    ///
    /// - Parameters:
    ///   - section: what it holds.
    ///   - number: the field or column it belongs to, else 0.
    ///   - bytes: its content; an empty one is written too.
    /// - Throws: `IndexError.storage` when the disk refuses.
    package mutating func append(
        _ section: SegmentFile.Section, number: Int = 0, _ bytes: [UInt8]
    ) throws(IndexError) {
        try append(kind: section.rawValue, number: number, bytes)
    }

    /// Writes a section that only the collection's owner understands.
    ///
    /// - Parameters:
    ///   - extensionKind: within `SegmentFile.extensionKinds`.
    ///   - bytes: its content.
    /// - Throws: `IndexError.storage` when the disk refuses.
    package mutating func append(extensionKind: UInt16, _ bytes: [UInt8]) throws(IndexError) {
        precondition(SegmentFile.extensionKinds.contains(extensionKind), "extension sections have numbers of their own")
        try append(kind: extensionKind, number: 0, bytes)
    }

    /// Begins a section that comes in pieces.
    ///
    /// - Parameters:
    ///   - section: what it holds.
    ///   - number: the field or column it belongs to, else 0.
    /// - Throws: `IndexError.storage` when the disk refuses.
    package mutating func begin(_ section: SegmentFile.Section, number: Int = 0) throws(IndexError) {
        try begin(kind: section.rawValue, number: number)
    }

    /// Writes a piece of the section begun.
    package mutating func write(_ bytes: [UInt8]) throws(IndexError) {
        sectionChecksum.update(bytes.span)
        try append(bytes)
    }

    /// Ends the section begun.
    package mutating func end() {
        table.uint32(sectionChecksum.value)
        table.uint64(UInt64(sectionStart))
        table.uint64(UInt64(offset - sectionStart))
        table.uint64(0)
        sectionCount += 1
    }

    private mutating func begin(kind: UInt16, number: Int) throws(IndexError) {
        try pad()
        table.uint16(kind)
        table.uint16(UInt16(number))
        (sectionStart, sectionChecksum) = (offset, CRC32C())
    }

    private mutating func append(kind: UInt16, number: Int, _ bytes: [UInt8]) throws(IndexError) {
        try begin(kind: kind, number: number)
        try write(bytes)
        end()
    }

    /// Writes the tables and the footer, syncs, and gives the file its name.
    ///
    /// The name itself is safe only after the directory is synced.
    ///
    /// - Parameter digest: the one that was told of the bytes from the beginning.
    /// - Returns: what the manifest records of it.
    /// - Throws: `IndexError.storage` when the disk refuses.
    package mutating func finish(_ digest: SHA256Stream) throws(IndexError) -> SegmentName {
        let footerChecksum = try writeTables()
        let name = Self.fileDigest(digest.finish())
        let (file, fileSystem, temporaryPath) = (file, fileSystem, temporaryPath)
        let path = directory + "/" + name + SegmentFile.suffix
        try IndexError.wrapping { () throws(StorageError) in
            try file.sync()
            file.close()
            try fileSystem.rename(temporaryPath, to: path)
        }
        return SegmentName(digest: name, lengthBytes: offset, footerChecksum: footerChecksum)
    }

    /// Writes the tables and the footer of a draft; the file keeps its temporary name.
    ///
    /// - Returns: where it lies and what to open it by.
    package mutating func finishDraft() throws(IndexError) -> SegmentDraft {
        let footerChecksum = try writeTables()
        file.close()
        return SegmentDraft(path: temporaryPath, lengthBytes: offset, footerChecksum: footerChecksum)
    }

    /// Writes the tables and the footer.
    ///
    /// - Returns: the footer's checksum.
    private mutating func writeTables() throws(IndexError) -> UInt32 {
        try pad()
        let tableOffset = offset
        if blockFill > 0 { blockChecksums.append(blockChecksum.value) }
        var checksums = ByteWriter()
        for checksum in blockChecksums { checksums.uint32(checksum) }
        try appendUncovered(table.bytes)
        let checksumsOffset = offset
        try appendUncovered(checksums.bytes)
        var footer = ByteWriter()
        footer.uint64(UInt64(tableOffset))
        footer.uint32(sectionCount)
        footer.uint32(UInt32(blockChecksums.count))
        footer.uint64(UInt64(checksumsOffset))
        footer.uint64(UInt64(offset + SegmentFile.alignment))
        footer.uint32(CRC32C.of(table.bytes.span))
        footer.uint32(CRC32C.of(checksums.bytes.span))
        footer.uint64(0)
        footer.raw(SegmentFile.footerMagic)
        footer.uint32(0)
        let footerChecksum = CRC32C.of(footer.bytes.span)
        footer.uint32(footerChecksum)
        try appendUncovered(footer.bytes)
        try flush()
        return footerChecksum
    }

    /// The name of a file whose bytes have this SHA-256.
    ///
    /// 128 bits of it: enough that no two contents ever meet.
    static func fileDigest(_ digest: [UInt8]) -> String {
        let hexadecimal = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.prefix(16).flatMap { [hexadecimal[Int($0 >> 4)], hexadecimal[Int($0 & 15)]] },
            as: UTF8.self)
    }

    /// Gives up: closes the file and removes it.
    package func abandon() {
        file.close()
        try? fileSystem.remove(temporaryPath)
    }

    private mutating func pad() throws(IndexError) {
        let excess = offset % SegmentFile.alignment
        if excess != 0 { try append([UInt8](repeating: 0, count: SegmentFile.alignment - excess)) }
    }

    private mutating func append(_ bytes: [UInt8]) throws(IndexError) {
        var position = 0
        while position < bytes.count {
            let length = min(bytes.count - position, SegmentFile.checksumBlockBytes - blockFill)
            blockChecksum.update(bytes.span.extracting(position..<position + length))
            blockFill += length
            position += length
            if blockFill == SegmentFile.checksumBlockBytes {
                blockChecksums.append(blockChecksum.value)
                (blockChecksum, blockFill) = (CRC32C(), 0)
            }
        }
        try appendUncovered(bytes)
    }

    private mutating func appendUncovered(_ bytes: [UInt8]) throws(IndexError) {
        offset += bytes.count
        guard pending.count + bytes.count >= Self.pendingBytesMax else {
            pending.append(contentsOf: bytes)
            return
        }
        try flush()
        try hand(bytes)
    }

    private mutating func flush() throws(IndexError) {
        try hand(pending)
        pending.removeAll(keepingCapacity: true)
    }

    private func hand(_ bytes: [UInt8]) throws(IndexError) {
        guard !bytes.isEmpty else { return }
        digest?.update(bytes)
        let file = file
        try IndexError.wrapping { () throws(StorageError) in try file.write(bytes) }
    }
}
