internal import Storage

/// What a segment is made of, for people who want to see inside.
///
/// Values only: whoever asks decides how they look.
package struct SegmentDump: Sendable {
    /// A section and how much of the file it is.
    package struct Section: Equatable, Sendable {
        /// What it holds.
        package let name: String
        /// The field or column it belongs to, by name.
        package let owner: String?
        /// Where it begins in the file.
        package let offset: Int
        /// Its length.
        package let lengthBytes: Int
        /// Its part of the file, 0 … 1.
        package let share: Double
        /// Its length divided by the number of documents; 0 when there are none.
        package let bytesPerDocument: Double
    }

    /// A field and what it holds.
    package struct Field: Equatable, Sendable {
        /// As in the schema.
        package let field: Schema.Field
        /// Documents with at least one word.
        package let documentCount: Int
        /// Words in all documents.
        package let wordCount: Int
        /// Distinct terms.
        package fileprivate(set) var termCount = 0
        /// Pairs of term and document.
        package fileprivate(set) var postingsCount = 0
        /// Terms in a single document, which need no list.
        package fileprivate(set) var singleDocumentTermCount = 0
        /// What its terms take in the dictionary, in bits; heads of blocks and the index of blocks belong to no field.
        package fileprivate(set) var termBits = 0
        /// What its lists of documents take.
        package fileprivate(set) var postingsBytes = 0
        /// What its positions take.
        package fileprivate(set) var positionsBytes = 0
        /// Words a document has on average, over those that have the field.
        package var meanLength: Double { documentCount > 0 ? Double(wordCount) / Double(documentCount) : 0 }
    }

    /// The file.
    package let path: String
    /// Version of the format.
    package let formatVersion: Int
    /// Features that a reader must know, and those it need not.
    package let requiredFeatures, optionalFeatures: UInt64
    /// Length of the file.
    package let fileBytes: Int
    /// Number of documents.
    package let documentCount: Int
    /// Sections in file order.
    package let sections: [Section]
    /// Header, padding, tables and footer.
    package let overheadBytes: Int
    /// Fields in the schema's order.
    package let fields: [Field]
    /// Columns in the schema's order.
    package let columns: [Schema.Column]
    /// Name of the column that is unique to a document.
    package let identityColumn: String

    /// Describes a segment.
    ///
    /// - Complexity: walks through all terms, no postings.
    package init(_ reader: SegmentReader) throws(IndexError) {
        let file = reader.file
        let schema = reader.schema
        path = file.path
        formatVersion = Int(file.bytes.uint16(at: 8) ?? 0)
        requiredFeatures = file.bytes.uint64(at: 16) ?? 0
        optionalFeatures = file.bytes.uint64(at: 24) ?? 0
        let fileBytes = file.bytes.count
        self.fileBytes = fileBytes
        let documentCount = reader.documentCount
        self.documentCount = documentCount
        sections = file.sections.map { entry in
            let owner: String? =
                switch entry.section {
                case .lengths where schema.fields.indices.contains(entry.number): schema.fields[entry.number].name
                case .column where schema.columns.indices.contains(entry.number),
                    .columnEnds where schema.columns.indices.contains(entry.number):
                    schema.columns[entry.number].name
                default: nil
                }
            return Section(
                name: entry.name, owner: owner, offset: entry.offset, lengthBytes: entry.lengthBytes,
                share: Double(entry.lengthBytes) / Double(fileBytes),
                bytesPerDocument: documentCount > 0 ? Double(entry.lengthBytes) / Double(documentCount) : 0)
        }
        overheadBytes = fileBytes - sections.reduce(0) { $0 + $1.lengthBytes }
        var fields = zip(schema.fields, reader.statistics).map { field, statistics in
            Field(field: field, documentCount: statistics.documentCount, wordCount: statistics.wordCount)
        }
        try Self.count(reader, into: &fields)
        self.fields = fields
        columns = schema.columns
        identityColumn = schema.columns[schema.identityColumn].name
    }

    /// Counts terms, postings and bytes of each field.
    private static func count(_ reader: SegmentReader, into fields: inout [Field]) throws(IndexError) {
        func length(_ section: SegmentFile.Section) -> UInt64 {
            UInt64(reader.file.sections.first { $0.section == section }?.lengthBytes ?? 0)
        }
        var list = Run(path: reader.file.path)
        var positions = Run(path: reader.file.path)
        var walk = try reader.dictionary.enumerator()
        while try walk.next() {
            guard fields.indices.contains(walk.field) else { continue }
            let info = try walk.info()
            fields[walk.field].termCount += 1
            fields[walk.field].postingsCount += info.documentFrequency
            fields[walk.field].termBits += walk.lengthBits
            if info.documentFrequency == 1 {
                fields[walk.field].singleDocumentTermCount += 1
            } else {
                let before = try list.next(field: walk.field, offset: info.postings)
                fields[before.field].postingsBytes += before.lengthBytes
            }
            let before = try positions.next(field: walk.field, offset: info.positionsOffset)
            fields[before.field].positionsBytes += before.lengthBytes
        }
        guard !fields.isEmpty else { return }
        let lastList = try list.next(field: 0, offset: length(.postings))
        fields[lastList.field].postingsBytes += lastList.lengthBytes
        let lastPositions = try positions.next(field: 0, offset: length(.positions))
        fields[lastPositions.field].positionsBytes += lastPositions.lengthBytes
    }

    /// The list, or the positions, that were met last: they stand in the order of terms without gaps, so each ends where
    /// the next begins.
    private struct Run {
        let path: String
        private var field = 0
        private var offset = 0

        init(path: String) { self.path = path }

        /// Begins the next one.
        ///
        /// - Returns: whose the one before was, and how long.
        /// - Throws: `IndexError.corrupt` when the next begins before it.
        mutating func next(field: Int, offset: UInt64) throws(IndexError) -> (field: Int, lengthBytes: Int) {
            guard let next = Int(exactly: offset), next >= self.offset else {
                throw .corrupt(
                    file: path, section: "terms", offset: 0, expected: "lists and positions in the order of terms",
                    found: "\(offset) behind \(self.offset)")
            }
            defer { (self.field, self.offset) = (field, next) }
            return (self.field, next - self.offset)
        }
    }
}

extension SegmentDump {
    /// A term of a field and how common it is.
    package struct Term: Equatable, Sendable {
        /// Its bytes.
        package let bytes: [UInt8]
        /// Documents that hold it.
        package let documentFrequency: Int
        /// Times it occurs.
        package let totalFrequency: Int
        /// Its bytes as text; ill-formed ones become replacement characters.
        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// The terms of a field that begin so, in order.
    ///
    /// - Parameters:
    ///   - reader: the segment.
    ///   - field: the field's number.
    ///   - prefix: what they begin with; empty for all.
    ///   - limit: how many at most.
    /// - Returns: the terms, each with its counts.
    /// - Throws: `IndexError.corrupt` where the dictionary is damaged.
    package static func terms(
        of reader: SegmentReader, field: Int, prefix: [UInt8] = [], limit: Int = .max
    ) throws(IndexError) -> [Term] {
        var terms: [Term] = []
        var walk = try reader.dictionary.enumerator(from: prefix)
        while terms.count < limit, try walk.next(), walk.term.starts(with: prefix) {
            guard walk.field == field else { continue }
            let info = try walk.info()
            terms.append(
                Term(
                    bytes: Array(walk.term), documentFrequency: info.documentFrequency,
                    totalFrequency: info.totalFrequency))
        }
        return terms
    }

    /// A document that holds a term.
    package struct Posting: Equatable, Sendable {
        /// Its number in the segment.
        package let document: DocumentID
        /// How often; 1 in a field without positions.
        package let frequency: Int
        /// Where, ascending; empty in a field without positions.
        package let positions: [UInt32]
    }

    /// The documents of a term, ascending.
    ///
    /// - Parameters:
    ///   - reader: the segment.
    ///   - term: its bytes.
    ///   - field: the field's number.
    ///   - limit: how many at most.
    /// - Returns: the documents; none when the field has no such term.
    /// - Throws: `IndexError.corrupt` where the list is damaged.
    package static func postings(
        of reader: SegmentReader, term: [UInt8], field: Int, limit: Int = .max
    ) throws(IndexError) -> [Posting] {
        guard reader.schema.fields.indices.contains(field), TermKey.isTerm(term.span),
            let info = try reader.dictionary.info(term: term, field: field)
        else { return [] }
        var cursor = PostingsCursor(try reader.postings(info, field: field))
        var positions = reader.schema.fields[field].hasPositions ? try reader.positions(info) : nil
        var found: [Posting] = []
        var places: [UInt32] = []
        while found.count < limit, let document = try cursor.advance() {
            let frequency = Int(try cursor.frequency())
            try positions?.read(first: cursor.occurrencesBefore(), frequency: frequency, into: &places)
            found.append(Posting(document: document, frequency: frequency, positions: places))
        }
        return found
    }
}
