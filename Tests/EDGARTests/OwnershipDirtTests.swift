import EDGAR
import FilingModel
import Testing

/// What filers, agents and mirrors do to ownership XML; each test bends a real filing.
@Suite struct `Dirty ownership XML` {
    private let original: String
    private let expected: Filing

    init() throws {
        original = try Fixture.text(Fixture.palantirForm4)
        expected = try #require(Outcome(original).filings.first).withoutSource
    }

    private func filing(_ text: String) throws -> Filing {
        let outcome = Outcome(text)
        #expect(outcome.filings.count == 1)
        return try #require(outcome.filings.first)
    }

    @Test func `the filing as published reads without an issue`() throws {
        let outcome = Outcome(try Fixture.bytes(Fixture.palantirForm4), file: Fixture.palantirForm4)
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.identity == FilingIdentity(parsing: "0001209191-23-055596"))
        #expect(filing.form.description == "4")
        #expect(filing.issuer?.tickers == ["PLTR"])
        #expect(filing.owners.map(\.name) == ["THIEL PETER"])
        #expect(filing.isUnderTradingPlan == true)
        #expect(filing.filed == nil)
        #expect(filing.source.byteRange == 0..<original.utf8.count)
    }

    @Test func `a paper without accession number in its path is known by its bytes`() throws {
        let filing = try #require(Outcome(original, file: "form4.xml").filings.first)
        #expect(filing.identity == FilingIdentity(contentOf: filing.source.sha256))
    }

    @Test(arguments: ["\n", "\r\n\r\n", "\u{FEFF}", "  \t\n"])
    func `white space or a mark before the declaration is skipped`(front: String) throws {
        let outcome = Outcome(front + original)
        #expect(outcome.issues == [])
        #expect(outcome.filings.first?.withoutSource == expected)
    }

    @Test(arguments: ["\r", "\r\n"])
    func `line ends may be bare CR or CRLF`(end: String) throws {
        let outcome = Outcome(original.replacing("\n", with: end))
        #expect(outcome.issues == [])
        #expect(outcome.filings.first?.withoutSource == expected)
    }

    @Test func `letter case and prefix of names do not matter`() throws {
        let bent = original.replacing("issuerCik", with: "IssuerCIK").replacing("isDirector", with: "isdirector")
            .replacing("<ownershipDocument", with: "<o:ownershipDocument")
            .replacing("</ownershipDocument", with: "</o:ownershipDocument")
        #expect(try filing(bent).withoutSource == expected)
    }

    @Test(arguments: [("1", true), ("0", false), ("true", true), ("false", false), (" True ", true), ("", false)])
    func `booleans come as digits or words`(text: String, value: Bool) throws {
        let bent = original.replacing("<isDirector>1<", with: "<isDirector>\(text)<")
        #expect(try filing(bent).owners.first?.relationship.isDirector == value)
    }

    @Test func `a missing boolean is false and a strange one is told`() throws {
        let without = original.replacing("<isDirector>1</isDirector>", with: "")
        #expect(try filing(without).owners.first?.relationship.isDirector == false)
        let outcome = Outcome(original.replacing("<isDirector>1<", with: "<isDirector>maybe<"))
        #expect(outcome.troubles == ["unreadable value"])
        #expect(outcome.issues.first?.line == 32)
        let lower = Outcome("\n\r\n" + original.replacing("<isDirector>1<", with: "<isDirector>maybe<"))
        #expect(lower.issues.first?.line == 34)
    }

    @Test func `dates may carry a zone, and the year of a date may lie ahead`() throws {
        let period = try #require(expected.period).description
        let ahead = original.replacing("<periodOfReport>\(period)<", with: "<periodOfReport>2029-05-04-05:00<")
        #expect(try filing(ahead).period?.description == "2029-05-04")
    }

    @Test func `a number or date that cannot be read keeps its text`() throws {
        let shares = "<transactionShares>"
        let bent = original.replacing(
            first: shares, with: shares + "<value>see note</value></transactionShares>" + shares)
        let outcome = Outcome(bent)
        #expect(outcome.troubles == ["unreadable value"])
        let row = try #require(outcome.filings.first?.rows.first)
        #expect(row.shares.unreadText == "see note")
        #expect(row.shares.value == nil)
        #expect(outcome.issues.first?.message.contains("transactionShares") == true)
    }

    @Test func `an empty value without footnotes is nothing`() throws {
        let bent = original.replacing(
            first: "<deemedExecutionDate></deemedExecutionDate>",
            with: "<deemedExecutionDate><value> </value></deemedExecutionDate>")
        #expect(try filing(bent).rows.first?.deemedExecutionDate.isEmpty == true)
    }

    @Test func `a missing coding leaves its fields empty`() throws {
        let start = try #require(original.firstRange(of: "<transactionCoding>"))
        let end = try #require(original.firstRange(of: "</transactionCoding>"))
        var bent = original
        bent.removeSubrange(start.lowerBound..<end.upperBound)
        let outcome = Outcome(bent)
        #expect(outcome.issues == [])
        #expect(outcome.filings.first?.rows.count == expected.rows.count)
        #expect(outcome.filings.first?.rows.first?.transactionCode.isEmpty == true)
        #expect(outcome.filings.first?.rows.first?.kind == .transaction)
    }

    @Test func `rows outside their table and in a second table are counted on`() throws {
        let outside = original.replacing("<nonDerivativeTable>", with: "").replacing("</nonDerivativeTable>", with: "")
        #expect(try filing(outside).withoutSource == expected)
        let split = original.replacing(
            first: "</nonDerivativeTransaction>",
            with: "</nonDerivativeTransaction></nonDerivativeTable><nonDerivativeTable>")
        #expect(try filing(split).withoutSource == expected)
        #expect(expected.rows.map(\.ordinal) == Array(1...9) + Array(1...5))
    }

    @Test func `rows of the name used by old schemas are holdings or transactions by what they hold`() throws {
        let old = original.replacing("nonDerivativeTransaction>", with: "nonDerivativeSecurity>")
        #expect(try filing(old).withoutSource == expected)
    }

    @Test func `identical rows stay separate`() throws {
        let start = try #require(original.firstRange(of: "<nonDerivativeTransaction>"))
        let end = try #require(original.firstRange(of: "</nonDerivativeTransaction>"))
        let row = String(original[start.lowerBound..<end.upperBound])
        let rows = try filing(original.replacing(first: row, with: row + row)).rows
        #expect(rows.count == expected.rows.count + 1)
        #expect(rows.prefix(2).map(\.ordinal) == [1, 2])
        #expect(rows[0].shares == rows[1].shares)
    }

    @Test func `footnotes keep their words on one line and entities are read once`() throws {
        let bent = original.replacing(
            first: "</footnotes>",
            with:
                "<footnote id=\"F98\">Held by A &amp; B,\n   &quot;the Trust&quot; &amp;#167; 5</footnote></footnotes>")
        #expect(try filing(bent).footnotes.last == Footnote(id: "F98", text: "Held by A & B, \"the Trust\" &#167; 5"))
    }

    @Test func `a reference to a footnote that is missing is kept and told`() throws {
        let outcome = Outcome(
            original.replacing(first: "<footnoteId id=\"F1\"/>", with: "<footnoteId id=\"F77\"/>"))
        #expect(outcome.kinds == ["footnote missing"])
        #expect(outcome.filings.first?.rows.contains { $0.footnotes.contains("F77") } == true)
    }

    @Test func `fields of the newest schema are read`() throws {
        let bent = original.replacing(
            first: "</issuerTradingSymbol>",
            with: "</issuerTradingSymbol><issuerForeignTradingSymbol>PLTR.DE</issuerForeignTradingSymbol>"
        ).replacing(
            first: "<rptOwnerStateDescription></rptOwnerStateDescription>",
            with: "<rptOwnerNonUSAddressFlag>true</rptOwnerNonUSAddressFlag><rptOwnerNonUSStateTerritory>Jutland"
                + "</rptOwnerNonUSStateTerritory><rptOwnerCountry>DENMARK</rptOwnerCountry>")
        let filing = try filing(bent)
        #expect(filing.issuer?.foreignTicker == "PLTR.DE")
        #expect(filing.owners.first?.address.stateDescription == "Jutland")
        #expect(filing.owners.first?.address.country == "DENMARK")
    }

    @Test func `Windows-1252 bytes are read and told`() throws {
        var bytes = Array(original.utf8)
        let name = try #require(original.utf8.firstRange(of: "THIEL PETER".utf8))
        let offset = original.utf8.distance(from: original.utf8.startIndex, to: name.lowerBound)
        bytes[offset + 2] = 0xCF
        let outcome = Outcome(bytes)
        #expect(outcome.kinds == ["not UTF-8"])
        #expect(outcome.filings.first?.owners.first?.name == "THÏEL PETER")
    }

    @Test func `HTML entities, bare ampersands and control characters are repaired and told`() throws {
        let outcome = Outcome(
            original.replacing(first: "Palantir Technologies Inc.", with: "Palantir&nbsp;Caf&eacute; & Sons\u{0B}x < 5")
        )
        #expect(outcome.kinds == ["XML repaired"])
        #expect(outcome.issues.first?.severity == .note)
        #expect(outcome.filings.first?.issuer?.name == "Palantir\u{A0}Café & Sons x < 5")
        #expect(outcome.filings.first?.rows == expected.rows)
    }

    @Test func `a document that breaks off keeps what stood before`() throws {
        let cut = try #require(original.firstRange(of: "</nonDerivativeTable>"))
        let outcome = Outcome(String(original[..<cut.lowerBound]))
        #expect(outcome.troubles == ["not well-formed XML"])
        #expect(outcome.filings.first?.owners == expected.owners)
        #expect(outcome.filings.first?.rows.count == expected.rows.filter { $0.table == .nonDerivative }.count)
    }

    @Test func `any byte may be the last one`() throws {
        let bytes = Array(original.utf8)
        let session = ImportSession()
        for end in stride(from: 0, to: bytes.count, by: 97) {
            #expect(Outcome(Array(bytes[..<end]), session: session).filings.count <= 1)
        }
    }

    @Test func `any byte may be any other`() throws {
        var bytes = Array(original.utf8.prefix(6_000)) + Array("</ownershipDocument>".utf8)
        let session = ImportSession()
        var seed: UInt64 = 42
        for _ in 0..<300 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let offset = Int(seed >> 33) % bytes.count
            let kept = bytes[offset]
            bytes[offset] = UInt8(truncatingIfNeeded: seed >> 20)
            #expect(Outcome(bytes, session: session).filings.count <= 1)
            bytes[offset] = kept
        }
    }
}
