internal import FilingModel

/// A stretch of days as people write it: `2013-10-01`, `2013-10`, `2013`, two of these with `..` between, one side
/// left open, or `>`, `>=`, `<`, `<=` in front of one.
struct DateRange: Equatable, Sendable {
    /// First day as `yyyymmdd`; 0 when open.
    var lower: Int
    /// Last day as `yyyymmdd`; 99991231 when open.
    var upper: Int

    private static let last = 9999_12_31

    /// Reads a stretch; `nil` for anything else.
    init?(parsing text: String) {
        let signs = [(">=", true, false), ("<=", false, false), (">", true, true), ("<", false, true)]
        for (sign, isLower, isExclusive) in signs where text.hasPrefix(sign) {
            guard let days = Self.days(text.dropFirst(sign.count)) else { return nil }
            // Days are numbers with gaps between months, so the next number is after this day and before the next.
            lower = isLower ? (isExclusive ? days.upperBound + 1 : days.lowerBound) : 0
            upper = isLower ? Self.last : (isExclusive ? days.lowerBound - 1 : days.upperBound)
            // Nothing is after the last day or before the first.
            if lower > upper { return nil }
            return
        }
        let sides = text.split(separator: "..", omittingEmptySubsequences: false)
        if sides.count == 2 {
            guard !(sides[0].isEmpty && sides[1].isEmpty) else { return nil }
            guard let first = sides[0].isEmpty ? 0...0 : Self.days(sides[0]),
                let second = sides[1].isEmpty ? Self.last...Self.last : Self.days(sides[1])
            else { return nil }
            lower = first.lowerBound
            upper = second.upperBound
            if lower > upper { return nil }
        } else {
            guard sides.count == 1, let days = Self.days(sides[0]) else { return nil }
            lower = days.lowerBound
            upper = days.upperBound
        }
    }

    /// A day, a month or a year.
    private static func days(_ text: some StringProtocol) -> ClosedRange<Int>? {
        if let date = CalendarDate(parsing: text) { return Int(date.ordinal)...Int(date.ordinal) }
        guard text.utf8.allSatisfy({ $0 == 0x2D || 0x30...0x39 ~= $0 }) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first, let year = first, (1000...9999).contains(year) else { return nil }
        if parts.count == 1 { return year * 10_000 + 101...year * 10_000 + 1231 }
        guard parts.count == 2, let month = parts[1], (1...12).contains(month) else { return nil }
        return year * 10_000 + month * 100 + 1...year * 10_000 + month * 100 + 31
    }
}
