/// Answers queries over the segments of one collection.
package struct Searcher: Sendable {
    /// What is searched.
    package let segments: [SegmentReader]

    /// A searcher.
    package init(_ segments: [SegmentReader]) { self.segments = segments }

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
        /// Best first; equal scores by ascending identity.
        package var hits: [Hit]
        /// Number of documents that match, exactly.
        package var total: Int
    }

    /// The best documents for a query.
    ///
    /// - Parameters:
    ///   - query: what is asked.
    ///   - limit: how many at most; 0 only counts.
    /// - Returns: the best, and the number of all that match.
    /// - Throws: `IndexError` when bytes of a segment are damaged.
    package func search(_ query: Query, limit: Int) throws(IndexError) -> Answer {
        var top = TopDocuments(limit: limit)
        var total = 0
        try forEachWindow(of: query) { (segment, window) throws(IndexError) in
            total += window.count
            guard limit > 0 else { return }
            for index in window.bits.indices {
                var rest = window.bits[index]
                while rest != 0 {
                    let place = index &* 64 &+ rest.trailingZeroBitCount
                    rest &= rest &- 1
                    let score = window.scores[place]
                    guard score >= top.threshold else { continue }
                    let document = window.base &+ DocumentID(place)
                    let identity = try segments[segment].identity(document)
                    top.insert(
                        TopDocuments.Entry(score: score, identity: identity, segment: segment, document: document))
                }
            }
        }
        let hits = top.sorted.map {
            Hit(score: $0.score, segment: $0.segment, document: $0.document, identity: $0.identity)
        }
        return Answer(hits: hits, total: total)
    }

    /// Hands every matching document to `body`, in no order that means anything.
    package func forEachMatch(
        of query: Query, _ body: (_ segment: Int, _ document: DocumentID) throws(IndexError) -> Void
    ) throws(IndexError) {
        try forEachWindow(of: query) { (segment, window) throws(IndexError) in
            for index in window.bits.indices {
                var rest = window.bits[index]
                while rest != 0 {
                    try body(segment, window.base &+ DocumentID(index &* 64 &+ rest.trailingZeroBitCount))
                    rest &= rest &- 1
                }
            }
        }
    }

    private func forEachWindow(
        of query: Query, _ body: (Int, Window) throws(IndexError) -> Void
    ) throws(IndexError) {
        let plan = try QueryPlan(query, segments: segments)
        var window = Window()
        for segment in segments.indices {
            let source = try plan.source(forSegment: segment)
            var target: DocumentID = 0
            while Int(target) < segments[segment].documentCount,
                let candidate = try source.nextCandidate(from: target),
                Int(candidate) < segments[segment].documentCount
            {
                window.reset(to: candidate & ~(Window.size - 1))
                try source.fill(&window)
                try body(segment, window)
                target = window.end
            }
        }
    }
}
