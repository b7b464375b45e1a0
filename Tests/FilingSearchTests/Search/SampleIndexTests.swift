internal import FilingModel
internal import FilingSearch
internal import InvertedIndex
internal import TestSupport
internal import Testing

/// The committed index is the golden file of its format version: a program that cannot read it, or reads it otherwise,
/// needs a new version.
@Suite struct `The committed sample index` {
    private static let root: String = {
        let folders = "\(#filePath)".split(separator: "/").dropLast(4)
        return folders.map { "/" + $0 }.joined()
    }()
    private static let path = root + "/Index/Sample/index"
    /// The sample as written before words were found by their deletions and uses of parties were kept.
    private static let older = root + "/Tests/FilingSearchTests/Fixtures/index-letter-signatures"
    /// The sample as written before numbers of rows, plans and amendments were kept.
    private static let withoutRows = root + "/Tests/FilingSearchTests/Fixtures/index-without-rows"

    /// The sample as written before persons of other forms had roles, and before records had their second version.
    private static let firstRecords = root + "/Tests/FilingSearchTests/Fixtures/index-records-1"

    /// The sample as written before what parties are made of was kept.
    private static let withoutSources = root + "/Tests/FilingSearchTests/Fixtures/index-without-sources"

    /// The sample as written before records named kinds of papers and the tellings of a filing.
    private static let secondRecords = root + "/Tests/FilingSearchTests/Fixtures/index-records-2"

    @Test func `is sound`() {
        let report = IndexVerifier(IndexDirectory(path: Self.path)).verify()
        #expect(report.faults.map(\.description) == [])
        #expect(report.generation == 1)
        #expect(report.counts.files == 3)
    }

    @Test(arguments: [path, older, withoutRows, firstRecords, withoutSources, secondRecords])
    func `answers as it did when it was written`(path: String) throws {
        let index = try FilingIndex(path: path)
        #expect(try index.statistics().filingCount == 10)
        // Who signed, sold or was appointed is a party since records have their second version.
        #expect(
            try index.statistics().partyCount
                == ([Self.path, Self.withoutSources, Self.secondRecords].contains(path) ? 36 : 29))
        let page = try #require(try index.person("robert panorra"))
        #expect(page.party.name == "PANORA ROBERT A")
        #expect(page.relations.map(\.name) == ["TECOGEN INC."])
        let filing = try #require(page.filings.first)
        #expect(filing.identity.description == "content-75ff5f7c47017631")
        #expect(filing.rows.map(\.sharesOwnedAfter.value) == [ExactDecimal(163_350), nil])
        #expect(filing.rows.last?.underlyingShares.value == ExactDecimal(125_000))
        #expect(try index.search(SearchRequest(query: "\"right to buy\" form:3")).total == 2)
        #expect(try index.issuer("TGEN")?.party.score == 1)
    }

    @Test func `of an earlier program says how to get what it did not keep`() throws {
        let index = try FilingIndex(path: Self.withoutRows)
        for query in ["value:>1", "code:P price:<5", "plan:yes", "form:4 amendment:no", "-row:(direct:no)"] {
            let error = #expect(throws: FilingIndexError.self) { try index.search(SearchRequest(query: query)) }
            #expect(error?.kind == .damaged)
            #expect(error?.description.contains("Build it again with `filings rebuild <inputs>`") == true)
        }
        var request = SearchRequest(query: "form:4 code:A")
        request.facets = [.form, .year, .issuer, .role]
        request.wantsPassages = true
        #expect(try index.search(request).total > 0)
        request.order = .value
        #expect(throws: FilingIndexError.self) { try index.search(request) }
        #expect(try FilingIndex(path: Self.path).search(SearchRequest(query: "shares:>1")).total > 0)
    }

    @Test func `of an earlier program says that it lacks what it did not keep of persons`() throws {
        let index = try FilingIndex(path: Self.firstRecords)
        #expect(try index.person("Luca Maestri") == nil)
        #expect(try index.search(SearchRequest(query: "role:seller")).total == 0)
        var context = PartyContext()
        context.roles = .signer
        #expect(try index.selection(of: context).isEmpty)
        let new = try FilingIndex(path: Self.path)
        #expect(try new.person("Luca Maestri")?.relations.map(\.name) == ["Apple Inc."])
        #expect(try new.search(SearchRequest(query: "role:seller")).total == 1)
    }

    @Test func `knows who was what in filings`() throws {
        let index = try FilingIndex(path: Self.path)
        var context = PartyContext()
        context.issuer = "TGEN"
        context.roles = .officer
        let selection = try index.selection(of: context)
        #expect(selection.partyCount == 1)
        var session = index.nameSession()
        let hit = try session.parties(like: "panora", within: selection).first
        #expect(hit?.context?.title == "COO and President")
    }

    @Test func `of an earlier program answers what does not ask for uses, and says how to get the rest`() throws {
        let index = try FilingIndex(path: Self.older)
        let page = try #require(try index.person("robert panorra"))
        #expect(page.party.name == "PANORA ROBERT A")
        #expect(page.perhapsSame.isEmpty)
        #expect(try index.selection(of: PartyContext(kind: .company)).partyCount > 5)
        var context = PartyContext()
        context.issuer = "TGEN"
        let error = #expect(throws: FilingIndexError.self) { try index.selection(of: context) }
        #expect(error?.description.contains("Build it again with `filings rebuild <inputs>`") == true)
        #expect(throws: FilingIndexError.self) { try index.duplicates() }
    }
}
