/// Finds the words that share a key: a sound, a shape, an umlaut-free spelling.
package struct WordKeyIndex: Sendable {
    private let keys: FlatArray<UInt64>
    private let words: FlatArray<UInt32>

    /// Takes keys in ascending order and the word of each.
    init?(keys: FlatArray<UInt64>, words: FlatArray<UInt32>) {
        guard keys.count == words.count else { return nil }
        (self.keys, self.words) = (keys, words)
    }

    /// Sorts words by their keys; a key of 0 is no key.
    static func sorted(_ keyOfWord: [UInt64]) -> (keys: [UInt64], words: [UInt32]) {
        let order = keyOfWord.indices.filter { keyOfWord[$0] != 0 }.sorted {
            (keyOfWord[$0], $0) < (keyOfWord[$1], $1)
        }
        return (order.map { keyOfWord[$0] }, order.map { UInt32($0) })
    }

    /// The words with a key, ascending.
    ///
    /// - Complexity: O(log *v*) in the number of words.
    func words(withKey key: UInt64) -> Slice<FlatArray<UInt32>> {
        guard key != 0 else { return words[0..<0] }
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < keys.count, keys[end] == key { end += 1 }
        return words[low..<end]
    }
}

/// The words' letter signatures by length, in blocks of eight, to be scanned for words within a few edits.
package struct SignatureIndex: Sendable {
    private let blocks: FlatArray<SIMD8<UInt32>>
    /// Eight words to a block; the last block of a length is padded with `UInt32.max`.
    private let words: FlatArray<UInt32>
    /// Blocks of words of length n: from n to n + 1.
    ///
    /// Words of 64 bytes and more are in the last length.
    private let starts: FlatArray<UInt32>
    private static let lengthMax = 64

    /// Takes the arrays that `arranged` makes.
    init?(blocks: FlatArray<SIMD8<UInt32>>, words: FlatArray<UInt32>, starts: FlatArray<UInt32>) {
        guard starts.count == Self.lengthMax + 2, words.count == blocks.count * 8 else { return nil }
        (self.blocks, self.words, self.starts) = (blocks, words, starts)
    }

    /// Arranges words by length.
    static func arranged(
        _ profiles: [WordProfile]
    ) -> (blocks: [SIMD8<UInt32>], words: [UInt32], starts: [UInt32]) {
        var byLength = [[UInt32]](repeating: [], count: lengthMax + 1)
        for (word, profile) in profiles.enumerated() {
            byLength[min(Int(profile.length), lengthMax)].append(UInt32(word))
        }
        var blocks: [SIMD8<UInt32>] = []
        var words: [UInt32] = []
        var starts: [UInt32] = []
        for bucket in byLength {
            starts.append(UInt32(blocks.count))
            for first in stride(from: 0, to: bucket.count, by: 8) {
                var block = SIMD8<UInt32>(repeating: 0)
                for lane in 0..<8 {
                    let word = first + lane < bucket.count ? bucket[first + lane] : UInt32.max
                    words.append(word)
                    if word != UInt32.max { block[lane] = profiles[Int(word)].signature }
                }
                blocks.append(block)
            }
        }
        starts.append(UInt32(blocks.count))
        return (blocks, words, starts)
    }

    /// Appends every word whose length and letters do not rule out a distance within `edits`.
    ///
    /// - Complexity: O(*v*) in the number of words of these lengths, about half a nanosecond each.
    func append(like signature: UInt32, length: Int, edits: Int, to found: inout [UInt32]) {
        let low = max(0, min(length - edits, Self.lengthMax))
        let high = min(length + edits, Self.lengthMax)
        let query = SIMD8<UInt32>(repeating: signature)
        let limit = SIMD8<UInt32>(repeating: UInt32(2 * edits))
        for block in Int(starts[low])..<Int(starts[high + 1]) {
            let near = LetterSignature.differences(blocks[block], query) .<= limit
            if any(near) {
                for lane in 0..<8 where near[lane] && words[block * 8 + lane] != UInt32.max {
                    found.append(words[block * 8 + lane])
                }
            }
        }
    }
}
