/// The three-letter pieces of a name, word by word, with two blanks before a word and one behind.
///
/// PANORA gives `  p`, ` pa`, `pan`, `ano`, `nor`, `ora`, `ra `. Each piece is three bytes in one integer.
package enum Trigrams {
    /// The distinct pieces of all words, ascending.
    ///
    /// - Complexity: O(*n* log *n*) in the number of letters.
    package static func keys(of words: [[UInt8]]) -> [UInt32] {
        var keys: [UInt32] = []
        for word in words where !word.isEmpty {
            var window: UInt32 = 0x2020
            for byte in word {
                window = (window << 8 | UInt32(byte)) & 0xFF_FFFF
                keys.append(window)
            }
            keys.append((window << 8 | 0x20) & 0xFF_FFFF)
        }
        keys.sort()
        var unique: [UInt32] = []
        unique.reserveCapacity(keys.count)
        for key in keys where unique.last != key { unique.append(key) }
        return unique
    }

    /// The share of pieces two names have in common, of all the pieces of both: 0 to 1.
    package static func similarity(_ left: [UInt32], _ right: [UInt32]) -> Double {
        var i = 0
        var j = 0
        var shared = 0
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                shared += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        let all = left.count + right.count - shared
        return all == 0 ? 1 : Double(shared) / Double(all)
    }

    /// How many of *count* pieces a name keeps at least after some edits, of which some swap neighbours.
    ///
    /// An insertion, deletion or substitution touches three pieces, a swap of neighbours four.
    package static func sharedMinimum(count: Int, edits: Int, swaps: Int) -> Int {
        max(0, count - 3 * (edits - swaps) - 4 * swaps)
    }
}
