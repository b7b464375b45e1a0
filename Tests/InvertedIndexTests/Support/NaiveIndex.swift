import Glibc
import TextAnalysis

@testable import InvertedIndex

/// The engine's oracle: keeps every document as it came and answers by looking at all of them.
///
/// It shares nothing with the engine but the formula, written again, and the tokenizer.
struct NaiveIndex {
    let schema: Schema
    private(set) var documents: [Entry] = []
    /// Documents that have a field, and their words in all.
    private var counts: [(documents: Int, words: Int)]
    /// Documents that hold a word in a field.
    private(set) var holding: [[[UInt8]: Int]]

    struct Entry {
        var identity: Int64
        /// (word, position) by field.
        var words: [[(word: [UInt8], position: Int)]]
        var integers: [Int: Int64]
        /// Every number by column, gaps as `Int64.min`.
        var lists: [Int: [Int64]] = [:]
    }

    struct Answer: Equatable {
        var identity: Int64
        var score: Float
    }

    init(schema: Schema) {
        self.schema = schema
        counts = schema.fields.map { _ in (0, 0) }
        holding = schema.fields.map { _ in [:] }
    }

    mutating func add(_ document: Document) {
        var tokenizer = WordTokenizer()
        var words = [[(word: [UInt8], position: Int)]](repeating: [], count: schema.fields.count)
        var next = [Int](repeating: 0, count: schema.fields.count)
        for (field, text) in document.texts {
            if next[field] > 0 { next[field] += Int(Document.positionGap) }
            for word in tokenizer.words(in: text) {
                words[field].append((Array(word.utf8), next[field]))
                next[field] += 1
            }
        }
        for (field, term) in document.keywords {
            words[field].append((Array(term.utf8), next[field]))
            next[field] += 1
        }
        for field in schema.fields.indices where !words[field].isEmpty {
            counts[field].documents += 1
            counts[field].words += words[field].count
            for word in Set(words[field].map(\.word)) { holding[field][word, default: 0] += 1 }
        }
        var integers: [Int: Int64] = [:]
        for (column, value) in document.integers where integers[column] == nil { integers[column] = value }
        var entry = Entry(identity: integers[schema.identityColumn] ?? 0, words: words, integers: integers)
        for (column, value) in document.integers { entry.lists[column, default: []].append(value) }
        documents.append(entry)
    }

    /// All matches, best first.
    func search(_ query: Query) -> [Answer] {
        documents.sorted { place($0).lexicographicallyPrecedes(place($1)) }
            .compactMap { document in
                score(query, document).map { Answer(identity: document.identity, score: Float($0)) }
            }
            .enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
    }

    /// Where a document stands where scores are equal.
    private func place(_ document: Entry) -> [Int64] { schema.order.map { document.integers[$0] ?? 0 } }

    /// How the engine's answer differs from what it should be, in words; `nil` when it does not.
    static func difference(of answer: Searcher.Answer, from expected: [Answer], limit: Int) -> String? {
        let found = answer.hits.map { Answer(identity: $0.identity, score: $0.score) }
        let isTotalRight =
            answer.isTotalExact ? answer.total == expected.count : (found.count...expected.count).contains(answer.total)
        if isTotalRight, found == Array(expected.prefix(limit)) { return nil }
        return """
            expected \(expected.count): \(expected.prefix(min(limit, 5)))
            found    \(answer.total): \(found.prefix(5))
            """
    }

    /// A score as the exact sum of its parts: so few and so near to one another, they add up in a `Double` without
    /// rounding.
    private func score(_ query: Query, _ document: Entry) -> Double? {
        switch query {
        case .term(let word, let fields):
            return phraseScore([word], fields, document).map(Double.init)
        case .phrase(let words, let fields):
            return words.isEmpty ? nil : phraseScore(words, fields, document).map(Double.init)
        case .prefix(let prefix, let fields):
            let matches = fields.contains { field in
                document.words[field.field].contains { $0.word.starts(with: prefix) }
            }
            return matches ? 1 : nil
        case .all(let parts):
            return parts.reduce(into: Double?.some(0)) { sum, part in
                guard let own = score(part, document), let old = sum else {
                    sum = nil
                    return
                }
                sum = old + own
            }
        case .any(let parts):
            return parts.compactMap { score($0, document) }.reduce(nil) { ($0 ?? 0) + $1 }
        case .not(let part):
            return score(part, document) == nil ? 0 : nil
        case .filter(let part):
            return score(part, document) == nil ? nil : 0
        case .range(let column, let range):
            return document.integers[column].map(range.contains) == true ? 0 : nil
        case .everything:
            return 0
        case .pattern(let pattern, let fields):
            return patternScore(pattern, fields, document)
        case .near(let proximity, let fields):
            return nearScore(proximity, fields, document).map(Double.init)
        case .place(let condition):
            return placeScore(condition, document).map(Double.init)
        case .boosted(let part, let factor):
            return score(part, document).map { Double(Float($0) * factor) }
        case .expanded:
            return nil
        }
    }

    func phraseScore(_ words: [[UInt8]], _ fields: [Query.WeightedField], _ document: Entry) -> Float? {
        var sum: Float?
        for field in schema.fields.indices {
            guard let asked = fields.first(where: { $0.field == field }) else { continue }
            if words.count > 1, !schema.fields[field].hasPositions { continue }
            let frequency = document.words[field].count { start in
                words.indices.allSatisfy { offset in
                    document.words[field].contains {
                        $0.position == start.position + offset && $0.word == words[offset]
                    }
                }
            }
            guard frequency > 0 else { continue }
            guard schema.fields[field].hasPositions else {
                sum = sum ?? 0
                continue
            }
            let mean = Float(Double(counts[field].words) / Double(counts[field].documents))
            let length = Float(Self.kept(document.words[field].count))
            let factor = asked.weight / (1.2 * (1 - 0.75 + 0.75 * (length / mean)))
            sum = (sum ?? 0) + Float(frequency) * factor
        }
        guard let sum else { return nil }
        let idf = words.reduce(Float(0)) { $0 + inverseFrequency(of: $1, fields) }
        return idf - idf / (1 + sum)
    }

    func factor(_ field: Query.WeightedField, _ document: Entry) -> Float {
        let mean = Float(Double(counts[field.field].words) / Double(counts[field.field].documents))
        let length = Float(Self.kept(document.words[field.field].count))
        return field.weight / (1.2 * (1 - 0.75 + 0.75 * (length / mean)))
    }

    func inverseFrequency(of word: [UInt8], _ fields: [Query.WeightedField]) -> Float {
        var most = 0
        var count = 0
        for field in fields {
            guard let documents = holding[field.field][word] else { continue }
            most = max(most, documents)
            count = max(count, counts[field.field].documents)
        }
        return Float(log(1 + (Double(count) - Double(most) + 0.5) / (Double(most) + 0.5)))
    }

    /// The length after its trip through one byte, by trying all bytes.
    private static func kept(_ length: Int) -> Int {
        FieldLengths.decoded.map(Int.init).last { $0 <= length } ?? 0
    }
}
