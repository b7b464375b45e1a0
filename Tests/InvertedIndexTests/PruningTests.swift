import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Passing over what cannot be among the best` {
    /// 24 collections with 420 queries each, 14 of every kind, every one asked four ways: 10,080 queries.
    @Test(arguments: UInt64(1)...24)
    func `gives what scoring every match gives`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &* 7919)
        let collection = SkewedCollection(using: &generator)
        let directory = TemporaryDirectory()
        let gone = generator.someGone(of: collection.documents)
        let segments = try collection.build(in: directory, deleting: gone)
        let searcher = Searcher(segments)
        // What is deleted leaves no trace: as if it had never been there.
        let others = TemporaryDirectory()
        let clean = Searcher(try collection.build(in: others, deleting: gone, isWithout: true))
        for number in 0..<420 {
            let query = collection.query(number % SkewedCollection.kindCount, using: &generator)
            let all = try searcher.searchExhaustively(query, limit: collection.count)
            if !gone.isEmpty, number % 4 == 0 {
                let expected = try clean.searchExhaustively(query, limit: collection.count)
                let isSame = all.hits.elementsEqual(expected.hits) {
                    $0.identity == $1.identity && $0.score == $1.score
                }
                guard isSame, all.total == expected.total else {
                    Issue.record("seed \(seed), query \(number): deleted documents leave a trace: \(query)")
                    return
                }
            }
            let limit = [1, 2, 3, 10, 10, 100, collection.count].randomElement(using: &generator) ?? 10
            let best = Array(all.hits.prefix(limit))
            let exact = try searcher.search(query, limit: limit)
            let loose = try searcher.search(query, limit: limit, totals: .atLeast)
            let counted = try searcher.search(query, limit: 0)
            var problems: [String] = []
            if exact.hits != best || exact.total != all.total || !exact.isTotalExact { problems.append("exact") }
            if loose.hits != best || loose.total > all.total || loose.total < best.count { problems.append("loose") }
            if loose.isTotalExact, loose.total != all.total { problems.append("wrongly certain") }
            if counted.total != all.total || !counted.isTotalExact { problems.append("counted") }
            guard problems.isEmpty else {
                let place = "seed \(seed), query \(number), \(limit) of \(all.total)"
                Issue.record("\(place): \(problems): \(query)\n\(best)\n\(loose.hits)")
                return
            }
        }
    }

    @Test func `leaves most of a common word's documents unread`() throws {
        var generator = SeededGenerator(seed: 5)
        let collection = SkewedCollection(count: 9000, using: &generator)
        let directory = TemporaryDirectory()
        let searcher = Searcher(try collection.build(in: directory))
        let query = Query.any([collection.term(0), collection.term(6)])
        let loose = try searcher.search(query, limit: 3, totals: .atLeast)
        #expect(!loose.isTotalExact)
        #expect(loose.total < (try searcher.search(query, limit: 3)).total / 2)
    }
}
