/// The unique key of a submission: `NNNNNNNNNN-YY-SSSSSS`, the login that submitted it, a year and a sequence.
///
/// The first part names the submitting login, often a filing agent; it is neither the issuer nor the owner.
public struct AccessionNumber: Hashable, Comparable, Sendable {
    /// The eighteen digits as one number; it fits in 60 bits.
    public let digits: UInt64

    /// Takes eighteen digits as a number.
    ///
    /// - Parameter digits: above zero and below 10¹⁸.
    public init?(digits: UInt64) {
        guard digits > 0, digits < 1_000_000_000_000_000_000 else { return nil }
        self.digits = digits
    }

    /// Reads `0001209191-20-002775` or its eighteen digits without dashes, blanks around it forgiven.
    ///
    /// - Parameter text: nothing but the number; dashes stand in both places or in neither.
    public init?(parsing text: some StringProtocol) { self.init(utf8: String(text).utf8Span.span) }

    private init?(utf8: Span<UInt8>) {
        var value: UInt64 = 0
        var digitCount = 0
        var dashCount = 0
        var isPastEnd = false
        for index in utf8.indices {
            let byte = utf8[index]
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                isPastEnd = digitCount > 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard !isPastEnd, digitCount < 18 else { return nil }
                value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
                digitCount += 1
            case UInt8(ascii: "-"):
                guard (dashCount == 0 && digitCount == 10) || (dashCount == 1 && digitCount == 12) else { return nil }
                dashCount += 1
            default:
                return nil
            }
        }
        guard digitCount == 18, dashCount != 1 else { return nil }
        self.init(digits: value)
    }

    /// Finds an accession number inside a path, as EDGAR and its mirrors name files and folders.
    ///
    /// The last one wins, so `…/000120919120051619/doc3.xml`, `3_0001209191-20-051619_doc3.xml` and
    /// `0001209191-20-051619-index.htm` are all read.
    ///
    /// - Parameter path: a file path, with or without folders.
    public init?(inPath path: String) {
        let bytes = path.utf8Span.span
        var found: Self?
        var start = 0
        while start < bytes.count {
            let end = Self.digitsEnd(bytes, from: start)
            var upper = end
            if end - start == 10 {
                // Dashed: two more runs of digits, of which nothing else may be a part.
                let year = Self.digitsEnd(bytes, from: end + 1)
                let sequence = Self.digitsEnd(bytes, from: year + 1)
                if year - end == 3, sequence - year == 7, bytes[end] == UInt8(ascii: "-"),
                    bytes[year] == UInt8(ascii: "-")
                {
                    upper = sequence
                }
            }
            if upper - start == 18 || upper - start == 20,
                let number = Self(utf8: bytes.extracting(start..<upper))
            {
                found = number
            }
            start = upper + 1
        }
        guard let found else { return nil }
        self = found
    }

    /// Where a run of digits ends; the start when there is none.
    private static func digitsEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] >= UInt8(ascii: "0"), bytes[end] <= UInt8(ascii: "9") { end += 1 }
        return end
    }

    /// Orders by number: by login, then year, then sequence.
    public static func < (left: Self, right: Self) -> Bool { left.digits < right.digits }
}

extension AccessionNumber: CustomStringConvertible {
    /// With dashes: `0001209191-20-002775`.
    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the twenty bytes of `description`, for output of many.
    ///
    /// - Parameter text: gets ASCII.
    public func append(to text: inout [UInt8]) {
        let start = text.count
        text.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: 20))
        var span = text.mutableSpan
        // Nine digits at a time, for small numbers divide faster.
        var rest = UInt32(truncatingIfNeeded: digits % 1_000_000_000)
        for place in (0..<20).reversed() where place != 10 && place != 13 {
            if place == 8 { rest = UInt32(truncatingIfNeeded: digits / 1_000_000_000) }
            span[start + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
