/// Words of names that are also written as one: hyphenated names, surnames with their particles, `SS&C`.
///
/// Kept as they read when written together, ascending, so that `wrightmiler` finds WRIGHT-MILLER within two edits, and
/// `depalmapat` is seen to begin DEPALMA-PATEL.
package struct CompoundWords: Sendable {
    private let bytes: FlatArray<UInt8>
    private let ends: FlatArray<UInt32>
    private let words: FlatArray<UInt32>
    private let wordEnds: FlatArray<UInt32>
    private let deletions: DeletionIndex

    /// Takes the arrays that `arranged` makes.
    init?(
        bytes: FlatArray<UInt8>, ends: FlatArray<UInt32>, words: FlatArray<UInt32>, wordEnds: FlatArray<UInt32>,
        deletions: DeletionIndex
    ) {
        guard ends.count == wordEnds.count, Int(ends.last ?? 0) == bytes.count, Int(wordEnds.last ?? 0) == words.count
        else { return nil }
        (self.bytes, self.ends, self.words, self.wordEnds) = (bytes, ends, words, wordEnds)
        self.deletions = deletions
    }

    /// A compound as it reads in one, and its words by number.
    struct Entry {
        var bytes: [UInt8]
        var words: [UInt32]
    }

    /// The arrays of some compounds.
    static func arranged(
        _ entries: [Entry]
    ) -> (
        bytes: [UInt8], ends: [UInt32], words: [UInt32], wordEnds: [UInt32],
        deletions: (starts: [UInt32], words: [UInt32])
    ) {
        let sorted = entries.sorted { left, right in
            left.bytes == right.bytes
                ? left.words.lexicographicallyPrecedes(right.words) : left.bytes.lexicographicallyPrecedes(right.bytes)
        }
        var bytes: [UInt8] = []
        var ends: [UInt32] = []
        var words: [UInt32] = []
        var wordEnds: [UInt32] = []
        for entry in sorted {
            bytes += entry.bytes
            ends.append(UInt32(bytes.count))
            words += entry.words
            wordEnds.append(UInt32(words.count))
        }
        return (bytes, ends, words, wordEnds, DeletionIndex.arranged(sorted.map(\.bytes)))
    }

    /// The words of a compound by number.
    func words(of compound: Int) -> [UInt32] {
        Array(words[(compound == 0 ? 0 : Int(wordEnds[compound - 1]))..<Int(wordEnds[compound])])
    }

    /// A compound's bytes.
    func bytes(of compound: Int) -> [UInt8] { Array(bytes[letters(of: compound)]) }

    private func letters(of compound: Int) -> Range<Int> {
        (compound == 0 ? 0 : Int(ends[compound - 1]))..<Int(ends[compound])
    }

    /// The compounds that begin with some bytes.
    ///
    /// - Complexity: O(log *n*) in the number of compounds.
    func beginning(with start: Span<UInt8>) -> Range<Int> {
        let first = partition { compare($0, start) < 0 }
        return first..<partition { compare($0, start) <= 0 }
    }

    /// The compounds that read exactly so, or within some edits, ascending.
    func within(_ edits: Int, of pattern: EditPattern, _ word: Span<UInt8>) -> [Int] {
        var found: [Int] = []
        bytes.withSpan { all in
            _ = deletions.forEachCandidate(word, edits: edits) { candidate in
                let own = letters(of: Int(candidate))
                if abs(own.count - word.count) <= edits,
                    pattern.distance(to: all.extracting(own), limit: edits) != nil
                {
                    found.append(Int(candidate))
                }
            }
        }
        found.sort()
        return found.enumerated().filter { $0.offset == 0 || found[$0.offset - 1] != $0.element }.map(\.element)
    }

    private func partition(_ isBefore: (Int) -> Bool) -> Int {
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Negative, zero or positive as a compound stands before, among or behind those that begin with some bytes.
    private func compare(_ compound: Int, _ start: Span<UInt8>) -> Int {
        let own = letters(of: compound)
        for position in 0..<min(own.count, start.count) {
            let difference = Int(bytes[own.lowerBound + position]) - Int(start[position])
            if difference != 0 { return difference }
        }
        return own.count >= start.count ? 0 : -1
    }
}
