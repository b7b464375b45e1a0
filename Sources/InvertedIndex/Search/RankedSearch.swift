/// Finds the best documents of one segment after another without scoring what cannot be among them.
///
/// A window of 4,096 documents at a time: what each part can add there at most is known from the impacts of its blocks.
/// Where the sum stays below the score of the last of the best so far, the window is passed over. Else candidates come
/// from few parts and are sifted by the others, those that can add most first, and dropped as soon as all that may still
/// come cannot lift them:
///
/// - Where a part is required, the rarest such part gives the candidates, block by block.
/// - Else the parts are split in two: those whose bounds together stay below the threshold are *non-essential*, for a
///   document found by them alone cannot enter. The others give the candidates. (Turtle and Flood, "Query evaluation:
///   strategies and optimizations", 1995; by window with block bounds as in Lucene's MaxScoreBulkScorer.)
///
/// The result is exact: the same documents, order and scores as scoring everything gives.
struct RankedSearch {
    private var top: TopDocuments
    private let memory: QueryMemory
    private var candidates: Candidates
    private var window: Window
    /// What each part can add at most where we are: required parts, then optional ones.
    private var bounds: Scratch<Double>
    /// Optional parts, those that can add least first.
    private var order: Scratch<Int>
    /// Matches met; fewer than there are once some were passed over.
    private(set) var matchCount = 0
    /// Whether `matchCount` is the number of all matches.
    private(set) var isCountExact = true

    /// Candidates looked at before there is a threshold, or some more.
    private static let firstCount = 256

    private let isComplete: Bool
    /// Whether ties between segments may come up.
    private let hasSeveralSegments: Bool
    private var number = 0

    /// A search for the best `limit` documents.
    ///
    /// - Parameters:
    ///   - limit: above 0.
    ///   - segmentCount: how many segments will be gone through.
    ///   - isComplete: whether every match must be met, so that they are counted.
    ///   - memory: of the query.
    init(limit: Int, segmentCount: Int, isComplete: Bool, memory: QueryMemory) {
        top = TopDocuments(limit: limit)
        hasSeveralSegments = segmentCount > 1
        self.isComplete = isComplete
        self.memory = memory
        candidates = memory.candidates
        window = memory.window
        window.clear()
        bounds = memory.take(0, repeating: 0)
        order = memory.take(0, repeating: 0)
    }

    /// The best of all segments so far.
    var best: [TopDocuments.Entry] { top.sorted }

    /// What a score that matters is not below; −∞ while all do.
    private var threshold: Double { isPruning ? entering : -.infinity }
    /// What a score that can enter is not below once there is no room, before it is rounded to a `Float`.
    private var entering: Double {
        top.isTieLost(inSegment: number) ? Double(top.threshold).nextUp : Double(top.threshold.nextDown)
    }
    /// Whether matches may be passed over.
    private var isPruning: Bool { !isComplete && top.isFull }

    /// Goes through one segment.
    mutating func run(_ query: SegmentQuery, segment: SegmentReader, number: Int) throws(IndexError) {
        self.number = number
        let scored = query.optional.isEmpty ? query.required : query.required + query.optional
        bounds = memory.take(scored.count, repeating: 0)
        order = memory.take(query.optional.count, repeating: 0)
        for index in 0..<order.count { order[index] = index }
        var most = 0.0
        for part in scored { most += part.scoreMax }
        let lead = query.lead
        let first = DocumentID(
            clamping: max(1, Self.firstCount * segment.documentCount / max(1, min(lead?.source.cost ?? 1, 1 << 31))))
        var target: DocumentID = 0
        var blocksDone = 0
        while Int(target) < segment.documentCount {
            // Nothing that comes can enter, such as when all score alike.
            guard most >= threshold else {
                isCountExact = false
                return
            }
            guard let start = try query.nextCandidate(from: target), Int(start) < segment.documentCount else { return }
            var end = Window.base(of: start) &+ Window.size
            var documents = Int(end &- start)
            if !query.isBoundToWindows, let lead {
                // Each a quarter of what came before: what the best so far must reach is known soon, and then for long.
                let blocks = isComplete ? WindowSource.runBlocks : min(1 + blocksDone / 4, WindowSource.runBlocks)
                blocksDone += blocks
                end = lead.source.runEnd(
                    ofBlocks: blocks, from: start, to: DocumentID(truncatingIfNeeded: segment.documentCount))
                documents = min(lead.source.cost, blocks * BitPacking.blockCount)
            }
            target = end
            guard memory.spend(min(documents, segment.documentCount)) else { return }
            let total = try updateBounds(scored, from: start, to: end)
            guard total >= threshold else {
                isCountExact = false
                continue
            }
            let essential = sortOptional(query, total: total)
            if query.needsOptional || essential < query.optional.count && query.isBoundToWindows,
                query.prefersOptional(from: essential, order)
            {
                window.reset(to: Window.base(of: start))
                try unite(query, essential: essential, total: total, from: start, to: end)
                if memory.isOver { return }
                try take(from: segment)
            } else if let lead {
                var stretch = start
                while stretch < end,
                    let from = query.runsAhead && stretch > start
                        ? try lead.source.nextCandidate(from: stretch) : try query.nextCandidate(from: stretch),
                    from < end
                {
                    if isPruning {
                        stretch = scored.count > 1 ? try lead.source.stretchEnd(from: from, to: end) : end
                    } else {
                        // Until there is a threshold, little at a time where much comes: a few hundred give one.
                        let isWhole = isComplete || lead.source.collectsByWindow
                        stretch = isWhole ? end : min(end, from &+ first)
                    }
                    try follow(query, lead, scored, from: from, to: stretch)
                    // What was not sifted by all parts is no match.
                    if memory.isOver { return }
                    try take(from: segment)
                }
            }
        }
    }

    /// Asks all parts what they can add in a stretch.
    private mutating func updateBounds(
        _ scored: [WindowSource], from start: DocumentID, to end: DocumentID
    ) throws(IndexError) -> Double {
        var total = 0.0
        for (index, part) in scored.enumerated() {
            // Without a threshold no bound is of use, and −∞ less nothing stays what it is.
            bounds[index] = isPruning ? try part.scoreMax(from: start, to: end) : 0
            total += bounds[index]
        }
        return total
    }

    /// Parts that are sorted by insertion, in which an order that hardly changes costs next to nothing.
    private static let insertionMax = 64

    /// Sorts the optional parts by what they can add.
    ///
    /// - Returns: how many of them, with all required ones, cannot lift a document over the threshold.
    private mutating func sortOptional(_ query: SegmentQuery, total: Double) -> Int {
        guard isPruning else { return query.needsOptional ? 0 : order.count }
        let first = query.required.count
        if order.count > Self.insertionMax {
            let sorted = (0..<order.count).map { order[$0] }.sorted { bounds[first + $0] < bounds[first + $1] }
            for (place, part) in sorted.enumerated() { order[place] = part }
        }
        for index in 1..<max(1, order.count) {
            let part = order[index]
            var place = index
            while place > 0, bounds[first + order[place - 1]] > bounds[first + part] {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = part
        }
        var sum = 0.0
        for index in 0..<first { sum += bounds[index] }
        for place in 0..<order.count {
            guard sum + bounds[first + order[place]] < threshold else {
                return sum < threshold || query.needsOptional ? place : order.count
            }
            sum += bounds[first + order[place]]
        }
        return order.count
    }

    /// Candidates from the essential ones of the optional parts, sifted by all others.
    private mutating func unite(
        _ query: SegmentQuery, essential: Int, total: Double, from start: DocumentID, to end: DocumentID
    ) throws(IndexError) {
        let threshold = threshold
        if threshold > -.infinity { isCountExact = false }
        let first = query.required.count
        var remaining = 0.0
        for index in 0..<first { remaining += bounds[index] }
        for place in 0..<essential { remaining += bounds[first + order[place]] }
        candidates.removeAll()
        if essential + 1 == order.count {
            let part = query.optional[order[essential]]
            try part.collect(from: start, to: end, needed: threshold - remaining, into: &candidates)
        } else {
            for place in essential..<order.count where memory.pass(WorkMeter.partEffort) {
                let others = total - bounds[first + order[place]]
                try query.optional[order[place]].accumulate(window, needed: threshold - others)
            }
            if memory.isOver { return }
            if isComplete, top.isFull, query.filters.isEmpty, query.excluded.isEmpty {
                // All parts have added: the matches are counted here, and only those that can enter go on.
                let entering = entering
                matchCount += window.count
                candidates.take(from: window, above: entering)
                matchCount -= candidates.count
            } else {
                candidates.take(from: window, above: threshold - remaining)
            }
        }
        for index in query.requiredOrder where memory.pass(candidates.count) {
            candidates.drop(below: threshold - remaining)
            try query.required[index].sift(&candidates, .required)
            remaining = Self.less(remaining, bounds[index])
        }
        try finish(query, nil, optional: essential, remaining: remaining, threshold)
    }

    /// Candidates from the rarest of the parts that a match must be in, sifted by all others.
    private mutating func follow(
        _ query: SegmentQuery, _ lead: SegmentQuery.Lead, _ scored: [WindowSource], from start: DocumentID,
        to end: DocumentID
    ) throws(IndexError) {
        let threshold = threshold
        var remaining = 0.0
        if threshold > -.infinity {
            isCountExact = false
            remaining = try updateBounds(scored, from: start, to: end)
            guard remaining >= threshold else { return }
            if let index = lead.required { remaining = Self.less(remaining, bounds[index]) }
        }
        candidates.removeAll()
        try lead.source.collect(from: start, to: end, needed: threshold - remaining, into: &candidates)
        for index in query.requiredOrder where index != lead.required && memory.pass(candidates.count) {
            candidates.drop(below: threshold - remaining)
            if candidates.count == 0 { return }
            try query.required[index].sift(&candidates, .required)
            if threshold > -.infinity { remaining = Self.less(remaining, bounds[index]) }
        }
        if threshold > -.infinity { _ = sortOptional(query, total: 0) }
        try finish(query, lead.filter, optional: order.count, remaining: remaining, threshold)
    }

    /// What may still come without one part's bound.
    ///
    /// Bounds are sums of parts, whose differences are exact; of parts without a bound nothing is known to be left.
    private static func less(_ remaining: Double, _ bound: Double) -> Double { max(0, remaining - bound) }

    /// Sifts by filters, and by optional parts that did not give candidates.
    private mutating func finish(
        _ query: SegmentQuery, _ leadFilter: Int?, optional: Int, remaining: Double, _ threshold: Double
    ) throws(IndexError) {
        var remaining = remaining
        candidates.drop(below: threshold - remaining)
        for (index, filter) in query.filters.enumerated() where index != leadFilter && candidates.count > 0 {
            try filter.sift(&candidates, .filter)
        }
        for part in query.excluded where candidates.count > 0 { try part.sift(&candidates, .excluded) }
        for place in (0..<optional).reversed() where candidates.count > 0 && memory.pass(candidates.count) {
            try query.optional[order[place]].sift(&candidates, .optional)
            if threshold > -.infinity {
                remaining = Self.less(remaining, bounds[query.required.count + order[place]])
            }
            candidates.drop(below: threshold - remaining)
        }
    }

    /// Hands the candidates, which are matches with their scores now, to the best.
    private mutating func take(from segment: SegmentReader) throws(IndexError) {
        matchCount += candidates.count
        var threshold = top.threshold
        var isTieLost = top.isTieLost(inSegment: number)
        for index in 0..<candidates.count {
            let score = Float(candidates.score(index))
            guard score > threshold || score == threshold && !isTieLost else { continue }
            let document = candidates.document(index)
            let key = hasSeveralSegments ? try segment.sortKey(document) : SortKey(0, 0, 0)
            top.insert(TopDocuments.Entry(score: score, segment: number, document: document, key: key))
            threshold = top.threshold
            isTieLost = top.isTieLost(inSegment: number)
        }
        candidates.removeAll()
    }
}
