/// A frequency and a length that bound the scores of a block: no document in it has both a higher frequency and a
/// smaller length than some impact of the block.
package struct Impact: Equatable, Sendable {
    /// Frequency; 255 stands for 255 or more, so a score bound must take it as no limit.
    package var frequency: UInt8
    /// Length byte.
    package var length: UInt8

    /// How many a block keeps.
    package static let countMax = 3

    /// The impacts of a block: first the highest by what it gives, then two that bound all of the block by themselves, or
    /// what there is of documents that no other beats.
    ///
    /// Where there are more, neighbours are joined to the higher frequency and the smaller length, so the bound stays valid.
    ///
    /// - Parameters:
    ///   - frequencies: of the block's documents.
    ///   - lengths: their length bytes.
    ///   - factors: what a frequency is multiplied with, by length byte, when the field's weight is 1.
    /// - Returns: one to three.
    package static func of(
        frequencies: ArraySlice<UInt32>, lengths: some Collection<UInt8>, factors: [Float]
    ) -> [Impact] {
        var highestFrequency: UInt32 = 0
        for frequency in frequencies { highestFrequency = max(highestFrequency, frequency) }
        // 256 where no document has the frequency.
        var smallest = [UInt16](repeating: 256, count: Int(min(highestFrequency, 255)) + 1)
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
        var highest = 0
        for index in front.indices where front[index].weighted(by: factors) > front[highest].weighted(by: factors) {
            highest = index
        }
        let first = front[highest]
        if front.count <= countMax { front.remove(at: highest) }
        while front.count > countMax - 1 {
            // Join the neighbours that stand for the least then.
            var best = 0
            var lowest = Float.infinity
            for index in 0..<front.count - 1 {
                let joined = Impact(frequency: front[index].frequency, length: front[index + 1].length)
                let weighted = joined.weighted(by: factors)
                if weighted < lowest { (best, lowest) = (index, weighted) }
            }
            front[best].length = front[best + 1].length
            front.remove(at: best + 1)
        }
        return [first] + front
    }

    /// The weighted frequency it stands for; that of a frequency without limit is above all others.
    @inline(__always)
    package func weighted(by factors: [Float]) -> Float {
        frequency == 255 ? FieldPostings.unlimited : Float(frequency) * factors[Int(length)]
    }
}
