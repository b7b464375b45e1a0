/// Documents of one window that may be among the best, in ascending order, with what is known of their scores.
struct Candidates: BitwiseCopyable {
    private(set) var count = 0
    private let documents: Scratch<DocumentID>
    private let scores: Scratch<Double>

    /// No candidates, with room for a window of them.
    init(in memory: QueryMemory) {
        documents = memory.take(Int(Window.size), repeating: 0)
        scores = memory.take(Int(Window.size), repeating: 0)
    }

    @inline(__always)
    func document(_ index: Int) -> DocumentID { documents[index] }

    @inline(__always)
    func score(_ index: Int) -> Double { scores[index] }

    /// Forgets all.
    mutating func removeAll() { count = 0 }

    /// Takes one more if it is wanted; it must not lie before the last.
    @inline(__always)
    mutating func append(_ document: DocumentID, _ score: Double, if isWanted: Bool) {
        // Written in any case: a branch here would be foretold wrongly half of the time. The one place that is written
        // and not kept is there, for a window has no more documents than there is room.
        documents[count] = document
        scores[count] = score
        count &+= isWanted ? 1 : 0
    }

    /// Puts one in the place of another before it, or of itself.
    @inline(__always)
    func move(_ index: Int, to place: Int) {
        documents[place] = documents[index]
        scores[place] = scores[index]
    }

    /// Adds to the score of one.
    @inline(__always)
    func add(_ part: Double, at index: Int) { scores[index] += part }

    /// Keeps the first ones.
    mutating func keep(_ count: Int) { self.count = min(count, self.count) }

    /// Keeps those at the indices for which `body` says so, with the score it gives.
    @inline(__always)
    mutating func filter<Failure: Error>(
        _ body: (DocumentID, _ score: Double) throws(Failure) -> (isKept: Bool, score: Double)
    ) throws(Failure) {
        var kept = 0
        for index in 0..<count {
            let document = documents[index]
            let (isKept, score) = try body(document, scores[index])
            documents[kept] = document
            scores[kept] = score
            kept &+= isKept ? 1 : 0
        }
        count = kept
    }

    /// Keeps those with at least a score.
    mutating func drop(below score: Double) {
        if score == -.infinity { return }
        filter { document, own in (own >= score, own) }
    }

    /// Appends what a window holds in `start ..< end`.
    mutating func append(_ window: Window, from start: DocumentID, to end: DocumentID, above score: Double) {
        let first = Int(start &- window.base)
        let stop = Int(end &- window.base)
        for index in first >> 6..<(stop + 63) >> 6 {
            var rest = window.bits[index]
            if index == first >> 6 { rest &= .max << UInt64(first & 63) }
            if index == stop >> 6 { rest &= (1 << UInt64(stop & 63)) &- 1 }
            while rest != 0 {
                let place = index &* 64 &+ rest.trailingZeroBitCount
                let own = window.scores[place]
                append(window.base &+ DocumentID(truncatingIfNeeded: place), own, if: own >= score)
                rest &= rest &- 1
            }
        }
    }

    /// Takes what a window holds and empties it.
    mutating func take(from window: Window, above score: Double) {
        for index in 0..<Window.wordCount where window.bits[index] != 0 {
            var rest = window.bits[index]
            window.bits[index] = 0
            // Of many, most often none is good enough: sixteen comparisons of four tell sooner than a look at each.
            if score > 0, rest.nonzeroBitCount > 12, window.scores.sixtyFour(from: index &* 64, areBelow: score) {
                window.scores.clearSixtyFour(from: index &* 64)
                continue
            }
            while rest != 0 {
                let place = index &* 64 &+ rest.trailingZeroBitCount
                let own = window.scores[place]
                window.scores[place] = 0
                append(window.base &+ DocumentID(truncatingIfNeeded: place), own, if: own >= score)
                rest &= rest &- 1
            }
        }
    }
}
