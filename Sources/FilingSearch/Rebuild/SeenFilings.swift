/// The filings met so far by identity: an open-addressing table of their numbers, 4 to 11 bytes a filing.
///
/// What is known of a filing stays with its draft and is asked for by its number.
struct SeenFilings {
    private var table = [UInt32](repeating: .max, count: 4096)
    private var count = 0

    /// Takes a filing.
    ///
    /// - Parameters:
    ///   - identity: of the filing.
    ///   - number: its number among all that are met, counted from 0.
    ///   - identityOf: the identity of a filing that was taken before, by its number.
    /// - Returns: the number of the filing with this identity that stands in the table; `nil` when there was none, and the
    ///   one given stands there now.
    mutating func take(_ identity: Int64, number: UInt32, identityOf: (UInt32) -> Int64) -> UInt32? {
        var place = place(of: identity)
        while table[place] != .max {
            if identityOf(table[place]) == identity { return table[place] }
            place = (place + 1) & (table.count - 1)
        }
        table[place] = number
        count += 1
        if count * 4 > table.count * 3 { grow(identityOf) }
        return nil
    }

    /// Puts another filing of the same identity in place of one that stands in the table.
    mutating func replace(_ identity: Int64, _ old: UInt32, by new: UInt32) {
        var place = place(of: identity)
        while table[place] != .max {
            if table[place] == old {
                table[place] = new
                return
            }
            place = (place + 1) & (table.count - 1)
        }
    }

    private mutating func grow(_ identityOf: (UInt32) -> Int64) {
        let old = table
        table = [UInt32](repeating: .max, count: old.count * 2)
        for number in old where number != .max {
            var place = place(of: identityOf(number))
            while table[place] != .max { place = (place + 1) & (table.count - 1) }
            table[place] = number
        }
    }

    private func place(of identity: Int64) -> Int {
        let product = UInt64(bitPattern: identity).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: product.low ^ product.high) & (table.count - 1)
    }
}
