package import Storage

/// What can still be read of a segment that is damaged: stored documents and identities, each by itself.
///
/// Header, tables and footer must be whole, and the small sections that lead to stored documents; nothing else need be.
package struct SegmentSalvage {
    /// Number of documents, deleted ones among them.
    package let documentCount: Int
    private let documents: DocumentStoreReader
    private let identities: ColumnReader?

    /// Opens what there is.
    ///
    /// - Parameters:
    ///   - name: what the manifest says of the segment.
    ///   - directory: the index.
    ///   - schema: of the collection, for the segment's own may be gone.
    ///   - fileSystem: the disk.
    /// - Throws: `IndexError` when not even stored documents can be found.
    package init(
        _ name: SegmentName, in directory: String, schema: Schema, on fileSystem: any FileSystem
    ) throws(IndexError) {
        let file = try SegmentFileReader(path: directory + "/" + name.fileName, expected: name, on: fileSystem)
        documentCount = file.documentCount
        func section(_ section: SegmentFile.Section) throws(IndexError) -> SectionBytes {
            if let found = file.salvaged(kind: section.rawValue) { return found }
            return try file.requiredSection(section)
        }
        documents = try DocumentStoreReader(
            blocks: section(.documents), index: section(.documentIndex), dictionary: section(.dictionary))
        guard documents.count == documentCount else {
            throw .corrupt(
                file: file.path, section: SegmentFile.Section.documentIndex.name, offset: 0,
                expected: "\(documentCount) stored documents", found: "\(documents.count)")
        }
        let column = SegmentFile.Section.column.rawValue
        identities = file.salvaged(kind: column, number: schema.identityColumn).flatMap { section in
            try? ColumnReader(section, expectedCount: file.documentCount)
        }
    }

    /// The bytes stored with a document.
    package func stored(_ document: DocumentID) throws(IndexError) -> [UInt8] { try documents.document(document) }

    /// The number unique to a document; `nil` when that cannot be read.
    package func identity(_ document: DocumentID) -> Int64? {
        (try? identities?.value(at: Int(document))) ?? nil
    }
}

extension Manifest.Entry {
    /// Reads every byte of the segment, and of what is deleted of it, and holds it against the checksums.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - fileSystem: the disk.
    /// - Returns: what is wrong first; `nil` for nothing.
    package func fault(in directory: String, on fileSystem: any FileSystem) -> IndexError? {
        do {
            let reader = try open(in: directory, on: fileSystem)
            var fault: IndexError?
            reader.file.verifyAll { fault = fault ?? $0 }
            if fault == nil, reader.documentCount != documentCount {
                fault = .corrupt(
                    file: reader.file.path, section: "header", offset: 32, expected: "\(documentCount) documents",
                    found: "\(reader.documentCount)")
            }
            return fault
        } catch {
            return error
        }
    }
}
