import EDGAR
import FilingModel
import TestSupport
import Testing

/// What real papers do that no specification says: each test bends a small one the way real ones are bent.
@Suite struct `Odd ownership papers` {
    private static func paper(
        owners: String = "", nonDerivative: String = "", derivative: String = "", rest: String = "",
        declaration: String = "<?xml version=\"1.0\"?>\n"
    ) -> String {
        """
        \(declaration)<ownershipDocument><schemaVersion>X0306</schemaVersion><documentType>4</documentType>
        <periodOfReport>2020-01-02</periodOfReport><notSubjectToSection16></notSubjectToSection16>
        <issuer><issuerCik>0001000001</issuerCik><issuerName>EXAMPLE ROBOTICS INC</issuerName>
        <issuerTradingSymbol>WSO; WSOB</issuerTradingSymbol></issuer>\(owners)\(nonDerivative)\(derivative)\(rest)
        </ownershipDocument>
        """
    }

    private static func owner(_ cik: Int, _ name: String, _ extra: String = "") -> String {
        """
        <reportingOwner><reportingOwnerId><rptOwnerCik>\(cik)</rptOwnerCik><rptOwnerName>\(name)</rptOwnerName>
        </reportingOwnerId>\(extra)</reportingOwner>
        """
    }

    private static func signature(_ name: String) -> String {
        "<ownerSignature><signatureName>\(name)</signatureName><signatureDate>2020-01-03</signatureDate></ownerSignature>"
    }

    private func filing(_ text: String) throws -> Filing {
        let outcome = Outcome(text)
        #expect(outcome.issues == [])
        return try #require(outcome.filings.first)
    }

    @Test func `need no declaration`() throws {
        let with = try filing(Self.paper(owners: Self.owner(1, "DOE JANE")))
        let without = try filing(Self.paper(owners: Self.owner(1, "DOE JANE"), declaration: ""))
        #expect(with.withoutSource == without.withoutSource)
        #expect(without.form.description == "4")
        let submission = Outcome(
            "<SEC-DOCUMENT>0001000001-20-000001.txt : 20200103\n<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n\n"
                + Self.paper(owners: Self.owner(1, "DOE JANE"), declaration: "") + "\n</XML>\n</TEXT>\n</DOCUMENT>\n")
        #expect(submission.filings.first?.owners.map(\.name) == ["DOE JANE"])
    }

    @Test func `put a footnote where a value should be`() throws {
        let row = """
            <derivativeTable><derivativeTransaction><securityTitle><value>Stock Option</value></securityTitle>
            <conversionOrExercisePrice><footnoteId id="F1"/></conversionOrExercisePrice>
            <transactionDate><value>2020-01-02</value><footnoteId id="F2"/></transactionDate>
            <transactionAmounts><transactionShares><value>10.00</value></transactionShares>
            <transactionPricePerShare><footnoteId id="F1"/><footnoteId id="F2"/></transactionPricePerShare></transactionAmounts>
            <exerciseDate><footnoteId id="F1"/></exerciseDate><expirationDate><footnoteId id="F2"/></expirationDate>
            </derivativeTransaction></derivativeTable>
            """
        let notes = "<footnotes><footnote id=\"F1\">Free.</footnote><footnote id=\"F2\">Soon.</footnote></footnotes>"
        let found = try #require(try filing(Self.paper(derivative: row, rest: notes)).rows.first)
        #expect(found.exercisePrice == Reported(nil, footnotes: ["F1"]))
        #expect(found.pricePerShare == Reported(nil, footnotes: ["F1", "F2"]))
        #expect(found.exerciseDate == Reported(nil, footnotes: ["F1"]))
        #expect(found.expirationDate == Reported(nil, footnotes: ["F2"]))
        #expect(found.transactionDate.value?.description == "2020-01-02")
        #expect(found.transactionDate.footnotes == ["F2"])
        #expect(found.shares.value == ExactDecimal(10))
    }

    @Test func `have as many owners as report and as many signatures as were given`() throws {
        let owners = (1...10).map { Self.owner($0, "OWNER \($0) LP") }.joined()
        let many = try filing(Self.paper(owners: owners, rest: Self.signature("/s/ Jane Doe")))
        #expect(many.owners.map(\.cik?.value) == (1...10).map { UInt64($0) })
        #expect(many.signatures.map(\.name) == ["/s/ Jane Doe"])
        let signed = (1...9).map { Self.signature("/s/ Signer \($0)") }.joined()
        let few = try filing(Self.paper(owners: Self.owner(1, "A LP") + Self.owner(2, "B LP"), rest: signed))
        #expect(few.owners.count == 2)
        #expect(few.signatures.map(\.name) == (1...9).map { "/s/ Signer \($0)" })
        // The same words twice are two signatures: two owners may sign by one hand.
        let twice = try filing(Self.paper(rest: Self.signature("/s/ Jane Doe") + Self.signature("/s/ Jane Doe")))
        #expect(twice.signatures.count == 2)
    }

    @Test func `may lack tables, have empty ones or more rows than are allowed`() throws {
        #expect(try filing(Self.paper()).rows == [])
        let empty = Self.paper(
            nonDerivative: "<nonDerivativeTable></nonDerivativeTable>", derivative: "<derivativeTable/>")
        #expect(try filing(empty).rows == [])
        let row = """
            <nonDerivativeHolding><securityTitle><value>Common</value></securityTitle><postTransactionAmounts>
            <sharesOwnedFollowingTransaction><value>5</value></sharesOwnedFollowingTransaction></postTransactionAmounts>
            </nonDerivativeHolding>
            """
        let long = Self.paper(
            nonDerivative: "<nonDerivativeTable>" + String(repeating: row, count: 77) + "</nonDerivativeTable>")
        #expect(try filing(long).rows.map(\.ordinal) == Array(1...77))
    }

    @Test func `give symbols, titles and addresses as their filers type them`() throws {
        let relationship = """
            <reportingOwnerAddress><rptOwnerStreet1></rptOwnerStreet1><rptOwnerCity>HELSINGOR</rptOwnerCity>
            <rptOwnerState>G7</rptOwnerState><rptOwnerZipCode/><rptOwnerStateDescription>DENMARK</rptOwnerStateDescription>
            </reportingOwnerAddress><reportingOwnerRelationship><isOfficer>1</isOfficer>
            <officerTitle>See Remarks</officerTitle></reportingOwnerRelationship>
            """
        let found = try filing(
            Self.paper(
                owners: Self.owner(1, "DOE JANE", relationship),
                rest: "<remarks>Executive Vice President, Legal &amp; &quot;Other&quot;</remarks>"))
        #expect(found.issuer?.tickers == ["WSO", "WSOB"])
        let owner = try #require(found.owners.first)
        #expect(owner.relationship.officerTitle == "See Remarks")
        #expect(owner.relationship.isDirector == false)
        #expect(found.remarks == "Executive Vice President, Legal & \"Other\"")
        #expect(owner.address.street1 == nil && owner.address.zip == nil)
        #expect(owner.address.singleLine == "HELSINGOR, G7, DENMARK")
    }

    @Test func `keep booleans apart that one filing spells in two ways`() throws {
        func boxes(_ director: String) -> String {
            "<reportingOwnerRelationship><isDirector>\(director)</isDirector></reportingOwnerRelationship>"
        }
        let found = try filing(
            Self.paper(
                owners: Self.owner(1, "A", boxes("true")) + Self.owner(2, "B", boxes("1"))
                    + Self.owner(3, "C", boxes("0")) + Self.owner(4, "D")))
        #expect(found.owners.map(\.relationship.isDirector) == [true, true, false, false])
    }

    @Test func `survive a tag that was cut in two`() throws {
        let row = """
            <nonDerivativeTable ativeTable><nonDerivativeHolding><securityTitle><value>Common</value></securityTitle>
            <postTransactionAmounts><sharesOwnedFollowingTransaction><value>5</value></sharesOwnedFollowingTransaction>
            </postTransactionAmounts></nonDerivativeHolding></nonDerivativeTable>
            """
        let outcome = Outcome(Self.paper(owners: Self.owner(1, "DOE JANE"), nonDerivative: row))
        #expect(outcome.troubles == ["not well-formed XML"])
        let filing = try #require(outcome.filings.first)
        #expect(filing.owners.map(\.name) == ["DOE JANE"])
        #expect(filing.rows.map(\.sharesOwnedAfter.value) == [ExactDecimal(5)])
    }

    @Test func `keep a text in the place of a number, and what is ahead of its time`() throws {
        let row = """
            <nonDerivativeTable><nonDerivativeTransaction><transactionDate><value>2029-05-04</value></transactionDate>
            <transactionAmounts><transactionShares><value>1,000.00</value></transactionShares>
            <transactionPricePerShare><value>N/A</value></transactionPricePerShare></transactionAmounts>
            </nonDerivativeTransaction></nonDerivativeTable>
            """
        let outcome = Outcome(Self.paper(nonDerivative: row))
        #expect(outcome.kinds == ["unreadable value"])
        let found = try #require(outcome.filings.first?.rows.first)
        #expect(found.transactionDate.value?.description == "2029-05-04")
        #expect(found.shares.value == ExactDecimal(1_000))
        #expect(found.pricePerShare.unreadText == "N/A")
    }
}

/// How submissions begin, end and are put together.
@Suite struct `Odd submissions` {
    private static let header = """
        ACCESSION NUMBER:\t\t0001000001-20-000001
        CONFORMED SUBMISSION TYPE:\t8-K
        FILED AS OF DATE:\t\t20200103

        FILER:

        \tCOMPANY DATA:
        \t\tCOMPANY CONFORMED NAME:\t\t\tEXAMPLE ROBOTICS INC
        \t\tCENTRAL INDEX KEY:\t\t\t0001000001
        """

    @Test(arguments: [
        (
            "<SEC-DOCUMENT>0001000001-20-000001.txt : 20200103\n<SEC-HEADER>0001000001-20-000001.hdr.sgml : 20200103\n",
            "</SEC-HEADER>\n"
        ),
        (
            "<IMS-DOCUMENT>0001000001-20-000001.txt : 20200103\n<IMS-HEADER>0001000001-20-000001.hdr.sgml : 20200103\n",
            "</IMS-HEADER>\n"
        ),
        ("<SEC-HEADER>0001000001-20-000001.hdr.sgml : 20200103\n", "</SEC-HEADER>\n"),
        (
            "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n"
                + "<SEC-DOCUMENT>0001000001-20-000001.txt : 20200103\n<SEC-HEADER>x\n", "</SEC-HEADER>\n"
        ),
    ])
    func `begin with any mark and need no document`(front: String, back: String) throws {
        let outcome = Outcome(front + Self.header + "\n" + back)
        #expect(outcome.troubles == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.identity.description == "0001000001-20-000001")
        #expect(filing.form.description == "8-K")
        #expect(filing.issuer?.name == "EXAMPLE ROBOTICS INC")
        #expect(filing.documents == [])
    }

    @Test func `hold parts of any type, with and without a name`() throws {
        func part(_ type: String, _ text: String, name: String = "") -> String {
            "<DOCUMENT>\n<TYPE>\(type)\n\(name)<TEXT>\n\(text)\n</TEXT>\n</DOCUMENT>\n"
        }
        let text =
            "<SEC-DOCUMENT>0001000001-20-000001.txt : 20200103\n<SEC-HEADER>\n" + Self.header + "\n</SEC-HEADER>\n"
            + part("LETTER", "Dear Sir")
            + part(
                "EX-24.3_907131",
                "Know all by these presents, that the undersigned hereby constitutes and appoints each of "
                    + "Jane Q. Roe and John Doe, signing singly, the undersigned's true and lawful attorney-in-fact to:"
            )
            + part("EX-99", "<PDF>\nbegin 644 a.pdf\nM1234\n`\nend\n</PDF>", name: "<FILENAME>a.pdf\n")
            + part("GRAPHIC", "begin 644 logo.jpg\nM1234\n`\nend", name: "<FILENAME>logo.jpg\n")
            + part("EX-101.INS", "<XBRL>\n<?xml version=\"1.0\"?><xbrl/>\n</XBRL>")
        let outcome = Outcome(text)
        #expect(outcome.kinds == ["binary document skipped", "XBRL document skipped"])
        #expect(outcome.issues.allSatisfy { $0.severity == .note })
        let filing = try #require(outcome.filings.first)
        // The header's form counts, not the type of the first document.
        #expect(filing.form.description == "8-K")
        #expect(filing.documents.map(\.type) == ["LETTER", "EX-24.3_907131"])
        #expect(filing.documents.allSatisfy { $0.fileName == nil && $0.description == nil })
        #expect(
            filing.otherParties.filter { $0.knownRole == .attorneyInFact }.map(\.name) == ["Jane Q. Roe", "John Doe"])
    }

    @Test func `tell whoever a list of EDGAR's test companies names, whatever its letters`() throws {
        let name = "Company Name Three `!#$(),:;=.-;\\\\|@/{}&'\\\\WA\\\\"
        let outcome = Outcome(
            "{\"cik\":\"350001\",\"entityType\":\"operating\",\"name\":\"\(name)\",\"filings\":{\"recent\":{\"accessionNumber\":"
                + "[\"0000350001-24-000007\"],\"filingDate\":[\"2024-02-03\"],\"reportDate\":[\"\"],\"form\":[\"10-K\"]},\"files\":[]}}",
            file: "CIK0000350001.json")
        #expect(outcome.issues == [])
        #expect(outcome.parties.map(\.name) == ["Company Name Three `!#$(),:;=.-;\\|@/{}&'\\WA\\"])
        #expect(outcome.filings.first?.issuer?.cik == CentralIndexKey(350_001))
    }

    @Test func `are read as pages with blanks of either kind`() throws {
        let page = try Fixture.text("374water-form4.html")
        let bent = page.replacing("SEC FORM \n            4", with: "SEC FORM 4").replacing("\u{A0}", with: "&nbsp;")
        let expected = try #require(Fixture.filings(RenderedHTMLImporter(), "374water-form4.html").first)
        let found = try #require(Outcome(bent, file: "x.html").filings.first)
        #expect(found.withoutSource == expected.withoutSource)
        // Blanks that no break may part, read as Latin-1 and written as UTF-8 again.
        let twice = page.replacing("\u{A0}", with: "\u{C2}\u{A0}")
        #expect(Outcome(twice, file: "x.html").filings.first?.rows == expected.rows)
    }
}
