internal import FilingModel
internal import Testing

@testable internal import EDGAR

/// Holdings and votes of funds, their directors, and terms of offerings, as rows.
@Suite struct `Rows of funds and offerings` {
    private static let holding = """
        <invstOrSec><name>Fannie Mae</name><lei>B1V7KEBTPIMZEU4LTD58</lei><title>Fannie Mae Pool</title><cusip>3138W7WP5</cusip>
        <identifiers><isin value="US3138W7WP51"/><ticker value="N/A"/></identifiers><balance>13415.85000000</balance><units>PA</units>
        <curCd>USD</curCd><valUSD>12467.33000000</valUSD><pctVal>0.003444980158</pctVal><payoffProfile>Long</payoffProfile>
        <assetCat>ABS-MBS</assetCat><issuerCat>USGSE</issuerCat><invCountry>US</invCountry><isRestrictedSec>N</isRestrictedSec>
        <debtSec><maturityDt>2043-04-01</maturityDt><couponKind>Fixed</couponKind></debtSec></invstOrSec>
        """
    private static let forward = """
        <invstOrSec><name>MORGAN STANLEY &amp; CO. LLC</name><lei>9R7GPTSO7KV3UQJZQ078</lei><title>PURCHASED USD / SOLD SEK</title>
        <cusip>000000000</cusip><identifiers><other otherDesc="Trade Identifier" value="23CSKBB736N"/></identifiers>
        <balance>1.00000000</balance><units>NC</units><currencyConditional curCd="SEK" exchangeRt="10.36489313"/>
        <valUSD>-589.42000000</valUSD><pctVal>-0.00016286889</pctVal><payoffProfile>N/A</payoffProfile>
        <assetConditional assetCat="OTHER" desc="swap"/><invCountry>US</invCountry><derivativeInfo><fwdDeriv derivCat="FWD">
        <counterparties><counterpartyName>SOMEBODY ELSE</counterpartyName></counterparties><derivAddlInfo><name>INNER NAME</name>
        <title>INNER TITLE</title><balance>77</balance></derivAddlInfo></fwdDeriv></derivativeInfo></invstOrSec>
        """

    private static func fund(_ holdings: String) -> String {
        """
        <?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/nport" xmlns:ncom="http://www.sec.gov/edgar/nportcommon">
        <headerData><submissionType>NPORT-P</submissionType><filerInfo><filer><issuerCredentials><cik>0000350001</cik></issuerCredentials>
        </filer></filerInfo></headerData><formData><genInfo><regName>Example Funds Trust</regName><regCik>0000350001</regCik>
        <seriesName>Example Growth Fund</seriesName><repPdDate>2023-06-30</repPdDate></genInfo>
        <invstOrSecs>\(holdings)</invstOrSecs></formData></edgarSubmission>
        """
    }

    @Test func `N-PORT has a row for each holding, with its codes and no name of another`() throws {
        let outcome = Outcome(Self.fund(Self.holding + Self.forward))
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        try #require(filing.rows.count == 2)
        #expect(filing.rows.map(\.table) == [.portfolio, .portfolio])
        #expect(filing.rows.map(\.ordinal) == [1, 2])
        let bond = filing.rows[0]
        #expect(bond.securityTitle.value == "Fannie Mae, Fannie Mae Pool")
        #expect(bond.sharesOwnedAfter.value == ExactDecimal(parsing: "13415.85"))
        #expect(bond.valueOwnedAfter.value == ExactDecimal(parsing: "12467.33"))
        #expect(bond.detail(.cusip) == "3138W7WP5")
        #expect(bond.detail(.isin) == "US3138W7WP51")
        #expect(bond.detail(.ticker) == nil)
        #expect(bond.detail(.percentOfPortfolio) == "0.003444980158")
        #expect(bond.detail(.amountType) == "PA")
        #expect(bond.detail(.assetCategory) == "ABS-MBS")
        let forward = filing.rows[1]
        #expect(forward.securityTitle.value == "MORGAN STANLEY & CO. LLC, PURCHASED USD / SOLD SEK")
        #expect(forward.sharesOwnedAfter.value == ExactDecimal(1))
        #expect(forward.valueOwnedAfter.value == ExactDecimal(parsing: "-589.42"))
        #expect(forward.detail(.cusip) == nil)
        #expect(forward.detail(.currency) == "SEK")
        #expect(forward.detail(.assetCategory) == "OTHER")
        #expect(forward.detail(.payoff) == nil)
        // What has no place in the row can be found all the same; what is in it need not stand twice.
        let text = try #require(filing.documents.first?.text)
        #expect(text.contains("SOMEBODY ELSE") && text.contains("INNER TITLE") && text.contains("2043-04-01"))
        #expect(!text.contains("PURCHASED USD"))
    }

    @Test func `names of elements may have any case and prefix`() throws {
        let bent = Self.fund(Self.holding).replacing("invstOrSec>", with: "nport:INVSTORSEC>")
            .replacing("<edgarSubmission", with: "<edgarSubmission xmlns:nport=\"http://www.sec.gov/edgar/nport\"")
            .replacing("pctVal", with: "PctVal")
        let filing = try #require(Outcome(bent).filings.first)
        #expect(filing.rows.first?.detail(.percentOfPortfolio) == "0.003444980158")
    }

    @Test func `N-PX has a row for each matter, behind its cover`() throws {
        let cover = """
            <?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/npx"><headerData><submissionType>N-PX</submissionType>
            <filerInfo><filer><issuerCredentials><cik>0000350001</cik></issuerCredentials></filer><periodOfReport>06/30/2024</periodOfReport>
            </filerInfo></headerData><formData><coverPage><reportingPerson><name>Example Funds Trust</name></reportingPerson></coverPage>
            <signaturePage><txPrintedSignature>Jane Roe</txPrintedSignature><txTitle>Treasurer</txTitle><txAsOfDate>08/30/2024</txAsOfDate>
            </signaturePage></formData></edgarSubmission>
            """
        let votes = """
            <?xml version="1.0"?><inf:proxyVoteTable xmlns:inf="http://www.sec.gov/edgar/document/npxproxy/informationtable">
            <inf:proxyTable><inf:issuerName>APPLE INC</inf:issuerName><inf:cusip>037833100</inf:cusip><inf:isin>US0378331005</inf:isin>
            <inf:meetingDate>02/28/2024</inf:meetingDate><inf:voteDescription>Elect Director Tim Cook</inf:voteDescription>
            <inf:voteCategories><inf:voteCategory><inf:categoryType>DIRECTOR ELECTIONS</inf:categoryType></inf:voteCategory></inf:voteCategories>
            <inf:voteSource>ISSUER</inf:voteSource><inf:sharesVoted>300.00</inf:sharesVoted><inf:sharesOnLoan>0</inf:sharesOnLoan>
            <inf:vote><inf:voteRecord><inf:howVoted>FOR</inf:howVoted><inf:sharesVoted>200</inf:sharesVoted>
            <inf:managementRecommendation>FOR</inf:managementRecommendation></inf:voteRecord><inf:voteRecord><inf:howVoted>AGAINST</inf:howVoted>
            <inf:sharesVoted>100</inf:sharesVoted><inf:managementRecommendation>FOR</inf:managementRecommendation></inf:voteRecord></inf:vote>
            <inf:voteSeries>S000001234</inf:voteSeries></inf:proxyTable></inf:proxyVoteTable>
            """
        func part(_ type: String, _ text: String) -> String {
            "<DOCUMENT>\n<TYPE>\(type)\n<TEXT>\n<XML>\n\(text)\n</XML>\n</TEXT>\n</DOCUMENT>\n"
        }
        let outcome = Outcome(
            "<SEC-DOCUMENT>0000350001-24-000001.txt : 20240830\n<SEC-HEADER>\nACCESSION NUMBER:\t\t0000350001-24-000001\n"
                + "CONFORMED SUBMISSION TYPE:\tN-PX\nFILED AS OF DATE:\t20240830\n</SEC-HEADER>\n"
                + part("N-PX", cover) + part("PROXY VOTING RECORD", votes))
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.period == CalendarDate(year: 2024, month: 6, day: 30))
        let row = try #require(filing.rows.first)
        #expect(filing.rows.count == 1)
        #expect(row.table == .votes && row.kind == .vote)
        #expect(row.securityTitle.value == "APPLE INC")
        #expect(row.transactionDate.value?.description == "2024-02-28")
        #expect(row.shares.value == ExactDecimal(300))
        #expect(row.detail(.matter) == "Elect Director Tim Cook")
        #expect(row.detail(.matterCategory) == "DIRECTOR ELECTIONS")
        #expect(row.detail(.vote) == "FOR 200, AGAINST 100")
        #expect(row.detail(.managementRecommendation) == "FOR, FOR")
        #expect(row.detail(.isin) == "US0378331005")
        #expect(filing.signatures.map(\.name) == ["Jane Roe"])
    }

    @Test func `documents in base 64 are no words and told`() throws {
        let code = String(repeating: "JVBERi0xLjUNJeLjz9MNCjE0IDAgb2JqDTw8L0xpbmVhcml6ZWQgMS9MIDg1OTMw\n", count: 40)
        let outcome = Outcome(
            "<?xml version=\"1.0\"?><edgarSubmission><headerData><submissionType>N-PX</submissionType></headerData><documents>"
                + "<document><conformedName>letter.pdf</conformedName><contents>\(code)</contents></document>"
                + "<document><contents>This letter has words.</contents></document></documents></edgarSubmission>")
        #expect(outcome.kinds == ["binary document skipped"])
        let text = try #require(outcome.filings.first?.documents.first?.text)
        #expect(text.contains("letter.pdf") && text.contains("This letter has words."))
        #expect(!text.contains("JVBER"))
    }

    @Test func `N-CEN names the directors of a fund`() throws {
        let text = """
            <?xml version="1.0"?><edgarSubmission><headerData><submissionType>N-CEN</submissionType></headerData><formData><directors>
            <director><directorName>Carol C. McMullen</directorName><crdNumber>N/A</crdNumber><isDirectorInterestedPerson>N</isDirectorInterestedPerson>
            </director></directors><chiefComplianceOfficers><chiefComplianceOfficer><ccoName>Jennifer Friedland</ccoName></chiefComplianceOfficer>
            </chiefComplianceOfficers></formData></edgarSubmission>
            """
        let parties = try #require(Outcome(text).filings.first?.otherParties)
        #expect(parties.map(\.name) == ["Carol C. McMullen", "Jennifer Friedland"])
        #expect(parties.allSatisfy { $0.knownRole == .relatedPerson && $0.kind == .person })
        #expect(parties.first?.relationship.isDirector == true)
        #expect(parties.last?.relationship.officerTitle == "Chief Compliance Officer")
    }

    @Test func `Form D has its terms in a row, amounts or none`() throws {
        func offering(_ amount: String) -> String {
            """
            <?xml version="1.0"?><edgarSubmission><schemaVersion>X0708</schemaVersion><submissionType>D</submissionType><primaryIssuer>
            <cik>0001000001</cik><entityName>Example Fund LP</entityName></primaryIssuer><offeringData><industryGroup>
            <industryGroupType>Pooled Investment Fund</industryGroupType></industryGroup><federalExemptionsExclusions><item>06b</item>
            <item>3C.7</item></federalExemptionsExclusions><typeOfFiling><newOrAmendment><isAmendment>true</isAmendment>
            <previousAccessionNumber>0001000001-18-000001</previousAccessionNumber></newOrAmendment><dateOfFirstSale><value>2018-10-12</value>
            </dateOfFirstSale></typeOfFiling><typesOfSecuritiesOffered><isPooledInvestmentFundType>true</isPooledInvestmentFundType>
            </typesOfSecuritiesOffered><minimumInvestmentAccepted>10000</minimumInvestmentAccepted><offeringSalesAmounts>
            <totalOfferingAmount>\(amount)</totalOfferingAmount><totalAmountSold>134331000</totalAmountSold><totalRemaining>0</totalRemaining>
            </offeringSalesAmounts><investors><totalNumberAlreadyInvested>15</totalNumberAlreadyInvested></investors></offeringData>
            </edgarSubmission>
            """
        }
        let outcome = Outcome(offering("250000000"))
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.amends?.description == "0001000001-18-000001")
        let row = try #require(filing.rows.first)
        #expect(row.table == .offering && row.kind == .proposal)
        #expect(row.securityTitle.value == "Pooled investment fund interests")
        #expect(row.totalValue.value == ExactDecimal(250_000_000))
        #expect(row.transactionDate.value?.description == "2018-10-12")
        #expect(row.detail(.amountSold) == "134331000")
        #expect(row.detail(.investors) == "15")
        #expect(row.detail(.exemptions) == "06b, 3C.7")
        let open = Outcome(offering("Indefinite"))
        #expect(open.issues == [])
        #expect(open.filings.first?.rows.first?.totalValue.unreadText == "Indefinite")
    }

    @Test func `Forms C and 1-A have their terms in a row, and the filer is the issuer`() throws {
        let formC = """
            <?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/formc"><headerData><submissionType>C</submissionType><filerInfo>
            <filer><filerCredentials><filerCik>0001943902</filerCik></filerCredentials></filer></filerInfo></headerData><formData>
            <issuerInformation><issuerInfo><nameOfIssuer>Boundless Robotics, Inc.</nameOfIssuer></issuerInfo></issuerInformation>
            <offeringInformation><securityOfferedType>Other</securityOfferedType><securityOfferedOtherDesc>SAFE</securityOfferedOtherDesc>
            <noOfSecurityOffered>250000</noOfSecurityOffered><price>1.00000</price><offeringAmount>250000.00</offeringAmount>
            <maximumOfferingAmount>1000000.00</maximumOfferingAmount><deadlineDate>04-30-2023</deadlineDate></offeringInformation></formData>
            </edgarSubmission>
            """
        let filing = try #require(Outcome(formC).filings.first)
        #expect(filing.issuer == Issuer(cik: CentralIndexKey(1_943_902), name: "Boundless Robotics, Inc."))
        let row = try #require(filing.rows.first)
        #expect(row.securityTitle.value == "SAFE")
        #expect(row.shares.value == ExactDecimal(250_000))
        #expect(row.pricePerShare.value == ExactDecimal(1))
        #expect(row.detail(.deadline) == "04-30-2023")
        let formA = """
            <?xml version="1.0"?><edgarSubmission><headerData><submissionType>1-A</submissionType></headerData><formData><summaryInfo>
            <securitiesOfferedTypes>Equity</securitiesOfferedTypes><securitiesOffered>4500000</securitiesOffered>
            <pricePerSecurity>10.0000</pricePerSecurity><totalAggregateOffering>0.00</totalAggregateOffering></summaryInfo></formData>
            </edgarSubmission>
            """
        let second = try #require(Outcome(formA).filings.first?.rows.first)
        #expect(second.shares.value == ExactDecimal(4_500_000))
        #expect(second.pricePerShare.value == ExactDecimal(10))
    }

    @Test func `a notice of effectiveness is about its filer`() throws {
        let text = """
            <?xml version="1.0"?><edgarSubmission><schemaVersion>X0101</schemaVersion><submissionType>EFFECT</submissionType><act>33</act>
            <effectiveData><finalEffectivenessDispDate>2022-01-11</finalEffectivenessDispDate><form>S-1</form><filer><cik>0001848948</cik>
            <entityName>10X Capital Venture Acquisition Corp. III</entityName></filer></effectiveData></edgarSubmission>
            """
        let filing = try #require(Outcome(text).filings.first)
        #expect(filing.issuer?.cik == CentralIndexKey(1_848_948))
        #expect(filing.period?.description == "2022-01-11")
    }

    @Test(arguments: [
        "<issuerCUSIP>82846H405</issuerCUSIP>",
        "<issuerCusips><issuerCusipNumber>82846H405</issuerCusipNumber></issuerCusips>",
    ])
    func `stakes tell the CUSIP of their class, however it is wrapped`(cusip: String) throws {
        let text = """
            <?xml version="1.0"?><edgarSubmission><headerData><submissionType>SCHEDULE 13D</submissionType></headerData><formData>
            <coverPageHeader><issuerInfo><issuerCIK>0001236275</issuerCIK>\(cusip)<issuerName>QXO, Inc.</issuerName></issuerInfo></coverPageHeader>
            <reportingPersons><reportingPersonInfo><reportingPersonName>Jane Roe</reportingPersonName><aggregateAmountOwned>5</aggregateAmountOwned>
            </reportingPersonInfo></reportingPersons></formData></edgarSubmission>
            """
        #expect(Outcome(text).filings.first?.rows.first?.detail(.cusip) == "82846H405")
    }
}
