package import Storage
internal import TextAnalysis

/// Documents of a segment that are in it and no longer in the index.
///
/// A segment never changes: what is removed is noted beside it, in a file of its own that a commit names. With the
/// documents go their words in the counts that ranking needs, so that scores are those of an index that never had them.
/// See `Index/FORMAT.md`, *deleted documents*.
package struct DeletedDocuments: Equatable, Sendable {
    /// Documents in the segment.
    package let documentCount: Int
    /// Which of them are deleted.
    package private(set) var documents: DocumentSet
    /// For each field the deleted documents that have it, and their words.
    package private(set) var statistics: [SegmentReader.FieldStatistics]

    /// What is deleted of a segment as it is open: the beginning of what a commit deletes beside it.
    package init(of segment: SegmentReader) {
        if let known = segment.deleted {
            self = known
        } else {
            self.init(documentCount: segment.documentCount, fieldCount: segment.schema.fields.count)
        }
    }

    /// None of a segment's documents.
    init(documentCount: Int, fieldCount: Int) {
        self.documentCount = documentCount
        documents = DocumentSet(of: documentCount)
        statistics = [SegmentReader.FieldStatistics](
            repeating: SegmentReader.FieldStatistics(documentCount: 0, wordCount: 0), count: fieldCount)
    }

    /// How many are deleted.
    package var count: Int { documents.count }

    /// Whether a document is deleted.
    package func contains(_ document: DocumentID) -> Bool { documents.contains(document) }

    /// Deletes a document; one that is deleted already stays so.
    ///
    /// - Parameters:
    ///   - number: of a document of the segment.
    ///   - document: the document as it was given to the segment, for its words are taken out of the counts. What it
    ///     stores does not matter.
    ///   - schema: of the segment.
    package mutating func insert(_ number: DocumentID, _ document: Document, schema: Schema) {
        guard !documents.contains(number) else { return }
        documents.insert(number)
        for (field, words) in document.wordCounts(schema).enumerated() where words > 0 && field < statistics.count {
            statistics[field].documentCount += 1
            statistics[field].wordCount += words
        }
    }

    // MARK: Bytes

    /// What a file name ends in.
    static let suffix = ".deleted"
    private static let magic = Array("FILGDEL1".utf8)
    private static let version: UInt16 = 1
    private static let headBytes = 48

    /// The file of what is deleted of a segment since a commit.
    package static func fileName(of segment: SegmentName, generation: UInt64) -> String {
        "\(segment.digest).\(generation)\(suffix)"
    }

    /// Whether a file of this name is one.
    static func isFileName(_ name: String) -> Bool {
        guard name.hasSuffix(suffix) else { return false }
        let parts = name.dropLast(suffix.utf8.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, SegmentName.isDigest(parts[0]), let generation = UInt64(parts[1]) else { return false }
        return generation > 0 && parts[1] == String(generation)
    }

    /// The file's bytes.
    func serialized(of segment: SegmentName) -> [UInt8] {
        var writer = ByteWriter()
        writer.reserve(Self.headBytes + statistics.count * 16 + documents.words.count * 8 + 4)
        writer.raw(Self.magic)
        writer.uint16(Self.version)
        writer.raw(repeatElement(0, count: 6))
        writer.raw(segment.digestBytes)
        writer.uint32(UInt32(documentCount))
        writer.uint32(UInt32(count))
        writer.uint32(UInt32(statistics.count))
        writer.uint32(0)
        writer.raw(SegmentReader.FieldStatistics.serialized(statistics))
        for word in documents.words { writer.uint64(word) }
        writer.uint32(CRC32C.of(writer.bytes.span))
        return writer.bytes
    }

    /// Opens the file that a manifest names.
    ///
    /// - Parameters:
    ///   - deleted: what the manifest says of it.
    ///   - segment: the segment it belongs to.
    ///   - directory: the index.
    ///   - fileSystem: the disk.
    /// - Throws: `IndexError` when it is missing, damaged, or that of another segment.
    package init(
        _ deleted: Manifest.Deleted, of segment: SegmentName, directory: String, on fileSystem: any FileSystem
    ) throws(IndexError) {
        let path = directory + "/" + Self.fileName(of: segment, generation: deleted.generation)
        let file = try IndexError.wrapping { () throws(StorageError) in try fileSystem.map(path) }
        func corrupt(_ offset: Int, _ expected: String, _ found: String) -> IndexError {
            .corrupt(file: path, section: "deleted documents", offset: offset, expected: expected, found: found)
        }
        let bytes = file.bytes
        guard bytes.count == deleted.lengthBytes, bytes.count >= Self.headBytes + 4 else {
            throw corrupt(bytes.count, "\(deleted.lengthBytes) bytes", "\(bytes.count)")
        }
        guard bytes.slice(0, 8)?.array == Self.magic else {
            throw corrupt(0, "the mark of deleted documents", "something else")
        }
        let version = bytes.uint16(at: 8) ?? 0
        guard version == Self.version else {
            throw .version(file: path, found: Int(version), readable: Int(Self.version)...Int(Self.version))
        }
        let end = bytes.count - 4
        let checksum = bytes.slice(0, end)?.checksum
        guard checksum == bytes.uint32(at: end) else { throw corrupt(end, "a matching checksum", "another") }
        guard checksum == deleted.checksum else { throw corrupt(end, "the checksum in the manifest", "another") }
        guard bytes.slice(16, 16)?.array == segment.digestBytes else {
            throw corrupt(16, "deleted documents of segment \(segment.digest)", "those of another")
        }
        var reader = ByteReader(
            bytes, at: 32, place: ByteReader.Place(file: path, section: "deleted documents", baseOffset: 0))
        documentCount = Int(try reader.uint32())
        let count = Int(try reader.uint32())
        let fieldCount = Int(try reader.uint32())
        _ = try reader.uint32()
        guard end - Self.headBytes == fieldCount * 16 + DocumentSet.wordCount(of: documentCount) * 8 else {
            throw corrupt(32, "a bit for each document", "another length")
        }
        statistics = []
        for _ in 0..<fieldCount {
            let documents = try reader.uint64()
            let words = try reader.uint64()
            guard documents <= UInt64(count), words >= documents, words <= UInt64(SegmentFile.wordCountMax) else {
                throw reader.corrupt(expected: "at most \(count) documents", found: "\(documents), \(words) words")
            }
            statistics.append(
                SegmentReader.FieldStatistics(documentCount: Int(documents), wordCount: Int(words)))
        }
        var words: [UInt64] = []
        words.reserveCapacity(DocumentSet.wordCount(of: documentCount))
        for _ in 0..<DocumentSet.wordCount(of: documentCount) { words.append(try reader.uint64()) }
        guard let documents = DocumentSet(words: words, of: documentCount), documents.count == count,
            count == deleted.count
        else { throw corrupt(36, "\(deleted.count) deleted documents", "another number") }
        self.documents = documents
    }
}

extension Document {
    /// The words of each field, counted as `SegmentBuilder` counts them: in a field without positions each term once.
    func wordCounts(_ schema: Schema) -> [Int] {
        var counts = [Int](repeating: 0, count: schema.fields.count)
        var terms = [Set<[UInt8]>](repeating: [], count: schema.fields.count)
        var tokenizer = WordTokenizer()
        for (field, text) in texts where schema.fields.indices.contains(field) {
            for word in tokenizer.words(in: text) {
                if schema.fields[field].hasPositions {
                    counts[field] += 1
                } else {
                    terms[field].insert(Array(word.utf8))
                }
            }
        }
        for (field, keyword) in keywords where schema.fields.indices.contains(field) {
            let term = Array(keyword.utf8)
            guard TermKey.isTerm(term.span) else { continue }
            if schema.fields[field].hasPositions { counts[field] += 1 } else { terms[field].insert(term) }
        }
        for field in counts.indices { counts[field] += terms[field].count }
        return counts
    }
}
