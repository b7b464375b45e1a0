/// Writes stored documents in compressed blocks of about 16 KiB, with a dictionary trained on the segment's own.
///
/// See `Index/FORMAT.md`, *documents*. A dictionary gives small blocks the ratio of large ones, so fetching one
/// document decompresses 16 KiB (≈ 4 µs) and not more.
package enum DocumentStoreWriter {
    /// A block is closed when it holds this many bytes; a larger document has a block to itself.
    static let blockBytes = 16_384
    /// Bytes of an entry in the block table.
    static let blockEntryBytes = 16
    /// Larger dictionaries stopped paying at a few hundred filings of one kind.
    static let dictionaryBytes = 32_768
    /// Samples for training add up to about this.
    ///
    /// A hundred times the dictionary, as zstd advises, made a rebuild of 100,000 filings take 18.5 s of processor time
    /// instead of 13.6 s, and the index 0.1 % smaller.
    static let sampleBytes = 24 * dictionaryBytes

    /// The three sections for some documents.
    ///
    /// - Parameter documents: in order.
    /// - Returns: compressed blocks, block table and dictionary.
    package static func sections(_ documents: [[UInt8]]) -> (blocks: [UInt8], index: [UInt8], dictionary: [UInt8]) {
        let dictionary = ZstandardCompressor.trainedDictionary(from: samples(of: documents), capacity: dictionaryBytes)
        let compressor = ZstandardCompressor(dictionary: dictionary)
        var blocks = ByteWriter()
        var table = ByteWriter()
        var blockCount: UInt32 = 0
        var first = 0
        while first < documents.count {
            var end = first
            var size = 0
            repeat {
                // Four bytes for the end: empty documents must not pile up in one block without limit.
                size += documents[end].count + 4
                end += 1
            } while end < documents.count && size + documents[end].count + 4 <= blockBytes
            var raw = ByteWriter()
            raw.reserve(size)
            var documentEnd: UInt32 = 0
            for document in documents[first..<end] {
                documentEnd += UInt32(document.count)
                raw.uint32(documentEnd)
            }
            for document in documents[first..<end] { raw.raw(document) }
            table.uint32(UInt32(first))
            table.uint32(UInt32(raw.count))
            table.uint64(UInt64(blocks.count))
            blocks.raw(compressor.compress(raw.bytes))
            blockCount += 1
            first = end
        }
        var index = ByteWriter()
        index.uint32(UInt32(documents.count))
        index.uint32(blockCount)
        index.raw(table.bytes)
        return (blocks.bytes, index.bytes, dictionary)
    }

    /// Documents taken at even distances, the beginning of long ones only.
    private static func samples(of documents: [[UInt8]]) -> [[UInt8]] {
        let total = documents.reduce(0) { $0 + min($1.count, blockBytes) }
        let step = max(1, total / sampleBytes)
        return stride(from: 0, to: documents.count, by: step).map { Array(documents[$0].prefix(blockBytes)) }
    }
}
