internal import FilingModel
internal import Testing

@Suite struct `What an amendment changes` {
    private static func row(
        _ title: String, _ day: Int, shares: Int64, price: String = "2.60", kind: SecurityRow.Kind = .transaction
    ) -> SecurityRow {
        var row = SecurityRow(table: .nonDerivative, kind: kind, ordinal: 1)
        row.securityTitle = Reported(title)
        row.transactionDate = Reported(CalendarDate(year: 2020, month: 3, day: day))
        row.transactionCode = Reported("P")
        row.shares = Reported(ExactDecimal(shares))
        row.pricePerShare = Reported(ExactDecimal(parsing: price), footnotes: ["F\(day)"])
        return row
    }

    private static func filing(_ rows: [SecurityRow]) -> Filing {
        let source = FilingSource(file: "", byteRange: 0..<0, sha256: .zero)
        var filing = Filing(identity: .content(1), form: FormType(base: "4", isAmendment: false), source: source)
        filing.rows = rows
        return filing
    }

    @Test func `is one value of one row, not a row lost and another won`() {
        let before = Self.filing([Self.row("Common", 1, shares: 100), Self.row("Common", 2, shares: 200)])
        let after = Self.filing([Self.row("Common", 1, shares: 100), Self.row("Common", 2, shares: 250)])
        let difference = FilingDifference(from: before, to: after)
        #expect(difference.sameCount == 1)
        #expect(difference.changed.map { $0.changes.map(\.field) } == [["shares"]])
        #expect(difference.changed.first?.changes.first?.before == "200")
        #expect(difference.changed.first?.changes.first?.after == "250")
        #expect(difference.added.isEmpty && difference.notToldAgain.isEmpty)
    }

    @Test func `may be a row that was left out, and rows not told again`() {
        let first = Self.row("Common", 1, shares: 100)
        let forgotten = Self.row("Preferred", 9, shares: 7, price: "1")
        let difference = FilingDifference(from: Self.filing([first]), to: Self.filing([forgotten]))
        #expect(difference.added == [forgotten])
        #expect(difference.notToldAgain == [first])
        #expect(difference.changed.isEmpty)
    }

    @Test func `is nothing where footnotes and order alone differ`() {
        var (one, two) = (Self.row("Common", 1, shares: 100), Self.row("Common", 2, shares: 200))
        let before = Self.filing([one, two])
        one.pricePerShare.footnotes = ["F7"]
        two.ordinal = 1
        #expect(FilingDifference(from: before, to: Self.filing([two, one])).isEmpty)
    }

    @Test func `keeps rows that read alike apart`() {
        let row = Self.row("Common", 1, shares: 100)
        let difference = FilingDifference(from: Self.filing([row, row]), to: Self.filing([row]))
        #expect(difference.sameCount == 1)
        #expect(difference.notToldAgain == [row])
    }
}
