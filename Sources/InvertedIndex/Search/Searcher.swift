/// Answers queries over the segments of one collection.
package struct Searcher: Sendable {
    /// What is searched.
    package let segments: [SegmentReader]
    let statistics: CollectionStatistics
    let memories = QueryMemoryPool()

    /// A searcher.
    package init(_ segments: [SegmentReader]) {
        self.segments = segments
        statistics = CollectionStatistics(segments)
    }

    /// How the number of matches is wanted.
    package enum Totals: Sendable {
        /// Exactly; costs a look at every match.
        case exact
        /// As far as it is known when the best are found.
        case atLeast
    }

    /// A document that matches.
    package struct Hit: Equatable, Sendable {
        /// Its score; 0 for filters alone.
        package var score: Float
        /// Place of its segment in `segments`.
        package var segment: Int
        /// Its number there.
        package var document: DocumentID
        /// The number unique to it.
        package var identity: Int64
    }

    /// The best documents and how many match.
    package struct Answer: Equatable, Sendable {
        /// Best first; equal scores in the order that the schema sorts documents by.
        package var hits: [Hit]
        /// Number of documents that match, or that match at least.
        package var total: Int
        /// Whether no more match than `total`.
        package var isTotalExact = true
    }

    /// The best documents for a query.
    ///
    /// - Parameters:
    ///   - query: what is asked.
    ///   - limit: how many at most; 0 only counts.
    ///   - totals: how the number of matches is wanted; with a limit of 0 it is always exact.
    ///   - meter: counts the terms looked up and the documents gone through; `nil` for a query that nothing limits.
    /// - Returns: the best, and the number of all that match; the best of those that were met, and their number, when
    ///   the meter was used up.
    /// - Throws: `IndexError` when bytes of a segment are damaged.
    package func search(
        _ query: Query, limit: Int, totals: Totals = .exact, meter: WorkMeter? = nil
    ) throws(IndexError) -> Answer {
        let plan = try QueryPlan(query, segments: segments, statistics: statistics, meter: meter)
        return try memories.withMemory(meter) { memory throws(IndexError) in
            guard limit > 0 else {
                let total = try count(plan, memory)
                return Answer(hits: [], total: total, isTotalExact: !memory.isOver)
            }
            var parts: [SegmentQuery] = []
            var known: Int? = 0
            for number in segments.indices where !memory.isOver {
                parts.append(try plan.parts(forSegment: number, isRanked: true, memory: memory))
                known = parts[number].exactCount.flatMap { count in known.map { $0 + count } }
            }
            // Words of which any will do are counted in bits, which takes less than scoring all that hold them. Of other
            // queries every match is met once: that costs less than finding the best and counting afterwards.
            let wantsCount = totals == .exact && known == nil
            let isComplete = wantsCount && !parts.allSatisfy(\.isCountedInBits)
            var search = RankedSearch(
                limit: limit, segmentCount: segments.count, isComplete: isComplete, memory: memory)
            for (number, segment) in segments.enumerated() where !memory.isOver {
                try search.run(parts[number], segment: segment, number: number)
            }
            let best = try hits(search.best)
            if wantsCount, !search.isCountExact, !memory.isOver {
                let total = try count(plan, memory)
                return Answer(hits: best, total: total, isTotalExact: !memory.isOver)
            }
            let total = memory.isOver ? search.matchCount : known ?? search.matchCount
            return Answer(
                hits: best, total: total, isTotalExact: !memory.isOver && (known != nil || search.isCountExact))
        }
    }

    /// The same, found by scoring every match: slow, and what pruning is held against.
    func searchExhaustively(_ query: Query, limit: Int) throws(IndexError) -> Answer {
        let plan = try QueryPlan(query, segments: segments, statistics: statistics)
        return try memories.withMemory { memory throws(IndexError) in
            var top = TopDocuments(limit: limit)
            var total = 0
            var window = Window(in: memory)
            for (number, segment) in segments.enumerated() {
                let source = try plan.source(forSegment: number, memory: memory)
                for base in stride(from: 0, to: segment.documentCount, by: Int(Window.size)) {
                    window.reset(to: DocumentID(base))
                    try source.accumulate(window, needed: -.infinity)
                    total += window.count
                    for place in 0..<Int(Window.size) where limit > 0 && window.contains(DocumentID(base + place)) {
                        let document = DocumentID(base + place)
                        top.insert(
                            TopDocuments.Entry(
                                score: Float(window.scores[place]), segment: number, document: document,
                                key: try segment.sortKey(document)))
                    }
                }
            }
            return Answer(hits: try hits(top.sorted), total: total)
        }
    }

    /// Hands every matching document to `body`, in no order that means anything.
    package func forEachMatch(
        of query: Query, _ body: (_ segment: Int, _ document: DocumentID) throws(IndexError) -> Void
    ) throws(IndexError) {
        let plan = try QueryPlan(query, segments: segments, statistics: statistics)
        try memories.withMemory { memory throws(IndexError) in
            var search = MatchSearch(memory: memory)
            for (number, segment) in segments.enumerated() {
                let parts = try plan.parts(forSegment: number, isRanked: false, memory: memory)
                try search.forEachWindow(parts, documentCount: segment.documentCount) { window throws(IndexError) in
                    for index in 0..<Window.wordCount {
                        var rest = window.bits[index]
                        while rest != 0 {
                            try body(number, window.base &+ DocumentID(index &* 64 &+ rest.trailingZeroBitCount))
                            rest &= rest &- 1
                        }
                    }
                }
            }
        }
    }

    private func hits(_ entries: [TopDocuments.Entry]) throws(IndexError) -> [Hit] {
        var hits: [Hit] = []
        hits.reserveCapacity(entries.count)
        for entry in entries {
            let identity = try segments[entry.segment].identity(entry.document)
            hits.append(
                Hit(score: entry.score, segment: entry.segment, document: entry.document, identity: identity))
        }
        return hits
    }

    private func count(_ plan: QueryPlan, _ memory: QueryMemory) throws(IndexError) -> Int {
        var search = MatchSearch(memory: memory)
        var total = 0
        for (number, segment) in segments.enumerated() where !memory.isOver {
            let parts = try plan.parts(forSegment: number, isRanked: false, memory: memory)
            if memory.isOver { break }
            total += try search.count(parts, documentCount: segment.documentCount)
        }
        return total
    }
}
