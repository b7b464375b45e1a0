internal import Storage

/// A query with its terms looked up in every segment and weighed over all of them.
///
/// Made once a query; each segment's sources come from it.
struct QueryPlan {
    private let segments: [SegmentReader]
    private let root: Node
    private let sum: ScoreSum

    indirect enum Node {
        case term(perSegment: [[Entry]], idf: Float)
        case union(perSegment: [[Entry]], score: Float = 1)
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

        /// Whether it matches every document, with score 0.
        var isEverything: Bool {
            switch self {
            case .everything: true
            case .all(let parts): parts.allSatisfy(\.isEverything)
            case .any(let parts): parts.count == 1 && parts[0].isEverything
            case .filter(let part): part.isEverything
            default: false
            }
        }
    }

    /// A term's entry in one field, with what turns its frequencies into weights.
    struct Entry {
        var field: Int
        var info: TermInfo
        var weight: Float = 1
        var meanLength: Float = 0
    }

    /// Looks up every term of a query.
    ///
    /// When the meter is used up the plan stays incomplete; nothing may be searched with it then.
    init(
        _ query: Query, segments: [SegmentReader], statistics: CollectionStatistics, meter: WorkMeter? = nil
    ) throws(IndexError) {
        self.segments = segments
        let meter = meter ?? WorkMeter()
        let query = try PatternExpander.expand(query, over: segments, meter: meter)
        root = try Self.resolve(query, segments, statistics, meter)
        sum = ScoreSum(limit: Self.scoreLimit(root))
    }

    /// No score is higher.
    private static func scoreLimit(_ node: Node) -> Double {
        switch node {
        case .term(_, let idf), .phrase(_, let idf): Double(idf)
        case .union(_, let score): Double(score)
        case .all(let parts), .any(let parts): parts.reduce(0) { $0 + scoreLimit($1) }
        case .near(let plan): Double(plan.idf)
        case .expanded: 1
        case .boosted(let part, let factor): scoreLimit(part) * Double(max(factor, 1))
        case .not, .filter, .range, .place, .everything: 0
        }
    }

    private static func resolve(
        _ query: Query, _ segments: [SegmentReader], _ statistics: CollectionStatistics, _ meter: WorkMeter
    ) throws(IndexError) -> Node {
        switch query {
        case .term(let word, let fields):
            let found = try entries(of: word, in: fields, segments, statistics)
            return .term(perSegment: found.perSegment, idf: found.idf)
        case .prefix(let prefix, let fields):
            return .union(perSegment: try expansions(of: prefix, in: fields, segments, meter))
        case .phrase(let words, let fields):
            guard words.count > 1 else {
                guard let word = words.first else { return .not(.everything) }
                return try resolve(.term(word, fields: fields), segments, statistics, meter)
            }
            var perSegment = [[[Entry]]](repeating: [], count: segments.count)
            var idf: Float = 0
            for word in words where meter.pass(WorkMeter.partEffort) {
                let found = try entries(of: word, in: fields, segments, statistics)
                idf += found.idf
                for segment in segments.indices { perSegment[segment].append(found.perSegment[segment]) }
            }
            return .phrase(perSegment: perSegment, idf: idf)
        case .all(let parts):
            return .all(try resolveAll(parts, segments, statistics, meter))
        case .any(let parts):
            return .any(try resolveAll(parts, segments, statistics, meter))
        case .not(let part):
            return .not(try resolve(part, segments, statistics, meter))
        case .filter(let part):
            return .filter(try resolve(part, segments, statistics, meter))
        case .range(let column, let range):
            return .range(column: column, range)
        case .everything:
            return .everything
        case .near(let proximity, let fields):
            return .near(try NearPlan(proximity, fields: fields, segments, statistics, meter))
        case .expanded(let pattern):
            guard case .kin(let word) = pattern.pattern else { return .expanded(pattern) }
            return try family(of: word, pattern.kin, in: pattern.fields, segments, statistics)
        case .pattern:
            // Patterns were expanded before.
            return .not(.everything)
        case .place(let condition):
            return .place(condition)
        case .boosted(let part, let factor):
            return .boosted(try resolve(part, segments, statistics, meter), factor)
        }
    }

    /// A word and its kin, in three parts that add up: the word as it is scored alone; for holding it the weight of the
    /// whole family, which no kin reaches; the kin as one word with the frequencies of all, by the weight of the family.
    private static func family(
        of word: [UInt8], _ kin: [[UInt8]], in fields: [Query.WeightedField], _ segments: [SegmentReader],
        _ statistics: CollectionStatistics
    ) throws(IndexError) -> Node {
        let own = try entries(of: word, in: fields, segments, statistics)
        // The most common of them stands for all, as the most common field does for a word.
        var weight = own.perSegment.allSatisfy(\.isEmpty) ? Float.infinity : own.idf
        var others = [[Entry]](repeating: [], count: segments.count)
        for kin in kin {
            let found = try entries(of: kin, in: fields, segments, statistics)
            weight = min(weight, found.idf)
            for segment in segments.indices { others[segment] += found.perSegment[segment] }
        }
        guard weight < .infinity else { return .term(perSegment: own.perSegment, idf: own.idf) }
        var parts: [Node] = []
        if !own.perSegment.allSatisfy(\.isEmpty) {
            parts = [
                .term(perSegment: own.perSegment, idf: own.idf), .union(perSegment: own.perSegment, score: weight),
            ]
        }
        if !kin.isEmpty { parts.append(.term(perSegment: others, idf: weight)) }
        return .any(parts)
    }

    private static func resolveAll(
        _ parts: [Query], _ segments: [SegmentReader], _ statistics: CollectionStatistics, _ meter: WorkMeter
    ) throws(IndexError) -> [Node] {
        var nodes: [Node] = []
        for part in parts where meter.pass(WorkMeter.partEffort) {
            nodes.append(try resolve(part, segments, statistics, meter))
        }
        return nodes
    }

    /// A word's entries in the fields asked for, and its weight over all segments.
    static func entries(
        of word: [UInt8], in fields: [Query.WeightedField], _ segments: [SegmentReader],
        _ statistics: CollectionStatistics
    ) throws(IndexError) -> (perSegment: [[Entry]], idf: Float) {
        var perSegment: [[Entry]] = []
        var frequencies = [Int](repeating: 0, count: statistics.fields.count)
        for segment in segments {
            var entries: [Entry] = []
            for (field, info) in try segment.dictionary.infos(term: word) {
                guard let asked = fields.first(where: { $0.field == field }), field < frequencies.count,
                    segment.schema.fields.indices.contains(field)
                else { continue }
                let frequency = try segment.liveFrequency(info, field: field)
                // Only deleted documents hold it here.
                if frequency == 0 { continue }
                frequencies[field] += frequency
                let mean = statistics.meanLength(ofField: field)
                entries.append(Entry(field: field, info: info, weight: asked.weight, meanLength: mean))
            }
            perSegment.append(entries)
        }
        let held = frequencies.indices.filter { frequencies[$0] > 0 }
        let idf = statistics.inverseDocumentFrequency(held.map { ($0, frequencies[$0]) })
        return (perSegment, idf)
    }

    /// Every term that begins so, in the fields asked for.
    private static func expansions(
        of prefix: [UInt8], in fields: [Query.WeightedField], _ segments: [SegmentReader], _ meter: WorkMeter
    ) throws(IndexError) -> [[Entry]] {
        var perSegment: [[Entry]] = []
        for segment in segments {
            var entries: [Entry] = []
            try PatternWalk.forEachMatch(ofBeginning: prefix, in: segment.dictionary, meter: meter) {
                match throws(IndexError) in
                guard fields.contains(where: { $0.field == match.field }),
                    segment.schema.fields.indices.contains(match.field)
                else { return }
                entries.append(Entry(field: match.field, info: try match.info()))
            }
            perSegment.append(entries)
        }
        return perSegment
    }

    /// The query's parts over one segment.
    ///
    /// - Parameters:
    ///   - index: the segment's.
    ///   - isRanked: whether bounds of scores will be asked for.
    ///   - memory: of the query.
    /// - Returns: the parts, by what they have to do with a match.
    /// - Throws: `IndexError.corrupt` when the lists of a term do not lie where they should.
    func parts(
        forSegment index: Int, isRanked: Bool, memory: QueryMemory
    ) throws(IndexError) -> SegmentQuery {
        var builder = SourceBuilder(
            segment: segments[index], number: index, sum: sum, isRanked: isRanked, memory: memory)
        let everything = EveryDocument(documentCount: segments[index].documentCount, memory: memory)
        var parts = SegmentQuery(everything: everything)
        if case .any(let alternatives) = root {
            for part in alternatives where memory.pass(WorkMeter.partEffort) {
                try addAlternative(part, to: &parts, &builder)
            }
            if alternatives.contains(where: \.isEverything) { parts.required.append(parts.everything) }
            if parts.optional.isEmpty, parts.required.isEmpty { parts.required.append(NoDocument(memory: memory)) }
        } else {
            try addRequirement(root, to: &parts, &builder)
            if parts.required.isEmpty, parts.filters.isEmpty { parts.required.append(parts.everything) }
        }
        if let deleted = segments[index].deleted { parts.excluded.append(DeletedSource(deleted, memory: memory)) }
        parts.finish()
        return parts
    }

    /// The whole query as one part over one segment, without any reordering: what others are held against.
    func source(forSegment index: Int, memory: QueryMemory) throws(IndexError) -> WindowSource {
        let segment = segments[index]
        var builder = SourceBuilder(segment: segment, number: index, sum: sum, isRanked: false, memory: memory)
        let source = try builder.source(root)
        guard let deleted = segment.deleted else { return source }
        let gone = DeletedSource(deleted, memory: memory)
        return Conjunction(
            [source, Complement(gone, documentCount: segment.documentCount, memory: memory)], memory: memory)
    }

    private func addRequirement(
        _ node: Node, to parts: inout SegmentQuery, _ builder: inout SourceBuilder
    ) throws(IndexError) {
        switch node {
        case .all(let nodes):
            for node in nodes where builder.memory.pass(WorkMeter.partEffort) {
                try addRequirement(node, to: &parts, &builder)
            }
        case .any(let nodes) where nodes.contains(where: \.isEverything):
            // Who matches anyway only gains by the others.
            for node in nodes { try addAlternative(node, to: &parts, &builder) }
        case .any(let nodes) where nodes.count == 1:
            try addRequirement(nodes[0], to: &parts, &builder)
        case .not(let node):
            parts.excluded.append(try builder.source(node))
        case .filter, .range, .place:
            parts.filters.append(try builder.source(node))
        case .everything:
            break
        case .term, .union, .phrase, .any, .near, .expanded, .boosted:
            parts.required.append(try builder.source(node))
        }
    }

    private func addAlternative(
        _ node: Node, to parts: inout SegmentQuery, _ builder: inout SourceBuilder
    ) throws(IndexError) {
        switch node {
        case .any(let nodes) where !nodes.contains(where: \.isEverything):
            for node in nodes { try addAlternative(node, to: &parts, &builder) }
        case .everything:
            break
        default:
            parts.optional.append(try builder.source(node))
        }
    }
}
