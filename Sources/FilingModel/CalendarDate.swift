/// A day in the Gregorian calendar, without time or zone.
public struct CalendarDate: Hashable, Comparable, Sendable {
    /// The day as `yyyymmdd`, the order of days.
    public let ordinal: Int32

    /// The year, 1 … 9999.
    public var year: Int { Int(ordinal) / 10_000 }
    /// The month, 1 … 12.
    public var month: Int { Int(ordinal) / 100 % 100 }
    /// The day of the month, 1 … 31.
    public var day: Int { Int(ordinal) % 100 }

    /// A day that exists.
    ///
    /// - Parameters:
    ///   - year: 1 … 9999.
    ///   - month: 1 … 12.
    ///   - day: 1 … the last of that month.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Self.dayCount(year: year, month: month) else { return nil }
        ordinal = Int32(year * 10_000 + month * 100 + day)
    }

    /// A day from its `yyyymmdd` number.
    ///
    /// - Parameter ordinal: such as 20131001.
    public init?(ordinal: Int) {
        guard ordinal > 0 else { return nil }
        self.init(year: ordinal / 10_000, month: ordinal / 100 % 100, day: ordinal % 100)
    }

    /// Reads a day in any of the shapes EDGAR uses.
    ///
    /// `2013-10-01` (a zone after it, as in `2024-07-19-05:00`, is dropped), `20131001` (a time of day after it too),
    /// `10/01/2013` and `10-01-2013`, month first. Blanks around it are dropped.
    ///
    /// - Parameter text: the date alone.
    public init?(parsing text: some StringProtocol) { self.init(parsing: String(text)) }

    /// Reads a day from a string, without going through generic code.
    ///
    /// - Parameter text: as for any other text.
    public init?(parsing text: String) { self.init(utf8: text.utf8Span.span) }

    /// Reads a day from bytes.
    ///
    /// - Parameter utf8: as for any other text.
    public init?(utf8: Span<UInt8>) {
        // The first three numbers and how many digits each has; a zone behind them only has to look like one.
        var numbers = (0, 0, 0)
        var lengths = (0, 0, 0)
        var count = 0
        var value = 0
        var length = 0
        var hasEnded = false
        for index in utf8.indices {
            let byte = utf8[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard !hasEnded else { return nil }
                guard length < 14 else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                length += 1
            case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "T"),
                UInt8(ascii: "Z"), UInt8(ascii: "."):
                guard length > 0 else { return nil }
                Self.put(value, length, at: count, &numbers, &lengths)
                count += 1
                (value, length) = (0, 0)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                hasEnded = length > 0 || count > 0
            default:
                return nil
            }
        }
        if length > 0 {
            Self.put(value, length, at: count, &numbers, &lengths)
            count += 1
        }
        if count == 1 {
            // 20131001 or 20131001164358.
            switch lengths.0 {
            case 8: self.init(ordinal: numbers.0)
            case 14: self.init(ordinal: numbers.0 / 1_000_000)
            default: return nil
            }
        } else if count >= 3, lengths.0 == 4, lengths.1 <= 2, lengths.2 <= 2 {
            self.init(year: numbers.0, month: numbers.1, day: numbers.2)
        } else if count == 3, lengths.0 <= 2, lengths.1 <= 2, lengths.2 == 4 {
            self.init(year: numbers.2, month: numbers.0, day: numbers.1)
        } else {
            return nil
        }
    }

    private static func put(
        _ value: Int, _ length: Int, at index: Int, _ numbers: inout (Int, Int, Int), _ lengths: inout (Int, Int, Int)
    ) {
        switch index {
        case 0: (numbers.0, lengths.0) = (value, length)
        case 1: (numbers.1, lengths.1) = (value, length)
        case 2: (numbers.2, lengths.2) = (value, length)
        default: break
        }
    }

    private static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Orders by day.
    public static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }
}

extension CalendarDate: CustomStringConvertible {
    /// ISO 8601: `2013-10-01`.
    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
}
