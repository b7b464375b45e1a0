internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import EDGAR

@Suite struct `Lists of parties` {
    private func read(_ text: String) -> (parties: [ListedParty], issues: [ImportIssue]) {
        let bytes = Array(text.utf8)
        #expect(PartyListImporter.recognises(bytes.prefix(8192)[...]))
        let events = Fixture.events(PartyListImporter(), bytes: bytes, file: "names.tsv")
        return (Fixture.parties(in: events), Fixture.issues(in: events))
    }

    @Test func `lookup lines may hold colons in the name`() {
        let (parties, issues) = read(
            "TECOGEN INC.:0001537435:\nFUND: SERIES A:0001246215:\nPANORA ROBERT A:no key:\n\nSULLIVAN NORA B:0001057067:\n"
        )
        #expect(parties.map(\.name) == ["TECOGEN INC.", "FUND: SERIES A", "SULLIVAN NORA B"])
        #expect(parties.map(\.cik.value) == [1_537_435, 1_246_215, 1_057_067])
        #expect(issues.map(\.line) == [3])
    }

    @Test func `Latin-1 names are read`() {
        let bytes = Array("SOCI".utf8) + [0xC9] + Array("T".utf8) + [0xC9] + Array(" X:0000000012:\n".utf8)
        let parties = Fixture.parties(in: Fixture.events(PartyListImporter(), bytes: bytes))
        #expect(parties.map(\.name) == ["SOCIÉTÉ X"])
    }

    @Test func `a table may have its columns in any order`() {
        let (parties, issues) = read(
            """
            name\tsources\tkind\ttickers\tcik
            TECOGEN INC.\tA\tcompany\tTGEN\t0001537435\r
            PANORA ROBERT A\tX\tP\t\t1588178
            \t\tP\t\t12
            NOBODY\t\tP\t\tx12
            Snowflake Inc.\t\tE\tSNOW, SNWF\t1640147
            """)
        #expect(parties.map(\.name) == ["TECOGEN INC.", "PANORA ROBERT A", "Snowflake Inc."])
        #expect(parties.map(\.kind) == [.company, .person, .company])
        #expect(parties.map(\.tickers) == [["TGEN"], [], ["SNOW", "SNWF"]])
        #expect(issues.map(\.line) == [4, 5])
    }

    @Test func `a table without a heading begins with key and name`() {
        let (parties, issues) = read("1588178\tPANORA ROBERT A\tP\t\t1,1,1,0\n1537435\tTECOGEN INC.\tE\tTGEN\t\n")
        #expect(parties.map(\.kind) == [.person, .company])
        #expect(parties.last?.tickers == ["TGEN"])
        #expect(issues.isEmpty)
    }

    @Test(arguments: [
        #"{"0":{"cik_str":1537435,"ticker":"TGEN","title":"TECOGEN INC."},"1":{"cik_str":"0001640147","title":"Snowflake Inc.","ticker":"SNOW"}}"#,
        #"{"fields":["cik","name","ticker","exchange"],"data":[[1537435,"TECOGEN INC.","TGEN",null],[1640147,"Snowflake Inc.","SNOW","NYSE"]]}"#,
        #"{"columns":["cik_str","ticker","title"],"index":[0,1],"data":[[1537435,"TGEN","TECOGEN INC."],[1640147,"SNOW","Snowflake Inc."]]}"#,
    ])
    func `JSON lists come in three shapes`(text: String) {
        let (parties, issues) = read(text)
        #expect(parties.map(\.name) == ["TECOGEN INC.", "Snowflake Inc."])
        #expect(parties.map(\.cik.value) == [1_537_435, 1_640_147])
        #expect(parties.map(\.tickers) == [["TGEN"], ["SNOW"]])
        #expect(issues.isEmpty)
    }

    @Test func `a table may tell other and former names`() {
        let (parties, issues) = read(
            "cik\tname\taliases\tformer_names\n7\tCLEMENS SAMUEL\tTwain Mark; |Twain, M.\t\n8\tDOE JANE\t\tROE JANE\n")
        #expect(parties.map(\.aliases) == [["Twain Mark", "Twain, M."], []])
        #expect(parties.map(\.formerNames) == [[], ["ROE JANE"]])
        #expect(issues.isEmpty)
    }

    @Test func `EDGAR's JSON of one party's submissions tells its former names`() {
        let (parties, issues) = read(
            #"{"cik":"0000320193","entityType":"operating","name":"Apple Inc.","tickers":["AAPL"],"formerNames":[{"name":"APPLE COMPUTER INC","from":"1994-01-26T00:00:00.000Z"},{"to":null}],"filings":{"recent":{}}}"#
        )
        #expect(
            parties == [
                ListedParty(
                    cik: CentralIndexKey(320_193) ?? parties[0].cik, name: "Apple Inc.", kind: .company,
                    tickers: ["AAPL"], formerNames: ["APPLE COMPUTER INC"])
            ])
        #expect(issues.isEmpty)
    }

    @Test func `JSON that breaks off is rejected with an issue`() {
        let events = Fixture.events(PartyListImporter(), bytes: Array(#"{"0":{"cik_str":1537435,"ticker":"#.utf8))
        #expect(Fixture.issues(in: events).map(\.severity) == [.rejected])
    }

    @Test func `other files are not taken for lists`() throws {
        for text in ["", "\n\n", "a\tb\nc\td\n", "12\t13\n", "Note:\nthis: that:\n", #"{"hits":{"cik_str":1}}"#] {
            #expect(!PartyListImporter.recognises(Array(text.utf8)[...]))
        }
        #expect(!PartyListImporter.recognises(try Fixture.bytes("tecogen-form3.txt").prefix(8192)))
        #expect(!PartyListImporter.recognises(try Fixture.bytes("374water-form4.html").prefix(8192)))
    }

    @Test func `damaged lists are read without a trap`() {
        let text = "cik\tname\tkind\n1588178\tPANORA ROBERT A\tP\n1537435\tTECOGEN INC.\tE\n"
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = Fixture.events(PartyListImporter(), bytes: bytes)
        }
    }
}
