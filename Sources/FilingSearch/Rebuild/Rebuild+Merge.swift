internal import InvertedIndex
internal import Storage

extension Rebuild {
    /// Makes the segments of filings of the drafts that batches wrote.
    ///
    /// - Parameter filings: the drafts of all batches.
    /// - Returns: the manifest's entries in the order of filings: one, unless it would become too large.
    /// - Throws: `IndexError` when a draft is not as it was written, or the disk refuses.
    func merge(_ filings: DraftedFilings) throws(IndexError) -> [Manifest.Entry] {
        var merger = try SegmentMerger(filings.inputs(), schema: FilingSchema.schema)
        merger.wordCountMax = limits.segmentWordCountMax
        guard merger.documentCount > 0 else { return [] }
        let outputs = try merger.write(
            directory: directory.path, temporaryName: "building-filings", on: fileSystem)
        return outputs.map {
            Manifest.Entry(collection: FilingSchema.collection, name: $0.name, documentCount: $0.documentCount)
        }
    }
}
