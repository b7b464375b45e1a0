internal import Storage

/// Makes the parts of a query over one segment.
struct SourceBuilder {
    private let segment: SegmentReader
    private let number: Int
    private let sum: ScoreSum
    private let isRanked: Bool
    let memory: QueryMemory
    private var factors: [(field: Int, weight: Float, values: Scratch<Float>)] = []

    /// - Parameters:
    ///   - segment: what is searched.
    ///   - number: its place among the segments of the plan.
    ///   - sum: how scores are added.
    ///   - isRanked: whether bounds of scores will be asked for.
    ///   - memory: of the query.
    init(segment: SegmentReader, number: Int, sum: ScoreSum, isRanked: Bool, memory: QueryMemory) {
        (self.segment, self.number, self.sum, self.isRanked, self.memory) = (segment, number, sum, isRanked, memory)
    }

    /// The part for a node.
    mutating func source(_ node: QueryPlan.Node) throws(IndexError) -> WindowSource {
        switch node {
        case .term(let perSegment, let idf):
            var postings: [FieldPostings] = []
            for entry in perSegment[number] { postings.append(try fieldPostings(entry)) }
            if postings.isEmpty { return NoDocument(memory: memory) }
            return TermSource(postings, idf: idf, sum: sum, place: segment.postingsPlace, memory: memory)
        case .union(let perSegment, let score):
            if perSegment[number].isEmpty { return NoDocument(memory: memory) }
            return try TermUnion(
                [(terms: perSegment[number].map { ($0.field, $0.info) }, score: score)], segment, sum: sum,
                memory: memory)
        case .phrase(let perSegment, let idf):
            return try phrase(perSegment[number], idf: idf)
        case .all(let parts):
            guard !parts.isEmpty else { return EveryDocument(documentCount: segment.documentCount, memory: memory) }
            return Conjunction(try sources(parts), memory: memory)
        case .any(let parts):
            return parts.isEmpty ? NoDocument(memory: memory) : Disjunction(try sources(parts), memory: memory)
        case .not(let part):
            return Complement(try source(part), documentCount: segment.documentCount, memory: memory)
        case .filter(let part):
            return Unscored(try source(part), memory: memory)
        case .range(let column, let range):
            return ColumnRange(try segment.column(column), range, memory: memory)
        case .everything:
            return EveryDocument(documentCount: segment.documentCount, memory: memory)
        case .near(let plan):
            return try plan.source(number, segment, sum: sum, memory: memory)
        case .expanded(let pattern):
            let entries = pattern.perSegment.indices.contains(number) ? pattern.perSegment[number] : []
            if entries.isEmpty { return NoDocument(memory: memory) }
            return try TermUnion(entries, segment, sum: sum, memory: memory)
        case .place(let condition):
            return try PlaceSource(condition, segment, memory: memory)
        case .boosted(let part, let factor):
            return Scaled(try source(part), by: factor, sum: sum, memory: memory)
        }
    }

    private mutating func sources(_ nodes: [QueryPlan.Node]) throws(IndexError) -> [WindowSource] {
        var sources: [WindowSource] = []
        for node in nodes where memory.pass(WorkMeter.partEffort) { sources.append(try source(node)) }
        return sources
    }

    private mutating func fieldPostings(_ entry: QueryPlan.Entry) throws(IndexError) -> FieldPostings {
        let list = try segment.postings(entry.info, field: entry.field)
        return FieldPostings(
            list, lengths: try segment.lengths(ofField: entry.field), factors: factors(of: entry),
            highestScale: highestScale(of: entry), wantsBounds: isRanked, in: memory)
    }

    /// What the first impacts of blocks, highest at the segment's own mean length and weight 1, are to be multiplied with
    /// to bound what the collection's mean and the entry's weight give; `nil` where the first is not the highest.
    ///
    /// A frequency counts times 1 / (1 − b + b · length / mean): with a mean *r* times as high that is at most *r* times as
    /// much, and no more with a lower one.
    private func highestScale(of entry: QueryPlan.Entry) -> Float? {
        let own = segment.statistics[entry.field].meanLength
        guard segment.hasHighestImpactFirst, own > 0 else { return nil }
        // Powers of two leave all digits as they are.
        if own == entry.meanLength, entry.weight.significand == 1 { return 1 }
        // Factors are rounded a few times, to the 7th digit.
        return max(1, entry.meanLength / own) * 1.000_001
    }

    private mutating func factors(of entry: QueryPlan.Entry) -> Scratch<Float> {
        if let known = factors.first(where: { $0.field == entry.field && $0.weight == entry.weight }) {
            return known.values
        }
        let values = memory.take(256, repeating: Float(0))
        BM25.factors(weight: entry.weight, meanLength: entry.meanLength) { values[$0] = $1 }
        factors.append((entry.field, entry.weight, values))
        return values
    }

    /// The fields that keep positions and hold every word.
    private mutating func phrase(_ words: [[QueryPlan.Entry]], idf: Float) throws(IndexError) -> WindowSource {
        var fields: [PhraseField] = []
        for first in words[0] where segment.schema.fields[first.field].hasPositions {
            var postings: [FieldPostings] = []
            var positions: [PositionsCursor] = []
            for word in words {
                guard let entry = word.first(where: { $0.field == first.field }), memory.pass(WorkMeter.partEffort)
                else { break }
                postings.append(try fieldPostings(entry))
                positions.append(try segment.positions(entry.info, memory: memory))
            }
            if postings.count == words.count {
                fields.append(PhraseField(postings, positions: positions, memory: memory))
            }
        }
        if fields.isEmpty { return NoDocument(memory: memory) }
        return PhraseSource(fields, idf: idf, sum: sum, segment: segment, memory: memory)
    }
}
