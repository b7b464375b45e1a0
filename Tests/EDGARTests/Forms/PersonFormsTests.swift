internal import FilingModel
internal import Testing

@testable internal import EDGAR

/// Forms D, 144, 13D and 13G: who is who, and what each row says.
///
/// Structure and oddities are those of real papers.
@Suite struct `Forms about persons` {
    private static let formD = """
        <?xml version="1.0"?>
        <edgarSubmission><schemaVersion>X0708</schemaVersion><submissionType>D/A</submissionType>
        <primaryIssuer><cik>0001880693</cik><entityName>Series 024, a series of Glassboard Master II LLC</entityName>
        <issuerAddress><street1>15545 60th Avenue North</street1><city>Minneapolis</city></issuerAddress>
        <issuerPreviousNameList><value>None</value></issuerPreviousNameList>
        <edgarPreviousNameList><previousName>K2T INC</previousName></edgarPreviousNameList></primaryIssuer>
        <issuerList><issuer><cik>0001496538</cik><entityName>Platinum Energy Partners 2007 B LP</entityName></issuer></issuerList>
        <relatedPersonsList>
        <relatedPersonInfo><relatedPersonName><firstName>LLC</firstName><lastName>Blazing Equity</lastName></relatedPersonName>
        <relatedPersonRelationshipList><relationship>Director</relationship></relatedPersonRelationshipList>
        <relationshipClarification>Issuer's Manager</relationshipClarification></relatedPersonInfo>
        <relatedPersonInfo><relatedPersonName><firstName>Belltower Fund Group,</firstName><lastName>Ltd.</lastName></relatedPersonName>
        <relatedPersonRelationshipList><relationship>Promoter</relationship></relatedPersonRelationshipList></relatedPersonInfo>
        <relatedPersonInfo><relatedPersonName><firstName>N/A</firstName><lastName>Glassboard Management</lastName></relatedPersonName>
        <relatedPersonRelationshipList><relationship>Executive Officer</relationship></relatedPersonRelationshipList></relatedPersonInfo>
        <relatedPersonInfo><relatedPersonName><firstName>Richard</firstName><middleName>J.</middleName><lastName>Thoms</lastName></relatedPersonName>
        <relatedPersonAddress><street1>PO Box 171305</street1><city>Salt Lake City</city><stateOrCountry>UT</stateOrCountry>
        <zipCode>84117</zipCode></relatedPersonAddress>
        <relatedPersonRelationshipList><relationship>Executive Officer</relationship><relationship>Director</relationship></relatedPersonRelationshipList>
        <relationshipClarification>President</relationshipClarification></relatedPersonInfo>
        </relatedPersonsList>
        <offeringData><typeOfFiling><newOrAmendment><isAmendment>true</isAmendment>
        <previousAccessionNumber>0001880693-21-000001</previousAccessionNumber></newOrAmendment></typeOfFiling>
        <salesCompensationList><recipient><recipientName>None</recipientName></recipient></salesCompensationList>
        <signatureBlock><authorizedRepresentative>false</authorizedRepresentative><signature><issuerName>Series 024</issuerName>
        <signatureName>/s/ Richard J. Thoms</signatureName><nameOfSigner>Richard J. Thoms</nameOfSigner>
        <signatureTitle>President</signatureTitle><signatureDate>2021-09-29</signatureDate></signature></signatureBlock></offeringData>
        </edgarSubmission>
        """

    @Test func `Form D tells companies from persons, whatever first name they have`() throws {
        let outcome = Outcome(Self.formD)
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.form == FormType(base: "D", isAmendment: true))
        #expect(filing.amends?.description == "0001880693-21-000001")
        #expect(filing.issuer?.cik == CentralIndexKey(1_880_693))
        #expect(filing.issuer?.formerNames.map(\.name) == ["K2T INC"])
        let related = filing.otherParties.filter { $0.knownRole == .relatedPerson }
        #expect(
            related.map(\.name) == [
                "Blazing Equity LLC", "Belltower Fund Group, Ltd.", "Glassboard Management", "Richard J. Thoms",
            ])
        #expect(related.map(\.kind) == [.company, .company, .company, .person])
        let thoms = try #require(related.last)
        #expect(thoms.relationship.isOfficer && thoms.relationship.isDirector)
        #expect(thoms.relationship.officerTitle == "President")
        #expect(thoms.address.singleLine == "PO Box 171305, Salt Lake City, UT 84117")
        #expect(related[1].relationship.otherText == "Promoter")
        #expect(filing.otherParties.filter { $0.knownRole == .coIssuer }.map(\.cik) == [CentralIndexKey(1_496_538)])
        #expect(!filing.otherParties.contains { $0.knownRole == .recipient })
        let day = CalendarDate(year: 2021, month: 9, day: 29)
        #expect(filing.signatures == [Signature(name: "Richard J. Thoms", date: day, title: "President")])
    }

    @Test func `a person whose parts look like a company's is one`() {
        #expect(PersonName(first: "Jane", middle: "Q.", last: "Roe")?.kind == .person)
        #expect(PersonName(first: "Jane", middle: nil, last: "Co")?.name == "Jane Co")
        #expect(PersonName(first: "-", middle: "", last: "Roe Capital")?.name == "Roe Capital")
        #expect(PersonName(first: nil, middle: nil, last: "Roe Capital")?.kind == .company)
        #expect(PersonName(first: "Inc.", middle: nil, last: "Roe Capital")?.name == "Roe Capital Inc.")
        #expect(PersonName(first: "N/A", middle: "", last: "none") == nil)
        #expect(PersonName(first: "", middle: nil, last: nil) == nil)
    }

    /// As Form 144 comes: a blank line in front, prefixes, days as MM/DD/YYYY.
    private static let form144 = """

        <?xml version="1.0" encoding="UTF-8"?><ns2:edgarSubmission xmlns:com="http://www.sec.gov/edgar/common" xmlns:ns2="http://www.sec.gov/edgar/ownership">
        <ns2:headerData><ns2:submissionType>144/A</ns2:submissionType>
        <ns2:previousAccessionNumber>0001314805-22-201762</ns2:previousAccessionNumber><ns2:filerInfo><ns2:filer>
        <ns2:filerCredentials><ns2:cik>0001513362</ns2:cik><ns2:ccc>secret#1</ns2:ccc></ns2:filerCredentials></ns2:filer>
        <ns2:contact><ns2:contactName>Raj C</ns2:contactName></ns2:contact></ns2:filerInfo></ns2:headerData>
        <ns2:formData><ns2:issuerInfo><ns2:issuerCik>0000320193</ns2:issuerCik><ns2:issuerName>Apple Inc.</ns2:issuerName>
        <ns2:nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>Luca Maestri</ns2:nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>
        <ns2:relationshipsToIssuer><ns2:relationshipToIssuer>Officer</ns2:relationshipToIssuer><ns2:relationshipToIssuer>Affiliate</ns2:relationshipToIssuer></ns2:relationshipsToIssuer></ns2:issuerInfo>
        <ns2:securitiesInformation><ns2:securitiesClassTitle>Common</ns2:securitiesClassTitle><ns2:brokerOrMarketmakerDetails>
        <ns2:name>Goldman Sachs &amp; Co. LLC</ns2:name></ns2:brokerOrMarketmakerDetails><ns2:noOfUnitsSold>69996</ns2:noOfUnitsSold>
        <ns2:aggregateMarketValue>11588537.76</ns2:aggregateMarketValue><ns2:approxSaleDate>04/13/2023</ns2:approxSaleDate>
        <ns2:securitiesExchangeName>NASD</ns2:securitiesExchangeName></ns2:securitiesInformation>
        <ns2:securitiesToBeSold><ns2:securitiesClassTitle>Common</ns2:securitiesClassTitle><ns2:acquiredDate>03/31/2023</ns2:acquiredDate>
        <ns2:natureOfAcquisitionTransaction>Restricted Stock Units</ns2:natureOfAcquisitionTransaction>
        <ns2:nameOfPersonfromWhomAcquired>The Issuer</ns2:nameOfPersonfromWhomAcquired>
        <ns2:amountOfSecuritiesAcquired>69996</ns2:amountOfSecuritiesAcquired></ns2:securitiesToBeSold>
        <ns2:securitiesSoldInPast3Months><ns2:sellerDetails><ns2:name>Maestri Living Trust</ns2:name></ns2:sellerDetails>
        <ns2:securitiesClassTitle>Common</ns2:securitiesClassTitle><ns2:saleDate>04/06/2023</ns2:saleDate>
        <ns2:amountOfSecuritiesSold>200</ns2:amountOfSecuritiesSold><ns2:grossProceeds>32932</ns2:grossProceeds></ns2:securitiesSoldInPast3Months>
        <ns2:noticeSignature><ns2:noticeDate>04/13/2023</ns2:noticeDate><ns2:planAdoptionDates><ns2:planAdoptionDate>11/15/2022</ns2:planAdoptionDate></ns2:planAdoptionDates>
        <ns2:signature>Goldman Sachs &amp; Co. LLC on behalf of Luca Maestri</ns2:signature></ns2:noticeSignature></ns2:formData></ns2:edgarSubmission>
        """

    @Test func `Form 144 is a seller's notice with rows of three kinds`() throws {
        let outcome = Outcome(Self.form144)
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.amends?.description == "0001314805-22-201762")
        #expect(filing.issuer == Issuer(cik: CentralIndexKey(320_193), name: "Apple Inc."))
        let sellers = filing.otherParties.filter { $0.knownRole == .seller }
        #expect(sellers.map(\.name) == ["Luca Maestri", "Maestri Living Trust"])
        #expect(sellers.first?.relationship.isOfficer == true)
        #expect(sellers.first?.relationship.otherText == "Affiliate")
        #expect(filing.otherParties.filter { $0.knownRole == .broker }.map(\.name) == ["Goldman Sachs & Co. LLC"])
        #expect(filing.otherParties.filter { $0.knownRole == .contact }.map(\.name) == ["Raj C"])
        #expect(filing.isUnderTradingPlan == true)
        #expect(filing.rows.map(\.table) == [.toBeSold, .acquired, .soldBefore])
        #expect(filing.rows.map(\.kind) == [.proposal, .transaction, .transaction])
        #expect(filing.rows[0].shares.value == ExactDecimal(69_996))
        #expect(filing.rows[0].totalValue.value == ExactDecimal(parsing: "11588537.76"))
        #expect(filing.rows[0].transactionDate.value == CalendarDate(year: 2023, month: 4, day: 13))
        #expect(filing.rows[0].detail(.broker) == "Goldman Sachs & Co. LLC")
        #expect(filing.rows[1].detail(.acquiredFrom) == "The Issuer")
        #expect(filing.rows[2].detail(.holder) == "Maestri Living Trust")
        #expect(filing.rows[2].totalValue.value == ExactDecimal(32_932))
        #expect(filing.documents.first?.text.contains("secret") == false)
    }

    @Test func `the sole seller has the filer's key, one of two has none`() throws {
        let filing = try #require(Outcome(Self.form144).filings.first)
        #expect(filing.otherParties.filter { $0.knownRole == .seller }.allSatisfy { $0.cik == nil })
        let alone = Self.form144.replacing("Maestri Living Trust", with: "Luca Maestri")
        let seller = try #require(Outcome(alone).filings.first?.otherParties.first { $0.knownRole == .seller })
        #expect(seller.cik == CentralIndexKey(1_513_362))
        // The filer is that person, not somebody besides.
        #expect(Outcome(alone).filings.first?.otherParties.contains { $0.knownRole == .filer } == false)
    }

    private static func schedule13D(_ persons: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?><edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13D" xmlns:com="http://www.sec.gov/edgar/common">
        <headerData><submissionType>SCHEDULE 13D</submissionType><filerInfo><filer><filerCredentials><cik>0002059583</cik>
        <ccc>XXXXXXXX</ccc></filerCredentials></filer></filerInfo></headerData><formData><coverPageHeader>
        <securitiesClassTitle>Common Stock</securitiesClassTitle><dateOfEvent>04/29/2025</dateOfEvent>
        <issuerInfo><issuerCIK>0001236275</issuerCIK><issuerCusips><issuerCusipNumber>82846H405</issuerCusipNumber></issuerCusips>
        <issuerName>QXO, Inc.</issuerName></issuerInfo><authorizedPersons><notificationInfo><personName>Ian Brekke</personName>
        <personAddress><com:city>Sunny Isles Beach</com:city></personAddress></notificationInfo></authorizedPersons></coverPageHeader>
        <reportingPersons>\(persons)</reportingPersons>
        <signatureInfo><signaturePerson><signatureReportingPerson>Affinity Partners GP LP</signatureReportingPerson>
        <signatureDetails><signature>/s/ Ian Brekke</signature><title>Authorized Signatory</title><date>05/06/2025</date></signatureDetails></signaturePerson>
        </signatureInfo></formData></edgarSubmission>
        """
    }

    private static func person(_ identity: String, _ name: String, _ shares: String, _ type: String) -> String {
        """
        <reportingPersonInfo>\(identity)<reportingPersonName>\(name)</reportingPersonName><memberOfGroup>a</memberOfGroup>
        <soleVotingPower>0</soleVotingPower><sharedVotingPower>\(shares)</sharedVotingPower>
        <aggregateAmountOwned>\(shares)</aggregateAmountOwned><percentOfClass>6.3</percentOfClass>
        <typeOfReportingPerson>\(type)</typeOfReportingPerson></reportingPersonInfo>
        """
    }

    @Test func `Schedule 13D has a stake for each person of a group`() throws {
        let outcome = Outcome(
            Self.schedule13D(
                Self.person(
                    "<reportingPersonNoCIK>Y</reportingPersonNoCIK>", "Affinity Partners Fund I LP", "164310", "PN")
                    + Self.person(
                        "<reportingPersonCIK>0002059583</reportingPersonCIK>", "Affinity Partners GP LP", "32671542",
                        "PN")
                    + Self.person(
                        "<reportingPersonNoCIK>Y</reportingPersonNoCIK>", "Jared Kushner", "32671542.00", "IN")))
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.period == CalendarDate(year: 2025, month: 4, day: 29))
        #expect(filing.issuer == Issuer(cik: CentralIndexKey(1_236_275), name: "QXO, Inc."))
        let persons = filing.otherParties.filter { $0.knownRole == .reportingPerson }
        #expect(persons.map(\.name) == ["Affinity Partners Fund I LP", "Affinity Partners GP LP", "Jared Kushner"])
        // `reportingPersonNoCIK` is a flag and no key.
        #expect(persons.map(\.cik) == [nil, CentralIndexKey(2_059_583), nil])
        #expect(persons.map(\.kind) == [.company, .company, .person])
        #expect(filing.otherParties.filter { $0.knownRole == .contact }.map(\.name) == ["Ian Brekke"])
        #expect(filing.rows.map(\.table) == [.stakes, .stakes, .stakes])
        #expect(filing.rows.map(\.ordinal) == [1, 2, 3])
        #expect(filing.rows.last?.detail(.holder) == "Jared Kushner")
        #expect(filing.rows.last?.detail(.percentOfClass) == "6.3")
        #expect(filing.rows.last?.securityTitle.value == "Common Stock")
        #expect(filing.rows.contains { $0.sharesOwnedAfter.value == ExactDecimal(32_671_542) })
        #expect(filing.signatures.map(\.title) == ["Authorized Signatory"])
    }

    @Test func `Schedule 13G forgives double escapes, commas and line breaks`() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?><edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13g">
            <headerData><submissionType>SCHEDULE 13G</submissionType><filerInfo><filer><filerCredentials><cik>0002012383</cik>
            </filerCredentials></filer></filerInfo></headerData><formData><coverPageHeader>
            <eventDateRequiresFilingThisStatement>08/31/2026</eventDateRequiresFilingThisStatement><issuerInfo>
            <issuerCik>0002105139</issuerCik><issuerName>ADI GLOBAL DISTRIBUTION INC.</issuerName></issuerInfo></coverPageHeader>
            <coverPageHeaderReportingPersonDetails><reportingPersonName>BlackRock, Inc.</reportingPersonName>
            <reportingPersonBeneficiallyOwnedAggregateNumberOfShares>10,251,900
            </reportingPersonBeneficiallyOwnedAggregateNumberOfShares><classPercent>13.5</classPercent>
            <typeOfReportingPerson>HC</typeOfReportingPerson></coverPageHeaderReportingPersonDetails>
            <items><item1><issuerName>ANOTHER SPELLING</issuerName></item1><item10><certifications>nomination under &amp;#167; 240.14a-11.
            </certifications></item10></items><signatureInformation><reportingPersonName>BlackRock, Inc.</reportingPersonName>
            <signatureDetails><signature>Spencer Fleming</signature><title>Managing Director</title><date>09/04/2026</date>
            </signatureDetails></signatureInformation></formData></edgarSubmission>
            """
        let outcome = Outcome(text)
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.issuer?.name == "ADI GLOBAL DISTRIBUTION INC.")
        #expect(filing.rows.map(\.sharesOwnedAfter.value) == [ExactDecimal(10_251_900)])
        #expect(filing.documents.first?.text.contains("§ 240.14a-11.") == true)
        // One filer and one person: the key is that person's.
        #expect(filing.otherParties.map(\.cik) == [CentralIndexKey(2_012_383)])
        #expect(filing.otherParties.map(\.role) == ["reporting person"])
        #expect(
            filing.signatures == [
                Signature(
                    name: "Spencer Fleming", date: CalendarDate(year: 2026, month: 9, day: 4),
                    title: "Managing Director")
            ])
    }

    @Test func `a Schedule that breaks off keeps what stands before`() throws {
        let whole = Self.schedule13D(Self.person("", "Jared Kushner", "5", "IN"))
        let cut = try #require(whole.firstRange(of: "<signatureInfo>"))
        let outcome = Outcome(String(whole[..<cut.lowerBound]) + "<signatureInfo><signaturePers")
        #expect(outcome.troubles == ["not well-formed XML"])
        #expect(outcome.filings.first?.rows.count == 1)
    }

    @Test func `Schedules as text are read by header and group`() throws {
        let text = """
            <SEC-DOCUMENT>0001000009-05-000001.txt : 20050214
            <SEC-HEADER>0001000009-05-000001.hdr.sgml : 20050214
            ACCESSION NUMBER:\t\t0001000009-05-000001
            CONFORMED SUBMISSION TYPE:\tSC 13G
            FILED AS OF DATE:\t\t20050214
            GROUP MEMBERS:\t\tJANE ROE
            GROUP MEMBERS:\t\tROE CAPITAL LLC

            SUBJECT COMPANY:

            \tCOMPANY DATA:
            \t\tCOMPANY CONFORMED NAME:\t\t\tEXAMPLE ROBOTICS INC
            \t\tCENTRAL INDEX KEY:\t\t\t0001000001

            FILED BY:

            \tCOMPANY DATA:
            \t\tCOMPANY CONFORMED NAME:\t\t\tROE CAPITAL LLC
            \t\tCENTRAL INDEX KEY:\t\t\t0001000009
            </SEC-HEADER>
            <DOCUMENT>
            <TYPE>SC 13G
            <TEXT>
            We own five percent.
            </TEXT>
            </DOCUMENT>
            </SEC-DOCUMENT>
            """
        let filing = try #require(Outcome(text).filings.first)
        #expect(filing.issuer?.name == "EXAMPLE ROBOTICS INC")
        let persons = filing.otherParties.filter { $0.knownRole == .reportingPerson }
        #expect(persons.map(\.name) == ["ROE CAPITAL LLC", "JANE ROE"])
        #expect(persons.map(\.cik) == [CentralIndexKey(1_000_009), nil])
        #expect(filing.documents.map(\.text) == ["We own five percent."])
    }
}
