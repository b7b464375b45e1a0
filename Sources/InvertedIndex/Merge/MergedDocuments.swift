internal import Storage

/// The stored documents of a merged segment.
struct MergedDocuments: Sendable {
    let segments: [SegmentReader]
    /// Where each document of the new segment stands among the inputs.
    let places: ArraySlice<MergeOrder.Place>
    /// For each input and document its number among all that are merged.
    let numbers: [[UInt32]]
    /// Bytes of compressed blocks held in memory.
    let bufferBytes: Int

    /// The three sections but for the beginning of the blocks, which is kept aside.
    struct Compressed: Sendable {
        fileprivate let beginning: SpilledSection
        fileprivate let blocks, index, dictionary: [UInt8]

        /// Writes the sections.
        ///
        /// - Throws: `IndexError` when the disk refuses.
        func write(to writer: inout SegmentFileWriter) throws(IndexError) {
            try writer.begin(.documents)
            try beginning.move(to: &writer)
            try writer.write(blocks)
            writer.end()
            try writer.append(.documentIndex, index)
            try writer.append(.dictionary, dictionary)
        }
    }

    /// Compresses all documents.
    ///
    /// The compressor is trained on the documents that `DocumentStoreWriter` takes when it has all of them at hand, so
    /// the bytes do not tell what the documents were read from.
    ///
    /// - Parameter beginning: takes blocks that need not be held.
    /// - Returns: what is left to be written.
    /// - Throws: `IndexError` when an input is damaged or the disk refuses.
    func compressed(_ beginning: SpilledSection) throws(IndexError) -> Compressed {
        var readers = segments.map { StoredDocuments($0.documents) }
        var samples: [[UInt8]] = []
        let step = DocumentStoreWriter.sampleStep(sampledBytes: try sampledBytes())
        for index in stride(from: places.startIndex, to: places.endIndex, by: step) {
            let place = places[index]
            samples.append(DocumentStoreWriter.sample(try readers[Int(place.input)].document(place.document)))
        }
        let dictionary = DocumentStoreWriter.dictionary(from: samples)
        samples = []
        readers = segments.map { StoredDocuments($0.documents) }
        var store = DocumentStoreWriter(dictionary: dictionary)
        var readBytes = 0
        for place in places {
            let document = try readers[Int(place.input)].document(place.document)
            store.append(document)
            if store.heldBytes >= bufferBytes { try beginning.write(store.take()) }
            readBytes += document.count
            guard readBytes > MappedFile.letGoBytes else { continue }
            for segment in segments { segment.file.letGo() }
            readBytes = 0
        }
        let (rest, index) = store.finish()
        return Compressed(beginning: beginning, blocks: rest, index: index, dictionary: dictionary)
    }

    /// What all documents count for in training.
    ///
    /// Only blocks of which some documents are left out are decompressed: of the others the table says enough, for a
    /// document that counts for less than its length has a block to itself.
    private func sampledBytes() throws(IndexError) -> Int {
        let range = UInt32(places.startIndex)..<UInt32(places.endIndex)
        var sum = 0
        for (input, segment) in segments.enumerated() {
            let store = segment.documents
            for number in 0..<store.blockCount {
                let first = store.firstDocument(ofBlock: number)
                let end = store.firstDocument(ofBlock: number + 1)
                guard first < end, end <= numbers[input].count else {
                    throw store.noDocuments(inBlock: number)
                }
                let kept = numbers[input][first..<end].count { range.contains($0) }
                if kept == 0 { continue }
                if kept == end - first {
                    let bytes = max(0, store.rawBytes(ofBlock: number) - 4 * kept)
                    sum += kept == 1 ? DocumentStoreWriter.sampledBytes(ofDocument: bytes) : bytes
                    continue
                }
                let block = try store.block(number)
                for document in first..<end where range.contains(numbers[input][document]) {
                    let length = try store.range(of: document, in: block).count
                    sum += DocumentStoreWriter.sampledBytes(ofDocument: length)
                }
            }
        }
        return sum
    }
}

/// Goes through the stored documents of one segment, in ascending order.
private struct StoredDocuments {
    private let store: DocumentStoreReader
    private var block: DocumentStoreReader.Block?

    init(_ store: DocumentStoreReader) { self.store = store }

    /// The bytes of a document, not before the one asked for last.
    mutating func document(_ document: DocumentID) throws(IndexError) -> ArraySlice<UInt8> {
        let document = Int(document)
        if let block, document < block.first + block.count {
            return block.raw[try store.range(of: document, in: block)]
        }
        let number = try store.blockNumber(holding: document)
        let entered = try store.block(number)
        block = entered
        return entered.raw[try store.range(of: document, in: entered)]
    }
}
