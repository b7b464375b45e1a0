internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Amendments and what they amend` {
    private static let issuer = (1_000_001, "EXAMPLE ROBOTICS INC", "XROB")

    /// A paper with one purchase, as a submission that tells its day of filing.
    private static func submission(
        _ number: String, _ form: String, filed: String, period: String, original: String? = nil, shares: Int,
        owner: Int = 11
    ) -> String {
        var xml = OwnershipPaper(issuer, [.init(owner, "ROE JANE \(owner)")], form: form, period: period).xml
        let date = original.map { "<dateOfOriginalSubmission>\($0)</dateOfOriginalSubmission>" } ?? ""
        let row = """
            <nonDerivativeTable><nonDerivativeTransaction><securityTitle><value>Common</value></securityTitle>
            <transactionDate><value>\(period)</value></transactionDate><transactionCoding><transactionCode>P</transactionCode></transactionCoding>
            <transactionAmounts><transactionShares><value>\(shares)</value></transactionShares></transactionAmounts>
            </nonDerivativeTransaction></nonDerivativeTable>
            """
        xml = xml.replacing("</ownershipDocument>", with: date + row + "</ownershipDocument>")
        return """
            <SEC-HEADER>
            ACCESSION NUMBER:\t\(number)
            CONFORMED SUBMISSION TYPE:\t\(form)
            FILED AS OF DATE:\t\(filed)
            </SEC-HEADER>
            <DOCUMENT>
            <TYPE>\(form)
            <TEXT>
            <XML>
            \(xml)</XML>
            </TEXT>
            </DOCUMENT>

            """
    }

    private static func index(_ submissions: [String]) throws -> FilingIndex {
        let small = SmallIndex()
        for (number, text) in submissions.enumerated() { small.inputs.write("\(number).txt", text) }
        try small.rebuild()
        return try small.open()
    }

    private func filing(_ number: String, in index: FilingIndex) throws -> Filing {
        let identity = try #require(FilingIdentity(parsing: number))
        return try #require(try index.filing(identity))
    }

    private static let first = "0001000001-20-000001"
    private static let second = "0001000001-20-000002"
    private static let third = "0001000001-20-000003"

    @Test func `are linked by parties and the day the amendment names, both ways`() throws {
        let index = try Self.index([
            Self.submission(Self.first, "4", filed: "20200303", period: "2020-03-01", shares: 100),
            Self.submission(Self.second, "4", filed: "20200310", period: "2020-03-09", shares: 100),
            Self.submission(
                Self.third, "4/A", filed: "20200401", period: "2020-03-01", original: "2020-03-03", shares: 150),
        ])
        let amendment = try filing(Self.third, in: index)
        let link = try #require(try index.original(of: amendment))
        #expect(link.filing.identity.description == Self.first)
        #expect(link.basis.contains("the day the amendment names"))
        let original = try filing(Self.first, in: index)
        #expect(try index.amendments(of: original).map(\.filing.identity.description) == [Self.third])
        #expect(try index.amendments(of: try filing(Self.second, in: index)).isEmpty)
        #expect(try index.original(of: original) == nil)
        let difference = FilingDifference(from: original, to: amendment)
        #expect(difference.changed.flatMap { $0.changes.map(\.field) } == ["shares"])
    }

    @Test func `of a day with two filings go to the one of their period, then of their rows`() throws {
        let index = try Self.index([
            Self.submission(Self.first, "4", filed: "20200303", period: "2020-03-01", shares: 100),
            Self.submission(Self.second, "4", filed: "20200303", period: "2020-03-02", shares: 100),
            Self.submission(
                Self.third, "4/A", filed: "20200401", period: "2020-03-02", original: "2020-03-03", shares: 100),
        ])
        let link = try index.original(of: try filing(Self.third, in: index))
        #expect(link?.filing.identity.description == Self.second)
    }

    @Test func `that fit two filings equally are left open`() throws {
        let index = try Self.index([
            Self.submission(Self.first, "4", filed: "20200303", period: "2020-03-01", shares: 100),
            Self.submission(Self.second, "4", filed: "20200303", period: "2020-03-01", shares: 100),
            Self.submission(
                Self.third, "4/A", filed: "20200401", period: "2020-03-01", original: "2020-03-03", shares: 150),
        ])
        #expect(try index.original(of: try filing(Self.third, in: index)) == nil)
    }

    @Test func `of another owner, form or day are not linked`() throws {
        for change in ["owner", "form", "day"] {
            let index = try Self.index([
                Self.submission(
                    Self.first, change == "form" ? "5" : "4", filed: change == "day" ? "20200304" : "20200303",
                    period: "2020-03-01", shares: 100, owner: change == "owner" ? 12 : 11),
                Self.submission(
                    Self.third, "4/A", filed: "20200401", period: "2020-03-01", original: "2020-03-03", shares: 150),
            ])
            #expect(try index.original(of: try filing(Self.third, in: index)) == nil, "\(change)")
        }
    }

    @Test func `that name the filing before are linked by its number`() throws {
        func form144(_ form: String, _ previous: String?) -> String {
            let number = previous.map { "<previousAccessionNumber>\($0)</previousAccessionNumber>" } ?? ""
            return
                "<?xml version=\"1.0\"?><edgarSubmission><submissionType>\(form)</submissionType>\(number)<issuerInfo>"
                + "<issuerCik>7</issuerCik><issuerName>X CO</issuerName></issuerInfo></edgarSubmission>"
        }
        let small = SmallIndex()
        small.inputs.write(Self.first + ".xml", form144("144", nil))
        small.inputs.write(Self.second + ".xml", form144("144/A", Self.first))
        small.inputs.write(Self.third + ".xml", form144("144/A", "0001000001-19-000009"))
        try small.rebuild()
        let index = try small.open()
        #expect(
            try index.original(of: try filing(Self.second, in: index))?.filing.identity.description == Self.first)
        #expect(
            try index.amendments(of: try filing(Self.first, in: index)).map(\.filing.identity.description) == [
                Self.second
            ])
        // What it names is not here.
        #expect(try index.original(of: try filing(Self.third, in: index)) == nil)
    }

    @Test func `without a day of filing are linked by the period`() throws {
        let small = SmallIndex()
        let owners = [OwnershipPaper.Owner(11, "ROE JANE")]
        small.inputs.write(Self.first + ".xml", OwnershipPaper(Self.issuer, owners, period: "2020-03-01").xml)
        small.inputs.write(Self.second + ".xml", OwnershipPaper(Self.issuer, owners, period: "2020-03-05").xml)
        small.inputs.write(
            Self.third + ".xml", OwnershipPaper(Self.issuer, owners, form: "4/A", period: "2020-03-05").xml)
        try small.rebuild()
        let index = try small.open()
        let link = try #require(try index.original(of: try filing(Self.third, in: index)))
        #expect(link.filing.identity.description == Self.second)
        #expect(link.basis.contains("period"))
    }
}
