internal import FilingModel
internal import Testing

@testable internal import EDGAR

@Suite struct `Lists of filings in JSON` {
    private static let company = """
        {"cik":"0001000001","entityType":"operating","insiderTransactionForOwnerExists":0,
        "insiderTransactionForIssuerExists":1,"name":"EXAMPLE ROBOTICS INC","tickers":["XROB"],
        "formerNames":[{"name":"EXAMPLE TOYS INC","from":"1999-01-01T00:00:00.000Z","to":"2004-05-06T00:00:00.000Z"}],
        "filings":{"recent":{"accessionNumber":["0001000001-24-000007","0001209191-24-000111","bad"],
        "filingDate":["2024-02-03","2024-02-01","2024-01-01"],"reportDate":["2023-12-31","2024-01-30",""],
        "form":["10-K","4/A","8-K"]},"files":[]}}
        """

    @Test func `of a company give its names and its filings`() throws {
        let outcome = Outcome(Self.company, file: "CIK0001000001.json")
        #expect(outcome.parties.map(\.name) == ["EXAMPLE ROBOTICS INC"])
        #expect(outcome.parties.first?.formerNames == ["EXAMPLE TOYS INC"])
        #expect(outcome.parties.first?.tickers == ["XROB"])
        #expect(outcome.parties.first?.kind == .company)
        #expect(outcome.filings.map(\.form.description) == ["10-K", "4/A"])
        #expect(outcome.filings.first?.period == CalendarDate(year: 2023, month: 12, day: 31))
        #expect(outcome.filings.first?.issuer?.name == "EXAMPLE ROBOTICS INC")
        // It is only ever an issuer, so it is that of the ownership form.
        #expect(outcome.filings.last?.issuer?.cik == CentralIndexKey(1_000_001))
        #expect(outcome.filings.last?.otherParties == [])
        #expect(outcome.kinds == ["unread line"])
    }

    @Test func `of a person make it the owner`() throws {
        let person = Self.company.replacing("ForOwnerExists\":0", with: "ForOwnerExists\":1")
            .replacing("ForIssuerExists\":1", with: "ForIssuerExists\":0").replacing("operating", with: "other")
        let outcome = Outcome(person, file: "CIK0001000001.json")
        #expect(outcome.filings.last?.owners.map(\.cik?.value) == [1_000_001])
        #expect(outcome.filings.last?.issuer == nil)
    }

    @Test func `on further pages are of the party in the file's name`() throws {
        let page =
            "{\"accessionNumber\":[\"0001000001-04-000007\"],\"filingDate\":[\"2004-02-03\"],\"form\":[\"10-Q\"]}"
        let outcome = Outcome(page, file: "x/CIK0001000001-submissions-001.json")
        #expect(outcome.issues == [])
        #expect(outcome.filings.map(\.otherParties.first?.cik?.value) == [1_000_001])
    }

    @Test func `of the full-text search give each filing once`() throws {
        func hit(_ document: String) -> String {
            "{\"_id\":\"0001000001-20-000011:\(document)\",\"_source\":{\"ciks\":[\"0001000001\"],\"form\":\"10-K\","
                + "\"display_names\":[\"EXAMPLE ROBOTICS INC  (XROB)  (CIK 0001000001)\"],\"file_date\":\"2020-01-24\","
                + "\"period_ending\":\"2019-12-28\",\"adsh\":\"0001000001-20-000011\"}}"
        }
        let answer = "{\"took\":3,\"_shards\":{\"total\":1},\"hits\":{\"hits\":[\(hit("a.htm")),\(hit("b.htm"))]}}"
        let outcome = Outcome(answer, file: "search.json")
        #expect(outcome.issues == [])
        #expect(outcome.filings.map(\.issuer?.name) == ["EXAMPLE ROBOTICS INC"])
        #expect(outcome.filings.first?.filed == CalendarDate(year: 2020, month: 1, day: 24))
        let none = Outcome("{\"_shards\":{\"total\":1},\"hits\":{\"hits\":[]}}", file: "search.json")
        #expect(none.kinds == ["empty list"])
    }

    @Test(arguments: ["\"320193\"", "\"0000320193\"", "320193"])
    func `take a key padded, bare or as a number`(key: String) {
        let outcome = Outcome("{\"0\":{\"cik_str\":\(key),\"ticker\":\"X\",\"title\":\"A `!#$ Co\"}}", file: "t.json")
        #expect(outcome.parties.map(\.cik.value) == [320_193])
        #expect(outcome.parties.map(\.name) == ["A `!#$ Co"])
    }
}

@Suite struct `Annual reports in sections` {
    @Test func `become one document a section`() throws {
        let line =
            "{\"filename\":\"718413_1993.txt\",\"cik\":\"718413\",\"year\":\"1993\",\"section_1\":\"We make robots.\","
            + "\"section_1A\":\"\",\"section_7\":\"Sales rose.\"}\n"
        let outcome = Outcome(line + line.replacing("1993", with: "1994"), file: "corpus.jsonl")
        #expect(outcome.issues == [])
        #expect(outcome.filings.count == 2)
        let filing = try #require(outcome.filings.first)
        #expect(filing.form.description == "10-K")
        #expect(filing.documents.map(\.description) == ["Item 1", "Item 7"])
        #expect(filing.documents.map(\.text) == ["We make robots.", "Sales rose."])
        #expect(filing.otherParties.map(\.cik?.value) == [718_413])
        #expect(filing.period == CalendarDate(year: 1993, month: 12, day: 31))
    }

    @Test func `with metadata keep it`() throws {
        let line =
            "{\"cik\":\"718413\",\"company\":\"EXAMPLE ROBOTICS INC\",\"filing_type\":\"10-K405\","
            + "\"filing_date\":\"2001-03-04\",\"period_of_report\":\"2000-12-31\","
            + "\"filename\":\"718413_10K405_2000_0000718413-01-000012.htm\",\"item_7\":\"Sales rose.\"}"
        let filing = try #require(Outcome(line, file: "items.jsonl").filings.first)
        #expect(filing.identity.description == "0000718413-01-000012")
        #expect(filing.form.description == "10-K405")
        #expect(filing.filed == CalendarDate(year: 2001, month: 3, day: 4))
        #expect(filing.issuer == Issuer(cik: CentralIndexKey(718_413), name: "EXAMPLE ROBOTICS INC"))
    }

    @Test func `in lines that are none are told`() {
        let outcome = Outcome("{\"cik\":\"1\",\"item_1\":\"a\"}\nnonsense\n{\"cik\":\"2\"}\n", file: "items.jsonl")
        #expect(outcome.filings.count == 1)
        #expect(outcome.issues.map(\.line) == [2, 3])
    }
}
