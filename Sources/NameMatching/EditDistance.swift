/// A word prepared for measuring edit distances to many others.
///
/// The distance counts insertions, deletions, substitutions and swaps of neighbours, no part being edited twice (optimal
/// string alignment). One machine word holds a column of the table, after H. Hyyrö, "A bit-vector algorithm for computing
/// Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003). Words beyond 64 bytes use the table.
package struct EditPattern: Sendable {
    private var masks = [UInt64](repeating: 0, count: 256)
    private let word: [UInt8]

    /// Prepares a folded word.
    package init(_ word: [UInt8]) {
        self.word = word
        for (position, byte) in word.prefix(64).enumerated() { masks[Int(byte)] |= 1 << UInt64(position) }
    }

    /// The distance to another word, or nil when it is above `limit`.
    ///
    /// - Complexity: O(length of the other word) up to 64 bytes, else O(product of the lengths).
    package func distance(to other: Span<UInt8>, limit: Int) -> Int? {
        let length = word.count
        if abs(length - other.count) > limit { return nil }
        if length == 0 { return other.count <= limit ? other.count : nil }
        if length > 64 {
            let distance = EditDistance.byTable(word.span, other)
            return distance <= limit ? distance : nil
        }
        var positive: UInt64 = ~0
        var negative: UInt64 = 0
        var diagonal: UInt64 = 0
        var previousMask: UInt64 = 0
        var distance = length
        let last: UInt64 = 1 << UInt64(length - 1)
        for position in 0..<other.count {
            let mask = masks[Int(other[position])]
            let swapped = ((~diagonal & mask) << 1) & previousMask
            diagonal = (((mask & positive) &+ positive) ^ positive) | mask | negative | swapped
            var horizontalPositive = negative | ~(diagonal | positive)
            var horizontalNegative = diagonal & positive
            if horizontalPositive & last != 0 { distance += 1 }
            if horizontalNegative & last != 0 { distance -= 1 }
            horizontalPositive = horizontalPositive << 1 | 1
            horizontalNegative <<= 1
            positive = horizontalNegative | ~(diagonal | horizontalPositive)
            negative = horizontalPositive & diagonal
            previousMask = mask
        }
        return distance <= limit ? distance : nil
    }
}

/// The edit distance of two words by the plain table.
package enum EditDistance {
    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) between two words.
    ///
    /// - Complexity: O(product of the lengths).
    package static func byTable(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var current = last
        for i in 0..<left.count {
            current[0] = i + 1
            for j in 0..<right.count {
                let cost = left[i] == right[j] ? 0 : 1
                var best = min(last[j] + cost, last[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                current[j + 1] = best
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
