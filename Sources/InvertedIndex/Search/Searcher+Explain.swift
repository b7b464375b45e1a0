internal import Storage

extension Searcher {
    /// What one part of a query adds to a document's score.
    package struct Share: Sendable {
        /// The part: a term, phrase, pattern or words close together.
        package var part: Query
        /// What it adds, boosts included.
        package var score: Float
        /// What boosts multiply it with.
        package var boost: Float
        /// For a term its weight.
        package var idf: Float?
        /// For a term how many documents hold it, of how many that have the field.
        package var documentFrequency = 0, documentCount = 0
        /// For a term and its kin where and how often they stand in the document, and how many words the field has there.
        package var places: [(term: [UInt8], field: Int, frequency: Int, length: Int)] = []
    }

    /// The parts of a query that make up the scores of documents.
    ///
    /// - Parameters:
    ///   - query: as searched, its patterns expanded.
    ///   - documents: places of their segments, and their numbers there.
    ///   - meter: counts the parts looked at; when it is used up there are no shares.
    /// - Returns: for each document the parts that add something, in the order of the query; `nil` for one that does not
    ///   match, and for all when the meter was used up.
    /// - Throws: `IndexError` when bytes of a segment are damaged.
    /// - Complexity: each part is looked up once in every segment, and read around each document.
    package func shares(
        of query: Query, documents: [(segment: Int, document: DocumentID)], meter: WorkMeter
    ) throws(IndexError) -> [[Share]?] {
        // Sources only go forward.
        let order = documents.indices.sorted { documents[$0] < documents[$1] }
        let shares = try shares(query, documents, order, boost: 1, meter)
        return meter.cut == nil ? shares : documents.map { _ in nil }
    }

    private func shares(
        _ query: Query, _ documents: [(segment: Int, document: DocumentID)], _ order: [Int], boost: Float,
        _ meter: WorkMeter
    ) throws(IndexError) -> [[Share]?] {
        switch query {
        case .all(let parts):
            var all = documents.map { _ in [Share]?.some([]) }
            for part in parts {
                let own = try shares(part, documents, order, boost: boost, meter)
                for (index, found) in own.enumerated() {
                    if let found { all[index]?.append(contentsOf: found) } else { all[index] = nil }
                }
            }
            return all
        case .any(let parts):
            var all = documents.map { _ in [Share]?.none }
            for part in parts {
                let own = try shares(part, documents, order, boost: boost, meter)
                for (index, found) in own.enumerated() {
                    guard let found else { continue }
                    if all[index] == nil { all[index] = [] }
                    all[index]?.append(contentsOf: found)
                }
            }
            return all
        case .boosted(let part, let factor):
            return try shares(part, documents, order, boost: boost * factor, meter)
        case .not, .filter, .range, .place, .everything:
            return try scores(of: query, documents, order, meter).map { $0 == nil ? nil : [] }
        case .term, .prefix, .phrase, .pattern, .expanded, .near:
            let scores = try scores(of: query, documents, order, meter)
            var all = scores.map { score in
                score.map { [Share(part: query, score: $0 * boost, boost: boost)] }
            }
            try describe(query, documents, order, &all)
            return all
        }
    }

    /// The scores of documents for a query; `nil` for those that do not match.
    private func scores(
        of query: Query, _ documents: [(segment: Int, document: DocumentID)], _ order: [Int], _ meter: WorkMeter
    ) throws(IndexError) -> [Float?] {
        var scores = documents.map { _ in Float?.none }
        guard meter.pass(WorkMeter.partEffort) else { return scores }
        let plan = try QueryPlan(query, segments: segments, statistics: statistics, meter: meter)
        try memories.withMemory(meter) { memory throws(IndexError) in
            var window = Window(in: memory)
            var current: (segment: Int, source: WindowSource)?
            for index in order {
                let (segment, document) = documents[index]
                var isRead = window.base == Window.base(of: document)
                if current?.segment != segment {
                    current = (segment, try plan.source(forSegment: segment, memory: memory))
                    isRead = false
                }
                if memory.isOver { return }
                if !isRead {
                    window.reset(to: Window.base(of: document))
                    try current?.source.accumulate(window, needed: -.infinity)
                }
                if window.contains(document) { scores[index] = Float(window.scores[Int(document &- window.base)]) }
            }
        }
        return scores
    }

    /// Tells of a term, or of a word and its kin, where they stand in the documents that match.
    private func describe(
        _ query: Query, _ documents: [(segment: Int, document: DocumentID)], _ order: [Int], _ all: inout [[Share]?]
    ) throws(IndexError) {
        let terms: [[UInt8]]
        let fields: [Query.WeightedField]
        switch query {
        case .term(let word, let own): (terms, fields) = ([word], own)
        case .expanded(let pattern):
            guard case .kin(let word) = pattern.pattern else { return }
            (terms, fields) = ([word] + pattern.kin, pattern.fields)
        default: return
        }
        guard all.contains(where: { $0 != nil }) else { return }
        let frequencies = try documentFrequencies(of: terms[0], in: fields)
        let idf = statistics.inverseDocumentFrequency(frequencies)
        for index in order where all[index]?.isEmpty == false {
            all[index]?[0].idf = idf
            all[index]?[0].documentFrequency = frequencies.map(\.documentFrequency).max() ?? 0
            all[index]?[0].documentCount = frequencies.map { statistics.fields[$0.field].documentCount }.max() ?? 0
            let reader = segments[documents[index].segment]
            let document = documents[index].document
            for term in terms {
                for (field, info) in try reader.dictionary.infos(term: term)
                where fields.contains(where: { $0.field == field }) {
                    var cursor = PostingsCursor(try reader.postings(info, field: field))
                    guard try cursor.seek(to: document) == document else { continue }
                    let length = try reader.lengths(ofField: field)?.byte(at: Int(document)) ?? 0
                    let frequency = Int(try cursor.frequency())
                    all[index]?[0].places.append((term, field, frequency, Int(FieldLengths.decoded[Int(length)])))
                }
            }
        }
    }

    /// How many documents hold a word in each of the fields that have it, over all segments.
    package func documentFrequencies(
        of word: [UInt8], in fields: [Query.WeightedField]
    ) throws(IndexError) -> [(field: Int, documentFrequency: Int)] {
        var counts: [Int: Int] = [:]
        for segment in segments {
            for (field, info) in try segment.dictionary.infos(term: word)
            where fields.contains(where: { $0.field == field }) {
                let frequency = try segment.liveFrequency(info, field: field)
                if frequency > 0 { counts[field, default: 0] += frequency }
            }
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The weight of a word over all segments.
    package func inverseDocumentFrequency(
        of word: [UInt8], in fields: [Query.WeightedField]
    ) throws(IndexError) -> Float {
        statistics.inverseDocumentFrequency(try documentFrequencies(of: word, in: fields))
    }

    /// A term close to one that was asked for.
    package struct NearTerm: Equatable, Sendable {
        /// The term.
        package var term: [UInt8]
        /// How many edits it is away.
        package var distance: Int
        /// Documents that hold it in the fields, those that hold it in several counted for each.
        package var documentFrequency: Int
    }

    /// The terms nearest to a word: fewest edits first, then those that most documents hold.
    ///
    /// - Parameters:
    ///   - word: as asked for.
    ///   - fields: where it may stand.
    ///   - edits: how many edits at most.
    ///   - limit: how many terms at most.
    ///   - meter: counts the terms looked at.
    /// - Returns: the nearest terms.
    /// - Throws: `IndexError.corrupt` when a dictionary is damaged.
    package func nearestTerms(
        to word: [UInt8], in fields: [Query.WeightedField], edits: Int, limit: Int, meter: WorkMeter
    ) throws(IndexError) -> [NearTerm] {
        let pattern = TermPattern.fuzzy(Array(String(decoding: word, as: UTF8.self).unicodeScalars), edits: edits)
        var found: [[UInt8]: NearTerm] = [:]
        for segment in segments {
            try PatternWalk.forEachMatch(of: pattern, in: segment.dictionary, meter: meter) {
                match throws(IndexError) in
                guard fields.contains(where: { $0.field == match.field }) else { return }
                let term = Array(match.term)
                let count = try segment.liveFrequency(match.info(), field: match.field)
                if count == 0 { return }
                found[term, default: NearTerm(term: term, distance: match.grade, documentFrequency: 0)]
                    .documentFrequency += count
            }
        }
        let sorted = found.values.sorted { left, right in
            if left.distance != right.distance { return left.distance < right.distance }
            if left.documentFrequency != right.documentFrequency {
                return left.documentFrequency > right.documentFrequency
            }
            return left.term.lexicographicallyPrecedes(right.term)
        }
        return Array(sorted.prefix(limit))
    }
}
