internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import EDGAR

@Suite struct `Forms as people read them` {
    private static func read(_ text: String) -> Filing? {
        Fixture.filings(in: Fixture.events(RenderedFormImporter(), bytes: Array(text.utf8))).first
    }

    private static func seed() throws -> String { try Fixture.text("tecogen-form3.txt") }

    /// What every dress of the Tecogen paper must tell.
    private static func check(_ filing: Filing?, location: SourceLocation = #_sourceLocation) throws {
        let filing = try #require(filing, sourceLocation: location)
        var relationship = OwnerRelationship()
        relationship.isOfficer = true
        relationship.officerTitle = "COO and President"
        var address = PostalAddress()
        address.street1 = "55 CLIFTON ST"
        address.city = "CAMBRIDGE"
        address.state = "MA"
        address.zip = "02140"
        let owner = ReportingOwner(cik: nil, name: "PANORA ROBERT A", address: address, relationship: relationship)
        let day = CalendarDate(year: 2013, month: 10, day: 1)
        #expect(filing.form == FormType(base: "3", isAmendment: false), sourceLocation: location)
        #expect(filing.period == day, sourceLocation: location)
        #expect(filing.originalFiled == nil, sourceLocation: location)
        let issuer = Issuer(cik: nil, name: "TECOGEN INC.", tickerAsTyped: "TGEN")
        #expect(filing.issuer == issuer, sourceLocation: location)
        #expect(filing.owners == [owner], sourceLocation: location)
        var held = SecurityRow(table: .nonDerivative, kind: .holding, ordinal: 1)
        held.securityTitle = Reported("Common Stock")
        held.sharesOwnedAfter = Reported(ExactDecimal(163_350))
        held.directOrIndirect = Reported("D")
        var option = SecurityRow(table: .derivative, kind: .holding, ordinal: 1)
        option.securityTitle = Reported("Stock Option (Right to Buy)")
        option.exerciseDate = Reported(nil, footnotes: ["F1"])
        option.expirationDate = Reported(CalendarDate(year: 2021, month: 2, day: 14))
        option.underlyingTitle = Reported("Common Stock")
        option.underlyingShares = Reported(ExactDecimal(125_000))
        option.exercisePrice = Reported(ExactDecimal(parsing: "2.6"))
        option.directOrIndirect = Reported("D")
        #expect(filing.rows == [held, option], sourceLocation: location)
        let note =
            "The option becomes exercisable in four equal installments on February 15, 2012, 2013, 2014 and 2015."
        #expect(filing.footnotes == [Footnote(id: "F1", text: note)], sourceLocation: location)
        #expect(filing.signatures == [Signature(name: "/s/ Robert A. Panora", date: day)], sourceLocation: location)
        #expect(filing.remarks == nil, sourceLocation: location)
    }

    @Test func `the Tecogen paper comes out complete and without an issue`() throws {
        let bytes = try Fixture.bytes("tecogen-form3.txt")
        #expect(RenderedFormImporter.recognises(bytes.prefix(8192)))
        let events = Fixture.events(RenderedFormImporter(), bytes: bytes)
        let filing = try #require(Fixture.filings(in: events).first)
        try Self.check(filing)
        #expect(Fixture.issues(in: events).isEmpty)
        #expect(filing.filed == CalendarDate(year: 2013, month: 10, day: 1))
        #expect(filing.identity == FilingIdentity(contentOf: filing.source.sha256))
        #expect(filing.source.byteRange == 0..<bytes.count)
    }

    @Test func `strokes part cells as tabs do`() throws {
        let lines = try Self.seed().split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.contains("\t") ? "| " + line.replacing("\t", with: " | ") + " |" : String(line)
        }
        try Self.check(Self.read(lines.joined(separator: "\n")))
    }

    @Test func `the order of line ends and the encoding do not matter`() throws {
        let seed = try Self.seed()
        try Self.check(Self.read(seed.replacing("\n", with: "\r\n")))
        try Self.check(Self.read("\u{FEFF}" + seed))
        try Self.check(Self.read(seed.replacing("\u{C2}", with: "\u{A0}")))
        let latin = Array(seed.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        try Self.check(Fixture.filings(in: Fixture.events(RenderedFormImporter(), bytes: latin)).first)
    }

    @Test(arguments: ["[X] ", "☒ ", "_X_ ", "☑ ", "[x]", "[ X ] "])
    func `a box may be drawn in many ways`(mark: String) throws {
        let seed = try Self.seed()
        let drawn = seed.replacing("<input checked=\"\" type=\"checkbox\"/>", with: mark)
            .replacing("<input checked type=\"checkbox\">", with: mark)
            .replacing("<input checked=\"checked\" type=\"checkbox\"/>", with: mark)
            .replacing("<input type=\"checkbox\" checked/>", with: mark)
            .replacing("<input checked type=\"checkbox\"/>", with: mark)
            .replacing("<input type=\"checkbox\"/>", with: mark.contains("☒") ? "☐ " : "[ ] ")
        #expect(!drawn.contains("<input"))
        try Self.check(Self.read(drawn))
    }

    @Test func `boxes may stand in another order`() throws {
        let seed = try Self.seed()
        let owner = "Director <input type=\"checkbox\"/> 10% Owner"
        #expect(seed.contains(owner))
        try Self.check(Self.read(seed.replacing(owner, with: "10% Owner <input type=\"checkbox\"/> Director")))
    }

    @Test func `labels in capitals are the same labels`() throws {
        let seed = try Self.seed()
        var raised = seed
        for label in [
            "Name and Address of Reporting Person", "Date of Event Requiring Statement", "Reporting Owners",
            "Issuer Name and Ticker or Trading Symbol", "Relationship of Reporting Person(s) to Issuer",
            "Explanation of Responses", "Title of Security", "Signatures", "Table I -", "Table II -", "Director",
            "10% Owner", "Officer", "Form 3",
        ] {
            raised = raised.replacing(label, with: label.uppercased())
        }
        #expect(raised != seed)
        try Self.check(Self.read(raised))
    }

    @Test func `more rows are more rows`() throws {
        let row = "Common Stock\t163,350\tD\t"
        let more = "Common Stock\t163,350\tD\t\nPreferred Stock\t1,200.5 (1)\tI\tBy Spouse (1)"
        let filing = try #require(Self.read(try Self.seed().replacing(row, with: more)))
        #expect(filing.rows.count == 3)
        #expect(filing.rows[1].securityTitle.value == "Preferred Stock")
        #expect(filing.rows[1].sharesOwnedAfter.value == ExactDecimal(parsing: "1200.5"))
        #expect(filing.rows[1].sharesOwnedAfter.footnotes == ["F1"])
        #expect(filing.rows[1].natureOfOwnership == Reported("By Spouse", footnotes: ["F1"]))
        #expect(filing.rows.map(\.ordinal) == [1, 2, 1])
    }

    @Test func `joint owners come from their list`() throws {
        let line = "PANORA ROBERT A 55 CLIFTON ST CAMBRIDGE, MA 02140\t"
        let joint = "Tecogen Growth Fund 2 LP C/O TECOGEN INC. 45 FIRST AVENUE WALTHAM, MA 02451\t\tX\t\t\n"
        let seed = try Self.seed()
        #expect(seed.contains(line))
        let filing = try #require(Self.read(seed.replacing(line, with: joint + line)))
        #expect(filing.owners.map(\.name) == ["Tecogen Growth Fund 2 LP", "PANORA ROBERT A"])
        #expect(filing.owners[0].relationship.roles == ["10% owner"])
        #expect(filing.owners[0].address.city == "WALTHAM")
        #expect(filing.owners[1].relationship.officerTitle == "COO and President")
    }

    @Test func `a part that is missing is an issue, not the end`() throws {
        let seed = try Self.seed()
        let table = try #require(seed.firstRange(of: "**Table II"))
        let owners = try #require(seed.firstRange(of: "## Reporting Owners"))
        var cut = seed
        cut.removeSubrange(table.lowerBound..<owners.lowerBound)
        let filing = try #require(Self.read(cut))
        #expect(filing.rows.count == 1)
        #expect(filing.owners.map(\.name) == ["PANORA ROBERT A"])
        let nameless = seed.replacing("TECOGEN INC. [TGEN]", with: "").replacing("TECOGEN INC.", with: "")
        let events = Fixture.events(RenderedFormImporter(), bytes: Array(nameless.utf8))
        #expect(Fixture.filings(in: events).count == 1)
        #expect(Fixture.issues(in: events).map(\.kind).contains("missing issuer"))
    }

    @Test func `an amendment of Form 4 with strokes, codes and prices`() throws {
        let paper = """
            # FORM 4/A
            STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
            [ ] Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue.
            [X] Check this box to indicate that a transaction was made pursuant to a contract, Rule 10b5-1(c).
            | 1. Name and Address of Reporting Person* | 2. Issuer Name and Ticker or Trading Symbol | \
            5. Relationship of Reporting Person(s) to Issuer |
            | SULLIVAN NORA B | EVANS BANCORP INC (EVBN) | (Check all applicable) |
            | (Last) (First) (Middle) | 3. Date of Earliest Transaction (Month/Day/Year) 01/24/2023 | X Director |
            | 6460 MAIN STREET | 4. If Amendment, Date Original Filed (Month/Day/Year) 01/26/2023 | 10% Owner |
            | (Street) | | Officer (give title below) |
            | WILLIAMSVILLE NY 14221 | | Other (specify below) |
            | (City) (State) (Zip) | | |

            Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
            | 1. Title of Security | 2. Transaction Date | 2A. Deemed Execution Date, if any | \
            3. Transaction Code | 4. Securities Acquired (A) or Disposed of (D) | \
            5. Amount of Securities Beneficially Owned Following Reported Transaction(s) | 6. Ownership Form | \
            7. Nature of Indirect Beneficial Ownership |
            | | | | Code | V | Amount | (A) or (D) | Price | | | |
            | Common Stock | 01/24/2023 | | A | V | 519 (1)(2) | A | $ 39.52 | 5,381.2 | D | |
            | Common Stock | | | | | | | | 1,000 | I | By ^(2)^ Trust |

            Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned (e.g., puts, calls)
            | Stock Option | $ 12.5 | 01/24/2023 | | M | | | 1,000 | (1) | 02/14/2031 | Common Stock | 1,000 | \
            $ 0 | 4,000 | D | |

            Explanation of Responses:
            1. Granted under the plan.
            2. Held by a trust.
            Remarks:
            Corrects the number of shares.

            /s/ Jessica L. Brosius, Attorney in Fact for Nora B. Sullivan | 01/26/2023
            ** Signature of Reporting Person | Date
            """
        let filing = try #require(Self.read(paper))
        #expect(filing.form.description == "4/A")
        #expect(filing.period?.description == "2023-01-24")
        #expect(filing.originalFiled?.description == "2023-01-26")
        #expect(filing.isUnderTradingPlan == true)
        #expect(!filing.notSubjectToSection16)
        #expect(filing.issuer?.name == "EVANS BANCORP INC")
        #expect(filing.issuer?.tickers == ["EVBN"])
        #expect(filing.owners.first?.relationship.roles == ["director"])
        #expect(filing.owners.first?.address.singleLine == "6460 MAIN STREET, WILLIAMSVILLE, NY 14221")
        try #require(filing.rows.count == 3)
        let bought = filing.rows[0]
        #expect(bought.kind == .transaction)
        #expect(bought.transactionCode.value == "A")
        #expect(bought.timeliness.value == "E")
        #expect(bought.shares == Reported(ExactDecimal(519), footnotes: ["F1", "F2"]))
        #expect(bought.pricePerShare.value == ExactDecimal(parsing: "39.52"))
        #expect(bought.sharesOwnedAfter.value == ExactDecimal(parsing: "5381.2"))
        #expect(filing.rows[1].kind == .holding)
        let option = filing.rows[2]
        #expect(option.acquiredOrDisposed.value == "D")
        #expect(option.exercisePrice.value == ExactDecimal(parsing: "12.5"))
        #expect(option.exerciseDate.footnotes == ["F1"])
        #expect(option.sharesOwnedAfter.value == ExactDecimal(4000))
        #expect(filing.footnotes.map(\.text) == ["Granted under the plan.", "Held by a trust."])
        #expect(filing.remarks == "Corrects the number of shares.")
        #expect(filing.signatures.first?.date?.description == "2023-01-26")
    }

    @Test func `other texts are not taken for forms`() throws {
        let report = """
            Section 16(a) Beneficial Ownership Reporting Compliance
            Officers, directors and ten percent owners file reports on Forms 3, 4 and 5 with the SEC.
            """
        #expect(!RenderedFormImporter.recognises(Array(report.utf8)[...]))
        #expect(!RenderedFormImporter.recognises([]))
        let page = try Fixture.bytes("snowflake-form3.html")
        #expect(!RenderedFormImporter.recognises(page.prefix(8192)))
    }

    @Test func `every prefix of the paper is read without a trap`() throws {
        let bytes = try Fixture.bytes("tecogen-form3.txt")
        var filingCount = 0
        for end in 0...bytes.count {
            let events = Fixture.events(RenderedFormImporter(), bytes: Array(bytes[..<end]))
            filingCount += Fixture.filings(in: events).count
        }
        // From `Form 3` on each prefix is a form.
        #expect(filingCount > bytes.count - 100)
    }

    @Test func `flipped bytes are read without a trap`() throws {
        let bytes = try Fixture.bytes("tecogen-form3.txt")
        var generator = SeededGenerator(seed: 20_131_001)
        for _ in 0..<400 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...40, using: &generator) {
                damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            _ = Fixture.events(RenderedFormImporter(), bytes: damaged)
        }
    }
}
