public import FilingModel

/// A transaction of Form 3, 4 or 5 with what its filing tells about it: a row of the table people ask for.
public struct Trade: Sendable {
    /// The filing it stands in; with table and ordinal of the row it tells the trade from every other.
    public var filing: FilingIdentity
    /// The form, amendment mark included.
    public var form: FormType
    /// The day it was filed; where that is not known, the day that stands for it.
    public var filed: CalendarDate?
    /// The company.
    public var issuer: Issuer?
    /// Who reports it; several report one and the same trade together.
    public var owners: [ReportingOwner]
    /// The Rule 10b5-1 box; `nil` where the form has none.
    public var isUnderTradingPlan: Bool?
    /// The row.
    public var row: SecurityRow
    /// The footnotes that the row refers to, in its order.
    public var footnotes: [Footnote]
    /// Shares times price, or the value given.
    public var value: ExactDecimal?
    /// The original on sec.gov.
    public var url: String?

    /// The trade of a row.
    ///
    /// - Parameters:
    ///   - row: a row of `filing`.
    ///   - filing: the filing.
    public init(_ row: SecurityRow, of filing: Filing) {
        (self.filing, form, filed) = (filing.identity, filing.form, filing.effectiveDate)
        (issuer, owners, isUnderTradingPlan) = (filing.issuer, filing.owners, filing.isUnderTradingPlan)
        self.row = row
        footnotes = row.footnotes.compactMap { id in filing.footnotes.first { $0.id == id } }
        value = row.value
        url = SourceLink.filing(filing)
    }

    /// The day of the trade, else of its filing.
    public var date: CalendarDate? { row.transactionDate.value ?? filed }

    /// Whether it is a purchase on the open market or privately: code P.
    public var isPurchase: Bool { row.transactionCode.value?.uppercased() == "P" && row.table == .nonDerivative }

    /// The transactions of a filing, in document order.
    ///
    /// - Parameter filing: any filing; those of other forms than 3, 4 and 5 have none.
    /// - Returns: a trade for each transaction in Table I and Table II.
    public static func trades(of filing: Filing) -> [Trade] {
        guard filing.form.isOwnership else { return [] }
        return filing.rows.filter {
            $0.kind == .transaction && ($0.table == .nonDerivative || $0.table == .derivative)
        }.map { Trade($0, of: filing) }
    }
}

extension SecurityRow {
    /// What was traded is worth: the value given, else shares times price; `nil` where neither is told.
    public var value: ExactDecimal? {
        if let value = totalValue.value { return value }
        guard let shares = shares.value, let price = pricePerShare.value else { return nil }
        return shares.times(price)
    }
}

extension ExactDecimal {
    /// The product, rounded down to six places where it has more; `nil` beyond 64 bits.
    fileprivate func times(_ other: ExactDecimal) -> ExactDecimal? {
        var product = Int128(significand) * Int128(other.significand)
        var places = Int(scale) + Int(other.scale)
        while places > 6 {
            product /= 10
            places -= 1
        }
        return Int64(exactly: product).flatMap { ExactDecimal(significand: $0, scale: UInt8(places)) }
    }
}
