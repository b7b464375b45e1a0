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
