internal import FilingModel
internal import InvertedIndex

/// The documents of a draft by the identities of their filings; a draft may hold several papers of one filing.
struct DraftDocuments {
    private var documents: [Int64: DocumentID] = [:]
    /// Further documents of filings that have several.
    private var others: [Int64: [DocumentID]] = [:]

    /// None.
    init() {}

    /// The documents of a draft.
    ///
    /// - Throws: `IndexError` when the draft is not as it was written.
    init(_ segment: SegmentReader) throws(IndexError) {
        let identities = try segment.column(FilingSchema.Column.identity.rawValue)
        documents.reserveCapacity(segment.documentCount)
        for document in 0..<segment.documentCount {
            guard let identity = try identities.value(at: document) else { continue }
            if documents[identity] == nil {
                documents[identity] = DocumentID(document)
            } else {
                others[identity, default: []].append(DocumentID(document))
            }
        }
    }

    /// The document of a copy.
    ///
    /// - Throws: `IndexError` when the draft is not as it was written.
    func document(of copy: BatchImporter.FilingCopy, in segment: SegmentReader) throws(IndexError) -> DocumentID {
        guard let first = documents[copy.identity] else { throw missing(copy, in: segment) }
        guard let more = others[copy.identity] else { return first }
        // Told apart by the bytes they were read from.
        for document in [first] + more {
            let source = try FilingRecord.filing(document, in: segment).source
            if source.sha256.leadingBits == copy.digest { return document }
        }
        throw missing(copy, in: segment)
    }

    /// The document of a copy unless it is dropped.
    func document(
        of copy: BatchImporter.FilingCopy, in segment: SegmentReader, among dropped: DocumentSet
    ) throws(IndexError) -> DocumentID? {
        // Where all papers of a filing are dropped, none need be told from the others.
        if let first = documents[copy.identity], dropped.contains(first),
            others[copy.identity]?.allSatisfy(dropped.contains) ?? true
        {
            return nil
        }
        let document = try document(of: copy, in: segment)
        return dropped.contains(document) ? nil : document
    }

    private func missing(_ copy: BatchImporter.FilingCopy, in segment: SegmentReader) -> IndexError {
        .corrupt(
            file: segment.file.path, section: "column \(FilingSchema.Column.identity.rawValue)", offset: 0,
            expected: "the identity \(copy.identity)", found: "none")
    }
}
