package import Storage

/// An open segment: what it holds, ready to be asked.
///
/// Opening maps the file and checks header, tables and the small sections; everything else is verified when first
/// touched. All members may be used by any number of threads.
package final class SegmentReader: Sendable {
    /// What its documents are made of.
    package let schema: Schema
    /// Number of documents, deleted ones among them.
    package let documentCount: Int
    /// Documents that are in the segment and no longer in the index; `nil` for none.
    package let deleted: DeletedDocuments?
    /// The file beneath.
    package let file: SegmentFileReader
    /// Terms of all fields.
    package let dictionary: TermDictionaryReader
    /// For each field the documents that have it and its words in all.
    package let statistics: [FieldStatistics]
    private let postings: SectionBytes
    private let positions: SectionBytes
    private let lengths: [SectionBytes?]
    private let columns: [ColumnReader]
    private let columnEnds: [ColumnReader?]
    /// Stored documents.
    let documents: DocumentStoreReader

    /// How many documents have a field, and with how many words in all.
    package struct FieldStatistics: Equatable, Sendable {
        /// Documents with at least one word.
        package var documentCount: Int
        /// Words in all documents.
        package var wordCount: Int

        /// The section for those of all fields.
        static func serialized(_ fields: [Self]) -> [UInt8] {
            var writer = ByteWriter()
            for field in fields {
                writer.uint64(UInt64(field.documentCount))
                writer.uint64(UInt64(field.wordCount))
            }
            return writer.bytes
        }
    }

    /// Opens a segment.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - expected: what the manifest says of it, if there is one.
    ///   - deleted: documents of it that are no longer in the index.
    ///   - fileSystem: the disk.
    /// - Throws: `IndexError` when the file is missing, damaged or of another version, or when what is deleted is of
    ///   another segment.
    package init(
        path: String, expected: SegmentName?, deleted: DeletedDocuments? = nil, on fileSystem: some FileSystem
    ) throws(IndexError) {
        file = try SegmentFileReader(path: path, expected: expected, on: fileSystem)
        let count = file.documentCount
        documentCount = count
        let schemaBytes = try file.requiredSection(.schema)
        try schemaBytes.verifyAll()
        do throws(Schema.Fault) {
            schema = try Schema(serialized: schemaBytes.bytes.array)
        } catch .analyzer(let field, let name) {
            throw .analyzer(file: file.path, field: field, found: name)
        } catch {
            throw schemaBytes.place.corrupt(at: 0, expected: "a schema", found: "none")
        }
        dictionary = try TermDictionaryReader(
            terms: file.requiredSection(.terms), index: file.requiredSection(.termIndex))
        var reader = try file.requiredSection(.statistics).reader()
        var statistics: [FieldStatistics] = []
        for _ in schema.fields {
            let documents = try reader.uint64()
            let words = try reader.uint64()
            // Bounds that let sums over any number of segments stay far from overflow.
            guard documents <= UInt64(count), words >= documents, words <= UInt64(SegmentFile.wordCountMax) else {
                throw reader.corrupt(expected: "at most \(count) documents", found: "\(documents), \(words) words")
            }
            statistics.append(
                FieldStatistics(documentCount: Int(documents), wordCount: Int(words)))
        }
        try reader.expectEnd()
        self.statistics = statistics
        postings = try file.requiredSection(.postings)
        positions = try file.requiredSection(.positions)
        var lengths: [SectionBytes?] = []
        for (number, field) in schema.fields.enumerated() {
            let section = field.hasPositions ? try file.requiredSection(.lengths, number: number) : nil
            if let section, section.count != count {
                throw section.place.corrupt(at: 0, expected: "\(count) lengths", found: "\(section.count)")
            }
            lengths.append(section)
        }
        self.lengths = lengths
        var columns: [ColumnReader] = []
        var columnEnds: [ColumnReader?] = []
        for (number, column) in schema.columns.enumerated() {
            let section = try file.requiredSection(.column, number: number)
            switch column.kind {
            case .integer:
                columns.append(try ColumnReader(section, expectedCount: count))
                columnEnds.append(nil)
            case .integerList:
                columns.append(try ColumnReader(section, expectedCount: nil))
                let ends = try file.requiredSection(.columnEnds, number: number)
                columnEnds.append(try ColumnReader(ends, expectedCount: count))
            }
        }
        self.columns = columns
        self.columnEnds = columnEnds
        self.deleted = deleted.flatMap { $0.count > 0 ? $0 : nil }
        documents = try DocumentStoreReader(
            blocks: file.requiredSection(.documents), index: file.requiredSection(.documentIndex),
            dictionary: file.requiredSection(.dictionary))
        guard documents.count == count else {
            throw postings.place.corrupt(at: 0, expected: "\(count) stored documents", found: "\(documents.count)")
        }
        if let deleted, deleted.documentCount != count || deleted.statistics.count != schema.fields.count {
            throw .corrupt(
                file: path, section: "deleted documents", offset: 32,
                expected: "\(count) documents and \(schema.fields.count) fields",
                found: "\(deleted.documentCount) and \(deleted.statistics.count)")
        }
    }

    /// The documents of a term.
    package func postings(_ info: TermInfo, field: Int) throws(IndexError) -> PostingsList {
        guard schema.fields.indices.contains(field) else {
            throw postings.place.corrupt(
                at: 0, expected: "a field below \(schema.fields.count)", found: "field \(field)")
        }
        return try PostingsList(
            info, in: postings, hasFrequencies: schema.fields[field].hasPositions, collectionCount: documentCount)
    }

    /// The positions of a term in a field that keeps them.
    package func positions(_ info: TermInfo) throws(IndexError) -> PositionsReader {
        try PositionsReader(info, in: positions)
    }

    /// The same for the memory of a query.
    func positions(_ info: TermInfo, memory: QueryMemory) throws(IndexError) -> PositionsCursor {
        try PositionsCursor(info, in: positions, memory: memory)
    }

    /// What to say about postings in an error.
    var postingsPlace: ByteReader.Place { postings.place }

    /// What to say about positions in an error.
    var positionsPlace: ByteReader.Place { positions.place }

    /// The length bytes of a field by document, verified; `nil` for a field that keeps none.
    package func lengths(ofField field: Int) throws(IndexError) -> MappedBytes? {
        guard lengths.indices.contains(field), let section = lengths[field] else { return nil }
        try section.verifyAll()
        return section.bytes
    }

    /// A document's number in an integer column.
    package func integer(_ column: Int, _ document: DocumentID) throws(IndexError) -> Int64? {
        try self.column(column).value(at: Int(document))
    }

    /// A document's numbers in a list column.
    package func integers(_ column: Int, _ document: DocumentID) throws(IndexError) -> [Int64] {
        let values = try self.column(column)
        guard let ends = columnEnds[column] else {
            return try values.value(at: Int(document)).map { [$0] } ?? []
        }
        return try ListColumnReader(ends: ends, values: values).values(at: Int(document))
    }

    /// A list column's numbers by document, gaps included.
    ///
    /// - Throws: `IndexError.corrupt` for a column that the segment's schema does not have as a list.
    package func list(_ column: Int) throws(IndexError) -> ListColumnReader {
        let values = try self.column(column)
        guard let ends = columnEnds[column] else {
            throw postings.place.corrupt(at: 0, expected: "lists in column \(column)", found: "single numbers")
        }
        return ListColumnReader(ends: ends, values: values)
    }

    /// A column's numbers, for filters that go through many documents.
    ///
    /// - Throws: `IndexError.corrupt` for a column that the segment's schema does not have.
    package func column(_ number: Int) throws(IndexError) -> ColumnReader {
        guard columns.indices.contains(number) else {
            throw postings.place.corrupt(
                at: 0, expected: "a column below \(columns.count)", found: "column \(number)")
        }
        return columns[number]
    }

    /// Where each document's list ends in a list column; `nil` for an integer column.
    func columnEnds(_ number: Int) -> ColumnReader? { columnEnds[number] }

    /// The number that is unique to a document.
    package func identity(_ document: DocumentID) throws(IndexError) -> Int64 {
        try integer(schema.identityColumn, document) ?? 0
    }

    /// Where a document stands among those of other segments with the same schema.
    package func sortKey(_ document: DocumentID) throws(IndexError) -> SortKey {
        try schema.sortKey { column throws(IndexError) in try integer(column, document) }
    }

    /// The bytes stored with a document.
    package func stored(_ document: DocumentID) throws(IndexError) -> [UInt8] {
        try documents.document(document)
    }
}
