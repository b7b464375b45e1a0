/// The words of a universe by the three-letter pieces they are made of.
///
/// The way to words that are further from the query's than edits reach: those that share most of its pieces.
package struct WordTrigrams: Sendable {
    private let keys: FlatArray<UInt32>
    /// The words of piece n stand from n to n + 1.
    private let offsets: FlatArray<UInt32>
    private let words: FlatArray<UInt32>

    /// Takes the arrays that `inverted` makes; the counts of pieces stand behind the postings.
    init?(keys: FlatArray<UInt32>, offsets: FlatArray<UInt32>, words: FlatArray<UInt32>, wordCount: Int) {
        guard offsets.count == keys.count + 1, words.count >= wordCount,
            Int(offsets[keys.count]) == words.count - wordCount
        else { return nil }
        (self.keys, self.offsets, self.words) = (keys, offsets, words)
    }

    /// Turns words into postings of their pieces, followed by each word's number of pieces.
    static func inverted(_ words: [[UInt8]]) -> (keys: [UInt32], offsets: [UInt32], words: [UInt32]) {
        var pairs: [UInt64] = []
        var counts: [UInt32] = []
        for (number, word) in words.enumerated() {
            let pieces = Trigrams.keys(of: [word])
            counts.append(UInt32(pieces.count))
            for piece in pieces { pairs.append(UInt64(piece) << 32 | UInt64(number)) }
        }
        pairs.sort()
        var keys: [UInt32] = []
        var offsets: [UInt32] = []
        for (place, pair) in pairs.enumerated() where keys.last != UInt32(pair >> 32) {
            keys.append(UInt32(pair >> 32))
            offsets.append(UInt32(place))
        }
        offsets.append(UInt32(pairs.count))
        return (keys, offsets, pairs.map { UInt32(truncatingIfNeeded: $0) } + counts)
    }

    /// The words that share at least a part of a word's pieces, by number.
    ///
    /// - Parameters:
    ///   - word: folded.
    ///   - shareMin: shared pieces among all pieces of both, above 0.
    /// - Returns: words with the share.
    /// - Complexity: O(*p*) in the postings of the word's pieces, and a byte for each word of the universe.
    func words(like word: [UInt8], shareMin: Float) -> [(word: UInt32, share: Float)] {
        let pieces = Trigrams.keys(of: [word])
        let wordCount = words.count - Int(offsets[keys.count])
        var shared = [UInt8](repeating: 0, count: wordCount)
        var touched: [UInt32] = []
        for piece in pieces {
            guard let place = place(of: piece) else { continue }
            for posting in Int(offsets[place])..<Int(offsets[place + 1]) {
                let other = words[posting]
                if shared[Int(other)] == 0 { touched.append(other) }
                shared[Int(other)] = min(shared[Int(other)], 254) + 1
            }
        }
        let counts = Int(offsets[keys.count])
        return touched.sorted().compactMap { other in
            let common = Float(shared[Int(other)])
            let share = common / (Float(pieces.count) + Float(words[counts + Int(other)]) - common)
            return share >= shareMin ? (other, share) : nil
        }
    }

    private func place(of piece: UInt32) -> Int? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < piece { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == piece ? low : nil
    }
}
