internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

@Suite struct `Whose page is opened` {
    private static let index = Result {
        let small = SmallIndex()
        small.inputs.write("a.txt", SampleFilings.bytes("tecogen-form3.txt"))
        small.inputs.write(
            "parties.tsv",
            """
            cik\tname\tkind\tticker
            902012\tGATES WILLIAM H III\tP\t
            1067983\tBERKSHIRE HATHAWAY INC\tE\tBRK-A
            70858\tBANK OF AMERICA CORP /DE/\tE\tBAC
            1234567\tBACKBEAT BREWING CO LLC\tE\t

            """)
        try small.rebuild()
        return try small.open()
    }

    @Test func `a clearly better name goes before one with filings`() throws {
        let page = try #require(try Self.index.get().person("Bill Gates"))
        #expect(page.party.name == "GATES WILLIAM H III")
        #expect(page.total == 0)
        #expect(try Self.index.get().person("panorra robt")?.total == 1)
    }

    @Test(arguments: [
        ("BAC", "BANK OF AMERICA CORP /DE/"), ("$TGEN", "TECOGEN INC."), ("NASDAQ:TGEN", "TECOGEN INC."),
        ("BRK.A", "BERKSHIRE HATHAWAY INC"), ("brk-a", "BERKSHIRE HATHAWAY INC"), ("tecogen", "TECOGEN INC."),
    ])
    func `an issuer is found by its symbol however it is written`(asked: String, name: String) throws {
        #expect(try Self.index.get().issuer(asked)?.party.name == name)
    }

    @Test func `nobody's page is opened for a name that is like none`() throws {
        #expect(try Self.index.get().person("xxqq zzkk") == nil)
        #expect(try Self.index.get().issuer("qqxx yyzz") == nil)
    }

    @Test func `a symbol is given as the reason where it is one`() throws {
        var session = try Self.index.get().nameSession()
        #expect(try session.parties(like: "TGEN").first?.reason == "this symbol")
        #expect(session.hits(like: "TGEN").first?.reason == "this symbol")
        #expect(try session.parties(like: "tecogen inc").first?.reason.contains("tecogen = tecogen") == true)
    }

    @Test func `an index inside the folder that is imported is no input`() throws {
        let folder = TemporaryDirectory()
        folder.write("a.txt", SampleFilings.bytes("tecogen-form3.txt"))
        for _ in 0..<3 {
            let rebuild = Rebuild(path: folder.path + "/Index", inputs: [folder.path], threadCount: 1)
            let report = try rebuild.run(holder: "a test") { _ in }.report
            #expect(report.filingCount == 1)
            #expect(report.fileCount == 1)
            #expect(report.rejectedCount == 0)
        }
    }
}
