/// A name found, with its score.
package struct NameHit: Sendable, Hashable {
    /// The number of the name in its universe.
    package let name: UInt32
    /// From 0 to 1, in steps of 1/4096.
    package let score: Float

    /// Whether it stands before another: by score, equal scores by number.
    @inline(__always)
    func precedes(_ other: NameHit) -> Bool { score > other.score || score == other.score && name < other.name }
}

/// The best names so far, in a heap whose first is the worst of them.
///
/// A name that scores much less than the best is none of them, however few there are.
///
/// - Complexity: `admits` O(1); `insert` O(log *k*) in the capacity, and a hash look-up.
struct TopNames {
    private let capacity: Int
    private let floor: Float
    private let spread: Float
    private var best: Float = 0
    private var heap: [NameHit] = []
    /// Counts the changes.
    private(set) var version = 0
    /// The place in the heap of each name: one found before with another reading of the query counts with the better one.
    private var places: [UInt32: Int] = [:]

    /// Room for the best names.
    ///
    /// - Parameters:
    ///   - capacity: how many.
    ///   - floor: what each must score.
    ///   - spread: how much less than the best it may score.
    init(capacity: Int, floor: Float, spread: Float) {
        (self.capacity, self.floor, self.spread) = (capacity, floor, spread)
    }

    /// The names, best first.
    var hits: [NameHit] { heap.filter { $0.score >= least }.sorted { $0.precedes($1) } }

    /// The score below which no name is a hit.
    @inline(__always)
    private var least: Float { max(floor, best - spread) }

    /// The score that a name must reach to enter.
    @inline(__always)
    var threshold: Float { heap.count < capacity ? least : max(least, heap[0].score) }

    /// Whether a name that scores so much at most, and has a number so low at least, could enter.
    @inline(__always)
    func admits(_ scoreMax: Float, name: UInt32) -> Bool {
        if scoreMax < least { return false }
        if heap.count < capacity { return true }
        return scoreMax > heap[0].score || scoreMax == heap[0].score && name < heap[0].name
    }

    /// The number below which all names lie that could enter with such a score.
    @inline(__always)
    func end(of score: Float) -> UInt32 { heap.count == capacity && score == heap[0].score ? heap[0].name : .max }

    mutating func insert(_ hit: NameHit) {
        guard admits(hit.score, name: hit.name) else { return }
        version += 1
        best = max(best, hit.score)
        if let place = places[hit.name] {
            guard heap[place].score < hit.score else { return }
            heap[place] = hit
            sink(place)
            return
        }
        if heap.count < capacity {
            heap.append(hit)
            places[hit.name] = heap.count - 1
            rise(heap.count - 1)
        } else {
            places[heap[0].name] = nil
            heap[0] = hit
            places[hit.name] = 0
            sink(0)
        }
    }

    /// Moves a hit towards the first as long as it is worse than what stands there.
    private mutating func rise(_ start: Int) {
        var place = start
        while place > 0, heap[(place - 1) / 2].precedes(heap[place]) {
            exchange(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink(_ start: Int) {
        var place = start
        while true {
            var worst = place
            for child in (2 * place + 1)...(2 * place + 2)
            where child < heap.count && heap[worst].precedes(heap[child]) {
                worst = child
            }
            if worst == place { return }
            exchange(place, worst)
            place = worst
        }
    }

    private mutating func exchange(_ left: Int, _ right: Int) {
        heap.swapAt(left, right)
        places[heap[left].name] = left
        places[heap[right].name] = right
    }
}
