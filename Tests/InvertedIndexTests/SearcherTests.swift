import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `The engine against the naive index` {
    /// 50 collections × 6 queries a seed; 20 seeds make 1,000 collections and 6,000 queries.
    @Test(arguments: UInt64(1)...20)
    func `finds the same documents in the same order with the same scores`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<50 {
            let collection = RandomCollection(using: &generator)
            // What is deleted has never been there.
            let gone = generator.someGone(of: collection.documents)
            let identities = Set(gone.map(\.identity))
            var naive = NaiveIndex(schema: RandomCollection.schema)
            for document in collection.documents where !identities.contains(document.identity) { naive.add(document) }
            let directory = TemporaryDirectory()
            let segments = try collection.build(
                segmentCount: Int.random(in: 1...3, using: &generator), in: directory.path, deleting: gone)
            let searcher = Searcher(segments)
            for number in 0..<6 {
                let query = collection.query(using: &generator)
                let limit = [0, 1, 3, 10, 1000].randomElement(using: &generator) ?? 10
                let expected = naive.search(query)
                for answer in [
                    try searcher.search(query, limit: limit),
                    try searcher.search(query, limit: limit, totals: .atLeast),
                    try searcher.searchExhaustively(query, limit: limit),
                ] {
                    guard let difference = NaiveIndex.difference(of: answer, from: expected, limit: limit) else {
                        continue
                    }
                    Issue.record("seed \(seed), round \(round), query \(number): \(query)\n\(difference)")
                    return
                }
                var matches: Set<Int64> = []
                try searcher.forEachMatch(of: query) { (segment, document) throws(IndexError) in
                    matches.insert(try segments[segment].identity(document))
                }
                #expect(matches == Set(expected.map(\.identity)))
            }
        }
    }

    /// A canary: if this comparison could not fail, all those above would say nothing.
    @Test func `notices one document, score or place that is not as it should be`() throws {
        var naive = NaiveIndex(schema: RandomCollection.schema)
        let documents = (0..<8).map { number in
            var document = Document()
            document.integers = [(0, Int64(number))]
            document.texts = [(1, "word" + String(repeating: " other", count: number / 2))]
            return document
        }
        for document in documents { naive.add(document) }
        let directory = TemporaryDirectory()
        let searcher = Searcher([try SegmentBuilder.segment(of: documents, in: directory).reader])
        let query = Query.term(Array("word".utf8), fields: [.init(field: 1)])
        let right = naive.search(query)
        let answer = try searcher.search(query, limit: 5)
        #expect(NaiveIndex.difference(of: answer, from: right, limit: 5) == nil)
        let another = naive.search(.term(Array("other".utf8), fields: [.init(field: 1)]))
        #expect(NaiveIndex.difference(of: answer, from: another, limit: 5) != nil)
        #expect(NaiveIndex.difference(of: answer, from: right.dropLast(), limit: 5) != nil)
        for place in 0..<5 {
            var wrong = right
            wrong[place].score = wrong[place].score.nextUp
            #expect(NaiveIndex.difference(of: answer, from: wrong, limit: 5) != nil)
            wrong = right
            wrong.swapAt(place, place + 1)
            #expect(NaiveIndex.difference(of: answer, from: wrong, limit: 5) != nil)
        }
    }

    @Test func `an empty index answers every query with nothing`() throws {
        let searcher = Searcher([])
        #expect(try searcher.search(.everything, limit: 10).total == 0)
        #expect(try searcher.search(.term([0x61], fields: [.init(field: 0)]), limit: 10).hits.isEmpty)
    }

    @Test func `long lists cross many blocks and windows`() throws {
        var builder = SegmentBuilder(schema: RandomCollection.schema)
        for number in 0..<9000 {
            var document = Document()
            document.integers = [(0, Int64(number)), (1, Int64(number * 3))]
            var words = "all"
            if number % 7 == 0 { words += " seven of" }
            if number % 997 == 0 { words += " rare find" }
            if number == 8191 { words += " once" }
            document.texts = [(1, words + String(repeating: " pad", count: number % 50))]
            builder.add(document)
        }
        let directory = TemporaryDirectory()
        let name = try builder.write(directory: directory.path, temporaryName: "b", on: LocalFileSystem())
        let reader = try SegmentReader(
            path: directory.path + "/" + name.fileName, expected: name, on: LocalFileSystem())
        let searcher = Searcher([reader])
        let body = [Query.WeightedField(field: 1)]
        func term(_ word: String) -> Query { .term(Array(word.utf8), fields: body) }
        let queries: [(Query, Int)] = [
            (term("all"), 9000), (term("seven"), 1286), (.all([term("seven"), term("rare")]), 2), (term("once"), 1),
            (.phrase([Array("seven".utf8), Array("of".utf8)], fields: body), 1286),
            (.phrase([Array("rare".utf8), Array("find".utf8)], fields: body), 10),
            (.all([term("all"), .range(column: 1, 12_000...12_300)]), 101),
            (.all([term("all"), .not(term("pad"))]), 180),
        ]
        for (query, count) in queries {
            let answer = try searcher.search(query, limit: 5)
            #expect(answer.total == count, "\(query)")
        }
    }
}
