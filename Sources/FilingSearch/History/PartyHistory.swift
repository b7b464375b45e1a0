public import FilingModel

/// All that an index knows of a party's doings, gathered from every filing that names it.
public struct PartyHistory: Sendable {
    /// The party, what it was to whom, and its latest filings.
    public var page: PartyPage
    /// How much it held of what after each filing, the latest series first: of a person its own, of an issuer none.
    public var holdings: [HoldingSeries] = []
    /// Transactions, the latest first, at most as many as asked for.
    public var trades: [Trade] = []
    /// Number of transactions in all.
    public var tradeCount = 0
    /// Shares bought and sold on the market, by month.
    public var months: [TradedMonth] = []
    /// Who stands beside it as owner, most often first.
    public var companions: [Companion] = []
    /// Names as filed, most often first.
    public var names: [FiledText] = []
    /// Addresses as filed, the latest first.
    public var addresses: [FiledText] = []
    /// Filings that amend others, newest first.
    public var amendments: [Filing] = []
    /// Times when several insiders bought, the latest first: of an issuer.
    public var clusters: [BuyingCluster] = []
}

/// What was held of one security in one way, filing by filing.
public struct HoldingSeries: Sendable {
    /// The company.
    public var issuer: String
    /// Its key.
    public var issuerCIK: CentralIndexKey?
    /// Title of the security, as the latest filing has it.
    public var security: String
    /// `D` for direct, `I` for indirect ownership.
    public var ownership: String?
    /// How indirect ownership comes about.
    public var nature: String?
    /// In the order of days.
    public var points: [Point]

    /// What was held after a filing.
    public struct Point: Sendable {
        /// The day of the trade, of the event, or of the filing.
        public var date: CalendarDate
        /// Shares held.
        public var shares: ExactDecimal
        /// The filing that tells it.
        public var filing: FilingIdentity
        /// Its form.
        public var form: FormType
    }
}

/// Open-market trades of a month: codes P and S of Table I.
///
/// A trade that an amendment tells again counts once, as does one that several owners report together.
public struct TradedMonth: Equatable, Sendable {
    /// The year and the month, 1 … 12.
    public var year: Int, month: Int
    /// Shares bought and sold.
    public var sharesBought: ExactDecimal, sharesSold: ExactDecimal
    /// What was paid and got, in dollars.
    public var valueBought: ExactDecimal, valueSold: ExactDecimal
    /// Number of purchases and sales.
    public var purchaseCount: Int, saleCount: Int
}

/// Somebody who is an owner in the same filings.
public struct Companion: Sendable {
    /// Its key, as `PartyMatch.key` has it.
    public var key: String
    /// Its name as filed.
    public var name: String
    /// Filings that both stand in.
    public var filingCount: Int
    /// The latest of them.
    public var last: CalendarDate?
}

/// A text as filings have it, and in how many.
public struct FiledText: Sendable {
    /// The text.
    public var text: String
    /// Filings that have it.
    public var filingCount: Int
    /// Days of the first and the last of them.
    public var first: CalendarDate?, last: CalendarDate?
}

/// Purchases on the open market by several insiders within a month.
///
/// Owners of one joint filing count as one, for it is one purchase.
public struct BuyingCluster: Sendable {
    /// Day of the first and of the last purchase.
    public var first: CalendarDate, last: CalendarDate
    /// Who bought, in the order of their first purchases.
    public var buyers: [Buyer]
    /// Shares bought in all.
    public var shares: ExactDecimal
    /// What was paid, as far as prices are told.
    public var value: ExactDecimal

    /// One who bought.
    public struct Buyer: Sendable {
        /// Its key, as `PartyMatch.key` has it.
        public var key: String
        /// Its name as filed.
        public var name: String
        /// What it is to the issuer.
        public var role: String
        /// Shares bought.
        public var shares: ExactDecimal
    }
}
