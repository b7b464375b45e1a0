/// The best documents so far, at most *k* of them.
///
/// A binary heap with the worst on top. Equal scores are settled by the smaller identity, so that the same query gives
/// the same answer however documents fell into segments.
struct TopDocuments {
    /// A document, its score and what settles ties.
    struct Entry {
        var score: Float
        var identity: Int64
        var segment: Int
        var document: DocumentID

        /// Whether this one stands before another.
        func isBetter(than other: Entry) -> Bool {
            score != other.score ? score > other.score : identity < other.identity
        }
    }

    private let limit: Int
    private var heap: [Entry] = []

    /// Room for `limit` documents.
    init(limit: Int) { self.limit = limit }

    /// The score that a document must reach to have a chance; −∞ while there is room.
    var threshold: Float { heap.count < limit ? -.infinity : heap.first?.score ?? .infinity }

    /// Whether a document with the score of `threshold` can enter; asked once there is no room.
    func canEnter(identity: Int64) -> Bool { heap.first.map { identity < $0.identity } ?? false }

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
                guard heap[parent].isBetter(than: heap[child]) else { break }
                heap.swapAt(parent, child)
                child = parent
            }
        } else if entry.isBetter(than: heap[0]) {
            heap[0] = entry
            var parent = 0
            while true {
                var worst = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                    if heap[worst].isBetter(than: heap[child]) { worst = child }
                }
                guard worst != parent else { break }
                heap.swapAt(parent, worst)
                parent = worst
            }
        }
    }

    /// Best first.
    var sorted: [Entry] { heap.sorted { $0.isBetter(than: $1) } }
}
