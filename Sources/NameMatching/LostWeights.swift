/// The weights of words that a name lacks, the greatest first.
struct LostWeights {
    var weights: [16 of Float] = .init(repeating: 0)
    var count = 0

    mutating func insert(_ weight: Float) {
        var hole = count
        while hole > 0, weights[hole - 1] < weight {
            weights[hole] = weights[hole - 1]
            hole -= 1
        }
        weights[hole] = weight
        count += 1
    }

    /// The most that these words earn when so many of them are contradicted and the others missing: the lightest are.
    func most(contradictions: Int, contradiction: Float) -> Float {
        var sum: Float = 0
        for index in 0..<count {
            sum +=
                count - index <= contradictions
                ? contradiction * min(weights[index], Costs.contradictionWeightMax) : Costs.missing * weights[index]
        }
        return sum
    }
}
