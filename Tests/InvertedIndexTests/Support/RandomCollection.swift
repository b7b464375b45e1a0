import Storage
import TestSupport
import Testing

@testable import InvertedIndex

/// Random documents and queries over a small vocabulary, so that everything meets everything.
struct RandomCollection {
    static let schema = Schema(
        fields: [.text("title"), .text("body"), .keyword("code")],
        columns: [
            Schema.Column(name: "identity", kind: .integer), Schema.Column(name: "date", kind: .integer),
            Schema.Column(name: "parties", kind: .integerList),
        ],
        identityColumn: 0, order: [1, 0])

    var documents: [Document] = []
    private let words: [String]

    init(using generator: inout SeededGenerator) {
        // One collection in ten is large enough for lists of several blocks.
        let isLarge = Int.random(in: 0..<10, using: &generator) == 0
        let count = Int.random(in: 0...(isLarge ? 300 : 40), using: &generator)
        let vocabulary = Int.random(in: 2...60, using: &generator)
        words = (0..<vocabulary).map { number in
            ["a", "ab", "abc", "be", "bet", "Zug", "Müller", "12", "x"][number % 9]
                + ["", "s", "ed", "ing", "1", "er", "2"][number / 9 % 7]
        }
        let copies = Int.random(in: 1...4, using: &generator)
        for number in 0..<count {
            var document = Document()
            document.integers.append((0, Int64(number * 7 - 300)))
            if Bool.random(using: &generator) {
                document.integers.append((1, Int64.random(in: 20_000_000...20_001_000, using: &generator)))
            }
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                document.integers.append((2, Int64.random(in: -5...5, using: &generator)))
            }
            for _ in 0..<Int.random(in: 0...copies, using: &generator) {
                document.texts.append((0, text(Int.random(in: 0...4, using: &generator), using: &generator)))
            }
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                document.texts.append((1, text(Int.random(in: 0...60, using: &generator), using: &generator)))
            }
            if Bool.random(using: &generator) {
                document.keywords.append(
                    (2, ["4", "4/A", "10-K"].randomElement(using: &generator) ?? "4"))
            }
            document.stored = Array("stored \(number) ".utf8) + [UInt8](repeating: UInt8(number & 255), count: number)
            documents.append(document)
        }
    }

    private func text(_ count: Int, using generator: inout SeededGenerator) -> String {
        (0..<count).map { _ in words.randomElement(using: &generator) ?? "a" }.joined(separator: " ")
    }

    /// A word as it is indexed.
    func word(using generator: inout SeededGenerator) -> [UInt8] {
        let word = words.randomElement(using: &generator) ?? "a"
        return Array(word.lowercased().replacing("ü", with: "u").utf8)
    }

    /// A random tree.
    func query(depth: Int = 3, using generator: inout SeededGenerator) -> Query {
        let all: [Query.WeightedField] = [.init(field: 0, weight: 3), .init(field: 1), .init(field: 2)]
        var fields = all.filter { _ in Int.random(in: 0...3, using: &generator) > 0 }
        if fields.isEmpty { fields = [all[1]] }
        switch Int.random(in: 0...(depth > 0 ? 12 : 6), using: &generator) {
        case 0, 1, 2: return .term(word(using: &generator), fields: fields)
        case 3:
            let count = Int.random(in: 1...3, using: &generator)
            return .phrase((0..<count).map { _ in word(using: &generator) }, fields: fields)
        case 4: return .prefix(Array(word(using: &generator).prefix(2)), fields: fields)
        case 5:
            let low = Int64.random(in: 19_999_990...20_001_000, using: &generator)
            return .range(column: 1, low...low + Int64.random(in: 0...700, using: &generator))
        case 6: return .everything
        case 7, 8: return .all(parts(depth, using: &generator))
        case 9, 10: return .any(parts(depth, using: &generator))
        case 11: return .not(query(depth: depth - 1, using: &generator))
        default: return .filter(query(depth: depth - 1, using: &generator))
        }
    }

    private func parts(_ depth: Int, using generator: inout SeededGenerator) -> [Query] {
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in query(depth: depth - 1, using: &generator) }
    }

    /// Writes the documents into segments and opens them, some deleted.
    func build(segmentCount: Int, in directory: String, deleting gone: [Document] = []) throws -> [SegmentReader] {
        try (0..<segmentCount).map { number in
            var builder = SegmentBuilder(schema: Self.schema)
            for (index, document) in documents.enumerated() where index % segmentCount == number {
                builder.add(document)
            }
            let name = try builder.write(
                directory: directory, temporaryName: "building-\(number)", on: LocalFileSystem())
            return try SegmentReader.open(name, in: directory, deleting: gone)
        }
    }
}
