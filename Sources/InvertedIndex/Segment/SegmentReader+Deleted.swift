extension SegmentReader {
    /// Number of documents that are not deleted.
    package var liveCount: Int { documentCount - (deleted?.count ?? 0) }

    /// Whether a document is deleted.
    package func isDeleted(_ document: DocumentID) -> Bool { deleted?.contains(document) ?? false }

    /// The statistics of a field without what is deleted.
    func liveStatistics(ofField field: Int) -> FieldStatistics {
        var own = statistics[field]
        guard let gone = deleted?.statistics, gone.indices.contains(field) else { return own }
        own.documentCount = max(0, own.documentCount - gone[field].documentCount)
        own.wordCount = max(own.documentCount, own.wordCount - gone[field].wordCount)
        return own
    }

    /// In how many documents that are not deleted a term occurs.
    ///
    /// - Parameters:
    ///   - info: as the dictionary gives it.
    ///   - field: the term's.
    /// - Returns: the number.
    /// - Throws: `IndexError.corrupt` when the list is damaged.
    /// - Complexity: nothing where nothing is deleted, else a walk through the shorter of the list and what is deleted.
    package func liveFrequency(_ info: TermInfo, field: Int) throws(IndexError) -> Int {
        guard let deleted else { return info.documentFrequency }
        let list = try postings(info, field: field)
        var cursor = PostingsCursor(list)
        var gone = 0
        // A document that is looked for costs about as much as a block that is gone through.
        if deleted.count < list.documentCount / BitPacking.blockCount {
            try deleted.documents.forEach { document throws(IndexError) in
                if try cursor.seek(to: document) == document { gone += 1 }
            }
        } else {
            while let document = try cursor.advance() {
                if deleted.contains(document) { gone += 1 }
            }
        }
        return info.documentFrequency - gone
    }

    /// The least and the greatest number of a column among documents that are not deleted; `nil` when none has one.
    ///
    /// - Complexity: blocks of which nothing is deleted are not read.
    package func liveBounds(ofColumn number: Int) throws(IndexError) -> ClosedRange<Int64>? {
        let column = try column(number)
        var all: ClosedRange<Int64>?
        func add(_ bounds: ClosedRange<Int64>) {
            let (low, high) = (all?.lowerBound ?? bounds.lowerBound, all?.upperBound ?? bounds.upperBound)
            all = min(low, bounds.lowerBound)...max(high, bounds.upperBound)
        }
        for start in stride(from: 0, to: column.count, by: ColumnWriter.blockCount) {
            let block = start / ColumnWriter.blockCount
            guard let bounds = column.bounds(ofBlock: block) else { continue }
            let documents = start..<min(column.count, start + ColumnWriter.blockCount)
            guard documents.contains(where: { isDeleted(DocumentID($0)) }) else {
                add(bounds)
                continue
            }
            for document in documents where !isDeleted(DocumentID(document)) {
                if let value = try column.value(at: document) { add(value...value) }
            }
        }
        return all
    }
}
