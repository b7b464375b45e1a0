internal import Storage

/// The terms of a merged segment with their lists and positions.
///
/// The dictionary comes first in a file and is known last, so all three sections are kept aside, in files if they are
/// long, until the last term is done.
struct MergedTerms {
    private let segments: [SegmentReader]
    private let schema: Schema
    private let bufferBytes: Int
    private var dictionary = TermDictionaryWriter()
    private var postings = PostingsWriter()
    private var positions = PositionsWriter()
    private var factors: [[Float]] = []
    private let terms, lists, streams: SpilledSection
    /// About how much was read of the inputs since their memory was given back.
    private var writtenBytes = 0
    /// For each field the documents that have it and its words in all.
    private(set) var statistics: [SegmentReader.FieldStatistics]

    /// Terms not merged yet.
    ///
    /// - Parameters:
    ///   - segments: the inputs.
    ///   - schema: that of each.
    ///   - temporaryPath: what the files kept aside begin with.
    ///   - bufferBytes: bytes of a section held in memory.
    ///   - fileSystem: the disk.
    init(
        _ segments: [SegmentReader], schema: Schema, temporaryPath: String, bufferBytes: Int,
        on fileSystem: any FileSystem
    ) {
        (self.segments, self.schema, self.bufferBytes) = (segments, schema, bufferBytes)
        terms = SpilledSection(path: temporaryPath + "-terms.tmp", on: fileSystem)
        lists = SpilledSection(path: temporaryPath + "-postings.tmp", on: fileSystem)
        streams = SpilledSection(path: temporaryPath + "-positions.tmp", on: fileSystem)
        statistics = schema.fields.map { _ in SegmentReader.FieldStatistics(documentCount: 0, wordCount: 0) }
    }

    /// Merges all terms.
    ///
    /// - Parameters:
    ///   - numbers: for each input and document its number among all that are merged.
    ///   - range: those of them that make the new segment.
    ///   - lengths: for each field with positions its length bytes in the new order, else nothing.
    /// - Throws: `IndexError` when an input is damaged or the disk refuses.
    mutating func merge(numbers: [[UInt32]], range: Range<Int>, lengths: [[UInt8]]) throws(IndexError) {
        let words = try words(numbers: numbers, range: range)
        factors = lengths.indices.map { field in
            let statistics = SegmentReader.FieldStatistics(
                documentCount: lengths[field].count { $0 > 0 }, wordCount: words[field])
            return BM25.factors(weight: 1, meanLength: statistics.meanLength)
        }
        var walk = try MergedTermWalk(segments)
        var term = TermLists(documentCount: range.count)
        // Fields without lengths: which documents have any of their terms.
        var having = schema.fields.map { DocumentSet(of: $0.hasPositions ? 0 : range.count) }
        let first = UInt32(range.lowerBound)
        while try walk.next() {
            let field = Int(walk.key.last ?? 0) - 1
            guard schema.fields.indices.contains(field) else {
                throw .corrupt(
                    file: segments[walk.inputs[0]].file.path, section: SegmentFile.Section.terms.name, offset: 0,
                    expected: "one of \(schema.fields.count) fields", found: "field \(field)")
            }
            let hasPositions = schema.fields[field].hasPositions
            term.begin(hasPositions: hasPositions)
            for input in walk.inputs {
                try term.add(
                    walk.info(of: input), of: segments[input], field: field, numbers: numbers[input], first: first)
            }
            term.merge()
            guard term.documentCount > 0 else { continue }
            try write(term, key: walk.key, lengths: lengths[field], hasPositions: hasPositions)
            guard !hasPositions else { continue }
            for document in term.documents[..<term.documentCount] { having[field].insert(document) }
        }
        for (field, documents) in having.enumerated() {
            statistics[field].documentCount =
                schema.fields[field].hasPositions ? lengths[field].count { $0 > 0 } : documents.count
        }
    }

    /// For each field the words of the new segment: what the inputs say when everything is taken over, else counted.
    private func words(numbers: [[UInt32]], range: Range<Int>) throws(IndexError) -> [Int] {
        var words = schema.fields.map { _ in 0 }
        if numbers.reduce(0, { $0 + $1.count }) == range.count {
            for segment in segments {
                for field in words.indices { words[field] += segment.statistics[field].wordCount }
            }
            return words
        }
        for (segment, numbers) in zip(segments, numbers) {
            var walk = try segment.dictionary.enumerator()
            while try walk.next() {
                guard schema.fields.indices.contains(walk.field), schema.fields[walk.field].hasPositions else {
                    continue
                }
                var cursor = PostingsCursor(try segment.postings(walk.info(), field: walk.field))
                while let document = try cursor.advance() {
                    guard range.contains(Int(numbers[Int(document)])) else { continue }
                    words[walk.field] += Int(try cursor.frequency())
                }
            }
        }
        return words
    }

    private mutating func write(
        _ term: borrowing TermLists, key: [UInt8], lengths: [UInt8], hasPositions: Bool
    ) throws(IndexError) {
        let field = Int(key[key.count - 1]) - 1
        let documents = term.documents[..<term.documentCount]
        var info = TermInfo(
            documentFrequency: term.documentCount,
            totalFrequency: hasPositions ? term.positionCount : term.documentCount,
            postings: UInt64(documents[0]), positionsOffset: positions.offset)
        if documents.count > 1 {
            info.postings = postings.write(
                documents: documents, frequencies: hasPositions ? term.frequencies[..<term.documentCount] : [],
                lengths: lengths, factors: factors[field])
        }
        if hasPositions { info.positionsOffset = positions.write(term.positions[..<term.positionCount]) }
        dictionary.add(key: key, info)
        statistics[field].wordCount += info.totalFrequency
        guard statistics[field].wordCount <= SegmentFile.wordCountMax else {
            throw .tooLarge(what: "the number of words in a segment", limit: SegmentFile.wordCountMax)
        }
        if dictionary.heldBytes >= bufferBytes { try terms.write(dictionary.take()) }
        if postings.heldBytes >= bufferBytes { try lists.write(postings.take()) }
        if positions.heldBytes >= bufferBytes { try streams.write(positions.take()) }
        writtenBytes += documents.count * 3 + (hasPositions ? term.positionCount * 2 : 0)
        guard writtenBytes > MappedFile.letGoBytes else { return }
        for segment in segments { segment.file.letGo() }
        writtenBytes = 0
    }

    /// Writes the four sections.
    mutating func write(to writer: inout SegmentFileWriter) throws(IndexError) {
        let (blocks, index) = dictionary.finish()
        try writer.begin(.terms)
        try terms.move(to: &writer)
        try writer.write(blocks)
        writer.end()
        try writer.append(.termIndex, index)
        try writer.begin(.postings)
        try lists.move(to: &writer)
        try writer.write(postings.bytes)
        writer.end()
        try writer.begin(.positions)
        try streams.move(to: &writer)
        try writer.write(positions.bytes)
        writer.end()
    }
}
