/// A name found, with its score.
package struct NameHit: Sendable, Hashable {
    /// The number of the name in its universe.
    package let name: UInt32
    /// From 0 to 1, in steps of 1/4096.
    package let score: Float
}

/// The best names so far: by score, equal scores by number.
struct TopNames {
    private let capacity: Int
    private(set) var hits: [NameHit] = []
    private let floor: Float

    init(capacity: Int, floor: Float) {
        self.capacity = capacity
        self.floor = floor
    }

    /// The score that a name must reach to enter.
    var threshold: Float {
        guard hits.count == capacity, let last = hits.last else { return floor }
        return last.score
    }

    /// Whether a name that scores so much at most, and has a number so low at least, could enter.
    func admits(_ scoreMax: Float, name: UInt32) -> Bool {
        guard hits.count == capacity, let last = hits.last else { return scoreMax >= floor }
        return scoreMax > last.score || scoreMax == last.score && name < last.name
    }

    mutating func insert(_ hit: NameHit) {
        guard admits(hit.score, name: hit.name) else { return }
        // Found before with another reading of the query: the better one counts.
        if let known = hits.firstIndex(where: { $0.name == hit.name }) {
            if hits[known].score >= hit.score { return }
            hits.remove(at: known)
        }
        var position = hits.count
        while position > 0 {
            let before = hits[position - 1]
            if before.score > hit.score || before.score == hit.score && before.name < hit.name { break }
            position -= 1
        }
        hits.insert(hit, at: position)
        if hits.count > capacity { hits.removeLast() }
    }
}
