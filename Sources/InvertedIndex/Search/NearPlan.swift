/// Words and patterns close to one another, looked up in every segment.
///
/// Scored as one word: its frequency is that of the stretches, its weight the sum over the words; a pattern counts 1.
struct NearPlan {
    private let proximity: Proximity
    /// For each segment and spot the entries of each of its words; a pattern has one word with many entries a field.
    private var perSegment: [[[[QueryPlan.Entry]]]]
    /// The weight of all words and patterns together.
    private(set) var idf: Float = 0
    private let fields: [Query.WeightedField]
    /// Whether a spot has to be looked for by itself.
    private var isWanted: [Bool]
    private var factors: [Int: [Float]] = [:]

    init(
        _ proximity: Proximity, fields: [Query.WeightedField], _ segments: [SegmentReader],
        _ statistics: CollectionStatistics, _ meter: WorkMeter
    ) throws(IndexError) {
        self.proximity = proximity
        self.fields = fields
        perSegment = [[[[QueryPlan.Entry]]]](repeating: [], count: segments.count)
        for field in fields where statistics.fields.indices.contains(field.field) {
            var values = [Float](repeating: 0, count: 256)
            BM25.factors(weight: field.weight, meanLength: statistics.meanLength(ofField: field.field)) {
                values[$0] = $1
            }
            factors[field.field] = values
        }
        isWanted = [Bool](repeating: false, count: proximity.spots.count)
        for (spot, _) in proximity.distinct { isWanted[spot] = true }
        var known: [Proximity.Spot: [Float]] = [:]
        for (number, spot) in proximity.spots.enumerated() where meter.pass(WorkMeter.partEffort) {
            if !isWanted[number], let weights = known[spot] {
                // Looked up before: asked for again it weighs again.
                for weight in weights { idf += weight }
                for segment in segments.indices { perSegment[segment].append([]) }
                continue
            }
            var weights: [Float] = []
            defer { known[spot] = weights }
            switch spot {
            case .words(let words):
                var own = [[[QueryPlan.Entry]]](repeating: [], count: segments.count)
                for word in words {
                    let found = try QueryPlan.entries(of: word, in: fields, segments, statistics)
                    idf += found.idf
                    weights.append(found.idf)
                    for segment in segments.indices { own[segment].append(found.perSegment[segment]) }
                }
                for segment in segments.indices { perSegment[segment].append(own[segment]) }
            case .expanded(let pattern):
                idf += 1
                weights = [1]
                for segment in segments.indices {
                    let entries = pattern.perSegment[segment].map {
                        QueryPlan.Entry(field: $0.field, info: $0.info)
                    }
                    perSegment[segment].append([entries])
                }
            case .pattern:
                for segment in segments.indices { perSegment[segment].append([[]]) }
            }
        }
    }

    /// The effort to get one list ready.
    private static let cursorEffort = 32

    /// The source for one segment: fields that keep positions and hold every spot.
    func source(
        _ index: Int, _ segment: SegmentReader, sum: ScoreSum, memory: QueryMemory
    ) throws(IndexError) -> WindowSource {
        var found: [NearSource.FieldSpots] = []
        for field in Set(fields.map(\.field)).sorted() {
            guard segment.schema.fields.indices.contains(field), segment.schema.fields[field].hasPositions,
                let own = factors[field]
            else { continue }
            var spots: [NearSource.Spot] = []
            for (number, words) in perSegment[index].enumerated() {
                guard isWanted[number] else {
                    spots.append(NearSource.Spot(words: [], isPattern: false))
                    continue
                }
                var lists: [NearSource.Word] = []
                for word in words {
                    for entry in word where entry.field == field && memory.pass(Self.cursorEffort) {
                        lists.append(
                            NearSource.Word(
                                cursor: PostingsCursor(try segment.postings(entry.info, field: field)),
                                positions: try segment.positions(entry.info)))
                    }
                }
                if case .words(let wanted) = proximity.spots[number], lists.count < wanted.count { break }
                if lists.isEmpty { break }
                var isPattern = true
                if case .words = proximity.spots[number] { isPattern = false }
                spots.append(NearSource.Spot(words: lists, isPattern: isPattern))
            }
            guard spots.count == proximity.spots.count, !spots.isEmpty else { continue }
            found.append(
                NearSource.FieldSpots(spots: spots, lengths: try segment.lengths(ofField: field), factors: own))
        }
        return found.isEmpty
            ? NoDocument(memory: memory) : NearSource(found, proximity, idf: idf, sum: sum, memory: memory)
    }
}
