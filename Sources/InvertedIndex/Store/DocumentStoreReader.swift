internal import Storage
internal import Synchronization

/// Gives stored documents back.
package final class DocumentStoreReader: Sendable {
    private let blocks: SectionBytes
    private let table: MappedBytes
    /// Number of compressed blocks.
    let blockCount: Int
    private let place: ByteReader.Place
    private let decompressor: Mutex<ZstandardDecompressor>
    /// Number of documents.
    package let count: Int

    /// A decompressed block may have at most this many bytes: a document of 1 GiB and its offsets.
    private static let rawBytesMax = SegmentFile.storedBytesMax + 1 << 20

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

    /// Where the compressed bytes of a block begin in their section.
    func offset(ofBlock block: Int) -> Int {
        Int(clamping: table.uint64(at: block * DocumentStoreWriter.blockEntryBytes + 8) ?? UInt64(blocks.count))
    }

    /// The first document of a block; the number of documents behind the last block.
    func firstDocument(ofBlock block: Int) -> Int {
        block < blockCount ? Int(table.uint32(at: block * DocumentStoreWriter.blockEntryBytes) ?? 0) : count
    }

    /// The bytes stored with a document.
    ///
    /// - Complexity: one block decompressed, ≈ 4 µs for 16 KiB.
    package func document(_ document: DocumentID) throws(IndexError) -> [UInt8] {
        guard Int(document) < count, blockCount > 0 else {
            throw place.corrupt(at: 0, expected: "a document below \(count)", found: "\(document)")
        }
        let block = try block(blockNumber(holding: Int(document)))
        return Array(block.raw[try range(of: Int(document), in: block)])
    }

    /// The block that a document is in, by the table.
    ///
    /// - Throws: `IndexError.corrupt` when there are no blocks.
    func blockNumber(holding document: Int) throws(IndexError) -> Int {
        guard blockCount > 0 else { throw noDocuments(inBlock: 0) }
        var low = 0
        var high = blockCount
        while high - low > 1 {
            let middle = (low + high) / 2
            if firstDocument(ofBlock: middle) <= document { low = middle } else { high = middle }
        }
        return low
    }

    /// Where a document lies in the bytes of its block.
    ///
    /// - Throws: `IndexError.corrupt` when it does not lie there.
    func range(of document: Int, in block: Block) throws(IndexError) -> Range<Int> {
        let index = document - block.first
        guard index >= 0, index < block.count else {
            throw blocks.place.corrupt(
                at: block.offset, expected: "a block that holds document \(document)", found: "none")
        }
        let head = block.count * 4
        let start = head + block.end(of: index - 1)
        let stop = head + block.end(of: index)
        guard start <= stop, stop <= block.raw.count else {
            throw blocks.place.corrupt(at: block.offset, expected: "documents within the block", found: "one beyond it")
        }
        return start..<stop
    }

    /// Number of bytes of a block when decompressed, by the table.
    func rawBytes(ofBlock block: Int) -> Int {
        Int(table.uint32(at: block * DocumentStoreWriter.blockEntryBytes + 4) ?? 0)
    }

    /// The error for a block that holds no documents.
    func noDocuments(inBlock number: Int) -> IndexError {
        place.corrupt(
            at: 8 + number * DocumentStoreWriter.blockEntryBytes, expected: "a block that holds documents",
            found: "none")
    }

    /// A decompressed block: the end of each document, then the documents.
    struct Block {
        /// Its first document.
        var first: Int
        /// Number of documents.
        var count: Int
        /// Where its compressed bytes begin and end in their section.
        var offset, endOffset: Int
        /// At least 4 × `count` bytes.
        var raw: [UInt8]

        /// Where a document ends behind the table of ends; 0 for the one before the first.
        func end(of index: Int) -> Int {
            guard index >= 0 else { return 0 }
            return (0..<4).reduce(0) { $0 | Int(raw[index * 4 + $1]) << (8 * $1) }
        }
    }

    /// Decompresses a block.
    ///
    /// - Parameter number: below `blockCount`.
    /// - Returns: the block, with room for its table of ends.
    /// - Throws: `IndexError.corrupt` if it does not decompress to the length in the table.
    func block(_ number: Int) throws(IndexError) -> Block {
        let first = firstDocument(ofBlock: number)
        let end = firstDocument(ofBlock: number + 1)
        let rawBytes = rawBytes(ofBlock: number)
        let offset = offset(ofBlock: number)
        let endOffset = self.offset(ofBlock: number + 1)
        guard first < end, end - first <= rawBytes / 4, offset <= endOffset, rawBytes <= Self.rawBytesMax else {
            throw noDocuments(inBlock: number)
        }
        let compressed = try blocks.verified(offset, endOffset - offset).array
        guard let raw = decompressor.withLock({ $0.decompress(compressed, count: rawBytes) }) else {
            throw blocks.place.corrupt(at: offset, expected: "a block of \(rawBytes) bytes", found: "something else")
        }
        return Block(first: first, count: end - first, offset: offset, endOffset: endOffset, raw: raw)
    }
}
