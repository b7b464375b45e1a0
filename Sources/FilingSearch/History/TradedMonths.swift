internal import FilingModel

/// Sums of open-market trades by month.
enum TradedMonths {
    /// Trades without those that an amendment tells again.
    ///
    /// - Parameter trades: of filings, the newest first.
    /// - Returns: each trade once; of one that stands in several filings, the latest telling.
    static func withoutRetold(_ trades: [Trade]) -> [Trade] {
        struct Telling: Hashable {
            var owner: PartyKey, issuer: PartyKey
            var date: Int32
            var code, title, direct: String
            var shares, price: ExactDecimal?
        }
        // Amendments retell what one original holds: two rows that are alike in one filing stay two.
        var told: [Telling: FilingIdentity] = [:]
        return trades.filter { trade in
            let owner = trade.owners.first
            let row = trade.row
            let telling = Telling(
                owner: PartyKey(cik: owner?.cik, name: owner?.name ?? ""),
                issuer: PartyKey(cik: trade.issuer?.cik, name: trade.issuer?.name ?? ""),
                date: trade.date?.ordinal ?? 0, code: row.transactionCode.value ?? "",
                title: row.securityTitle.value?.lowercased() ?? "", direct: row.directOrIndirect.value ?? "",
                shares: row.shares.value, price: row.pricePerShare.value)
            if let known = told[telling] { return known == trade.filing }
            told[telling] = trade.filing
            return true
        }
    }

    /// Sums by month, in the order of time.
    ///
    /// - Parameter trades: with codes P and S.
    /// - Returns: a value for each month with trades; sums beyond 64 bits stay at what they were before.
    static func months(of trades: [Trade]) -> [TradedMonth] {
        var months: [Int: TradedMonth] = [:]
        for trade in trades {
            guard let date = trade.date, let shares = trade.row.shares.value else { continue }
            let number = date.year * 12 + date.month
            var month =
                months[number]
                ?? TradedMonth(
                    year: date.year, month: date.month, sharesBought: .zero, sharesSold: .zero, valueBought: .zero,
                    valueSold: .zero, purchaseCount: 0, saleCount: 0)
            let value = trade.value ?? .zero
            if trade.row.transactionCode.value?.uppercased() == "P" {
                month.sharesBought = month.sharesBought.plus(shares)
                month.valueBought = month.valueBought.plus(value)
                month.purchaseCount += 1
            } else {
                month.sharesSold = month.sharesSold.plus(shares)
                month.valueSold = month.valueSold.plus(value)
                month.saleCount += 1
            }
            months[number] = month
        }
        return months.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension ExactDecimal {
    /// Nothing.
    static let zero = ExactDecimal(0)

    /// The sum, exactly; `self` when 64 bits do not hold it.
    func plus(_ other: ExactDecimal) -> ExactDecimal {
        let places = max(scale, other.scale)
        func scaled(_ amount: ExactDecimal) -> Int128 {
            var value = Int128(amount.significand)
            for _ in amount.scale..<places { value *= 10 }
            return value
        }
        return Int64(exactly: scaled(self) + scaled(other)).flatMap { ExactDecimal(significand: $0, scale: places) }
            ?? self
    }
}
