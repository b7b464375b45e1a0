internal import FilingModel
internal import Testing

@testable internal import EDGAR

/// A page the SEC shows and the XML it was made from must be read as one and the same filing.
@Suite struct `Rendered forms and their XML` {
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
