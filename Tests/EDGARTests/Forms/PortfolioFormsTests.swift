internal import FilingModel
internal import Testing

@testable internal import EDGAR

/// Forms of managers, funds and small offerings.
@Suite struct `Forms of managers, funds and offerings` {
    private static let cover = """
        <XML>
        <?xml version="1.0" encoding="UTF-8"?>
        <edgarSubmission xmlns="http://www.sec.gov/edgar/thirteenffiler" xmlns:ns1="http://www.sec.gov/edgar/common">
        <headerData><submissionType>13F-HR</submissionType><filerInfo><filer><credentials><cik>0001607863</cik><ccc>XXXXXXXX</ccc>
        </credentials></filer><periodOfReport>09-30-2018</periodOfReport></filerInfo></headerData><formData><coverPage>
        <reportCalendarOrQuarter>09-30-2018</reportCalendarOrQuarter><filingManager><name>ACCURATE INVESTMENT SOLUTIONS, INC.</name>
        <address><ns1:street1>344 NORTH PIKE ROAD</ns1:street1><ns1:city>SARVER</ns1:city></address></filingManager>
        <otherManagersInfo><otherManager><cik>0000931588</cik><name>PROVIDA PENSION FUND</name></otherManager></otherManagersInfo></coverPage>
        <signatureBlock><name>Timothy Augustine</name><title>CCO</title><signature>/s/ Timothy Augustine</signature>
        <signatureDate>10-05-2018</signatureDate></signatureBlock></formData></edgarSubmission>
        </XML>
        """
    private static let table = """
        <XML>
        <?xml version="1.0" encoding="UTF-8"?>
        <ns1:informationTable xmlns:ns1="http://www.sec.gov/edgar/document/thirteenf/informationtable">
        <ns1:infoTable><ns1:nameOfIssuer>APPLE INC</ns1:nameOfIssuer><ns1:titleOfClass>COM</ns1:titleOfClass><ns1:cusip>037833100</ns1:cusip>
        <ns1:value>1,131</ns1:value><ns1:shrsOrPrnAmt><ns1:sshPrnamt>5012</ns1:sshPrnamt><ns1:sshPrnamtType>SH</ns1:sshPrnamtType></ns1:shrsOrPrnAmt>
        <ns1:putCall>Put</ns1:putCall><ns1:investmentDiscretion>DFND</ns1:investmentDiscretion><ns1:otherManager>1,2</ns1:otherManager>
        <ns1:votingAuthority><ns1:Sole>0</ns1:Sole><ns1:Shared>12</ns1:Shared><ns1:None>5000</ns1:None></ns1:votingAuthority></ns1:infoTable>
        <ns1:infoTable><ns1:nameOfIssuer>QXO INC</ns1:nameOfIssuer><ns1:titleOfClass>COM</ns1:titleOfClass><ns1:value>many</ns1:value></ns1:infoTable>
        </ns1:informationTable>
        </XML>
        """

    private static func submission(_ documents: [(type: String, text: String)]) -> String {
        """
        <SEC-DOCUMENT>0001607863-18-000004.txt : 20181005
        <SEC-HEADER>0001607863-18-000004.hdr.sgml : 20181005
        ACCESSION NUMBER:\t\t0001607863-18-000004
        CONFORMED SUBMISSION TYPE:\t13F-HR
        CONFORMED PERIOD OF REPORT:\t20180930
        FILED AS OF DATE:\t\t20181005

        FILER:

        \tCOMPANY DATA:
        \t\tCOMPANY CONFORMED NAME:\t\t\tAccurate Investment Solutions, Inc.
        \t\tCENTRAL INDEX KEY:\t\t\t0001607863
        \tFORMER COMPANY:
        \t\tFORMER CONFORMED NAME:\tOld Name Inc
        </SEC-HEADER>

        """ + documents.map { "<DOCUMENT>\n<TYPE>\($0.type)\n<TEXT>\n\($0.text)\n</TEXT>\n</DOCUMENT>\n" }.joined()
    }

    @Test func `a 13F is a manager on the cover and rows of the table behind it`() throws {
        let outcome = Outcome(Self.submission([("13F-HR", Self.cover), ("INFORMATION TABLE", Self.table)]))
        #expect(outcome.kinds == ["unreadable value"])
        let filing = try #require(outcome.filings.first)
        #expect(filing.issuer == nil)
        #expect(filing.period == CalendarDate(year: 2018, month: 9, day: 30))
        let managers = filing.otherParties.filter { $0.knownRole == .manager }
        #expect(managers.map(\.name) == ["Accurate Investment Solutions, Inc.", "PROVIDA PENSION FUND"])
        #expect(managers.map(\.cik?.value) == [1_607_863, 931_588])
        // Header and cover are one party: the header's former names, the cover's role.
        #expect(managers.first?.formerNames.map(\.name) == ["Old Name Inc"])
        #expect(filing.otherParties.count == 2)
        #expect(filing.rows.map(\.table) == [.portfolio, .portfolio])
        let row = try #require(filing.rows.first)
        #expect(row.securityTitle.value == "APPLE INC, COM")
        #expect(row.sharesOwnedAfter.value == ExactDecimal(5_012))
        #expect(row.valueOwnedAfter.value == ExactDecimal(1_131))
        #expect(row.detail(.putOrCall) == "Put")
        #expect(row.detail(.otherManagers) == "1,2")
        #expect(row.detail(.noVotingPower) == "5000")
        #expect(filing.rows.last?.valueOwnedAfter.unreadText == "many")
        #expect(
            filing.signatures == [
                Signature(
                    name: "Timothy Augustine", date: CalendarDate(year: 2018, month: 10, day: 5), title: "CCO")
            ])
    }

    @Test func `a fund reports by its name, its series and its day`() throws {
        let text = """
            <?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/nport"><headerData><submissionType>NPORT-P</submissionType>
            <filerInfo><filer><issuerCredentials><cik>0000350001</cik></issuerCredentials></filer></filerInfo></headerData><formData>
            <genInfo><regName>Example Funds Trust</regName><regCik>0000350001</regCik><regCity>Boston</regCity>
            <seriesName>Example Growth Fund</seriesName><repPdEnd>2023-12-31</repPdEnd><repPdDate>2023-06-30</repPdDate></genInfo>
            <invstOrSecs><invstOrSec><name>APPLE INC</name><title>APPLE INC</title></invstOrSec></invstOrSecs>
            <signature><dateSigned>2023-08-25</dateSigned><nameOfApplicant>Example Funds Trust</nameOfApplicant>
            <signature>Jane Roe</signature><signerName>Jane Roe</signerName><title>Treasurer</title></signature></formData></edgarSubmission>
            """
        let filing = try #require(Outcome(text).filings.first)
        #expect(filing.issuer == nil)
        #expect(filing.period == CalendarDate(year: 2023, month: 6, day: 30))
        #expect(filing.otherParties.map(\.name) == ["Example Funds Trust", "Example Growth Fund"])
        #expect(filing.otherParties.map(\.cik?.value) == [350_001, nil])
        #expect(filing.otherParties.allSatisfy { $0.knownRole == .fund && $0.kind == .company })
        #expect(filing.signatures.map(\.name) == ["Jane Roe"])
        #expect(filing.rows.map(\.securityTitle.value) == ["APPLE INC"])
    }

    @Test func `Form C names its officers where they sign`() throws {
        let text = """
            <?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/formc"><headerData><submissionType>C</submissionType>
            <filerInfo><filer><filerCredentials><filerCik>0001943959</filerCik><filerCcc>secret</filerCcc></filerCredentials></filer></filerInfo></headerData>
            <formData><issuerInformation><issuerInfo><nameOfIssuer>Backbeat Brewing Co LLC</nameOfIssuer></issuerInfo>
            <companyName>MainVest, Inc.</companyName><commissionCik>0001746059</commissionCik><coIssuers><coIssuerInfo>
            <nameOfCoIssuer>Backbeat SPV LLC</nameOfCoIssuer></coIssuerInfo></coIssuers></issuerInformation><signatureInfo>
            <issuerSignature><issuer>Backbeat Brewing Co LLC</issuer><issuerSignature>Jane Roe</issuerSignature><issuerTitle>CEO</issuerTitle></issuerSignature>
            <signaturePersons><signaturePerson><personSignature>Jane Roe</personSignature><personTitle>Director</personTitle>
            <signatureDate>07-01-2022</signatureDate></signaturePerson></signaturePersons></signatureInfo></formData></edgarSubmission>
            """
        let filing = try #require(Outcome(text).filings.first)
        #expect(filing.issuer?.name == "Backbeat Brewing Co LLC")
        let roles = filing.otherParties.map { "\($0.role): \($0.name)" }
        #expect(roles.contains("intermediary: MainVest, Inc."))
        #expect(roles.contains("co-issuer: Backbeat SPV LLC"))
        let officer = try #require(filing.otherParties.first { $0.knownRole == .relatedPerson })
        #expect(officer.name == "Jane Roe")
        #expect(officer.relationship.isOfficer && officer.relationship.isDirector)
        #expect(filing.documents.first?.text.contains("secret") == false)
    }

    @Test func `Regulation A names issuer, contact and helpers`() throws {
        let text = """
            <?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/rega/oneafiler"><headerData><submissionType>1-A</submissionType>
            <filerInfo><filer><issuerCredentials><cik>0001998654</cik></issuerCredentials></filer></filerInfo></headerData><formData>
            <employeesInfo><issuerName>Majestic Funding Partners, LLC</issuerName><cik>0001998654</cik></employeesInfo>
            <issuerInfo><connectionName>Wallace A. Glausi</connectionName><nameAuditor>Fruci &amp; Associates</nameAuditor></issuerInfo>
            <summaryInfo><legalServiceProviderName>Wallace A. Glausi</legalServiceProviderName>
            <promotersServiceProviderName>N/A</promotersServiceProviderName></summaryInfo></formData></edgarSubmission>
            """
        let filing = try #require(Outcome(text).filings.first)
        #expect(filing.issuer == Issuer(cik: CentralIndexKey(1_998_654), name: "Majestic Funding Partners, LLC"))
        #expect(filing.otherParties.filter { $0.knownRole == .contact }.map(\.name) == ["Wallace A. Glausi"])
        let providers = filing.otherParties.filter { $0.knownRole == .provider }
        #expect(providers.map(\.relationship.otherText) == ["auditor", "counsel"])
        let exit = Outcome(
            "<?xml version=\"1.0\"?><edgarSubmission><headerData><submissionType>1-Z</submissionType></headerData><formData>"
                + "<signatureTab><cik>0001904054</cik><regulationIssuerName1>Fund LLC</regulationIssuerName1>"
                + "<signatureBy>/s/ Jane Roe</signatureBy><date>10-17-2023</date><title>President</title></signatureTab>"
                + "</formData></edgarSubmission>")
        #expect(exit.filings.first?.otherParties.map(\.name) == ["Jane Roe"])
        #expect(exit.filings.first?.signatures.first?.date == CalendarDate(year: 2023, month: 10, day: 17))
    }
}
