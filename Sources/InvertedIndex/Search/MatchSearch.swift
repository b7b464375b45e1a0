/// Finds all matches of one segment after another without scoring any.
struct MatchSearch {
    private var candidates: Candidates
    private var window: Window
    private var other: Window
    private let memory: QueryMemory

    // A list so many times as long as another is asked for the other's documents; below, both are marked whole.
    private static let probingRatio = 8
    // With fewer candidates than one in so many documents, windows are mostly empty.
    private static let listingRatio = 32

    /// A search in some memory.
    init(memory: QueryMemory) {
        self.memory = memory
        candidates = memory.candidates
        window = memory.window
        other = memory.otherWindow
    }

    /// The number of matches in one segment.
    mutating func count(_ query: SegmentQuery, documentCount: Int) throws(IndexError) -> Int {
        if let count = query.exactCount { return count }
        if !query.isBoundToWindows, let lead = query.lead, lead.source.cost < documentCount / Self.listingRatio {
            return try countListed(query, lead.source, documentCount: documentCount)
        }
        var sum = 0
        try forEachWindow(query, documentCount: documentCount) { window throws(IndexError) in sum += window.count }
        return sum
    }

    /// Counts what few candidates leave when all other parts have sifted them.
    private mutating func countListed(
        _ query: SegmentQuery, _ lead: WindowSource, documentCount: Int
    ) throws(IndexError) -> Int {
        let others = (query.required + query.filters).filter { $0 !== lead }.sorted { $0.cost < $1.cost }
        var sum = 0
        var target: DocumentID = 0
        while Int(target) < documentCount, let start = try query.nextCandidate(from: target),
            Int(start) < documentCount
        {
            target = lead.runEnd(
                ofBlocks: WindowSource.runBlocks, from: start, to: DocumentID(truncatingIfNeeded: documentCount))
            guard memory.spend(min(lead.cost, Int(Window.size), documentCount)) else { return sum }
            candidates.removeAll()
            try lead.list(from: start, to: target, into: &candidates)
            for part in others where memory.pass(candidates.count) { try part.sift(&candidates, .filter) }
            for part in query.excluded where memory.pass(candidates.count) { try part.sift(&candidates, .excluded) }
            // What was not sifted by all parts is no match.
            if memory.isOver { return sum }
            sum += candidates.count
        }
        return sum
    }

    /// Hands windows whose bits are the matches to `body`; it must leave them as they are.
    mutating func forEachWindow(
        _ query: SegmentQuery, documentCount: Int, _ body: (Window) throws(IndexError) -> Void
    ) throws(IndexError) {
        let needed = (query.required + query.filters).sorted { $0.cost < $1.cost }
        var target: DocumentID = 0
        while Int(target) < documentCount, let start = try query.nextCandidate(from: target),
            Int(start) < documentCount
        {
            window.resetMarks(to: Window.base(of: start))
            target = window.end
            guard memory.spend(min(Int(Window.size), documentCount - Int(window.base))) else { return }
            try fill(query, needed)
            // A window that was not finished would hold others.
            if memory.isOver { return }
            try body(window)
        }
    }

    private mutating func fill(_ query: SegmentQuery, _ needed: [WindowSource]) throws(IndexError) {
        guard let lead = needed.first else {
            for part in query.optional where memory.pass(WorkMeter.partEffort) { try part.mark(window) }
            for part in query.excluded { try clear(part) }
            return
        }
        try lead.mark(window)
        var isSparse = false
        for part in needed.dropFirst() where memory.pass(WorkMeter.partEffort) {
            if !isSparse, part.cost / Self.probingRatio < lead.cost {
                other.resetMarks(to: window.base)
                try part.mark(other)
                for index in 0..<Window.wordCount { window.bits[index] &= other.bits[index] }
            } else {
                makeSparse(&isSparse)
                try part.sift(&candidates, .filter)
            }
        }
        for part in query.excluded {
            if !isSparse, part.cost / Self.probingRatio < lead.cost {
                try clear(part)
            } else {
                makeSparse(&isSparse)
                try part.sift(&candidates, .excluded)
            }
        }
        if isSparse {
            for index in 0..<candidates.count { window.mark(Int(candidates.document(index) &- window.base)) }
        }
    }

    private mutating func makeSparse(_ isSparse: inout Bool) {
        if isSparse { return }
        isSparse = true
        candidates.removeAll()
        candidates.take(from: window, above: -.infinity)
    }

    private mutating func clear(_ part: WindowSource) throws(IndexError) {
        other.resetMarks(to: window.base)
        try part.mark(other)
        for index in 0..<Window.wordCount { window.bits[index] &= ~other.bits[index] }
    }
}
