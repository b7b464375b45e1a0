extension Searcher {
    /// Hands every matching document with its score to `body`, segment by segment in ascending order.
    ///
    /// - Parameters:
    ///   - query: what is asked, best with its patterns expanded under the same meter.
    ///   - meter: counts the documents gone through; the walk ends when it is used up.
    ///   - body: gets place of the segment, document and score.
    /// - Throws: `IndexError` when bytes of a segment are damaged, or what `body` throws.
    package func forEachScoredMatch(
        of query: Query, meter: WorkMeter,
        _ body: (_ segment: Int, _ document: DocumentID, _ score: Float) throws(IndexError) -> Void
    ) throws(IndexError) {
        let plan = try QueryPlan(query, segments: segments)
        var window = Window()
        for segment in segments.indices {
            let source = try plan.source(forSegment: segment)
            let count = segments[segment].documentCount
            var target: DocumentID = 0
            while Int(target) < count, let candidate = try source.nextCandidate(from: target), Int(candidate) < count {
                window.reset(to: candidate & ~(Window.size - 1))
                guard meter.spend(min(Int(Window.size), count - Int(window.base))) else { return }
                try source.fill(&window)
                for index in window.bits.indices {
                    var rest = window.bits[index]
                    while rest != 0 {
                        let place = index &* 64 &+ rest.trailingZeroBitCount
                        try body(segment, window.base &+ DocumentID(place), window.scores[place])
                        rest &= rest &- 1
                    }
                }
                target = window.end
            }
        }
    }

    /// A document's score for a query; `nil` when it does not match.
    package func score(of query: Query, segment: Int, document: DocumentID) throws(IndexError) -> Float? {
        let source = try QueryPlan(query, segments: segments).source(forSegment: segment)
        var window = Window()
        window.reset(to: document & ~(Window.size - 1))
        guard let candidate = try source.nextCandidate(from: window.base), candidate < window.end else { return nil }
        try source.fill(&window)
        let place = Int(document &- window.base)
        guard window.bits[place >> 6] >> UInt64(place & 63) & 1 == 1 else { return nil }
        return window.scores[place]
    }
}
