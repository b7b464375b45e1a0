internal import FilingModel
internal import Testing

@testable internal import EDGAR

@Suite struct `EDGAR's index files` {
    private static let form = """
        Description:           Daily Index of EDGAR Dissemination Feed by Form Type
        Last Data Received:    Mar 18, 2020

        Form Type   Company Name                                                  CIK         Date Filed  File Name
        ---------------------------------------------------------------------------------------------------------------
        10-K        EXAMPLE ROBOTICS INC                                          1000001     20200318    edgar/data/1000001/0001000001-20-000007.txt
        4           EXAMPLE ROBOTICS INC                                          1000001     20200318    edgar/data/1000001/0001209191-20-000111.txt
        4           ROE JANE Q                                                    1000002     20200318    edgar/data/1000002/0001209191-20-000111.txt
        SC 13G/A    A COMPANY WHOSE NAME IS SO LONG THAT IT FILLS ALL OF ITS COLUM1000003     20200318    edgar/data/1000003/0001000003-20-000001.txt
        S-1                                                                       1000004                 edgar/data/1000004/0001000004-20-000001.txt
        NT 10-K     NO PATH CO                                                    1000005     20200318
        """

    /// As EDGAR writes them: blanks up to the width of the last column.
    private static let padded = form.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "         " }
        .joined(separator: "\n")

    @Test func `by form give one filing for all rows of an accession number`() throws {
        let outcome = Outcome(Self.padded, file: "form.20200318.idx")
        try #require(outcome.filings.map(\.form.description) == ["10-K", "4", "SC 13G/A", "S-1"])
        let report = try #require(outcome.filings.first)
        #expect(report.identity.description == "0001000001-20-000007")
        #expect(report.filed == CalendarDate(year: 2020, month: 3, day: 18))
        #expect(report.issuer == Issuer(cik: CentralIndexKey(1_000_001), name: "EXAMPLE ROBOTICS INC"))
        #expect(report.otherParties.map(\.role) == ["filer"])
        // Nobody says who of the two is the owner.
        let ownership = outcome.filings[1]
        #expect(ownership.issuer == nil && ownership.owners.isEmpty)
        #expect(ownership.otherParties.map(\.name) == ["EXAMPLE ROBOTICS INC", "ROE JANE Q"])
        #expect(ownership.otherParties.map(\.cik?.value) == [1_000_001, 1_000_002])
        #expect(ownership.otherParties.allSatisfy { $0.knownRole == .party })
    }

    @Test func `keep rows without a day or a name, and tell those without a path`() throws {
        let outcome = Outcome(Self.padded, file: "form.20200318.idx")
        try #require(outcome.filings.count == 4)
        let long = outcome.filings[2]
        #expect(long.otherParties.first?.name == "A COMPANY WHOSE NAME IS SO LONG THAT IT FILLS ALL OF ITS COLUM")
        #expect(long.otherParties.first?.cik == CentralIndexKey(1_000_003))
        let bare = outcome.filings[3]
        #expect(bare.filed == nil)
        #expect(bare.otherParties.map(\.cik) == [CentralIndexKey(1_000_004)])
        #expect(outcome.kinds == ["unread line"])
        #expect(outcome.issues.first?.line == 11)
    }

    @Test(arguments: ["20240102", "2024-01-02"])
    func `by master have bars and either shape of day`(day: String) throws {
        let text = """
            Description:           Master Index of EDGAR Dissemination Feed
            Comments:              webmaster@sec.gov

            CIK|Company Name|Form Type|Date Filed|Filename
            --------------------------------------------------------------------------------
            1000001|EXAMPLE | ROBOTICS /DE/|10-K/A|\(day)|edgar/data/1000001/0001000001-24-000007.txt
            1000002|ROE JANE Q|144|\(day)|edgar/data/1000002/0001000002-24-000001.txt
            """
        let outcome = Outcome(text, file: "master.idx")
        #expect(outcome.issues == [])
        #expect(outcome.filings.map(\.form.description) == ["10-K/A", "144"])
        #expect(outcome.filings.first?.filed == CalendarDate(year: 2024, month: 1, day: 2))
        #expect(outcome.filings.first?.issuer?.name == "EXAMPLE | ROBOTICS /DE/")
        #expect(outcome.filings.last?.issuer == nil)
    }

    @Test func `by company may have their heading over two lines`() throws {
        let text = """
            Description:           Daily Index of EDGAR Dissemination Feed by Company Name

            Company Name                                                  Form Type   CIK
                  Date Filed  File Name
            ---------------------------------------------------------------------------------------------
            EXAMPLE ROBOTICS INC                                          424B3       1000001     20140102    edgar/data/1000001/0001000001-14-000001.txt
            """
        let outcome = Outcome(text, file: "company.idx")
        #expect(outcome.issues == [])
        #expect(outcome.filings.map(\.form.description) == ["424B3"])
        #expect(outcome.filings.first?.issuer?.name == "EXAMPLE ROBOTICS INC")
        let empty = Outcome(String(text.split(separator: "\n").prefix(4).joined(separator: "\n")), file: "company.idx")
        #expect(empty.kinds == ["empty index"])
        #expect(empty.troubles == [])
    }
}
