/// A decimal number held exactly: a whole number of units of 10^−`scale`.
///
/// Amounts of shares and money never pass through binary floating point. Trailing zeros are dropped, so `2.60` and
/// `2.6` are one value with one hash.
public struct ExactDecimal: Hashable, Sendable {
    /// The digits as a whole number, sign included.
    public let significand: Int64
    /// How many of those digits stand behind the point, 0 … 18.
    public let scale: UInt8

    /// A number of units of 10^−`scale`; trailing zeros behind the point are dropped.
    ///
    /// - Parameters:
    ///   - significand: the digits.
    ///   - scale: how many stand behind the point; above 18 is refused.
    public init?(significand: Int64, scale: UInt8) {
        guard scale <= 18 else { return nil }
        var significand = significand
        var scale = scale
        while scale > 0, significand % 10 == 0 {
            significand /= 10
            scale -= 1
        }
        self.significand = significand
        self.scale = scale
    }

    /// A whole number.
    ///
    /// - Parameter integer: any 64-bit number.
    public init(_ integer: Int64) {
        significand = integer
        scale = 0
    }

    /// Reads a number as forms write it: `163350`, `163,350`, `$ 2.6`, `-4.50`, `.5`, `(12)` for −12.
    ///
    /// Commas between digits, a dollar sign in front and blanks around are dropped; a sign may stand in front, or
    /// parentheses around. Anything else, both at once, no digit at all, more than 18 places behind the point, or a
    /// number of digits beyond 64 bits is refused.
    ///
    /// - Parameter text: the number alone.
    public init?(parsing text: some StringProtocol) { self.init(parsing: String(text)) }

    /// Reads a number from a string, without going through generic code.
    ///
    /// - Parameter text: as for any other text.
    public init?(parsing text: String) { self.init(utf8: text.utf8Span.span) }

    /// Reads a number from bytes.
    ///
    /// - Parameter utf8: as for any other text.
    public init?(utf8: Span<UInt8>) {
        var significand: Int64 = 0
        var scale: UInt8 = 0
        var digitCount = 0
        var hasPoint = false
        var isNegative = false
        var hasSign = false
        var hasDollar = false
        var isParenthesised = false
        var hasBlank = false
        var hasEnded = false
        for index in utf8.indices {
            let byte = utf8[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard !hasEnded, !hasBlank else { return nil }
                let (product, overflowed) = significand.multipliedReportingOverflow(by: 10)
                let (sum, carried) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
                guard !overflowed, !carried else { return nil }
                significand = sum
                digitCount += 1
                if hasPoint {
                    guard scale < 18 else { return nil }
                    scale += 1
                }
            case UInt8(ascii: "."):
                guard !hasPoint, !hasEnded, !hasBlank else { return nil }
                hasPoint = true
            case UInt8(ascii: ","):
                guard digitCount > 0, !hasPoint, !hasEnded, !hasBlank else { return nil }
            case UInt8(ascii: "$"):
                guard digitCount == 0, !hasPoint, !hasDollar else { return nil }
                hasDollar = true
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard digitCount == 0, !hasPoint, !hasSign, !isParenthesised else { return nil }
                isNegative = byte == UInt8(ascii: "-")
                hasSign = true
            case UInt8(ascii: "("):
                guard digitCount == 0, !hasPoint, !isParenthesised, !hasSign else { return nil }
                isParenthesised = true
            case UInt8(ascii: ")"):
                guard isParenthesised, digitCount > 0, !hasEnded else { return nil }
                hasEnded = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                // A blank behind digits ends the number; only a closing parenthesis may follow.
                if digitCount > 0 || hasPoint { hasBlank = true }
            default:
                return nil
            }
        }
        guard digitCount > 0, !isParenthesised || hasEnded else { return nil }
        self.init(significand: isNegative != isParenthesised ? -significand : significand, scale: scale)
    }
}

extension ExactDecimal: Comparable {
    /// Orders by value, exactly.
    public static func < (left: Self, right: Self) -> Bool {
        left.scaled(to: max(left.scale, right.scale)) < right.scaled(to: max(left.scale, right.scale))
    }

    /// At most 10¹⁹ × 10¹⁸, which 128 bits hold.
    private func scaled(to target: UInt8) -> Int128 {
        var value = Int128(significand)
        for _ in scale..<max(scale, target) { value *= 10 }
        return value
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain digits without grouping: `163350`, `2.6`, `-0.05`.
    public var description: String {
        guard scale > 0 else { return String(significand) }
        var digits = String(significand.magnitude)
        if digits.utf8.count <= Int(scale) {
            digits = String(repeating: "0", count: Int(scale) + 1 - digits.utf8.count) + digits
        }
        digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -Int(scale)))
        return significand < 0 ? "-" + digits : digits
    }

    /// With commas between thousands, as forms print amounts: `163,350`.
    public var grouped: String {
        let plain = description
        let isNegative = plain.hasPrefix("-")
        let parts = plain.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        var whole = ""
        let digits = parts[0]
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        return (isNegative ? "-" : "") + whole + (parts.count > 1 ? "." + parts[1] : "")
    }
}
