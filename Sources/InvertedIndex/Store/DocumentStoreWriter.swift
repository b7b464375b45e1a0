/// Writes stored documents in compressed blocks of about 16 KiB, with a dictionary trained on the segment's own.
///
/// See `Index/FORMAT.md`, *documents*. A dictionary gives small blocks the ratio of large ones, so fetching one
/// document decompresses 16 KiB (≈ 4 µs) and not more.
package struct DocumentStoreWriter {
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
    /// The level of segments that are published.
    static let level: Int32 = 3
    /// The level of drafts, read once and soon.
    static let draftLevel: Int32 = -20

    private let compressor: ZstandardCompressor
    private var blocks = ByteWriter()
    private var takenBytes = 0
    private var table = ByteWriter()
    private var blockCount: UInt32 = 0
    private var count = 0
    // The block being filled: its first document, the end of each, and the documents.
    private var first = 0
    private var ends: [UInt32] = []
    private var content: [UInt8] = []

    /// A store without documents.
    ///
    /// - Parameters:
    ///   - dictionary: what to compress with; may be empty.
    ///   - level: of compression.
    init(dictionary: [UInt8], level: Int32 = Self.level) {
        compressor = ZstandardCompressor(dictionary: dictionary, level: level)
    }

    /// Adds a document.
    mutating func append(_ document: ArraySlice<UInt8>) {
        // Four bytes for each end: empty documents must not pile up in one block without limit.
        if !ends.isEmpty, content.count + document.count + 4 * (ends.count + 1) > Self.blockBytes { flush() }
        content.append(contentsOf: document)
        ends.append(UInt32(content.count))
        count += 1
    }

    /// Number of bytes of blocks held.
    var heldBytes: Int { blocks.count }

    /// Hands over the blocks there are, so that a long section need not be held as a whole.
    mutating func take() -> [UInt8] {
        takenBytes += blocks.count
        return blocks.take()
    }

    /// Ends the store.
    ///
    /// - Returns: the blocks, without what was taken, and the block table.
    mutating func finish() -> (blocks: [UInt8], index: [UInt8]) {
        if !ends.isEmpty { flush() }
        var index = ByteWriter()
        index.uint32(UInt32(count))
        index.uint32(blockCount)
        index.raw(table.bytes)
        return (blocks.bytes, index.bytes)
    }

    private mutating func flush() {
        var raw = ByteWriter()
        raw.reserve(content.count + 4 * ends.count)
        for end in ends { raw.uint32(end) }
        raw.raw(content)
        table.uint32(UInt32(first))
        table.uint32(UInt32(raw.count))
        table.uint64(UInt64(takenBytes + blocks.count))
        blocks.raw(compressor.compress(raw.bytes))
        blockCount += 1
        first = count
        ends.removeAll(keepingCapacity: true)
        content.removeAll(keepingCapacity: true)
    }

    /// The three sections for some documents.
    ///
    /// - Parameters:
    ///   - documents: in order.
    ///   - isDraft: whether they are soon read and removed: compressed in haste and without a dictionary.
    /// - Returns: compressed blocks, block table and dictionary.
    package static func sections(
        _ documents: [[UInt8]], isDraft: Bool = false
    ) -> (blocks: [UInt8], index: [UInt8], dictionary: [UInt8]) {
        let step = sampleStep(sampledBytes: documents.reduce(0) { $0 + sampledBytes(ofDocument: $1.count) })
        let samples = isDraft ? [] : stride(from: 0, to: documents.count, by: step).map { sample(documents[$0][...]) }
        let dictionary = dictionary(from: samples)
        var writer = DocumentStoreWriter(dictionary: dictionary, level: isDraft ? draftLevel : level)
        for document in documents { writer.append(document[...]) }
        let (blocks, index) = writer.finish()
        return (blocks, index, dictionary)
    }

    // MARK: Training

    /// The dictionary for documents of which these are samples; empty when there is too little to learn from.
    static func dictionary(from samples: [[UInt8]]) -> [UInt8] {
        ZstandardCompressor.trainedDictionary(from: samples, capacity: dictionaryBytes)
    }

    /// Every how manyth document is a sample: at even distances from the first on, whatever they were read from.
    ///
    /// - Parameter sampledBytes: the sum of `sampledBytes(ofDocument:)` over all documents.
    /// - Returns: 1 for all of them.
    static func sampleStep(sampledBytes: Int) -> Int { max(1, sampledBytes / sampleBytes) }

    /// What a document of some bytes counts for.
    static func sampledBytes(ofDocument count: Int) -> Int { min(count, blockBytes) }

    /// What of a document is learnt from: the beginning of a long one only.
    static func sample(_ document: ArraySlice<UInt8>) -> [UInt8] { Array(document.prefix(blockBytes)) }
}
