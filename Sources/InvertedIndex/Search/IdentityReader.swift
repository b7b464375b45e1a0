/// Reads identities of documents that come in ascending order, a block of the column at a time.
struct IdentityReader {
    private let column: ColumnReader
    private var block = ColumnBlock.none

    /// A reader of the identity column.
    init(_ column: ColumnReader) { self.column = column }

    /// The number that is unique to a document.
    mutating func identity(of document: DocumentID) throws(IndexError) -> Int64 {
        try enter(document)
        return block.value(at: Int(document)) ?? 0
    }

    /// A number that no document of the same block has less of; without a look at the documents.
    mutating func lowest(near document: DocumentID) throws(IndexError) -> Int64 {
        try enter(document)
        return block.lowest
    }

    @inline(__always)
    private mutating func enter(_ document: DocumentID) throws(IndexError) {
        let number = Int(document) / ColumnWriter.blockCount
        if number != block.number { block = try column.block(number) }
    }
}
