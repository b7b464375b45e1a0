internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// What filters mean, said a second time over the filings themselves.
@Suite struct `Filters against the filings` {
    private let index: FilingIndex

    init() throws { index = try FixtureIndex.shared.get().index }

    private func check(_ query: String, _ matches: (Filing) -> Bool) throws {
        let results = try index.search(SearchRequest(query: query, limit: 1_000))
        var expected: Set<FilingIdentity> = []
        for filing in ImportedFilings.all {
            if let kept = try index.filing(filing.identity), matches(kept) { expected.insert(kept.identity) }
        }
        #expect(Set(results.hits.map(\.filing.identity)) == expected, "\(query)")
        #expect(results.diagnostics == [], "\(query)")
    }

    private static func decimal(_ text: String) -> ExactDecimal { ExactDecimal(parsing: text) ?? ExactDecimal(0) }

    /// Shares times price as a fraction of whole numbers, so that nothing is rounded.
    private static func isValue(_ row: SecurityRow, above limit: Int64) -> Bool {
        if let value = row.totalValue.value { return value > ExactDecimal(limit) }
        guard let shares = row.shares.value, let price = row.pricePerShare.value else {
            return row.kind == .holding && (row.valueOwnedAfter.value.map { $0 > ExactDecimal(limit) } ?? false)
        }
        var scaled = Int128(limit)
        for _ in 0..<Int(shares.scale) + Int(price.scale) { scaled *= 10 }
        return Int128(shares.significand) * Int128(price.significand) > scaled
    }

    @Test(arguments: ["0", "1", "100", "163350", "163350.5", "1000000"])
    func `by shares and price`(amount: String) throws {
        let limit = Self.decimal(amount)
        try check("shares:>\(amount)") { $0.rows.contains { RowNumbers.shares($0).map { $0 > limit } ?? false } }
        try check("shares:<=\(amount)") { $0.rows.contains { RowNumbers.shares($0).map { $0 <= limit } ?? false } }
        try check("shares:\(amount)") { $0.rows.contains { RowNumbers.shares($0) == limit } }
        try check("price:<\(amount)") { $0.rows.contains { RowNumbers.price($0).map { $0 < limit } ?? false } }
        try check("price:\(amount)..") { $0.rows.contains { RowNumbers.price($0).map { $0 >= limit } ?? false } }
        try check("-shares:>\(amount)") { !$0.rows.contains { RowNumbers.shares($0).map { $0 > limit } ?? false } }
    }

    @Test(arguments: [0, 1_000, 100_000, 10_000_000] as [Int64])
    func `by value, in one row with the code`(limit: Int64) throws {
        try check("value:>\(limit)") { $0.rows.contains { Self.isValue($0, above: limit) } }
        for code in ["P", "S", "A", "M"] {
            try check("code:\(code) value:>\(limit)") {
                $0.rows.contains { $0.transactionCode.value?.uppercased() == code && Self.isValue($0, above: limit) }
            }
            try check("row:(code:\(code)) row:(value:>\(limit))") {
                $0.rows.contains { $0.transactionCode.value?.uppercased() == code }
                    && $0.rows.contains { Self.isValue($0, above: limit) }
            }
            try check("code:(\(code) OR F) value:>\(limit) direct:yes") {
                $0.rows.contains {
                    [code, "F"].contains($0.transactionCode.value?.uppercased() ?? "") && Self.isValue($0, above: limit)
                        && $0.directOrIndirect.value == "D"
                }
            }
        }
    }

    @Test func `by plan, ownership and amendment`() throws {
        try check("plan:yes") { $0.isUnderTradingPlan == true }
        try check("plan:no") { $0.isUnderTradingPlan == false }
        try check("direct:no") { $0.rows.contains { $0.directOrIndirect.value == "I" } }
        try check("amendment:yes") { $0.form.isAmendment }
        for form in ["3", "4", "SC 13D"] {
            try check("form:\"\(form)\"") { $0.form.base == form }
            try check("form:\"\(form)\" amendment:no") { $0.form.base == form && !$0.form.isAmendment }
        }
        try check("form:10-K*") { $0.form.base.hasPrefix("10-K") }
    }

    @Test func `by whether there is anything`() throws {
        func hasOwner(_ filing: Filing) -> Bool {
            !filing.owners.isEmpty || filing.otherParties.contains { $0.knownRole?.isPrincipal == true }
        }
        try check("owner:*") { hasOwner($0) }
        try check("role:*") {
            !$0.owners.isEmpty || $0.issuer != nil || !$0.otherParties.isEmpty || !$0.signatures.isEmpty
        }
        try check("remarks:* -owner:*") { filing in
            !hasOwner(filing)
                && (filing.remarks != nil || filing.rows.contains { $0.natureOfOwnership.value != nil })
        }
        try check("plan:*") { $0.isUnderTradingPlan != nil }
        try check("period:*") { $0.period != nil }
        try check("-price:*") { !$0.rows.contains { RowNumbers.price($0) != nil } }
        try check("form:*") { _ in true }
    }

    @Test func `find numbers however they are written`() throws {
        let count = try index.search(SearchRequest(query: "163350")).total
        #expect(count >= 1)
        for text in ["163,350", "text:163350", "text:\"163350\""] {
            #expect(try index.search(SearchRequest(query: text)).total >= 1, "\(text)")
        }
        for text in ["2.60", "2.6", "$2.60", "$2.6", "2.6000"] {
            let found = try index.search(SearchRequest(query: text + " ticker:tgen"))
            #expect(found.total == 1, "\(text)")
        }
    }
}

@Suite struct `Amounts as numbers` {
    @Test func `keep the order of amounts`() {
        var generator = SeededGenerator(seed: 9)
        var amounts: [ExactDecimal] = []
        for _ in 0..<2_000 {
            let significand = Int64.random(in: -1_000_000...1_000_000, using: &generator)
            if let amount = ExactDecimal(significand: significand, scale: UInt8.random(in: 0...9, using: &generator)) {
                amounts.append(amount)
            }
        }
        for (left, right) in zip(amounts, amounts.dropFirst()) {
            let (first, second) = (RowNumbers.number(left), RowNumbers.number(right))
            #expect(left < right ? first <= second : first >= second)
            // With six places, or against one that has six, nothing is lost.
            if left.scale <= 6 || right.scale <= 6 { #expect((left == right) == (first == second)) }
        }
        #expect(RowNumbers.number(ExactDecimal(.max)) == .max)
        #expect(RowNumbers.number(ofCode: "p") == 80)
        #expect(RowNumbers.code(of: 80) == "P")
        #expect(RowNumbers.number(ofCode: "") == nil)
    }

    @Test(arguments: ["", "..", ">", "x", "5..1", "1...2", ">1..2", "1 2"])
    func `refuse what is none`(text: String) { #expect(NumberRange(parsing: text) == nil) }
}
