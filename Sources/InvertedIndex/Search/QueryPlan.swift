internal import Storage

/// A query with its terms looked up in every segment and weighed over all of them.
///
/// Made once a query; each segment's sources come from it.
struct QueryPlan {
    private let segments: [SegmentReader]
    private let root: Node

    private indirect enum Node {
        case term(perSegment: [[Entry]], idf: Float)
        case union(perSegment: [[Entry]])
        case phrase(perSegment: [[[Entry]]], idf: Float)
        case all([Node])
        case any([Node])
        case not(Node)
        case filter(Node)
        case range(column: Int, ClosedRange<Int64>)
        case everything
        case near(NearPlan)
        case expanded(ExpandedPattern)
        case place(PlaceCondition)
        case boosted(Node, Float)
    }

    /// A term's entry in one field, with the factors that turn its frequencies into weights.
    struct Entry {
        var field: Int
        var info: TermInfo
        var factors: [Float]
    }

    /// Looks up every term of a query.
    init(_ query: Query, segments: [SegmentReader]) throws(IndexError) {
        self.segments = segments
        let statistics = CollectionStatistics(segments)
        let query = try PatternExpander.expand(query, over: segments, meter: WorkMeter())
        root = try Self.resolve(query, segments, statistics)
    }

    private static func resolve(
        _ query: Query, _ segments: [SegmentReader], _ statistics: CollectionStatistics
    ) throws(IndexError) -> Node {
        switch query {
        case .term(let word, let fields):
            let found = try entries(of: word, in: fields, segments, statistics)
            return .term(perSegment: found.perSegment, idf: found.idf)
        case .prefix(let prefix, let fields):
            return .union(perSegment: try expansions(of: prefix, in: fields, segments))
        case .phrase(let words, let fields):
            guard words.count > 1 else {
                guard let word = words.first else { return .not(.everything) }
                return try resolve(.term(word, fields: fields), segments, statistics)
            }
            var perSegment = [[[Entry]]](repeating: [], count: segments.count)
            var idf: Float = 0
            for word in words {
                let found = try entries(of: word, in: fields, segments, statistics)
                idf += found.idf
                for segment in segments.indices { perSegment[segment].append(found.perSegment[segment]) }
            }
            return .phrase(perSegment: perSegment, idf: idf)
        case .all(let parts):
            return .all(try resolveAll(parts, segments, statistics))
        case .any(let parts):
            return .any(try resolveAll(parts, segments, statistics))
        case .not(let part):
            return .not(try resolve(part, segments, statistics))
        case .filter(let part):
            return .filter(try resolve(part, segments, statistics))
        case .range(let column, let range):
            return .range(column: column, range)
        case .everything:
            return .everything
        case .near(let proximity, let fields):
            return .near(try NearPlan(proximity, fields: fields, segments, statistics))
        case .expanded(let pattern):
            return .expanded(pattern)
        case .pattern:
            // Patterns were expanded before.
            return .not(.everything)
        case .place(let condition):
            return .place(condition)
        case .boosted(let part, let factor):
            return .boosted(try resolve(part, segments, statistics), factor)
        }
    }

    private static func resolveAll(
        _ parts: [Query], _ segments: [SegmentReader], _ statistics: CollectionStatistics
    ) throws(IndexError) -> [Node] {
        var nodes: [Node] = []
        for part in parts { nodes.append(try resolve(part, segments, statistics)) }
        return nodes
    }

    /// A word's entries in the fields asked for, and its weight over all segments.
    static func entries(
        of word: [UInt8], in fields: [Query.WeightedField], _ segments: [SegmentReader],
        _ statistics: CollectionStatistics
    ) throws(IndexError) -> (perSegment: [[Entry]], idf: Float) {
        var perSegment: [[Entry]] = []
        var frequencies = [Int](repeating: 0, count: statistics.fields.count)
        var factors: [Int: [Float]] = [:]
        for segment in segments {
            var entries: [Entry] = []
            for (field, info) in try segment.dictionary.infos(term: word) {
                guard let asked = fields.first(where: { $0.field == field }), field < frequencies.count,
                    segment.schema.fields.indices.contains(field)
                else { continue }
                frequencies[field] += info.documentFrequency
                let own =
                    factors[field]
                    ?? BM25.factors(weight: asked.weight, meanLength: statistics.meanLength(ofField: field))
                factors[field] = own
                entries.append(Entry(field: field, info: info, factors: own))
            }
            perSegment.append(entries)
        }
        let held = frequencies.indices.filter { frequencies[$0] > 0 }
        let idf = statistics.inverseDocumentFrequency(held.map { ($0, frequencies[$0]) })
        return (perSegment, idf)
    }

    /// Every term that begins so, in the fields asked for.
    private static func expansions(
        of prefix: [UInt8], in fields: [Query.WeightedField], _ segments: [SegmentReader]
    ) throws(IndexError) -> [[Entry]] {
        var perSegment: [[Entry]] = []
        for segment in segments {
            var entries: [Entry] = []
            var walk = try segment.dictionary.enumerator(from: prefix)
            while try walk.next(), walk.key.starts(with: prefix) {
                guard walk.key.count > prefix.count, fields.contains(where: { $0.field == walk.field }),
                    segment.schema.fields.indices.contains(walk.field)
                else { continue }
                entries.append(Entry(field: walk.field, info: try walk.info(), factors: []))
            }
            perSegment.append(entries)
        }
        return perSegment
    }

    /// The sources for one segment.
    func source(forSegment index: Int) throws(IndexError) -> WindowSource {
        try source(root, index)
    }

    private func source(_ node: Node, _ index: Int) throws(IndexError) -> WindowSource {
        let segment = segments[index]
        switch node {
        case .term(let perSegment, let idf):
            var postings: [FieldPostings] = []
            for entry in perSegment[index] {
                let list = try segment.postings(entry.info, field: entry.field)
                let lengths = try segment.lengths(ofField: entry.field)
                postings.append(
                    FieldPostings(cursor: PostingsCursor(list), lengths: lengths, factors: entry.factors))
            }
            return postings.isEmpty ? NoDocument() : TermSource(postings, idf: idf)
        case .union(let perSegment):
            var lists: [PostingsList] = []
            for entry in perSegment[index] { lists.append(try segment.postings(entry.info, field: entry.field)) }
            if lists.isEmpty { return NoDocument() }
            return try TermUnion(lists, documentCount: segment.documentCount, score: 1)
        case .phrase(let perSegment, let idf):
            return try phraseSource(perSegment[index], idf: idf, segment)
        case .all(let parts):
            guard !parts.isEmpty else { return EveryDocument(documentCount: segment.documentCount) }
            return Conjunction(try sources(parts, index))
        case .any(let parts):
            return parts.isEmpty ? NoDocument() : Disjunction(try sources(parts, index))
        case .not(let part):
            return Complement(try source(part, index), documentCount: segment.documentCount)
        case .filter(let part):
            return Unscored(try source(part, index))
        case .range(let column, let range):
            return ColumnRange(try segment.column(column), range)
        case .everything:
            return EveryDocument(documentCount: segment.documentCount)
        case .near(let plan):
            return try plan.source(index, segment)
        case .expanded(let pattern):
            return try GradedUnion.source(pattern, index, segment)
        case .place(let condition):
            return try PlaceSource(condition, segment)
        case .boosted(let part, let factor):
            return Scaled(try source(part, index), by: factor)
        }
    }

    private func sources(_ nodes: [Node], _ index: Int) throws(IndexError) -> [WindowSource] {
        var sources: [WindowSource] = []
        for node in nodes { sources.append(try source(node, index)) }
        return sources
    }

    /// Fields that keep positions and hold every word.
    private func phraseSource(
        _ words: [[Entry]], idf: Float, _ segment: SegmentReader
    ) throws(IndexError) -> WindowSource {
        var fields: [PhraseSource.FieldWords] = []
        for first in words[0] where segment.schema.fields[first.field].hasPositions {
            var field = PhraseSource.FieldWords(
                cursors: [], positions: [], lengths: try segment.lengths(ofField: first.field), factors: first.factors)
            for word in words {
                guard let entry = word.first(where: { $0.field == first.field }) else { break }
                field.cursors.append(PostingsCursor(try segment.postings(entry.info, field: entry.field)))
                field.positions.append(try segment.positions(entry.info))
            }
            if field.cursors.count == words.count { fields.append(field) }
        }
        return fields.isEmpty ? NoDocument() : PhraseSource(fields, idf: idf)
    }
}
