/// One row of Table I or Table II: a holding or a transaction, with footnotes at each value.
///
/// Its identity is the filing's identity, the table and the ordinal; two rows that read alike stay two rows.
public struct SecurityRow: Hashable, Sendable {
    /// Which table of which form.
    public enum Table: UInt8, CaseIterable, Hashable, Sendable {
        /// Table I of Forms 3, 4 and 5.
        case nonDerivative = 1
        /// Table II of Forms 3, 4 and 5.
        case derivative = 2
        /// Securities that are to be sold: Form 144.
        case toBeSold = 3
        /// How those securities were acquired: Form 144.
        case acquired = 4
        /// Sales in the three months before: Form 144.
        case soldBefore = 5
        /// Stakes, one for each reporting person: Schedules 13D and 13G.
        ///
        /// Members of a group report the same shares: stakes of one filing are never added up.
        case stakes = 6
        /// Holdings of a manager or fund: the information table of a 13F, N-PORT.
        case portfolio = 7
        /// Votes a fund or manager has cast: N-PX.
        case votes = 8
        /// Terms of an offering: Forms D, C and 1-A.
        case offering = 9
    }

    /// What a row reports.
    public enum Kind: UInt8, Hashable, Sendable {
        /// Securities held, nothing traded.
        case holding = 1
        /// A change of ownership.
        case transaction = 2
        /// A sale or offering that is announced, and may never come about.
        case proposal = 3
        /// A vote at a meeting.
        case vote = 4
    }

    /// Which table it stands in.
    public var table: Table
    /// Holding or transaction.
    public var kind: Kind
    /// Its place in its table, from 1, in the order of the document, holdings and transactions counted together.
    public var ordinal: Int

    /// Title of the security.
    public var securityTitle = Reported<String>()
    /// Conversion or exercise price (Table II).
    public var exercisePrice = Reported<ExactDecimal>()
    /// Day of the transaction.
    public var transactionDate = Reported<CalendarDate>()
    /// Day on which it is deemed executed.
    public var deemedExecutionDate = Reported<CalendarDate>()
    /// Form the transaction belongs on: `3`, `4` or `5`.
    public var transactionFormType: String?
    /// Transaction code, one letter such as `P` or `S`; its footnotes are those of the whole coding.
    public var transactionCode = Reported<String>()
    /// Whether an equity swap is involved.
    public var equitySwapInvolved: Bool?
    /// `E` for early, `L` for late.
    public var timeliness = Reported<String>()
    /// Shares traded.
    public var shares = Reported<ExactDecimal>()
    /// Value traded, where the security has no number of shares.
    public var totalValue = Reported<ExactDecimal>()
    /// Price of a share.
    public var pricePerShare = Reported<ExactDecimal>()
    /// `A` for acquired, `D` for disposed of.
    public var acquiredOrDisposed = Reported<String>()
    /// Day from which it can be exercised (Table II).
    public var exerciseDate = Reported<CalendarDate>()
    /// Day on which it expires (Table II).
    public var expirationDate = Reported<CalendarDate>()
    /// Title of the underlying security (Table II).
    public var underlyingTitle = Reported<String>()
    /// Shares of the underlying security (Table II).
    public var underlyingShares = Reported<ExactDecimal>()
    /// Value of the underlying security (Table II).
    public var underlyingValue = Reported<ExactDecimal>()
    /// Shares owned after the transaction, or held.
    public var sharesOwnedAfter = Reported<ExactDecimal>()
    /// Value owned after the transaction, or held.
    public var valueOwnedAfter = Reported<ExactDecimal>()
    /// `D` for direct, `I` for indirect.
    public var directOrIndirect = Reported<String>()
    /// How indirect ownership comes about, such as `By spouse`.
    public var natureOfOwnership = Reported<String>()
    /// What else rows of other forms tell, in the order of the form.
    public var details: [RowDetail] = []

    /// An empty row.
    ///
    /// - Parameters:
    ///   - table: which table it stands in.
    ///   - kind: holding or transaction.
    ///   - ordinal: its place in that table, from 1.
    public init(table: Table, kind: Kind, ordinal: Int) {
        self.table = table
        self.kind = kind
        self.ordinal = ordinal
    }

    /// A detail by its name; the first of several.
    ///
    /// - Parameter name: what is asked for.
    /// - Returns: as written.
    public func detail(_ name: RowDetail.Name) -> String? { details.first { $0.name == name }?.value }

    /// Every footnote the row refers to, in the order of its fields, each once.
    public var footnotes: [String] {
        var all: [String] = []
        func add(_ more: [String]) { for id in more where !all.contains(id) { all.append(id) } }
        add(securityTitle.footnotes)
        add(exercisePrice.footnotes)
        add(transactionDate.footnotes)
        add(deemedExecutionDate.footnotes)
        add(transactionCode.footnotes)
        add(timeliness.footnotes)
        add(shares.footnotes)
        add(totalValue.footnotes)
        add(pricePerShare.footnotes)
        add(acquiredOrDisposed.footnotes)
        add(exerciseDate.footnotes)
        add(expirationDate.footnotes)
        add(underlyingTitle.footnotes)
        add(underlyingShares.footnotes)
        add(underlyingValue.footnotes)
        add(sharesOwnedAfter.footnotes)
        add(valueOwnedAfter.footnotes)
        add(directOrIndirect.footnotes)
        add(natureOfOwnership.footnotes)
        return all
    }
}
