internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

@Suite struct `Former names and aliases` {
    private static let index = Result {
        let small = SmallIndex()
        small.inputs.write(
            "renamed.txt",
            """
            <SEC-DOCUMENT>0000320193-20-000001.txt : 20200110
            <SEC-HEADER>0000320193-20-000001.hdr.sgml : 20200110
            ACCESSION NUMBER:\t\t0000320193-20-000001
            CONFORMED SUBMISSION TYPE:\t8-K
            FILED AS OF DATE:\t\t20200110

            FILER:

            \tCOMPANY DATA:
            \t\tCOMPANY CONFORMED NAME:\t\t\tMETA PLATFORMS INC
            \t\tCENTRAL INDEX KEY:\t\t\t0001326801

            \tBUSINESS ADDRESS:
            \t\tSTREET 1:\t\t1 HACKER WAY
            \t\tCITY:\t\t\tMENLO PARK
            \t\tSTATE:\t\t\tCA

            \tFORMER COMPANY:
            \t\tFORMER CONFORMED NAME:\tFacebook Inc
            \t\tDATE OF NAME CHANGE:\t20120101
            </SEC-HEADER>
            <DOCUMENT>
            <TYPE>8-K
            <TEXT>
            Words.
            </TEXT>
            </DOCUMENT>
            </SEC-DOCUMENT>

            """)
        small.inputs.write(
            "CIK0000320193.json",
            #"{"cik":"320193","entityType":"operating","sic":"3571","name":"Apple Inc.","tickers":["AAPL"],"formerNames":[{"name":"APPLE COMPUTER INC","from":"1994-01-26T00:00:00.000Z","to":"2007-01-04T00:00:00.000Z"},{"name":null}],"filings":{}}"#
        )
        small.inputs.write(
            "names.tsv",
            """
            cik\tname\tkind\tticker\taliases\tformer_names
            70\tCLEMENS SAMUEL L\tP\t\tTwain Mark; Snodgrass Quintus|Twain, M.\t
            71\tMACDONALD JANE\tP\t\t\tMILLER JANE
            72\tBLAIR ERIC\tP
            72\tORWELL GEORGE\tP

            """)
        try small.rebuild()
        return try small.open()
    }

    @Test(arguments: [
        ("facebook inc", "META PLATFORMS INC"), ("apple computer inc", "Apple Inc."),
        ("jane miller", "MACDONALD JANE"),
    ])
    func `lead to the party, which the hit says goes by another name now`(asked: String, name: String) throws {
        var session = try Self.index.get().nameSession()
        let hit = try #require(try session.parties(like: asked).first)
        #expect(hit.currentName == name)
        #expect(hit.isFormerName)
        #expect(hit.score == 1)
        #expect(hit.reason.hasPrefix("formerly \(hit.name); "))
        let now = try #require(try session.parties(like: name).first)
        #expect(now.name == name)
        #expect(now.currentName == nil)
        #expect(!now.isFormerName)
    }

    @Test(arguments: ["mark twain", "quintus snodgrass"])
    func `that are no former names are not said to be`(asked: String) throws {
        var session = try Self.index.get().nameSession()
        let hit = try #require(try session.parties(like: asked).first)
        #expect(hit.currentName == "CLEMENS SAMUEL L")
        #expect(!hit.isFormerName)
        #expect(hit.cik?.value == 70)
    }

    @Test func `a key that a list has on several lines is one party`() throws {
        var session = try Self.index.get().nameSession()
        for asked in ["orwell george", "eric blair"] {
            #expect(try session.parties(like: asked).first?.cik?.value == 72)
        }
        #expect(try Self.index.get().person("72")?.otherNames.count == 1)
    }

    @Test func `of a company come with its symbol`() throws {
        let page = try #require(try Self.index.get().issuer("AAPL"))
        #expect(page.party.name == "Apple Inc.")
        #expect(page.otherNames == ["APPLE COMPUTER INC"])
    }
}
