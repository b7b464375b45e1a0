import Storage
import TestSupport

@testable import InvertedIndex

/// Documents whose words are as unevenly common as those of a language, over several blocks, windows and segments, with
/// few distinct lengths so that many scores are equal.
struct SkewedCollection {
    /// Number of documents.
    let count: Int
    let documents: [Document]
    private let segmentCount: Int
    private let vocabulary = 30

    static let kindCount = 30

    init(count: Int? = nil, using generator: inout SeededGenerator) {
        let count = count ?? [100, 150, 300, 300, 600, 1200, 1200, 5000].randomElement(using: &generator) ?? 400
        self.count = count
        segmentCount = Int.random(in: 1...3, using: &generator)
        documents = (0..<count).map { number in
            var document = Document()
            // Identities in an order of their own, so that ties are not settled by place.
            document.integers = [(0, Int64((number * 7919) % count)), (1, Int64(20_000_000 + number / 3))]
            let length = [4, 4, 9, 16].randomElement(using: &generator) ?? 4
            document.texts = [(1, Self.text(length, using: &generator))]
            if number % 3 == 0 { document.texts.append((0, Self.text(2, using: &generator))) }
            for value in 0..<number % 4 { document.integers.append((2, Int64(value * number % 7))) }
            document.keywords = [(2, number % 5 == 0 ? "4/A" : "4")]
            document.stored = [0]
            return document
        }
    }

    /// Words by their rank; the first is in about every second document of middle length.
    private static func text(_ count: Int, using generator: inout SeededGenerator) -> String {
        (0..<count).map { _ in
            let share = Double.random(in: 0..<1, using: &generator)
            return word(Int(30 * share * share * share))
        }
        .joined(separator: " ")
    }

    private static func word(_ rank: Int) -> String {
        ["ka", "lab", "to"][rank % 3]
            + ["t", "ts", "ted", "ting", "n", "ns", "ned", "ning", "x", "xs", "xly"][rank / 3]
    }

    /// Writes the documents into segments and opens them.
    ///
    /// - Parameters:
    ///   - directory: where.
    ///   - gone: documents to delete.
    ///   - isWithout: whether those are left out in the first place instead.
    /// - Returns: the segments.
    /// - Throws: what writing and opening throw.
    func build(
        in directory: TemporaryDirectory, deleting gone: [Document] = [], isWithout: Bool = false
    ) throws -> [SegmentReader] {
        let left = Set(isWithout ? gone.map(\.identity) : [])
        return try (0..<segmentCount).map { number in
            var builder = SegmentBuilder(schema: RandomCollection.schema)
            for index in stride(from: number, to: count, by: segmentCount)
            where !left.contains(documents[index].identity) { builder.add(documents[index]) }
            let name = try builder.write(
                directory: directory.path, temporaryName: "building-\(number)", on: LocalFileSystem())
            return try SegmentReader.open(name, in: directory.path, deleting: isWithout ? [] : gone)
        }
    }

    // MARK: - Queries

    private static let body = [Query.WeightedField(field: 1)]
    private static let both = [Query.WeightedField(field: 0, weight: 3), Query.WeightedField(field: 1)]

    /// A word by its rank in the longer field.
    func term(_ rank: Int, fields: [Query.WeightedField] = SkewedCollection.body) -> Query {
        .term(Array(Self.word(rank).utf8), fields: fields)
    }

    /// A query of one of the kinds, by number.
    func query(_ kind: Int, using generator: inout SeededGenerator) -> Query {
        let fields = Bool.random(using: &generator) ? Self.body : Self.both
        func rank() -> Int {
            let share = Double.random(in: 0..<1, using: &generator)
            return Int(Double(vocabulary + 1) * share * share)
        }
        func term() -> Query { self.term(rank(), fields: fields) }
        func terms(_ count: Int) -> [Query] { (0..<count).map { _ in term() } }
        func phrase(_ count: Int) -> Query {
            .phrase((0..<count).map { _ in Array(Self.word(rank() / 2).utf8) }, fields: fields)
        }
        func word() -> [UInt8] { Array(Self.word(rank()).utf8) }
        func kin() -> Query { .pattern(.kin(word()), fields: fields) }
        func fuzzy() -> Query {
            let scalars = Array(Self.word(rank()).unicodeScalars)
            return .pattern(.fuzzy(scalars, edits: Int.random(in: 1...2, using: &generator)), fields: fields)
        }
        func near() -> Query {
            let spots: [Proximity.Spot] = [.words([word()]), .pattern(.kin(word())), .words([word(), word()])]
            let count = Int.random(in: 1...3, using: &generator)
            return .near(
                Proximity(Array(spots.prefix(count)), distance: Int.random(in: 0...6, using: &generator)),
                fields: fields)
        }
        let wildcard = Query.pattern(
            .expression(TermExpression(wildcard: ["k*", "?ab*", "*n", "to?s"][rank() % 4].unicodeScalars)),
            fields: fields)
        let place = Query.place(.range(column: 2, 2...Int64.random(in: 2...6, using: &generator)))
        let prefix = Query.prefix(Array(["l", "ka", "kat", "ton", "zz"][rank() % 5].utf8), fields: fields)
        let low = Int64(20_000_000 + Int.random(in: 0..<count, using: &generator) / 3)
        let range = Query.range(column: 1, low...low + Int64.random(in: 0...200, using: &generator))
        let form = Query.filter(.term(Array("4/A".utf8), fields: [.init(field: 2)]))
        switch kind {
        case 0, 1: return term()
        case 2: return .all(terms(2))
        case 3: return .all(terms(3))
        case 4: return .any(terms(2))
        case 5: return .any(terms(3))
        case 6: return .any(terms(5))
        case 7: return phrase(2)
        case 8: return phrase(3)
        case 9: return .all([term(), .any(terms(2) + [.everything])])
        case 10: return prefix
        case 11: return .all([term(), range])
        case 12: return .all([.any(terms(2)), range, form])
        case 13: return .all([term(), .not(term())])
        case 14: return .any([term(), phrase(2), prefix])
        case 15: return .all([phrase(2), term(), form])
        case 16: return .any([.all(terms(2)), .all(terms(2)), term()])
        case 17: return .all([.any(terms(3)), .any(terms(2)), .not(phrase(2))])
        case 18: return .all([form, range])
        case 19: return .all([prefix, .any([term(), phrase(2), .everything]), form])
        case 20: return .any([.not(term()), .filter(term()), term()])
        case 21: return kin()
        case 22: return .all([kin(), kin(), range])
        case 23: return .any([kin(), term(), near()])
        case 24: return near()
        case 25: return .all([near(), .any([term(), fuzzy()]), .not(kin())])
        case 26: return .any([.boosted(term(), by: 3), .boosted(.any(terms(2)), by: 0.5), fuzzy()])
        case 27: return .all([wildcard, .boosted(.all(terms(2)), by: 2)])
        case 28: return .all([.any([wildcard, fuzzy(), kin()]), place, form])
        default: return .any([.all([place, term()]), .all([near(), kin()]), .boosted(phrase(2), by: 4)])
        }
    }
}
