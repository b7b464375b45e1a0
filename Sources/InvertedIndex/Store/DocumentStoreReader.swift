internal import Storage
internal import Synchronization

/// Gives stored documents back.
package final class DocumentStoreReader: Sendable {
    private let blocks: SectionBytes
    private let table: MappedBytes
    private let blockCount: Int
    private let place: ByteReader.Place
    private let decompressor: Mutex<ZstandardDecompressor>
    /// Number of documents.
    package let count: Int

    /// A decompressed block may have at most this many bytes: a document of 1 GiB and its offsets.
    private static let rawBytesMax = 1 << 30 + 1 << 20

    /// Opens the three sections.
    package init(blocks: SectionBytes, index: SectionBytes, dictionary: SectionBytes) throws(IndexError) {
        self.blocks = blocks
        place = index.place
        try index.verifyAll()
        try dictionary.verifyAll()
        count = Int(index.bytes.uint32(at: 0) ?? 0)
        blockCount = Int(index.bytes.uint32(at: 4) ?? 0)
        guard let table = index.bytes.slice(8, blockCount * DocumentStoreWriter.blockEntryBytes),
            index.count == 8 + blockCount * DocumentStoreWriter.blockEntryBytes
        else { throw index.place.corrupt(at: 4, expected: "an entry for each block", found: "\(index.count) bytes") }
        self.table = table
        decompressor = Mutex(ZstandardDecompressor(dictionary: dictionary.bytes.array))
    }

    private func firstDocument(ofBlock block: Int) -> Int {
        Int(table.uint32(at: block * DocumentStoreWriter.blockEntryBytes) ?? 0)
    }

    /// The bytes stored with a document.
    ///
    /// - Complexity: one block decompressed, ≈ 4 µs for 16 KiB.
    package func document(_ document: DocumentID) throws(IndexError) -> [UInt8] {
        guard Int(document) < count, blockCount > 0 else {
            throw place.corrupt(at: 0, expected: "a document below \(count)", found: "\(document)")
        }
        var low = 0
        var high = blockCount
        while high - low > 1 {
            let middle = (low + high) / 2
            if firstDocument(ofBlock: middle) <= Int(document) { low = middle } else { high = middle }
        }
        let base = low * DocumentStoreWriter.blockEntryBytes
        let first = firstDocument(ofBlock: low)
        let end = low + 1 < blockCount ? firstDocument(ofBlock: low + 1) : count
        let rawBytes = Int(table.uint32(at: base + 4) ?? 0)
        let offset = Int(clamping: table.uint64(at: base + 8) ?? 0)
        let next = low + 1 < blockCount ? Int(clamping: table.uint64(at: base + 24) ?? 0) : blocks.count
        guard first <= Int(document), Int(document) < end, end - first <= rawBytes / 4, offset <= next,
            rawBytes <= Self.rawBytesMax
        else { throw place.corrupt(at: 8 + base, expected: "a block that holds document \(document)", found: "none") }
        let compressed = try blocks.verified(offset, next - offset).array
        guard let raw = decompressor.withLock({ $0.decompress(compressed, count: rawBytes) }) else {
            throw blocks.place.corrupt(at: offset, expected: "a block of \(rawBytes) bytes", found: "something else")
        }
        func storedEnd(of index: Int) -> Int {
            guard index >= 0 else { return 0 }
            return (0..<4).reduce(0) { $0 | Int(raw[index * 4 + $1]) << (8 * $1) }
        }
        let head = (end - first) * 4
        let start = head + storedEnd(of: Int(document) - first - 1)
        let stop = head + storedEnd(of: Int(document) - first)
        guard start <= stop, stop <= raw.count else {
            throw blocks.place.corrupt(at: offset, expected: "documents within the block", found: "one beyond it")
        }
        return Array(raw[start..<stop])
    }
}
