internal import InvertedIndex

/// The keys by which the filings of a segment are sorted, read back from it.
enum FilingSortKeys {
    /// The sort keys of a segment's filings, in order.
    ///
    /// All three parts stand in columns but for a filing whose issuer has no CIK or which has none: its record is read.
    ///
    /// - Parameter segment: of the collection of filings.
    /// - Returns: what `FilingDocument` gave each filing.
    /// - Throws: `IndexError` when the segment is damaged.
    static func keys(of segment: SegmentReader) throws(IndexError) -> [Document.SortKey] {
        let issuers = try segment.column(FilingSchema.Column.issuerCIK.rawValue)
        let dates = try segment.column(FilingSchema.Column.date.rawValue)
        let identities = try segment.column(FilingSchema.Column.identity.rawValue)
        var keys: [Document.SortKey] = []
        keys.reserveCapacity(segment.documentCount)
        for document in 0..<segment.documentCount {
            if let issuer = try issuers.value(at: document) {
                keys.append(
                    Document.SortKey(
                        issuer, try dates.value(at: document) ?? 0, try identities.value(at: document) ?? 0))
            } else {
                keys.append(FilingDocument.sortKey(of: try FilingRecord.filing(DocumentID(document), in: segment)))
            }
        }
        return keys
    }
}
