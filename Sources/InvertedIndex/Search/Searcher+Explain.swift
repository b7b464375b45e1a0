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
        /// For a term where and how often it stands in the document, and how many words the field has there.
        package var fields: [(field: Int, frequency: Int, length: Int)] = []
    }

    /// The parts of a query that make up a document's score.
    ///
    /// - Parameters:
    ///   - query: as searched.
    ///   - segment: place of the document's segment.
    ///   - document: its number there.
    /// - Returns: the parts that add something, in the order of the query; `nil` when the document does not match.
    /// - Throws: `IndexError` when bytes of a segment are damaged.
    package func shares(of query: Query, segment: Int, document: DocumentID) throws(IndexError) -> [Share]? {
        try shares(query, segment, document, boost: 1)
    }

    private func shares(
        _ query: Query, _ segment: Int, _ document: DocumentID, boost: Float
    ) throws(IndexError) -> [Share]? {
        switch query {
        case .all(let parts):
            var all: [Share] = []
            for part in parts {
                guard let own = try shares(part, segment, document, boost: boost) else { return nil }
                all += own
            }
            return all
        case .any(let parts):
            var all: [Share]?
            for part in parts {
                if let own = try shares(part, segment, document, boost: boost) { all = (all ?? []) + own }
            }
            return all
        case .boosted(let part, let factor):
            return try shares(part, segment, document, boost: boost * factor)
        case .not, .filter, .range, .place, .everything:
            return try score(of: query, segment: segment, document: document) == nil ? nil : []
        case .term(let word, let fields):
            guard let score = try score(of: query, segment: segment, document: document) else { return nil }
            var share = Share(part: query, score: score * boost, boost: boost)
            try describe(word, fields, segment, document, &share)
            return [share]
        case .prefix, .phrase, .pattern, .expanded, .near:
            guard let score = try score(of: query, segment: segment, document: document) else { return nil }
            return [Share(part: query, score: score * boost, boost: boost)]
        }
    }

    private func describe(
        _ word: [UInt8], _ fields: [Query.WeightedField], _ segment: Int, _ document: DocumentID, _ share: inout Share
    ) throws(IndexError) {
        let frequencies = try documentFrequencies(of: word, in: fields)
        share.idf = statistics.inverseDocumentFrequency(frequencies)
        share.documentFrequency = frequencies.map(\.documentFrequency).max() ?? 0
        share.documentCount = frequencies.map { statistics.fields[$0.field].documentCount }.max() ?? 0
        let reader = segments[segment]
        for (field, info) in try reader.dictionary.infos(term: word) where fields.contains(where: { $0.field == field })
        {
            var cursor = PostingsCursor(try reader.postings(info, field: field))
            guard try cursor.seek(to: document) == document else { continue }
            let length = try reader.lengths(ofField: field)?.byte(at: Int(document)) ?? 0
            share.fields.append((field, Int(try cursor.frequency()), Int(FieldLengths.decoded[Int(length)])))
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
                counts[field, default: 0] += info.documentFrequency
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
                let count = try match.info().documentFrequency
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
