internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import EDGAR

@Suite struct `Forms as converters of pages leave them` {
    private static func read(_ text: String) -> Filing? {
        Fixture.filings(in: Fixture.events(RenderedFormImporter(), bytes: Array(text.utf8))).first
    }

    private static func seed() throws -> String { try Fixture.text("tecogen-form3.txt") }

    /// Words broken into lines no wider than `width`.
    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.utf8.count + 1 + word.utf8.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// A sentence whose last line, once it is wrapped, is just `end`.
    private static func sentence(endingIn end: String, width: Int) -> String? {
        let words = "The shares are held by a trust of which the owner is a trustee and were reported as set forth in"
        return (1...width).lazy.map { "\(words) \(String(repeating: "x", count: $0)) this \(end)" }
            .first { wrapped($0, width: width).last == end }
    }

    @Test(arguments: [58, 76])
    func `wrapped notes keep lines that look like labels`(width: Int) throws {
        let seed = try Self.seed()
        let start = try #require(seed.firstRange(of: "- (1) The option"))
        let end = try #require(seed.firstRange(of: "Note: File three"))
        let ends = [
            "footnote.", "date.", "Reporting Person.", "Remarks.", "footnotes.", "signature.", "Signatures.",
            "Signature of the owner.", "remarks", "date", "footnote", "- $2.00 each.", "-", "#3 grant.",
            "explanation of responses above.", "title of security held.",
        ]
        let notes = try ends.map { try #require(Self.sentence(endingIn: $0, width: width)) }
        for gap in ["\n", "\n\n"] {
            let lines = notes.enumerated().map { index, note in
                Self.wrapped("(\(index + 1)) " + note, width: width + "(\(index + 1)) ".utf8.count)
            }
            // The number makes the first line longer, so the rest is wrapped as the sentence alone is.
            let plain = notes.enumerated().map { index, note in
                var lines = Self.wrapped(note, width: width)
                lines[0] = "(\(index + 1)) " + lines[0]
                return lines
            }
            for form in [plain, lines] {
                var paper = seed
                let body = form.map { $0.joined(separator: "\n") }.joined(separator: gap)
                paper.replaceSubrange(start.lowerBound..<end.lowerBound, with: body + "\n\n")
                let filing = try #require(Self.read(paper))
                #expect(filing.footnotes.map(\.text) == notes)
                #expect(filing.signatures.map(\.name) == ["/s/ Robert A. Panora"])
                #expect(filing.remarks == nil)
                // What a note may hold, remarks may hold.
                let remarks = notes.joined(separator: " ")
                let explained = plain.map { line in line.joined(separator: "\n").drop { $0 != " " }.dropFirst() }
                paper = seed
                paper.replaceSubrange(
                    start.lowerBound..<end.lowerBound, with: "Remarks:\n" + explained.joined(separator: "\n") + "\n\n")
                #expect(Self.read(paper)?.remarks == remarks)
            }
        }
    }

    @Test func `labels below a signature end the notes without a heading`() throws {
        let seed = try Self.seed()
        let start = try #require(seed.firstRange(of: "- (1) The option"))
        let tail = """
            (1) The option is described in this
            footnote.

            Remarks
            The power of attorney is attached.

            /s/ Nora Example
            Reporting Person
            10/02/2013
            Date

            """
        var paper = String(seed[..<start.lowerBound])
        let signatures = try #require(paper.firstRange(of: "## Signatures"))
        let notes = try #require(paper.firstRange(of: "## Explanation"))
        paper.removeSubrange(signatures.lowerBound..<notes.lowerBound)
        let filing = try #require(Self.read(paper + tail))
        #expect(filing.footnotes.map(\.text) == ["The option is described in this footnote."])
        #expect(filing.remarks == "The power of attorney is attached.")
        #expect(filing.signatures.first?.name == "/s/ Nora Example")
    }

    @Test(arguments: ["", "Chief Tester"])
    func `the boxes of joint filers hold no title of the first`(title: String) throws {
        let paper = """
            FORM 4
            STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
            | 1. Name and Address of Reporting Person* | 2. Issuer Name and Ticker or Trading Symbol | \
            5. Relationship of Reporting Person(s) to Issuer |
            | DOE JANE Q | ACME WIDGETS INC [ ACME ] | (Check all applicable) |
            | (Last) (First) (Middle) | 3. Date of Earliest Transaction (Month/Day/Year) 01/24/2023 | ☐ Director |
            | 12 MAIN STREET | 4. If Amendment, Date Original Filed (Month/Day/Year) | ☐ 10% Owner |
            | (Street) | | ☒ Officer (give title below) |
            | BOSTON MA 02110 | | \(title) |
            | (City) (State) (Zip) | | |
            | 1. Name and Address of Reporting Person* | | |
            | ROE | RICHARD | SMITH |
            | (Last) | (First) | (Middle) |
            | 14 MAIN STREET | | |
            | (Street) | | |
            | BOSTON | MA | 02110 |
            | (City) | (State) | (Zip) |
            """
        let owner = try #require(Self.read(paper)?.owners.first)
        #expect(owner.name == "DOE JANE Q")
        #expect(owner.relationship.isOfficer)
        #expect(owner.relationship.officerTitle == (title.isEmpty ? nil : title))
    }

    @Test func `columns made of blanks tell acquired from disposed by the head above`() throws {
        let head = """
            FORM 4
            STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
            1. Name and Address of Reporting Person*

            DOE JANE Q

            Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned (e.g., puts, calls)

            """
        let heads = "                                      (A)       (D)     Date Exercisable  Expiration Date\n"
        let rows = """
            Warrant       $ 12.5  01/24/2023  J   1,000             01/24/2024  02/14/2031  Common Stock  1,000  \
            $ 0  4,000  D
            Warrant       $ 12.5  01/24/2023  J             1,000   01/24/2024  02/14/2031  Common Stock  1,000  \
            $ 0  3,000  D
            """
        let events = Fixture.events(RenderedFormImporter(), bytes: Array((head + heads + rows).utf8))
        let filing = try #require(Fixture.filings(in: events).first)
        #expect(filing.rows.map(\.acquiredOrDisposed.value) == ["A", "D"])
        #expect(filing.rows.map(\.shares.value) == [ExactDecimal(1000), ExactDecimal(1000)])
        #expect(!Fixture.issues(in: events).map(\.kind).contains("unknown direction"))
        let bare = Fixture.events(RenderedFormImporter(), bytes: Array((head + rows).utf8))
        #expect(Fixture.filings(in: bare).first?.rows.map(\.acquiredOrDisposed.value) == [nil, nil])
        let unknown = Fixture.issues(in: bare).filter { $0.kind == "unknown direction" }
        #expect(unknown.map(\.severity) == [.warning, .warning])
        let held = "Warrant       $ 12.5          01/24/2024  02/14/2031  Common Stock  1,000  4,000  D"
        let holding = try #require(Self.read(head + heads + held)?.rows.first)
        #expect(holding.kind == .holding)
        #expect(holding.exerciseDate.value?.description == "2024-01-24")
        #expect(holding.transactionDate.isEmpty)
    }

    /// A cover with its links written out, as converters do.
    private static func linked(name: String) -> String {
        """
        FORM 4
        STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

        1. Name and Address of Reporting Person*

        \(name)

        (Last) (First) (Middle)

        12 MAIN STREET

        (Street)

        BOSTON MA 02110

        (City) (State) (Zip)

        2. Issuer Name **and** Ticker or Trading Symbol

        [ACME WIDGETS INC](/cgi-bin/browse-
        edgar?action=getcompany&CIK=0001327811) [ ACME ]

        3. Date of Earliest Transaction (Month/Day/Year)

        01/24/2023
        """
    }

    @Test(arguments: ["\n", "\r\n", "\n  "])
    func `the address of a link may be broken over lines`(lineBreak: String) throws {
        let address = "](/cgi-bin/browse-" + lineBreak + "edgar?action=getcompany&CIK=" + lineBreak + "0001240085)"
        let paper = Self.linked(name: "[DOE JANE Q" + address)
        let filing = try #require(Self.read(paper))
        #expect(filing.owners.map(\.name) == ["DOE JANE Q"])
        #expect(filing.owners.first?.cik?.description == CentralIndexKey(parsing: "1240085")?.description)
        #expect(filing.owners.first?.address.street1 == "12 MAIN STREET")
        #expect(filing.issuer?.name == "ACME WIDGETS INC")
        #expect(filing.issuer?.tickers == ["ACME"])
        #expect(TextLayout.lines(of: Array("a\n[b](/c\nd)\n\n[e](/f\n\ng)".utf8)).map(\.number) == [1, 2, 4, 5, 6, 7])
    }

    @Test(arguments: ["[DOE JANE Q](/cgi-bin/browse-", "edgar?action=getcompany&CIK=0001240085)"])
    func `the remains of a link are no name`(name: String) throws {
        let events = Fixture.events(RenderedFormImporter(), bytes: Array(Self.linked(name: name).utf8))
        #expect(try #require(Fixture.filings(in: events).first).owners.isEmpty)
        #expect(Fixture.issues(in: events).map(\.kind).contains("missing owner"))
    }
}
