/// Reads identities of documents that come in ascending order, a block of the column at a time.
struct IdentityReader {
    private let column: ColumnReader
    private var block = ColumnBlock.none

    /// A reader of the identity column.
    init(_ column: ColumnReader) { self.column = column }

    /// The number that is unique to a document.
    mutating func identity(of document: DocumentID) throws(IndexError) -> Int64 {
        let number = Int(document) / ColumnWriter.blockCount
        if number != block.number { block = try column.block(number) }
        return block.value(at: Int(document)) ?? 0
    }
}
