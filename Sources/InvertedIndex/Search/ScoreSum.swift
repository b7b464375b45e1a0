/// How the parts of a score are added up: exactly, so that no order of adding changes a bit.
///
/// Pruning adds parts in another order than scoring everything does, and floating-point sums depend on their order.
/// Each part is therefore rounded to a multiple of one small quantum of the query, chosen such that a sum of all parts
/// keeps within the 53 bits of a `Double`. For scores below 64 the quantum is 2⁻⁴⁶: a `Float` of 2⁻²³ or more is not
/// changed at all. The sum becomes a `Float` at the very end.
struct ScoreSum: BitwiseCopyable {
    /// Added and taken away again it rounds to the quantum.
    private let magic: Double
    /// The sum of parts that together stay below `limit`.
    init(limit: Double) {
        let half = max(Double(sign: .plus, exponent: limit.exponent + 1, significand: 1), 32)
        magic = 3 * half
        // 3 · half and all that is added to it lie between 2 · half and 4 · half.
    }

    /// A part as it is added; never less for a higher score, so the part of a bound is a bound of parts.
    @inline(__always)
    func part(_ score: Float) -> Double { (Double(score) + magic) - magic }
}
