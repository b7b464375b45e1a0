internal import FilingModel
internal import Testing

@testable internal import EDGAR

@Suite struct `Filings as JSON lines` {
    private static let whole = """
        {"accession":"0001000280-03-000017","form":"4/A","filed":"2003-05-05","period":"2003-05-01","issuer":"KEYSTONE \
        LTD","issuer_cik":"0000027907","symbol":"KEBD","owners":[{"cik":"0002878636","name":"Patterson Jorge R."},\
        {"name":"Nobody"}],"text":"A footnote.\\nIts second line.","more":[1,{"a":null}]}
        """

    @Test func `give all that a line holds`() throws {
        let outcome = Outcome(Self.whole + "\n", file: "docs.ndjson")
        #expect(outcome.issues.isEmpty)
        let filing = try #require(outcome.filings.first)
        #expect(outcome.filings.count == 1)
        #expect(filing.identity.description == "0001000280-03-000017")
        #expect(filing.form.description == "4/A")
        #expect(filing.filed == CalendarDate(year: 2003, month: 5, day: 5))
        #expect(filing.period == CalendarDate(year: 2003, month: 5, day: 1))
        #expect(filing.issuer?.name == "KEYSTONE LTD")
        #expect(filing.issuer?.cik?.value == 27907)
        #expect(filing.issuer?.tickers == ["KEBD"])
        #expect(filing.owners.map(\.name) == ["Patterson Jorge R.", "Nobody"])
        #expect(filing.owners.map { $0.cik?.value } == [2_878_636, nil])
        #expect(filing.documents.map(\.text) == ["A footnote.\nIts second line."])
        #expect(filing.source.byteRange == 0..<Self.whole.utf8.count)
    }

    @Test func `need nothing but a text, and one odd line costs no other`() {
        let outcome = Outcome(
            """
            {"accession":"none","text":"first"}

            {"accession":"0001000280-03-000018","form":"4"
            {"accession":"0001000280-03-000019"}
            {"text":"last","filed":"some day","owners":null}
            """, file: "docs.ndjson")
        #expect(outcome.filings.map { $0.documents.first?.text } == ["first", "last"])
        #expect(outcome.filings.allSatisfy { $0.identity.sortKey < 0 && $0.filed == nil })
        #expect(outcome.issues.map(\.line) == [3, 4])
        #expect(outcome.troubles == ["unread line", "unread line"])
    }

    @Test func `name a hundred bad lines and count the others`() {
        let bad = String(repeating: "{\"accession\":1}\n", count: 250)
        let outcome = Outcome(bad, file: "docs.ndjson")
        #expect(outcome.issues.count == 101)
        #expect(outcome.issues.last?.message == "150 more lines were left out.")
    }

    @Test(arguments: [
        #"{"0":{"cik_str":1537435,"ticker":"TGEN","title":"TECOGEN INC."}}"#, "<xml accession=\"1\"/>",
        "[{\"accession\":\"0001000280-03-000018\",\"text\":\"a list\"}]",
    ])
    func `are told from other inputs`(text: String) {
        #expect(!FilingLinesImporter.recognises(Array(text.utf8)[...]))
    }
}
