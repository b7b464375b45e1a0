/// A query over one segment, by what its parts have to do with a match.
struct SegmentQuery {
    /// Every match is in each of these, and has their scores.
    var required: [WindowSource] = []
    /// Add their scores where they match; without a required part or a filter a match is in at least one.
    var optional: [WindowSource] = []
    /// Every match is in each of these.
    var filters: [WindowSource] = []
    /// No match is in any of these.
    var excluded: [WindowSource] = []
    /// All documents.
    let everything: WindowSource
    /// Whether candidates that come from the lead must lie in one window.
    private(set) var isBoundToWindows = true
    /// Whether parts beside the lead take a window at a time: behind the first stretch of one they have gone on to its end.
    private(set) var runsAhead = false
    /// The required parts, rarest first.
    private(set) var requiredOrder: [Int] = []
    /// The rarest of the parts that a match must be in.
    private(set) var lead: Lead?

    /// The part that gives candidates.
    struct Lead {
        var source: WindowSource
        /// Its place among the required parts, if it is one.
        var required: Int?
        /// Its place among the filters, if it is one.
        var filter: Int?
    }

    /// No parts.
    init(everything: WindowSource) { self.everything = everything }

    /// Settles who leads, once all parts are there.
    mutating func finish() {
        requiredOrder = Array(required.indices)
        if required.count > 1 { requiredOrder.sort { required[$0].cost < required[$1].cost } }
        if let index = requiredOrder.first {
            lead = Lead(source: required[index], required: index, filter: nil)
        }
        for (index, filter) in filters.enumerated() where filter.cost < lead?.source.cost ?? .max {
            lead = Lead(source: filter, required: nil, filter: index)
        }
        runsAhead = required.contains { $0.siftsByWindow } || filters.contains { $0.siftsByWindow }
        // Optional parts may give the candidates instead, which they do window by window.
        let isFree = lead.map { $0.source.hasRuns && ($0.source.cost <= Int(Window.size) || optional.isEmpty) } ?? false
        isBoundToWindows =
            !isFree || runsAhead || optional.contains { $0.siftsByWindow } || excluded.contains { $0.siftsByWindow }
        if lead == nil, let filter = filters.first { lead = Lead(source: filter, required: nil, filter: 0) }
    }

    /// The number of matches, where it is known without a search.
    var exactCount: Int? {
        excluded.isEmpty && required.count + filters.count == 1 ? lead?.source.exactCount : nil
    }

    /// Whether counting the matches needs no more than marking documents of words.
    var isCountedInBits: Bool { needsOptional && optional.allSatisfy { $0.isMarkedFast } }

    /// Whether a match must be in some optional part.
    var needsOptional: Bool { required.isEmpty && filters.isEmpty }

    /// Whether the optional parts from a place on, in some order, give fewer candidates than the lead.
    func prefersOptional(from place: Int, _ order: Scratch<Int>) -> Bool {
        guard let lead else { return true }
        var cost = 0
        for place in place..<order.count { cost += min(optional[order[place]].cost, 1 << 32) }
        return cost < lead.source.cost / 2
    }

    /// A document not after the next match at or after `target`; `nil` when nothing more can match.
    func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        if needsOptional {
            var nearest: DocumentID?
            for part in optional {
                guard let next = try part.nextCandidate(from: target) else { continue }
                nearest = min(nearest ?? next, next)
            }
            return nearest
        }
        var candidate = target
        for part in required {
            guard let next = try part.nextCandidate(from: candidate) else { return nil }
            candidate = max(candidate, next)
        }
        for part in filters {
            guard let next = try part.nextCandidate(from: candidate) else { return nil }
            candidate = max(candidate, next)
        }
        return candidate
    }
}
