/// EDGAR's number for a filer, be it a company or a person: at most ten digits.
///
/// A party keeps its key through changes of name; one person may own several.
public struct CentralIndexKey: Hashable, Comparable, Sendable {
    /// The number itself, 1 … 9,999,999,999.
    public let value: UInt64

    /// Takes a number that lies in EDGAR's range.
    ///
    /// - Parameter value: the key; zero and numbers of more than ten digits are refused.
    public init?(_ value: UInt64) {
        guard value > 0, value <= 9_999_999_999 else { return nil }
        self.value = value
    }

    /// Reads a key as typed: up to ten digits, padded with zeros or not, blanks around it forgiven.
    ///
    /// - Parameter text: such as `0001537435` or `1537435`.
    public init?(parsing text: some StringProtocol) { self.init(parsing: String(text)) }

    /// Reads a key from a string, without going through generic code.
    ///
    /// - Parameter text: as for any other text.
    public init?(parsing text: String) { self.init(utf8: text.utf8Span.span) }

    /// Reads a key from bytes.
    ///
    /// - Parameter utf8: as for any other text.
    public init?(utf8: Span<UInt8>) {
        var value: UInt64 = 0
        var digitCount = 0
        var isPastEnd = false
        for index in utf8.indices {
            let byte = utf8[index]
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                isPastEnd = digitCount > 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard !isPastEnd, digitCount < 10 else { return nil }
                value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
                digitCount += 1
            default:
                return nil
            }
        }
        self.init(value)
    }

    /// Ten digits with leading zeros, as EDGAR's data files write it.
    public var padded: String {
        let digits = String(value)
        return String(repeating: "0", count: 10 - digits.utf8.count) + digits
    }

    /// Orders by number.
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

extension CentralIndexKey: CustomStringConvertible {
    /// The number without padding, as EDGAR's archive paths write it.
    public var description: String { String(value) }
}
