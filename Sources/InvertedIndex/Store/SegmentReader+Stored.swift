extension SegmentReader {
    /// Hands on the bytes stored with each document, deleted ones as well, in order.
    ///
    /// - Parameter body: takes a document's number and its bytes.
    /// - Throws: `IndexError` when a block is damaged, or what `body` throws.
    /// - Complexity: each block is decompressed once.
    package func forEachStored(
        _ body: (DocumentID, [UInt8]) throws(IndexError) -> Void
    ) throws(IndexError) {
        for number in 0..<documents.blockCount {
            let block = try documents.block(number)
            for document in block.first..<block.first + block.count {
                try body(DocumentID(document), Array(block.raw[try documents.range(of: document, in: block)]))
            }
        }
    }
}
