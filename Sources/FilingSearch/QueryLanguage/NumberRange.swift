internal import FilingModel

/// A stretch of amounts as people write it: `100000`, `>100,000`, `>=2.5`, `<$3`, `1..5`, one side left open.
struct NumberRange: Equatable, Sendable {
    /// The amounts, as `RowNumbers` counts them.
    var bounds: ClosedRange<Int64>
    /// Whether a number had more places than are told apart.
    var isRounded = false

    /// Lowest and highest number; the lowest of all stands for none.
    private static let all = Int64.min + 1...Int64.max

    /// Reads a stretch; `nil` for anything else.
    init?(parsing text: String) {
        let signs = [(">=", true, false), ("<=", false, false), (">", true, true), ("<", false, true)]
        for (sign, isLower, isExclusive) in signs where text.hasPrefix(sign) {
            guard let amount = ExactDecimal(parsing: text.dropFirst(sign.count)) else { return nil }
            let number = RowNumbers.number(amount)
            isRounded = amount.scale > RowNumbers.placesMax
            if isLower {
                guard !isExclusive || number < .max else { return nil }
                bounds = (isExclusive ? number + 1 : number)...Self.all.upperBound
            } else {
                guard !isExclusive || number > Self.all.lowerBound else { return nil }
                bounds = Self.all.lowerBound...(isExclusive ? number - 1 : number)
            }
            return
        }
        var sides = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
        if sides.count == 1 { sides.append(sides[0]) }
        guard sides.count == 2, !(sides[0].isEmpty && sides[1].isEmpty) else { return nil }
        var ends = [Self.all.lowerBound, Self.all.upperBound]
        for (side, text) in sides.enumerated() where !text.isEmpty {
            guard let amount = ExactDecimal(parsing: text) else { return nil }
            ends[side] = RowNumbers.number(amount)
            isRounded = isRounded || amount.scale > RowNumbers.placesMax
        }
        guard ends[0] <= ends[1] else { return nil }
        bounds = ends[0]...ends[1]
    }
}
