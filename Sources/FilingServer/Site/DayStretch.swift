internal import FilingModel

/// The first and the last day of a day, a month or a year.
struct DayStretch: Sendable {
    let first: CalendarDate
    let last: CalendarDate

    /// Reads `2013-10-01`, `2013-10` or `2013`; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            text.utf8.allSatisfy({ $0 == 0x2D || 0x30...0x39 ~= $0 })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers[0] >= 1000 else { return nil }
        switch numbers.count {
        case 1:
            guard let first = CalendarDate(year: numbers[0], month: 1, day: 1),
                let last = CalendarDate(year: numbers[0], month: 12, day: 31)
            else { return nil }
            (self.first, self.last) = (first, last)
        case 2:
            let days = (1...31).compactMap { CalendarDate(year: numbers[0], month: numbers[1], day: $0) }
            guard let first = days.first, let last = days.last else { return nil }
            (self.first, self.last) = (first, last)
        default:
            guard let day = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]) else { return nil }
            (first, last) = (day, day)
        }
    }
}
