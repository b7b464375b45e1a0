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
        let plan = try QueryPlan(query, segments: segments, statistics: statistics, meter: meter)
        try memories.withMemory(meter) { memory throws(IndexError) in
            var window = Window(in: memory)
            for segment in segments.indices {
                let source = try plan.source(forSegment: segment, memory: memory)
                if memory.isOver { return }
                let count = segments[segment].documentCount
                var target: DocumentID = 0
                while Int(target) < count, let candidate = try source.nextCandidate(from: target),
                    Int(candidate) < count
                {
                    window.reset(to: Window.base(of: candidate))
                    guard meter.spend(min(Int(Window.size), count - Int(window.base))) else { return }
                    try source.accumulate(window, needed: -.infinity)
                    // A window that was not finished would hold others.
                    if memory.isOver { return }
                    for index in 0..<Window.wordCount {
                        var rest = window.bits[index]
                        while rest != 0 {
                            let place = index &* 64 &+ rest.trailingZeroBitCount
                            try body(segment, window.base &+ DocumentID(place), Float(window.scores[place]))
                            if memory.isOver { return }
                            rest &= rest &- 1
                        }
                    }
                    target = window.end
                }
            }
        }
    }
}
