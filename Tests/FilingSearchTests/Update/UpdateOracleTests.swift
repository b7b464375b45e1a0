internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// After any changes an index answers as one that is built anew of what it holds.
@Suite struct `An index changed in place` {
    private static let queries = [
        "smith", "owner:roe", "issuer:widget", "chief", "\"main st\"", "form:4", "form:\"4/A\"", "jo*", "smiht~1",
        "treasurr",
        "salem OR boston", "robotics AND treasurer", "NOT lynn", "filed:2011", "role:officer", "cik:104",
    ]

    /// As many as the environment says, for longer runs.
    private static var seeds: Range<UInt64> {
        0..<(TestFile.environment("FILINGS_UPDATE_SEEDS").flatMap { UInt64($0) } ?? 5)
    }

    @Test(arguments: seeds)
    func `answers as one built anew of the same filings`(seed: UInt64) throws {
        var changing = ChangingIndex(seed: seed)
        var done: [String] = []
        for step in 0..<24 {
            done.append(try changing.step())
            guard step % 3 == 2, !changing.papers.isEmpty else { continue }
            try compare(changing, done)
        }
        guard !changing.papers.isEmpty else { return }
        try changing.mergeAll()
        let expected = try changing.rebuilt()
        let entries = try IndexDirectory(path: changing.path).open().manifest.segments
        #expect(entries == expected.entries, "\(seed): \(done)")
        #expect(IndexVerifier(IndexDirectory(path: changing.path)).verify().isSound)
    }

    private func compare(_ changing: ChangingIndex, _ done: [String]) throws {
        let (directory, entries) = try changing.rebuilt()
        let segments = try IndexDirectory(path: changing.path).open().manifest.segments
        // All that names, persons and issuers are answered from lies in the segment of parties.
        #expect(segments.last == entries.last, "\(done)")
        let index = try FilingIndex(path: changing.path)
        let expected = try FilingIndex(path: directory.path + "/index")
        #expect(try index.statistics().filingCount == changing.papers.count)
        let (own, wanted) = (try index.statistics(), try expected.statistics())
        #expect(own.forms.map { "\($0)" } == wanted.forms.map { "\($0)" }, "\(done)")
        #expect([own.first, own.last] == [wanted.first, wanted.last], "\(done)")
        #expect(own.partyCount == wanted.partyCount)
        for query in Self.queries {
            for order in [SearchRequest.Order.relevance, .filed] {
                var request = SearchRequest(query: query, limit: 100)
                request.order = order
                request.facets = [.form, .issuer]
                let (found, wanted) = (try index.search(request), try expected.search(request))
                #expect(found.total == wanted.total, "\(query): \(done)")
                #expect(found.hits.map(\.filing) == wanted.hits.map(\.filing), "\(query): \(done)")
                #expect(found.hits.map(\.score) == wanted.hits.map(\.score), "\(query): \(done)")
                #expect(found.facets == wanted.facets, "\(query): \(done)")
                #expect(found.suggestions == wanted.suggestions, "\(query): \(done)")
            }
        }
    }
}
