internal import InvertedIndex

extension DeletedDocuments {
    /// Deletes a filing.
    ///
    /// Its record is read and made a document again, for its words are taken out of the counts of ranking.
    ///
    /// - Parameters:
    ///   - number: of the filing in its segment; one that is deleted already stays so.
    ///   - segment: the segment.
    /// - Throws: `IndexError.corrupt` when its record is damaged.
    mutating func insertFiling(_ number: DocumentID, in segment: SegmentReader) throws(IndexError) {
        guard !contains(number) else { return }
        let filing = try FilingRecord.filing(number, in: segment)
        insert(number, FilingDocument.document(for: filing), schema: segment.schema)
    }
}
