package import Storage
internal import Synchronization

/// Opens the container of a segment and hands out its sections, each verified before anyone reads it.
///
/// Header, tables and footer are checked on opening. The rest is checked in blocks of 64 KiB when first touched: a
/// bit a block remembers, so later touches cost one load. Callers ask `verify` for the bytes they are about to read.
@safe package final class SegmentFileReader: Sendable {
    /// Path of the file.
    package let path: String
    /// Number of documents, as the header says.
    package let documentCount: Int
    /// Bits of features that may be ignored.
    let optionalFeatures: UInt64
    /// The sections in file order, those of a kind unknown to this program among them.
    package let sections: [SectionEntry]
    private let file: MappedFile
    private let checksums: MappedBytes
    /// How many bytes block checksums cover, header and sections: the section table begins behind them.
    package let coveredBytes: Int
    private let verifiedBlocks: VerifiedBlocks

    /// One line of the section table.
    package struct SectionEntry: Sendable {
        /// What it holds, `nil` for a kind this program does not know.
        package let section: SegmentFile.Section?
        /// The number in the table.
        package let kind: UInt16
        /// Field or column.
        package let number: Int
        /// Where it begins in the file.
        package let offset: Int
        /// Its length.
        package let lengthBytes: Int
        /// CRC-32C of its bytes.
        package let checksum: UInt32
        /// What messages call it.
        package var name: String { section?.name ?? "section of kind \(kind)" }
    }

    /// Maps a file and checks header, footer and tables.
    ///
    /// - Parameters:
    ///   - path: a segment.
    ///   - expected: what the manifest says of it, if there is one.
    ///   - fileSystem: the disk.
    /// - Throws: `IndexError` when the file is missing, damaged or of another version.
    package init(path: String, expected: SegmentName?, on fileSystem: some FileSystem) throws(IndexError) {
        self.path = path
        let file = try IndexError.wrapping { () throws(StorageError) in try fileSystem.map(path) }
        self.file = file
        let bytes = file.bytes
        func corrupt(_ section: String, _ offset: Int, _ expected: String, _ found: String) -> IndexError {
            .corrupt(file: path, section: section, offset: offset, expected: expected, found: found)
        }
        if let expected, expected.lengthBytes != bytes.count {
            throw corrupt("file", bytes.count, "\(expected.lengthBytes) bytes", "\(bytes.count)")
        }
        guard bytes.count >= 2 * SegmentFile.alignment, let header = bytes.slice(0, SegmentFile.alignment),
            let footer = bytes.slice(bytes.count - SegmentFile.alignment, SegmentFile.alignment)
        else { throw corrupt("file", bytes.count, "a header and a footer", "a shorter file") }
        guard header.slice(0, 8)?.array == SegmentFile.headerMagic else {
            throw corrupt("header", 0, "the mark of a segment", "something else")
        }
        // The version comes before the checksum: a later version may check its header in another way.
        let version = header.uint16(at: 8) ?? 0
        guard version == SegmentFile.version else {
            let known = Int(SegmentFile.version)
            throw .version(file: path, found: Int(version), readable: known...known)
        }
        guard header.slice(0, 60)?.checksum == header.uint32(at: 60) else {
            throw corrupt("header", 60, "a matching checksum", "another")
        }
        let features = header.uint64(at: 16) ?? 0
        guard features & ~SegmentFile.requiredFeaturesKnown == 0 else { throw .feature(file: path, bits: features) }
        optionalFeatures = header.uint64(at: 24) ?? 0
        documentCount = Int(header.uint32(at: 32) ?? 0)
        guard documentCount <= SegmentFile.documentCountMax else {
            throw corrupt("header", 32, "at most \(SegmentFile.documentCountMax) documents", "\(documentCount)")
        }

        let footerOffset = bytes.count - SegmentFile.alignment
        guard footer.slice(48, 8)?.array == SegmentFile.footerMagic,
            footer.slice(0, 60)?.checksum == footer.uint32(at: 60)
        else { throw corrupt("footer", footerOffset + 60, "a matching checksum", "another") }
        if let expected, footer.uint32(at: 60) != expected.footerChecksum {
            throw corrupt("footer", footerOffset + 60, "the checksum in the manifest", "another")
        }
        let tableOffset = Int(clamping: footer.uint64(at: 0) ?? 0)
        let sectionCount = Int(footer.uint32(at: 8) ?? 0)
        let blockCount = Int(footer.uint32(at: 12) ?? 0)
        let checksumsOffset = Int(clamping: footer.uint64(at: 16) ?? 0)
        guard Int(clamping: footer.uint64(at: 24) ?? 0) == bytes.count else {
            throw corrupt("footer", footerOffset + 24, "\(bytes.count) bytes", "another length")
        }
        guard let table = bytes.slice(tableOffset, sectionCount * SegmentFile.sectionEntryBytes),
            let checksums = bytes.slice(checksumsOffset, blockCount * 4),
            blockCount == (tableOffset + SegmentFile.checksumBlockBytes - 1) / SegmentFile.checksumBlockBytes
        else { throw corrupt("footer", footerOffset, "tables within the file", "tables beyond it") }
        guard table.checksum == footer.uint32(at: 32) else {
            throw corrupt("section table", tableOffset, "a matching checksum", "another")
        }
        guard checksums.checksum == footer.uint32(at: 36) else {
            throw corrupt("checksum table", checksumsOffset, "a matching checksum", "another")
        }
        var sections: [SectionEntry] = []
        for index in 0..<sectionCount {
            let base = index * SegmentFile.sectionEntryBytes
            let kind = table.uint16(at: base) ?? 0
            let entry = SectionEntry(
                section: SegmentFile.Section(rawValue: kind), kind: kind, number: Int(table.uint16(at: base + 2) ?? 0),
                offset: Int(clamping: table.uint64(at: base + 8) ?? 0),
                lengthBytes: Int(clamping: table.uint64(at: base + 16) ?? 0),
                checksum: table.uint32(at: base + 4) ?? 0)
            guard entry.offset <= tableOffset, entry.lengthBytes <= tableOffset - entry.offset else {
                throw corrupt("section table", tableOffset + base, "a section within the file", "one beyond it")
            }
            sections.append(entry)
        }
        self.sections = sections
        self.checksums = checksums
        coveredBytes = tableOffset
        verifiedBlocks = VerifiedBlocks(count: blockCount)
    }

    /// The bytes of a section, not verified yet; `nil` when the file has none such.
    package func section(_ section: SegmentFile.Section, number: Int = 0) -> SectionBytes? {
        guard let entry = sections.first(where: { $0.section == section && $0.number == number }),
            let bytes = file.bytes.slice(entry.offset, entry.lengthBytes)
        else { return nil }
        return SectionBytes(reader: self, name: section.name, bytes: bytes, fileOffset: entry.offset)
    }

    /// The bytes of a collection's own section, not verified yet; `nil` when the file has none such.
    package func section(extensionKind: UInt16) -> SectionBytes? {
        guard let entry = sections.first(where: { $0.kind == extensionKind }),
            let bytes = file.bytes.slice(entry.offset, entry.lengthBytes)
        else { return nil }
        return SectionBytes(reader: self, name: "section \(extensionKind)", bytes: bytes, fileOffset: entry.offset)
    }

    /// The bytes of a section that its own checksum vouches for, though a block that it lies in may be damaged elsewhere;
    /// where it does not, a section like any other.
    ///
    /// - Parameters:
    ///   - kind: the number in the table.
    ///   - number: the field or column it belongs to, else 0.
    /// - Returns: the section; `nil` when the file has none such.
    /// - Complexity: reads the whole section.
    package func salvaged(kind: UInt16, number: Int = 0) -> SectionBytes? {
        guard let entry = sections.first(where: { $0.kind == kind && $0.number == number }),
            let bytes = file.bytes.slice(entry.offset, entry.lengthBytes)
        else { return nil }
        return SectionBytes(
            reader: self, name: entry.name, bytes: bytes, fileOffset: entry.offset,
            isVouchedFor: hasMatchingChecksum(entry))
    }

    /// A section that must be there.
    package func requiredSection(_ section: SegmentFile.Section, number: Int = 0) throws(IndexError) -> SectionBytes {
        guard let bytes = self.section(section, number: number) else {
            throw .corrupt(
                file: path, section: "section table", offset: coveredBytes, expected: "a section '\(section.name)'",
                found: "none")
        }
        return bytes
    }

    /// Checks the blocks that a run of the file lies in, those not checked before.
    ///
    /// - Parameters:
    ///   - offset: in the file.
    ///   - length: in bytes; what lies beyond the covered part is left to the caller's bounds.
    ///   - name: the section, for the message.
    /// - Throws: `IndexError.corrupt` for the first block that is not as it was written.
    fileprivate func verify(_ offset: Int, _ length: Int, section name: String) throws(IndexError) {
        guard length > 0, offset >= 0, offset < coveredBytes else { return }
        let end = min(coveredBytes, length > coveredBytes - offset ? coveredBytes : offset + length)
        let first = offset / SegmentFile.checksumBlockBytes
        let last = (end - 1) / SegmentFile.checksumBlockBytes
        for block in first...last where !verifiedBlocks.contains(block) {
            let blockOffset = block * SegmentFile.checksumBlockBytes
            let blockLength = min(SegmentFile.checksumBlockBytes, coveredBytes - blockOffset)
            guard let bytes = file.bytes.slice(blockOffset, blockLength),
                let expected = checksums.uint32(at: block * 4), bytes.checksum == expected
            else {
                throw .corrupt(
                    file: path, section: name, offset: blockOffset,
                    expected: "the checksum written for these \(blockLength) bytes", found: "another")
            }
            verifiedBlocks.insert(block)
        }
    }

    /// Reads and checks every block and every section, verified before or not.
    ///
    /// - Parameter report: called with each fault.
    package func verifyAll(_ report: (IndexError) -> Void) {
        for block in damagedBlocks() {
            let entry = sections.last { $0.offset <= block.lowerBound }
            report(
                .corrupt(
                    file: path, section: entry?.name ?? "header", offset: block.lowerBound,
                    expected: "the checksum written for these \(block.count) bytes", found: "another"))
        }
        for entry in sections where !hasMatchingChecksum(entry) {
            report(
                .corrupt(
                    file: path, section: entry.name, offset: entry.offset, expected: "the section's checksum",
                    found: "another"))
        }
    }

    /// Reads every block, verified before or not.
    ///
    /// - Returns: the byte ranges of the blocks whose checksum does not match.
    package func damagedBlocks() -> [Range<Int>] {
        verifiedBlocks.removeAll()
        var damaged: [Range<Int>] = []
        for offset in stride(from: 0, to: coveredBytes, by: SegmentFile.checksumBlockBytes) {
            do {
                try verify(offset, 1, section: "file")
            } catch {
                damaged.append(offset..<min(coveredBytes, offset + SegmentFile.checksumBlockBytes))
            }
            if (offset + SegmentFile.checksumBlockBytes) % MappedFile.letGoBytes == 0 { letGo() }
        }
        return damaged
    }

    /// Whether the bytes of a section give the checksum in its line of the table.
    package func hasMatchingChecksum(_ entry: SectionEntry) -> Bool {
        var checksum = CRC32C()
        for start in stride(from: 0, to: entry.lengthBytes, by: MappedFile.letGoBytes) {
            let count = min(MappedFile.letGoBytes, entry.lengthBytes - start)
            guard let piece = file.bytes.slice(entry.offset + start, count) else { return false }
            piece.update(&checksum)
            if count == MappedFile.letGoBytes { letGo() }
        }
        return checksum.value == entry.checksum
    }

    /// Gives back the memory of what was read; see `MappedFile.letGo`.
    package func letGo() { file.letGo() }

    /// All bytes of the file, unverified; to be used only while this reader lives.
    package var bytes: MappedBytes { file.bytes }
}

/// The bytes of one section, with the door to have them verified.
package struct SectionBytes: Sendable {
    /// Keeps the mapping alive.
    private let reader: SegmentFileReader
    private let name: String
    private let fileOffset: Int
    /// All of them; read only what has been verified.
    package let bytes: MappedBytes
    /// Whether the section's own checksum was found right.
    private let isVouchedFor: Bool

    fileprivate init(
        reader: SegmentFileReader, name: String, bytes: MappedBytes, fileOffset: Int, isVouchedFor: Bool = false
    ) {
        (self.reader, self.name, self.bytes, self.fileOffset) = (reader, name, bytes, fileOffset)
        self.isVouchedFor = isVouchedFor
    }

    /// Number of bytes.
    package var count: Int { bytes.count }

    /// What to say about these bytes in an error.
    package var place: ByteReader.Place {
        ByteReader.Place(file: reader.path, section: name, baseOffset: fileOffset)
    }

    /// Has a run of the section checked; throws if it lies outside.
    package func verify(_ offset: Int, _ length: Int) throws(IndexError) {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else {
            throw place.corrupt(
                at: offset, expected: "\(length) bytes within the section", found: "\(max(0, count - offset))")
        }
        if !isVouchedFor { try reader.verify(fileOffset + offset, length, section: name) }
    }

    /// Has the whole section checked.
    package func verifyAll() throws(IndexError) { try verify(0, count) }

    /// A verified run of the section.
    package func verified(_ offset: Int, _ length: Int) throws(IndexError) -> MappedBytes {
        try verify(offset, length)
        guard let run = bytes.slice(offset, length) else {
            throw place.corrupt(at: offset, expected: "\(length) bytes within the section", found: "fewer")
        }
        return run
    }

    /// A reader over the whole section, verified first.
    package func reader(at offset: Int = 0) throws(IndexError) -> ByteReader {
        try verifyAll()
        return ByteReader(bytes, at: offset, place: place)
    }
}

/// One bit a block, set by any thread once the block's checksum has been found right.
@safe private final class VerifiedBlocks: @unchecked Sendable {
    // Sendable: the address never changes and what it leads to is atomic.
    private let words: UnsafeMutablePointer<Atomic<UInt64>>
    private let wordCount: Int

    init(count: Int) {
        wordCount = count / 64 + 1
        unsafe words = .allocate(capacity: wordCount)
        for index in 0..<wordCount { unsafe (words + index).initialize(to: Atomic(0)) }
    }

    deinit {
        unsafe words.deinitialize(count: wordCount)
        unsafe words.deallocate()
    }

    // Safe, all three: a block's number was checked against the table that gave `count`.
    func contains(_ block: Int) -> Bool {
        unsafe words[block >> 6].load(ordering: .relaxed) >> UInt64(block & 63) & 1 == 1
    }

    func insert(_ block: Int) {
        _ = unsafe words[block >> 6].bitwiseOr(1 << UInt64(block & 63), ordering: .relaxed)
    }

    func removeAll() {
        for index in 0..<wordCount { unsafe words[index].store(0, ordering: .relaxed) }
    }
}
