/// Counts over all segments without what is deleted, so that the ranking does not depend on how documents fell into
/// segments, nor on documents that are gone.
struct CollectionStatistics {
    /// Documents and words of each field.
    let fields: [SegmentReader.FieldStatistics]

    /// Adds up the segments' counts.
    init(_ segments: [SegmentReader]) {
        let fieldCount = segments.first?.schema.fields.count ?? 0
        fields = (0..<fieldCount).map { field in
            segments.reduce(into: SegmentReader.FieldStatistics(documentCount: 0, wordCount: 0)) { sum, segment in
                guard segment.statistics.indices.contains(field) else { return }
                let own = segment.liveStatistics(ofField: field)
                sum.documentCount += own.documentCount
                sum.wordCount += own.wordCount
            }
        }
    }

    /// Words a document has in a field on average, over the documents that have it.
    func meanLength(ofField field: Int) -> Float {
        let statistics = fields[field]
        guard statistics.documentCount > 0 else { return 0 }
        return Float(Double(statistics.wordCount) / Double(statistics.documentCount))
    }

    /// The weight of a term that occurs in `frequencies` documents of each of its fields.
    ///
    /// A document that holds it in two fields would count twice, so the field with the most stands for all.
    func inverseDocumentFrequency(_ frequencies: [(field: Int, documentFrequency: Int)]) -> Float {
        let most = frequencies.map(\.documentFrequency).max() ?? 0
        let documents = frequencies.map { fields[$0.field].documentCount }.max() ?? 0
        return BM25.inverseDocumentFrequency(documentFrequency: most, documentCount: documents)
    }
}
