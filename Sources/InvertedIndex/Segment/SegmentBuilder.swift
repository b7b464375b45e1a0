package import Storage
internal import TextAnalysis

/// Collects documents in memory and turns them into a segment.
///
/// Terms are interned as they come, and each document keeps its words as a stream of term numbers and positions.
/// Sorting the documents, sorting the terms and inverting the streams by counting happen once, in `write`. What is
/// written depends on the documents alone, not on the order they came in.
///
/// Memory: 8 bytes a word while collecting and 16 more in `write`, the distinct terms, and the stored bytes.
package struct SegmentBuilder {
    private let schema: Schema
    private var tokenizer = WordTokenizer()
    private var vocabulary = Vocabulary()
    private var words: [Word] = []
    private var wordEnds: [Int] = []
    private var sortKeys: [SortKey] = []
    /// The words of every field of a document, then those of the next.
    private var lengths: [UInt32] = []
    // Of the document being added, by field: the next position, and the words so far.
    private var positions: [UInt32]
    private var fieldLengths: [UInt32]
    private var integers: [(column: Int, value: Int64)] = []
    private var integerEnds: [Int] = []
    private var stored: [[UInt8]] = []
    private var removed: Set<Int> = []

    private struct Word {
        /// Its number; once words are placed by term, the number of the document instead.
        var term: UInt32
        var position: UInt32
    }

    /// A builder without documents.
    package init(schema: Schema) {
        self.schema = schema
        positions = [UInt32](repeating: 0, count: schema.fields.count)
        fieldLengths = positions
    }

    /// Number of documents taken and not taken back.
    package var count: Int { sortKeys.count - removed.count }

    /// Takes a document back.
    ///
    /// - Parameter number: how many documents were taken before it.
    package mutating func remove(_ number: Int) { removed.insert(number) }

    /// Takes a document.
    package mutating func add(_ document: Document) {
        for field in positions.indices { (positions[field], fieldLengths[field]) = (0, 0) }
        for (field, text) in document.texts where positions.indices.contains(field) {
            if positions[field] > 0 { positions[field] &+= Document.positionGap }
            var text = text
            text.withUTF8Span { add($0, field: field) }
        }
        for (field, term) in document.keywords where positions.indices.contains(field) {
            var term = term
            term.withUTF8Span { span in
                guard TermKey.isTerm(span) else { return }
                words.append(Word(term: vocabulary.intern(span, field: field), position: positions[field]))
                positions[field] &+= 1
                fieldLengths[field] += 1
            }
        }
        lengths.append(contentsOf: fieldLengths)
        integers.append(contentsOf: document.integers)
        integerEnds.append(integers.count)
        wordEnds.append(words.count)
        sortKeys.append(schema.sortKey(of: document))
        stored.append(document.stored)
    }

    /// Takes the words of a text.
    private mutating func add(_ text: Span<UInt8>, field: Int) {
        var position = positions[field]
        if WordTokenizer.isASCII(text) {
            WordTokenizer.forEachPackedWord(inASCII: text) { word, byteCount in
                let term = vocabulary.intern(word, byteCount: byteCount, field: field)
                words.append(Word(term: term, position: position))
                position &+= 1
            }
        } else {
            tokenizer.forEachWord(in: text) { word in
                words.append(Word(term: vocabulary.intern(word, field: field), position: position))
                position &+= 1
            }
        }
        fieldLengths[field] &+= position &- positions[field]
        positions[field] = position
    }

    /// Writes the segment under its digest's name and leaves the builder empty.
    ///
    /// The file is synced, its name is not: the commit syncs the directory.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - temporaryName: unlike any other being written there.
    ///   - extensions: sections of the collection's own, numbered from `SegmentFile.extensionKinds`.
    ///   - fileSystem: the disk.
    /// - Returns: what the manifest records of it.
    /// - Throws: `IndexError` when the disk refuses; nothing of the file is left then.
    package mutating func write(
        directory: String, temporaryName: String, extensions: [(kind: UInt16, bytes: [UInt8])] = [],
        on fileSystem: any FileSystem
    ) throws(IndexError) -> SegmentName {
        let digest = SHA256Stream()
        var writer = try SegmentFileWriter(
            directory: directory, temporaryName: temporaryName, documentCount: count, digest: digest, on: fileSystem)
        do {
            try writeSections(to: &writer, isDraft: false)
            for section in extensions { try writer.append(extensionKind: section.kind, section.bytes) }
            let name = try writer.finish(digest)
            self = SegmentBuilder(schema: schema)
            return name
        } catch {
            writer.abandon()
            throw error
        }
    }

    /// Writes the segment as a draft, to be merged with others, and leaves the builder empty.
    ///
    /// - Parameters:
    ///   - directory: where.
    ///   - temporaryName: unlike any other being written there.
    ///   - fileSystem: the disk.
    /// - Returns: the draft.
    /// - Throws: `IndexError` when the disk refuses; nothing of the file is left then.
    package mutating func writeDraft(
        directory: String, temporaryName: String, on fileSystem: any FileSystem
    ) throws(IndexError) -> SegmentDraft {
        var writer = try SegmentFileWriter(
            directory: directory, temporaryName: temporaryName, documentCount: count, on: fileSystem)
        do {
            try writeSections(to: &writer, isDraft: true)
            let draft = try writer.finishDraft()
            self = SegmentBuilder(schema: schema)
            return draft
        } catch {
            writer.abandon()
            throw error
        }
    }

    private func writeSections(to writer: inout SegmentFileWriter, isDraft: Bool) throws(IndexError) {
        guard count <= SegmentFile.documentCountMax else {
            throw .tooLarge(what: "the number of documents in a segment", limit: SegmentFile.documentCountMax)
        }
        guard words.count <= SegmentFile.wordCountMax else {
            throw .tooLarge(what: "the number of words in a segment", limit: SegmentFile.wordCountMax)
        }
        guard stored.allSatisfy({ $0.count <= SegmentFile.storedBytesMax }) else {
            throw .tooLarge(what: "a stored document", limit: SegmentFile.storedBytesMax)
        }
        let order = sortKeys.indices.filter { !removed.contains($0) }
            .sorted { (sortKeys[$0], $0) < (sortKeys[$1], $1) }
        try writer.append(.schema, schema.serialized)
        let lengthBytes = schema.fields.indices.map { field in
            order.map { FieldLengths.byte(forLength: length($0, field)) }
        }
        try writeTerms(order: order, lengthBytes: lengthBytes, to: &writer)
        for (number, field) in schema.fields.enumerated() where field.hasPositions {
            try writer.append(.lengths, number: number, lengthBytes[number])
        }
        try writeColumns(order: order, to: &writer)
        let documents = DocumentStoreWriter.sections(order.map { stored[$0] }, isDraft: isDraft)
        try writer.append(.documents, documents.blocks)
        try writer.append(.documentIndex, documents.index)
        try writer.append(.dictionary, documents.dictionary)
    }

    /// The words of a field of a document.
    private func length(_ document: Int, _ field: Int) -> UInt32 { lengths[document * schema.fields.count + field] }

    /// Inverts the streams by counting: each term gets its words in document order.
    ///
    /// Statistics are written here as well: a code given twice to a document counts once, as it is listed once.
    private func writeTerms(
        order: [Int], lengthBytes: [[UInt8]], to writer: inout SegmentFileWriter
    ) throws(IndexError) {
        var statistics = schema.fields.indices.map { field in
            SegmentReader.FieldStatistics(documentCount: order.count { length($0, field) > 0 }, wordCount: 0)
        }
        let (placed, ends) = placedWords(order)
        let factors = schema.fields.indices.map { field in
            let words = order.reduce(0) { $0 + Int(length($1, field)) }
            let statistics = SegmentReader.FieldStatistics(
                documentCount: statistics[field].documentCount, wordCount: words)
            return BM25.factors(weight: 1, meanLength: statistics.meanLength)
        }
        var dictionary = TermDictionaryWriter()
        var postings = PostingsWriter()
        var positionLists = PositionsWriter()
        var distinct: [UInt32] = []
        var frequencies: [UInt32] = []
        var gaps: [UInt32] = []
        var key: [UInt8] = []
        for term in vocabulary.sortedTerms() {
            let field = vocabulary.field(of: term)
            let hasPositions = schema.fields[field].hasPositions
            let range = (term == 0 ? 0 : Int(ends[Int(term) - 1]))..<Int(ends[Int(term)])
            Self.gather(placed.span.extracting(range), &distinct, &frequencies, &gaps)
            // All its documents may have been taken back.
            guard !distinct.isEmpty else { continue }
            var info = TermInfo(
                documentFrequency: distinct.count, totalFrequency: hasPositions ? gaps.count : distinct.count,
                postings: UInt64(distinct[0]), positionsOffset: positionLists.offset)
            statistics[field].wordCount += info.totalFrequency
            if distinct.count > 1 {
                info.postings = postings.write(
                    documents: distinct[...], frequencies: hasPositions ? frequencies[...] : [],
                    lengths: lengthBytes[field], factors: factors[field])
            }
            if hasPositions { info.positionsOffset = positionLists.write(gaps[...]) }
            vocabulary.copyKey(of: term, into: &key)
            dictionary.add(key: key, info)
        }
        let (termBlocks, termIndex) = dictionary.finish()
        try writer.append(.statistics, SegmentReader.FieldStatistics.serialized(statistics))
        try writer.append(.terms, termBlocks)
        try writer.append(.termIndex, termIndex)
        try writer.append(.postings, postings.bytes)
        try writer.append(.positions, positionLists.bytes)
    }

    /// Puts the words of all documents by term, and of a term in the order of documents.
    ///
    /// Document and position stand side by side: words of a document scatter over all terms, and each costs one access.
    ///
    /// - Parameter order: the documents.
    /// - Returns: the words with the numbers of documents in place of terms, and by term where its words end.
    private func placedWords(_ order: [Int]) -> (words: [Word], ends: [UInt32]) {
        // The next place of each term: at first where its words begin, at last where they end.
        var places = [UInt32](repeating: 0, count: vocabulary.count)
        var placed = [Word](repeating: Word(term: 0, position: 0), count: words.count)
        do {
            let words = words.span
            var next = places.mutableSpan
            for document in order {
                for index in wordRange(of: document) { next[Int(words[index].term)] &+= 1 }
            }
            var sum: UInt32 = 0
            for term in next.indices {
                let count = next[term]
                next[term] = sum
                sum &+= count
            }
            var output = placed.mutableSpan
            for (number, document) in order.enumerated() {
                for index in wordRange(of: document) {
                    let word = words[index]
                    let place = next[Int(word.term)]
                    output[Int(place)] = Word(term: UInt32(truncatingIfNeeded: number), position: word.position)
                    next[Int(word.term)] = place &+ 1
                }
            }
        }
        return (placed, places)
    }

    private func wordRange(of document: Int) -> Range<Int> {
        (document == 0 ? 0 : wordEnds[document - 1])..<wordEnds[document]
    }

    /// Takes the words of a term apart: its documents, how often it occurs in each, and the gaps between positions.
    private static func gather(
        _ words: Span<Word>, _ documents: inout [UInt32], _ frequencies: inout [UInt32], _ gaps: inout [UInt32]
    ) {
        documents.removeAll(keepingCapacity: true)
        frequencies.removeAll(keepingCapacity: true)
        gaps.removeAll(keepingCapacity: true)
        var (last, lastPosition, frequency) = (UInt32.max, UInt32(0), UInt32(0))
        for index in words.indices {
            let word = words[index]
            if word.term == last {
                frequency &+= 1
                gaps.append(word.position &- lastPosition)
            } else {
                if frequency > 0 { frequencies.append(frequency) }
                documents.append(word.term)
                gaps.append(word.position)
                (last, frequency) = (word.term, 1)
            }
            lastPosition = word.position
        }
        if frequency > 0 { frequencies.append(frequency) }
    }

    private func writeColumns(order: [Int], to writer: inout SegmentFileWriter) throws(IndexError) {
        for (number, column) in schema.columns.enumerated() {
            var values: [Int64?] = []
            var ends: [Int64?] = []
            for source in order {
                let range = (source == 0 ? 0 : integerEnds[source - 1])..<integerEnds[source]
                let own = integers[range].lazy.filter { $0.column == number }.map { Int64?($0.value) }
                switch column.kind {
                case .integer:
                    values.append(own.first ?? nil)
                case .integerList:
                    values.append(contentsOf: own)
                    ends.append(Int64(values.count))
                }
            }
            try writer.append(.column, number: number, ColumnWriter.section(values))
            if column.kind == .integerList {
                try writer.append(.columnEnds, number: number, ColumnWriter.section(ends))
            }
        }
    }
}

extension String {
    /// Calls `body` with the string's UTF-8, made contiguous first if need be.
    fileprivate mutating func withUTF8Span(_ body: (Span<UInt8>) -> Void) {
        makeContiguousUTF8()
        body(utf8Span.span)
    }
}
