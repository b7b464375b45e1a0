internal import FilingModel
internal import InvertedIndex

extension FilingRecord {
    /// The filing in a segment's record.
    ///
    /// - Parameters:
    ///   - document: its number in the segment.
    ///   - segment: of the collection of filings.
    /// - Returns: the filing.
    /// - Throws: `IndexError` when the record is damaged.
    static func filing(_ document: DocumentID, in segment: SegmentReader) throws(IndexError) -> Filing {
        let bytes = try segment.stored(document)
        do {
            return try filing(from: bytes)
        } catch {
            throw .corrupt(
                file: segment.file.path, section: "documents", offset: 0, expected: "a filing's record",
                found: "something else at byte \(error.offset) of record \(document)")
        }
    }
}
