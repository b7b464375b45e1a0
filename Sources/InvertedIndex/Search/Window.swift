/// The documents of one stretch of 4,096 that match, and their scores.
///
/// Queries are answered stretch by stretch: each part of a query fills a window, and windows are combined by words of
/// 64 bits. The scores of one window take 16 KiB, which stays in the first-level cache.
struct Window {
    /// Documents in a window.
    static let size: UInt32 = 4096

    /// First document; a multiple of the size.
    private(set) var base: DocumentID = 0
    /// A bit for each matching document.
    var bits = [UInt64](repeating: 0, count: Int(size) / 64)
    /// Scores, meaningful only where the bit is set.
    var scores = [Float](repeating: 0, count: Int(size))

    /// The document behind the last.
    var end: DocumentID { base &+ Self.size }

    /// Empties the window and moves it.
    mutating func reset(to base: DocumentID) {
        self.base = base
        for index in bits.indices { bits[index] = 0 }
    }

    /// Whether nothing matches.
    var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

    /// Number of matching documents.
    var count: Int { bits.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Keeps what matches in both; scores add up.
    mutating func intersect(_ other: Window) {
        for index in bits.indices {
            bits[index] &= other.bits[index]
            var rest = bits[index]
            while rest != 0 {
                let place = index &* 64 &+ rest.trailingZeroBitCount
                scores[place] += other.scores[place]
                rest &= rest &- 1
            }
        }
    }

    /// Keeps what matches in either; scores add up where both do.
    mutating func unite(_ other: Window) {
        for index in bits.indices {
            let both = bits[index] & other.bits[index]
            var rest = other.bits[index]
            bits[index] |= rest
            while rest != 0 {
                let bit = rest.trailingZeroBitCount
                let place = index &* 64 &+ bit
                scores[place] = both >> UInt64(bit) & 1 == 1 ? scores[place] + other.scores[place] : other.scores[place]
                rest &= rest &- 1
            }
        }
    }

    /// Sets bits `first ..< end`, given as places, with score 0.
    mutating func insertAll(_ first: Int, _ end: Int) {
        for place in first..<max(first, end) {
            bits[place >> 6] |= 1 << UInt64(place & 63)
            scores[place] = 0
        }
    }

    /// Makes every score 0.
    mutating func clearScores() {
        for index in scores.indices { scores[index] = 0 }
    }
}
