internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

@Suite struct `Trades` {
    private static func index() throws -> FilingIndex { try FixtureIndex.shared.get().index }

    /// Trades of all filings by reading every one, the latest filed first.
    private static func all() throws -> [Trade] {
        var filings = Array(try index().stream(""))
        filings.sort {
            let (first, second) = ($0.effectiveDate?.ordinal ?? 0, $1.effectiveDate?.ordinal ?? 0)
            return first != second ? first > second : $0.identity.sortKey > $1.identity.sortKey
        }
        return filings.flatMap(Trade.trades)
    }

    private static func names(_ trades: [Trade]) -> [String] {
        trades.map { "\($0.filing) \($0.row.table) \($0.row.ordinal)" }
    }

    @Test func `all of them are found, the latest filed first`() throws {
        var request = TradeRequest()
        request.limit = 100_000
        let page = try Self.index().trades(request)
        #expect(Self.names(page.trades) == Self.names(try Self.all()))
        #expect(page.next == nil)
    }

    @Test func `filters keep the rows that fulfil all of them`() throws {
        let all = try Self.all()
        let amount = try #require(ExactDecimal(parsing: "10000"))
        let day = try #require(CalendarDate(parsing: "2015-01-01"))
        let cases: [(String, (inout TradeRequest) -> Void, (Trade) -> Bool)] = [
            ("code", { $0.codes = ["P", "S"] }, { ["P", "S"].contains($0.row.transactionCode.value ?? "") }),
            ("value", { $0.valueMin = amount }, { $0.value.map { $0 >= amount } ?? false }),
            ("at most", { $0.valueMax = amount }, { $0.value.map { $0 <= amount } ?? false }),
            ("since", { $0.since = day }, { $0.date.map { $0 >= day } ?? false }),
            ("until", { $0.until = day }, { $0.date.map { $0 <= day } ?? false }),
            ("shares", { $0.isNonDerivativeOnly = true }, { $0.row.table == .nonDerivative }),
            (
                "officers", { $0.role = "officer" },
                { trade in trade.owners.contains { $0.relationship.isOfficer } }
            ),
            ("plan", { $0.isUnderTradingPlan = true }, { $0.isUnderTradingPlan == true }),
            (
                "both", { ($0.codes, $0.isNonDerivativeOnly, $0.valueMin) = (["S"], true, amount) },
                { $0.row.transactionCode.value == "S" && $0.row.table == .nonDerivative && $0.value ?? amount > amount }
            ),
        ]
        for (name, set, holds) in cases {
            var request = TradeRequest()
            request.limit = 100_000
            set(&request)
            let found = Self.names(try Self.index().trades(request).trades)
            #expect(found == Self.names(all.filter(holds)), "\(name)")
        }
    }

    @Test func `trades of a party are found under its key`() throws {
        let trade = try #require(try Self.all().first { $0.owners.first?.cik != nil && $0.issuer?.cik != nil })
        let owner = try #require(trade.owners.first)
        var request = TradeRequest()
        request.ownerKey = PartyMatch.key(cik: owner.cik, name: owner.name)
        request.limit = 100_000
        let found = try Self.index().trades(request).trades
        #expect(Self.names(found).contains(Self.names([trade])[0]))
        #expect(found.allSatisfy { trade in trade.owners.contains { $0.cik == owner.cik } })
    }

    @Test func `the value is shares times price, exactly`() throws {
        var row = SecurityRow(table: .nonDerivative, kind: .transaction, ordinal: 1)
        row.shares = Reported(ExactDecimal(parsing: "1234.5"))
        row.pricePerShare = Reported(ExactDecimal(parsing: "10.01"))
        #expect(row.value == ExactDecimal(parsing: "12357.345"))
        row.totalValue = Reported(ExactDecimal(parsing: "7"))
        #expect(row.value == ExactDecimal(parsing: "7"))
    }
}

@Suite struct `What a party did in time` {
    /// Form 4s on JSON lines cannot tell rows: these are XML.
    private static func paper(
        _ number: Int, form: String = "4", owner: Int, day: String, code: String, shares: Int, price: String,
        after: Int, original: String? = nil
    ) -> String {
        """
        <SEC-DOCUMENT>0000000009-20-00000\(number).txt
        <SEC-HEADER>
        ACCESSION NUMBER: 0000000009-20-00000\(number)
        CONFORMED SUBMISSION TYPE: \(form)
        FILED AS OF DATE: \(day.replacing("-", with: ""))
        </SEC-HEADER>
        <DOCUMENT>
        <TYPE>\(form)
        <TEXT>
        <XML>
        <?xml version="1.0"?>
        <ownershipDocument><schemaVersion>X0306</schemaVersion><documentType>\(form)</documentType>
        <periodOfReport>\(day)</periodOfReport>
        \(original.map { "<dateOfOriginalSubmission>\($0)</dateOfOriginalSubmission>" } ?? "")
        <issuer><issuerCik>0000000777</issuerCik><issuerName>ACME CORP</issuerName>
        <issuerTradingSymbol>ACME</issuerTradingSymbol></issuer>
        <reportingOwner><reportingOwnerId><rptOwnerCik>000000900\(owner)</rptOwnerCik>
        <rptOwnerName>OWNER NUMBER\(owner)</rptOwnerName></reportingOwnerId>
        <reportingOwnerRelationship><isDirector>1</isDirector></reportingOwnerRelationship></reportingOwner>
        <nonDerivativeTable><nonDerivativeTransaction><securityTitle><value>Common Stock</value></securityTitle>
        <transactionDate><value>\(day)</value></transactionDate>
        <transactionCoding><transactionFormType>4</transactionFormType><transactionCode>\(code)</transactionCode>
        <equitySwapInvolved>0</equitySwapInvolved></transactionCoding>
        <transactionAmounts><transactionShares><value>\(shares)</value></transactionShares>
        <transactionPricePerShare><value>\(price)</value></transactionPricePerShare>
        <transactionAcquiredDisposedCode><value>\(code == "S" ? "D" : "A")</value></transactionAcquiredDisposedCode>
        </transactionAmounts>
        <postTransactionAmounts><sharesOwnedFollowingTransaction><value>\(after)</value>
        </sharesOwnedFollowingTransaction></postTransactionAmounts>
        <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature>
        </nonDerivativeTransaction></nonDerivativeTable></ownershipDocument>
        </XML>
        </TEXT>
        </DOCUMENT>
        </SEC-DOCUMENT>

        """
    }

    private static let index = Result {
        let small = SmallIndex()
        let papers = [
            paper(1, owner: 1, day: "2020-01-10", code: "P", shares: 100, price: "2.5", after: 100),
            paper(2, owner: 2, day: "2020-01-20", code: "P", shares: 50, price: "3", after: 50),
            paper(3, owner: 1, day: "2020-02-05", code: "S", shares: 40, price: "4", after: 60),
            // Tells the first again.
            paper(
                4, form: "4/A", owner: 1, day: "2020-01-10", code: "P", shares: 100, price: "2.5", after: 100,
                original: "2020-01-10"),
            paper(5, owner: 1, day: "2020-06-01", code: "P", shares: 10, price: "5", after: 70),
        ]
        for (number, paper) in papers.enumerated() { small.inputs.write("\(number).txt", paper) }
        try small.rebuild()
        return try small.open()
    }

    @Test func `holdings stand in the order of days`() throws {
        let history = try #require(try Self.index.get().personHistory("9001"))
        let series = try #require(history.holdings.first)
        #expect(history.holdings.count == 1)
        #expect(series.points.map(\.date.description) == ["2020-01-10", "2020-02-05", "2020-06-01"])
        #expect(series.points.map(\.shares.description) == ["100", "60", "70"])
        #expect(series.security == "Common Stock")
        #expect(series.issuer == "ACME CORP")
    }

    @Test func `a trade that an amendment tells again is summed once, and shown as often as told`() throws {
        let history = try #require(try Self.index.get().personHistory("9001"))
        #expect(history.tradeCount == 4)
        #expect(history.months.map(\.name) == ["2020-01", "2020-02", "2020-06"])
        #expect(history.months[0].sharesBought.description == "100")
        #expect(history.months[0].valueBought.description == "250")
        #expect(history.months[1].valueSold.description == "160")
        #expect(history.amendments.map(\.form.description) == ["4/A"])
    }

    @Test func `insiders who buy within a month are a cluster`() throws {
        let history = try #require(try Self.index.get().issuerHistory("ACME"))
        let cluster = try #require(history.clusters.first)
        #expect(history.clusters.count == 1)
        #expect(cluster.buyers.map(\.name) == ["OWNER NUMBER1", "OWNER NUMBER2"])
        #expect(cluster.first.description == "2020-01-10")
        #expect(cluster.last.description == "2020-01-20")
        #expect(cluster.shares.description == "150")
        #expect(cluster.value.description == "400")
        #expect(history.holdings.isEmpty)
    }

    @Test func `exact keys open pages, names only when asked for`() throws {
        let index = try Self.index.get()
        #expect(try index.personHistory("9001", isExact: true)?.page.party.name == "OWNER NUMBER1")
        #expect(try index.personHistory("owner number1", isExact: true) == nil)
        #expect(try index.personHistory("owner number1") != nil)
        #expect(try index.issuerHistory("acme", isExact: true)?.page.party.key == "777")
        #expect(try index.issuerHistory("acme corp", isExact: true) == nil)
    }

    @Test func `names and companions are those of the filings`() throws {
        let person = try #require(try Self.index.get().personHistory("9001"))
        #expect(person.names.map(\.text) == ["OWNER NUMBER1"])
        #expect(person.names[0].filingCount == 4)
        #expect(person.companions.isEmpty)
    }

    @Test func `days apart are days`() throws {
        let pairs = [
            ("2020-02-28", "2020-03-01", 2), ("2019-12-31", "2020-01-01", 1), ("2000-01-01", "2020-01-01", 7_305),
        ]
        for (first, second, days) in pairs {
            let from = try #require(CalendarDate(parsing: first)), to = try #require(CalendarDate(parsing: second))
            #expect(to.dayNumber - from.dayNumber == days)
        }
    }
}
