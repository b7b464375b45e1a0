internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// Persons of forms other than 3, 4 and 5: asked for by role, found by name, with pages of their own.
@Suite struct `Persons by role` {
    private let index: FilingIndex
    private let small = SmallIndex()

    private static let formD = """
        <?xml version="1.0"?><edgarSubmission><submissionType>D</submissionType><primaryIssuer><cik>1000001</cik>
        <entityName>EXAMPLE ROBOTICS INC</entityName></primaryIssuer><relatedPersonsList>
        <relatedPersonInfo><relatedPersonName><firstName>Jane</firstName><lastName>Roe</lastName></relatedPersonName>
        <relatedPersonAddress><city>Salem</city><stateOrCountry>MA</stateOrCountry></relatedPersonAddress>
        <relatedPersonRelationshipList><relationship>Director</relationship></relatedPersonRelationshipList></relatedPersonInfo>
        <relatedPersonInfo><relatedPersonName><firstName>LLC</firstName><lastName>Blazing Equity</lastName></relatedPersonName>
        <relatedPersonRelationshipList><relationship>Executive Officer</relationship></relatedPersonRelationshipList></relatedPersonInfo>
        </relatedPersonsList><offeringData><signatureBlock><signature><nameOfSigner>Jane Roe</nameOfSigner>
        <signatureTitle>President</signatureTitle><signatureDate>2021-09-29</signatureDate></signature></signatureBlock></offeringData>
        </edgarSubmission>
        """

    private static let form144 = """
        <?xml version="1.0"?><edgarSubmission><headerData><submissionType>144</submissionType><filerInfo><filer>
        <filerCredentials><cik>1000002</cik></filerCredentials></filer></filerInfo></headerData><formData><issuerInfo>
        <issuerCik>1000001</issuerCik><issuerName>EXAMPLE ROBOTICS INC</issuerName>
        <nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>John Q. Doe</nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>
        <relationshipToIssuer>Officer</relationshipToIssuer></issuerInfo><securitiesInformation>
        <securitiesClassTitle>Common</securitiesClassTitle><noOfUnitsSold>5000</noOfUnitsSold><aggregateMarketValue>250000</aggregateMarketValue>
        <approxSaleDate>03/01/2024</approxSaleDate></securitiesInformation><noticeSignature><noticeDate>02/27/2024</noticeDate>
        <signature>/s/ Wilma Agent, attorney-in-fact</signature></noticeSignature></formData></edgarSubmission>
        """

    init() throws {
        small.inputs.write("0001000001-21-000001.xml", Self.formD)
        small.inputs.write("0001000002-24-000001.xml", Self.form144)
        small.inputs.write(
            "0001000002-24-000009.xml",
            OwnershipPaper((1_000_001, "EXAMPLE ROBOTICS INC", "XROB"), [.init(1_000_002, "DOE JOHN Q")]).xml)
        try small.rebuild()
        index = try small.open()
    }

    private func found(_ query: String) throws -> [String] {
        let results = try index.search(SearchRequest(query: query))
        #expect(results.diagnostics == [], "\(query)")
        return results.hits.map(\.filing.form.description).sorted()
    }

    @Test(arguments: [
        ("role:seller", ["144"]), ("role:related", ["D"]), ("role:related-person", ["D"]),
        ("role:\"related person\"", ["D"]), ("role:director", ["4", "D"]), ("role:officer", ["144", "D"]),
        ("role:signer", ["144", "D"]), ("role:attorney-in-fact", ["144"]), ("role:owner", ["4"]),
        ("role:issuer", ["144", "4", "D"]), ("-role:owner", ["144", "D"]),
        ("owner:doe", ["144", "4"]), ("owner:roe", ["D"]), ("person:agent", ["144"]), ("person:roe", ["D"]),
        ("signature:agent", ["144"]), ("title:president", ["D"]), ("shares:5000", ["144"]), ("value:>200000", ["144"]),
        ("issuer:doe", []), ("owner:robotics", []),
    ])
    func `are asked for in queries`(query: String, forms: [String]) throws { #expect(try found(query) == forms) }

    @Test func `have pages whatever they are`() throws {
        // By her name alone: she has no key.
        let roe = try #require(try index.person("roe jane"))
        #expect(roe.party.cik == nil)
        #expect(roe.party.kind == .person)
        #expect(roe.relations.map(\.name) == ["EXAMPLE ROBOTICS INC"])
        #expect(roe.relations.first?.roles == ["related person: Director"])
        #expect(roe.party.place == "Salem, MA")
        let agent = try #require(try index.person("Wilma Agent"))
        #expect(agent.total == 1)
        #expect(agent.filings.map(\.form.description) == ["144"])
        #expect(agent.relations.first?.roles == ["attorney-in-fact"])
        // The seller is the owner: one key, one page, both filings.
        let doe = try #require(try index.person("john doe"))
        #expect(doe.party.cik == CentralIndexKey(1_000_002))
        #expect(doe.total == 2)
        #expect(doe.relations.count == 1)
        let equity = try #require(try index.person("Blazing Equity"))
        #expect(equity.party.kind == .company)
    }

    @Test func `are the insiders on the issuer's page, each filing counted once`() throws {
        let page = try #require(try index.issuer("XROB"))
        #expect(page.total == 3)
        #expect(Set(page.relations.map(\.name)) == ["John Q. Doe", "Jane Roe", "Blazing Equity LLC"])
        #expect(page.relations.first { $0.cik != nil }?.filingCount == 2)
    }

    @Test(arguments: [
        (PartyRoles.seller, "DOE JOHN Q"), (.relatedPerson, "Jane Roe"), (.attorneyInFact, "Wilma Agent"),
        (.signer, "Jane Roe"),
    ])
    func `are known in context`(roles: PartyRoles, name: String) throws {
        var context = PartyContext()
        context.roles = roles
        let selection = try index.selection(of: context)
        var session = index.nameSession()
        let match = try #require(try session.parties(like: name, within: selection).first)
        #expect([match.name, match.currentName].contains(name))
        #expect(match.context.map { !$0.roles.isEmpty } == true)
    }

    @Test func `joint owners make one filing, found once and counted once`() throws {
        let joint = SmallIndex()
        joint.inputs.write(
            "0001000003-24-000001.xml",
            OwnershipPaper(
                (1_000_001, "EXAMPLE ROBOTICS INC", "XROB"),
                [.init(11, "ROE JANE"), .init(12, "ROE JOHN"), .init(nil, "ROE FAMILY TRUST")]
            ).xml)
        try joint.rebuild()
        let opened = try joint.open()
        #expect(try opened.search(SearchRequest(query: "owner:roe")).total == 1)
        #expect(try opened.issuer("XROB")?.total == 1)
        #expect(try opened.issuer("XROB")?.relations.map(\.filingCount) == [1, 1, 1])
    }
}
