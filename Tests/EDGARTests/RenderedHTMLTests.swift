internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import EDGAR

@Suite struct `Forms as HTML` {
    @Test func `a page of Form 4 gives what its XML holds`() throws {
        let bytes = try Fixture.bytes("374water-form4.html")
        #expect(RenderedHTMLImporter.recognises(bytes.prefix(8192)))
        let events = Fixture.events(RenderedHTMLImporter(), bytes: bytes)
        #expect(Fixture.issues(in: events).isEmpty)
        let filing = try #require(Fixture.filings(in: events).first)
        #expect(filing.form.description == "4")
        #expect(filing.period?.description == "2025-04-30")
        #expect(filing.isUnderTradingPlan == false)
        #expect(filing.issuer == Issuer(cik: CentralIndexKey(933_972), name: "374Water Inc.", tickerAsTyped: "SCWO"))
        let owner = try #require(filing.owners.first)
        #expect(owner.cik == CentralIndexKey(2_064_133))
        #expect(owner.name == "Melkote Rajesh Ramaswamy")
        #expect(owner.address.street1 == "C/O 374 WATER INC.")
        #expect(owner.address.street2 == "100 SOUTHCENTER COURT, SUITE 200")
        #expect(owner.address.zip == "27560")
        #expect(owner.relationship.roles == ["officer"])
        #expect(owner.relationship.officerTitle == "Chief Technology Officer")
        try #require(filing.rows.count == 2)
        #expect(filing.rows[0].shares == Reported(ExactDecimal(757_756), footnotes: ["F1"]))
        #expect(filing.rows[0].pricePerShare.value == ExactDecimal(0))
        #expect(filing.rows[1].exercisePrice.value == ExactDecimal(parsing: "0.33"))
        #expect(filing.rows[1].acquiredOrDisposed.value == "A")
        #expect(filing.rows[1].exerciseDate == Reported(nil, footnotes: ["F1"]))
        #expect(filing.rows[1].sharesOwnedAfter.value == ExactDecimal(757_756))
        #expect(filing.footnotes.map(\.id) == ["F1"])
        #expect(filing.signatures.map(\.name) == ["/s/ Rajesh Melkote"])
    }

    @Test func `a page of Form 3 gives its six rows and nine footnotes`() throws {
        let filing = try #require(Fixture.filings(RenderedHTMLImporter(), "snowflake-form3.html").first)
        #expect(filing.rows.map(\.kind) == Array(repeating: .holding, count: 6))
        #expect(filing.rows[0].exercisePrice == Reported(nil, footnotes: ["F1"]))
        #expect(filing.rows[0].underlyingTitle == Reported("Class B Common Stock", footnotes: ["F2", "F3"]))
        #expect(filing.rows[5].natureOfOwnership == Reported("Trust", footnotes: ["F9"]))
        #expect(filing.footnotes.map(\.id) == (1...9).map { "F\($0)" })
        #expect(filing.remarks == "Exhibit 24 - Power of Attorney")
        #expect(filing.owners.first?.cik == CentralIndexKey(1_246_215))
    }

    @Test func `text of a page has lines for blocks and tabs between cells`() {
        let page = """
            <html><head><title>x</title><style>p {}</style><script>var a = "<p>no</p>";</script></head><body>
            <p>One&nbsp;&amp;&#160;<b>two</b>\u{92}s</p><table><tr><td>a</td><td>b</td></tr><tr><td>c</table>
            <div>caf\u{E9}</div>end
            """
        #expect(HTMLText.plainText(of: Array(page.utf8)).contains("One & two"))
        let latin = page.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(HTMLText.plainText(of: latin) == "One & two’s\na\tb\nc\ncafé\nend")
    }

    @Test func `elements that nest without end cost linear time`() {
        var deep = String(repeating: "<b>", count: 200_000) + "words" + String(repeating: "</i>", count: 200_000)
        deep += "<script>hidden</script> more &amp; more"
        #expect(HTMLText.plainText(of: Array(deep.utf8)) == "words more & more")
        for piece in ["<", "<!--", "&", "<p", "<table><tr>", "]]>", "<a href='", "&#x", "\0"] {
            _ = HTMLText.plainText(of: Array(String(repeating: piece, count: 60_000).utf8))
        }
    }

    @Test func `a quotation mark left open in the first line hides no page`() {
        let page = "<!DOCTYPE HTML PUBLIC'-//W3C//DTD HTML 3.2//EN\">\n<body><p>ALLTEL CORPORATION</p></body>"
        #expect(HTMLText.plainText(of: Array(page.utf8)) == "ALLTEL CORPORATION")
        #expect(HTMLText.plainText(of: Array("<html><body><img src=\"x.jpg\"></body></html>".utf8)) == "")
    }

    @Test func `a page of EDGAR itself is no filing`() {
        for title in ["EDGAR Filing Documents for 0000712515-12-000004", "EDGAR Search Results"] {
            let page = "<!DOCTYPE html><html><head><title>\(title)</title></head><body><p>Form 4</p></body></html>"
            #expect(HTMLPageImporter.recognises(Array(page.utf8)[...]))
            let events = Fixture.events(HTMLPageImporter(), bytes: Array(page.utf8))
            #expect(Fixture.filings(in: events).isEmpty)
            #expect(Fixture.issues(in: events).map(\.kind) == ["not a filing"])
        }
    }

    @Test(arguments: [
        "<?xml version=\"1.0\"?><feed><title>x</title></feed>", "<ownershipDocument/>", "<div:a/>", "words", "", "<",
        "<!-- no end", "<edgarSubmission><title/></edgarSubmission>",
    ])
    func `other files are not taken for pages`(text: String) {
        #expect(!HTMLPageImporter.recognises(Array(text.utf8)[...]))
    }

    @Test func `any other page is a text to search`() throws {
        let page = "<html><body><h1>Tecogen Inc.</h1><p>Annual report.</p></body></html>"
        let filing = try #require(
            Fixture.filings(in: Fixture.events(HTMLPageImporter(), bytes: Array(page.utf8))).first)
        #expect(filing.form.description == "HTML")
        #expect(filing.documents.map(\.text) == ["Tecogen Inc.\nAnnual report."])
    }

    @Test func `damaged pages are read without a trap`() throws {
        let bytes = try Fixture.bytes("374water-form4.html")
        var generator = SeededGenerator(seed: 374)
        for end in stride(from: 0, to: bytes.count, by: 61) {
            _ = Fixture.events(RenderedHTMLImporter(), bytes: Array(bytes[..<end]))
        }
        for _ in 0..<150 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...60, using: &generator) {
                damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            _ = Fixture.events(RenderedHTMLImporter(), bytes: damaged)
            _ = HTMLText.plainText(of: damaged)
        }
    }
}
