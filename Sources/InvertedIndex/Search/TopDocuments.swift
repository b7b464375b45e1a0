/// The best documents so far, at most *k* of them.
///
/// A binary heap with the worst on top. Equal scores stand in the order that documents are sorted by, so that the same
/// query gives the same answer however documents fell into segments, and what comes later in a segment need not be
/// looked at when it could only tie.
struct TopDocuments {
    /// A document, its score and what settles ties.
    struct Entry {
        var score: Float
        var segment: Int
        var document: DocumentID
        /// Where it stands among the documents of other segments; needed only where there are several.
        var key: SortKey

        /// Whether this one stands before another.
        @inline(__always)
        func isBetter(than other: Entry) -> Bool {
            score != other.score ? score > other.score : isBefore(other)
        }

        /// Whether this one stands before another with the same score.
        @inline(__always)
        func isBefore(_ other: Entry) -> Bool {
            segment == other.segment
                ? document < other.document : (key, segment) < (other.key, other.segment)
        }
    }

    private let limit: Int
    private var heap: [Entry] = []

    /// Room for `limit` documents.
    init(limit: Int) {
        self.limit = limit
        heap.reserveCapacity(min(limit, 128))
    }

    /// The score that a document must reach to have a chance; −∞ while there is room.
    var threshold: Float { heap.count < limit ? -.infinity : heap.first?.score ?? .infinity }

    /// Whether a document of a segment whose documents come in ascending order needs more than the threshold.
    ///
    /// The worst is of that segment, so all that come have a place behind it.
    func isTieLost(inSegment segment: Int) -> Bool { heap.count >= limit && heap.first?.segment == segment }

    /// Whether there is no room any more.
    var isFull: Bool { heap.count >= limit }

    /// Takes a document if it is among the best.
    mutating func insert(_ entry: Entry) {
        guard limit > 0 else { return }
        if heap.count < limit {
            heap.append(entry)
            var child = heap.count - 1
            while child > 0 {
                let parent = (child - 1) / 2
                guard heap[parent].isBetter(than: entry) else { break }
                heap[child] = heap[parent]
                child = parent
            }
            heap[child] = entry
        } else if entry.isBetter(than: heap[0]) {
            var hole = 0
            while true {
                var child = 2 * hole + 1
                guard child < heap.count else { break }
                if child + 1 < heap.count, heap[child].isBetter(than: heap[child + 1]) { child += 1 }
                guard entry.isBetter(than: heap[child]) else { break }
                heap[hole] = heap[child]
                hole = child
            }
            heap[hole] = entry
        }
    }

    /// Best first.
    var sorted: [Entry] { heap.sorted { $0.isBetter(than: $1) } }
}
