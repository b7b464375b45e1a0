internal import FilingModel

/// The numbers of a row of a filing, as columns keep them: comparable exactly, in 64 bits.
enum RowNumbers {
    /// Places behind the point that amounts are told apart by.
    ///
    /// Prices of shares are given with up to four, par values
    /// with up to six.
    static let placesMax = 6

    /// Stands for no number in a list.
    private static let none = Int64.min

    /// An amount as a number in which order is the order of amounts.
    ///
    /// Twice the amount in millionths, rounded down, and one more when that left something over: so every amount with six
    /// places has a number of its own, and others lie between. Amounts beyond 4.6 · 10¹² count as that.
    static func number(_ amount: ExactDecimal) -> Int64 {
        number(significand: Int128(amount.significand), scale: Int(amount.scale))
    }

    private static func number(significand: Int128, scale: Int) -> Int64 {
        var value = significand
        var hasRest = false
        if scale <= placesMax {
            for _ in scale..<placesMax { value *= 10 }
        } else {
            for _ in placesMax..<scale {
                let (quotient, rest) = value.quotientAndRemainder(dividingBy: 10)
                hasRest = hasRest || rest != 0
                // Division cuts towards zero; order wants it downwards.
                value = rest < 0 ? quotient - 1 : quotient
            }
        }
        return Int64(clamping: max(Int128(Int64.min + 1), min(Int128(Int64.max), value * 2 + (hasRest ? 1 : 0))))
    }

    /// A transaction code as a number: its letters in capitals, a byte each; `nil` for more than seven.
    static func number(ofCode code: String) -> Int64? {
        let bytes = Array(code.uppercased().utf8)
        guard !bytes.isEmpty, bytes.count <= 7 else { return nil }
        return bytes.reduce(0) { $0 << 8 | Int64($1) }
    }

    /// The code behind a number.
    static func code(of number: Int64) -> String {
        var bytes: [UInt8] = []
        var rest = number
        while rest > 0 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// Shares traded; of a holding those held.
    static func shares(_ row: SecurityRow) -> ExactDecimal? {
        row.shares.value ?? (row.kind == .holding ? row.sharesOwnedAfter.value : nil)
    }

    /// The price of a share; where a row has none, that at which it can be bought.
    static func price(_ row: SecurityRow) -> ExactDecimal? { row.pricePerShare.value ?? row.exercisePrice.value }

    /// What was traded is worth: the value given, else shares times price; of a holding the value held.
    static func value(_ row: SecurityRow) -> Int64? {
        if let value = row.totalValue.value { return number(value) }
        if let shares = row.shares.value, let price = row.pricePerShare.value {
            let product = Int128(shares.significand) * Int128(price.significand)
            return number(significand: product, scale: Int(shares.scale) + Int(price.scale))
        }
        return row.kind == .holding ? row.valueOwnedAfter.value.map(number) : nil
    }

    /// The numbers of a row by column, gaps marked, so that all lists of a filing have the same places.
    static func columns(of row: SecurityRow) -> [(column: FilingSchema.Column, value: Int64)] {
        let direct: Int64? =
            switch row.directOrIndirect.value?.uppercased() {
            case "D": 1
            case "I": 0
            default: nil
            }
        return [
            (.rowCodes, row.transactionCode.value.flatMap(number(ofCode:)) ?? none),
            (.rowShares, shares(row).map(number) ?? none), (.rowPrices, price(row).map(number) ?? none),
            (.rowValues, value(row) ?? none), (.rowDirect, direct ?? none),
        ]
    }
}
