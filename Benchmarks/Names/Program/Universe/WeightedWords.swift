/// Words drawn as often as real names are: the chance of a word falls with its rank as 1 / (rank + shift).
struct WeightedWords {
    let words: [String]
    private let sums: [Double]

    /// - Parameters:
    ///   - words: the commonest first.
    ///   - shift: how flat the top is.
    init(_ words: [String], shift: Double) {
        self.words = words
        var sum = 0.0
        sums = words.indices.map { rank in
            sum += 1 / (Double(rank) + shift)
            return sum
        }
    }

    /// One of the words.
    func draw(_ random: inout SeededRandom) -> String {
        let target = random.unit() * (sums.last ?? 0)
        var low = 0
        var high = words.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] <= target { low = middle + 1 } else { high = middle }
        }
        return words[low]
    }

    /// A rank below `count`, with the same fall of frequency, without a list.
    static func rank(below count: Int, shift: Double, _ random: inout SeededRandom) -> Int {
        let ratio = (Double(count) + shift) / shift
        var power = 1.0
        // `ratio` to the power of a random number, by halving, so that no library's rounding enters.
        var share = random.next() >> 11
        var root = ratio
        for _ in 0..<53 {
            root = root.squareRoot()
            if share & (1 << 52) != 0 { power *= root }
            share <<= 1
        }
        return min(count - 1, Int(shift * (power - 1)))
    }
}
