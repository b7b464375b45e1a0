/// Finds the words of a universe within two edits of a word without going through all of them.
///
/// Each word is entered under what is left of its first seven letters when none, one or two of them are taken out. Two words
/// within *d* edits (insertions, deletions, substitutions, swaps of neighbours) have a rest in common when at most *d*
/// letters are taken out of each: what a substitution or a swap changes is one letter on either side, and a beginning cut
/// off behind the same number of letters loses no more than the words themselves. The idea of looking words up by their
/// deletions is that of F. Mor and A. Fraenkel, "A hash code method for detecting and correcting spelling errors",
/// Communications of the ACM 25 (1982), DOI 10.1145/358728.358752.
///
/// A rest is seven bytes at most and therefore its own key; keys are only told apart by the bucket they fall into, so what
/// is found are candidates. Of a vocabulary of 100,000 words some hundred are candidates for a word, where a scan of
/// letter signatures would compare all and leave some thousands.
package struct DeletionIndex: Sendable {
    /// The words of bucket n stand from n to n + 1.
    private let starts: FlatArray<UInt32>
    private let words: FlatArray<UInt32>
    private let shift: UInt64

    /// Letters of a word that rests are taken from: the longer, the more entries a word has, the fewer share a bucket.
    static let beginningLength = 7
    /// The most edits that words are found within.
    static let editsMax = 2

    /// Takes the arrays that `arranged` makes.
    init?(starts: FlatArray<UInt32>, words: FlatArray<UInt32>) {
        let buckets = starts.count - 1
        guard buckets > 1, buckets.nonzeroBitCount == 1, Int(starts[buckets]) == words.count else { return nil }
        (self.starts, self.words) = (starts, words)
        shift = UInt64(64 - buckets.trailingZeroBitCount)
    }

    /// Enters words, given by their number, into buckets.
    ///
    /// - Complexity: O(*v*) in the number of words, at most 29 entries each.
    static func arranged(_ vocabulary: [[UInt8]]) -> (starts: [UInt32], words: [UInt32]) {
        var rests = RestKeys()
        var count = 0
        for word in vocabulary {
            rests.take(word.span, edits: editsMax)
            count += rests.count
        }
        var bits = 4
        while (2 << bits) < count { bits += 1 }
        let shift = UInt64(64 - bits)
        var starts = [UInt32](repeating: 0, count: (1 << bits) + 1)
        for word in vocabulary {
            rests.take(word.span, edits: editsMax)
            for place in 0..<rests.count { starts[bucket(rests.keys[place], shift) + 1] += 1 }
        }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var next = starts
        var words = [UInt32](repeating: 0, count: count)
        for (number, word) in vocabulary.enumerated() {
            rests.take(word.span, edits: editsMax)
            for place in 0..<rests.count {
                let bucket = bucket(rests.keys[place], shift)
                words[Int(next[bucket])] = UInt32(number)
                next[bucket] += 1
            }
        }
        return (starts, words)
    }

    /// Calls `body` with every word that may be within some edits, one to two, of a word; with some more than once.
    ///
    /// - Returns: how many candidates there were.
    /// - Complexity: O(1) bucket for each of at most 29 rests.
    @inline(__always)
    func forEachCandidate(_ word: Span<UInt8>, edits: Int, _ body: (UInt32) -> Void) -> Int {
        var rests = RestKeys()
        rests.take(word, edits: edits)
        var count = 0
        for place in 0..<rests.count {
            let bucket = Self.bucket(rests.keys[place], shift)
            let range = Int(starts[bucket])..<Int(starts[bucket + 1])
            count += range.count
            for position in range { body(words[position]) }
        }
        return count
    }

    @inline(__always)
    private static func bucket(_ key: UInt64, _ shift: UInt64) -> Int {
        // The multiplier of Fibonacci hashing: 2^64 over the golden ratio.
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}

/// What is left of a word's beginning when letters are taken out: the first letter in the lowest byte.
private struct RestKeys {
    // 1 + 7 + 21 ways to take none, one or two of seven letters out.
    var keys: [29 of UInt64] = .init(repeating: 0)
    var count = 0

    /// The rests of a word with at most so many letters taken out.
    ///
    /// A word of three or four letters is looked for within one edit only, a longer one within two, so what is left has at
    /// least two letters, and three when two were taken out: shorter rests are not entered.
    mutating func take(_ word: Span<UInt8>, edits: Int) {
        let length = min(word.count, DeletionIndex.beginningLength)
        var letters: UInt64 = 0
        for position in 0..<length { letters |= UInt64(word[position]) << UInt64(8 * position) }
        count = 0
        guard length >= 2 else { return }
        append(letters)
        guard edits > 0, length >= 3 else { return }
        for first in 0..<length {
            let rest = Self.removing(first, from: letters)
            append(rest)
            guard edits > 1, length >= 5 else { continue }
            for second in first..<(length - 1) { append(Self.removing(second, from: rest)) }
        }
    }

    @inline(__always)
    private static func removing(_ position: Int, from letters: UInt64) -> UInt64 {
        let below: UInt64 = (1 << UInt64(8 * position)) - 1
        return letters & below | (letters >> 8) & ~below
    }

    /// Equal rests of one word, as of a letter doubled, are entered once.
    @inline(__always)
    private mutating func append(_ key: UInt64) {
        for place in 0..<count where keys[place] == key { return }
        keys[count] = key
        count += 1
    }
}
