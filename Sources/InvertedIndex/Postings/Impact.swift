/// A frequency and a length that bound the scores of a block: no document in it has both a higher frequency and a
/// smaller length than some impact of the block.
package struct Impact: Equatable, Sendable {
    /// Frequency; 255 stands for 255 or more, so a score bound must take it as no limit.
    package var frequency: UInt8
    /// Length byte.
    package var length: UInt8

    /// How many a block keeps.
    package static let countMax = 3

    /// The impacts of a block: the documents that no other beats, thinned to three by joining neighbours.
    ///
    /// Joining takes the higher frequency and the smaller length, so the bound stays valid.
    ///
    /// - Parameters:
    ///   - frequencies: of the block's documents.
    ///   - lengths: their length bytes.
    ///   - meanLength: words that documents have on average; only how tight the bounds are depends on it.
    /// - Returns: one to three, frequencies descending.
    package static func of(
        frequencies: ArraySlice<UInt32>, lengths: some Collection<UInt8>, meanLength: Float
    ) -> [Impact] {
        var highest: UInt32 = 0
        for frequency in frequencies { highest = max(highest, frequency) }
        // 256 where no document has the frequency.
        var smallest = [UInt16](repeating: 256, count: Int(min(highest, 255)) + 1)
        for (frequency, length) in zip(frequencies, lengths) {
            let capped = Int(min(frequency, 255))
            smallest[capped] = min(smallest[capped], UInt16(length))
        }
        var front: [Impact] = []
        var least: UInt16 = 256
        for frequency in smallest.indices.reversed() where smallest[frequency] < least {
            least = smallest[frequency]
            front.append(Impact(frequency: UInt8(frequency), length: UInt8(least)))
        }
        while front.count > countMax {
            // Join the neighbours that stand for the lowest score then: the best document keeps its own impact for long.
            var best = 0
            var lowest = Float.infinity
            for index in 0..<front.count - 1 {
                let relative = Float(FieldLengths.decoded[Int(front[index + 1].length)]) / meanLength
                let weighted = Float(front[index].frequency) / (1 - BM25.b + BM25.b * relative)
                if weighted < lowest { (best, lowest) = (index, weighted) }
            }
            front[best].length = front[best + 1].length
            front.remove(at: best + 1)
        }
        return front
    }
}
