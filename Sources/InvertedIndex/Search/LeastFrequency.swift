/// The least weighted frequency with which a word or phrase gives a part of a score: what stays below needs no further
/// look.
struct LeastFrequency {
    private let idf: Float
    private let sum: ScoreSum
    private var needed = -Double.infinity
    private var least: Float = -1

    /// For a word or phrase of some weight.
    init(idf: Float, sum: ScoreSum) { (self.idf, self.sum) = (idf, sum) }

    /// The least weighted frequency that gives `needed`, exactly; below 0 when any does, ∞ when none does.
    @inline(__always)
    mutating func callAsFunction(for needed: Double) -> Float {
        if needed != self.needed { (self.needed, least) = (needed, find(needed)) }
        return least
    }

    private func find(_ needed: Double) -> Float {
        guard needed > 0 else { return -1 }
        func isEnough(_ bits: UInt32) -> Bool {
            sum.part(BM25.score(Float(bitPattern: bits), idf: idf)) >= needed
        }
        guard isEnough(FieldPostings.unlimited.bitPattern) else { return .infinity }
        // idf − idf / (1 + x) = s at x = s / (idf − s); rounding moves that by a little. Bits of numbers above 0 have
        // their order.
        let near = idf > Float(needed) ? Float(needed) / (idf - Float(needed)) : FieldPostings.unlimited
        var high = max(1, min(near, FieldPostings.unlimited).bitPattern)
        var low = high
        // Steps double away from there until one side is enough and the other is not.
        var step: UInt32 = 1
        if isEnough(high) {
            repeat {
                high = low
                low = step < low ? low - step : 0
                step *= 2
            } while low > 0 && isEnough(low)
            low += 1
        } else {
            repeat {
                low = high + 1
                high = min(high + step, FieldPostings.unlimited.bitPattern)
                step *= 2
            } while !isEnough(high)
        }
        while low < high {
            let middle = (low + high) / 2
            if isEnough(middle) { high = middle } else { low = middle + 1 }
        }
        return Float(bitPattern: low)
    }
}
