internal import FilingModel
internal import Testing

@testable internal import EDGAR

/// A page the SEC shows and the XML it was made from must be read as one and the same filing.
@Suite struct `Rendered forms and their XML` {
    /// A submission says of its ownership document what the document alone says, and of itself what its header says.
    @Test(arguments: [Fixture.threeOwners, Fixture.tagForm, Fixture.twoSymbols])
    func `a submission and its XML alone give equal filings`(name: String) throws {
        let text = try Fixture.text(name)
        var submission = try #require(Outcome(text, file: name).filings.first)
        let start = try #require(text.firstRange(of: "<XML>")).upperBound
        let end = try #require(text.firstRange(of: "</XML>")).lowerBound
        let document = try #require(Outcome(String(text[start..<end]), file: "doc.xml").filings.first)
        #expect(!document.owners.isEmpty)
        submission.identity = document.identity
        submission.source = document.source
        submission.filed = nil
        submission.documents = []
        submission.otherParties = []
        submission.issuer?.formerNames = []
        for index in submission.owners.indices { submission.owners[index].formerNames = [] }
        #expect(submission == document)
    }

    @Test(arguments: ["snowflake-form3", "374water-form4"])
    func `rendered HTML and XML give equal filings`(name: String) throws {
        let page = try #require(Fixture.filings(RenderedHTMLImporter(), "\(name).html").first)
        var data = try #require(Outcome(try Fixture.bytes("\(name).xml"), file: "\(name).xml").filings.first)
        // What no page shows, and what each is told of its own bytes.
        data.identity = page.identity
        data.source = page.source
        data.schemaVersion = nil
        data.filed = page.filed
        for index in data.rows.indices {
            data.rows[index].transactionFormType = nil
            data.rows[index].equitySwapInvolved = nil
        }
        // A page runs blanks together.
        for index in data.footnotes.indices {
            let words = data.footnotes[index].text.split(whereSeparator: \.isWhitespace)
            data.footnotes[index].text = words.joined(separator: " ")
        }
        #expect(page == data)
    }
}
