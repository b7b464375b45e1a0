internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Asking an index` {
    private let index: FilingIndex
    private let report: ImportReport

    init() throws {
        let shared = try FixtureIndex.shared.get()
        (index, report) = (shared.index, shared.report)
    }

    @Test(arguments: [
        "Robert A. Panora", "panora, r", "Robert Panora", "PANORA ROBERT A", "panora", "panorra robert", "r a panora",
        "Panora Rob", "PANROA ROBERT",
    ])
    func `finds the person, however the name is written`(name: String) throws {
        let page = try #require(try index.person(name))
        #expect(page.party.name == "PANORA ROBERT A")
        #expect(page.party.kind == .person)
        #expect(page.total == 1)
        #expect(page.filings.first?.issuer?.name.hasPrefix("TECOGEN INC") == true)
        #expect(page.relations.map(\.tickers) == [["TGEN"]])
        #expect(page.relations.first?.roles == ["COO and President"])
        #expect(!page.party.reason.isEmpty)
        var session = index.nameSession()
        let hits = try session.parties(like: name)
        #expect(hits.first?.name == "PANORA ROBERT A")
        #expect(hits.first.map { $0.score > 0.5 && $0.score <= 1 } == true)
    }

    @Test(arguments: ["TGEN", "tgen", "tecogen", "Tecogen Inc", "TECOGEN INC.", "tecogn", "Tecogen Incorporated"])
    func `finds the issuer, by symbol or name`(name: String) throws {
        let page = try #require(try index.issuer(name))
        #expect(page.party.name.hasPrefix("TECOGEN INC"))
        #expect(page.party.tickers == ["TGEN"])
        #expect(page.relations.map(\.name) == ["PANORA ROBERT A"])
        #expect(page.total == 1)
    }

    @Test func `gives the same name first and a score of one`() throws {
        var session = index.nameSession()
        for name in ["PANORA ROBERT A", "Robert A. Panora", "robert a panora"] {
            #expect(try session.parties(like: name).first?.score == 1)
        }
        #expect(try session.parties(like: "panora robert a", limit: 1).count == 1)
        #expect(try session.parties(like: "panora robert a", limit: 0).isEmpty)
        let companies = try index.selection(of: PartyContext(kind: .company))
        #expect(try session.parties(like: "panora", within: companies).allSatisfy { $0.kind != .person })
        #expect(try session.parties(like: "panora", scoreMin: 1.1).isEmpty)
        #expect(try session.parties(like: "").isEmpty)
        #expect(try session.parties(like: "?!").isEmpty)
    }

    @Test func `finds every owner and issuer of the fixtures by name and by key`() throws {
        for filing in ImportedFilings.all {
            for owner in filing.owners {
                let page = try #require(try index.person(owner.cik?.description ?? owner.name), "\(owner.name)")
                #expect(page.total >= 1)
                #expect(page.party.cik == owner.cik)
                #expect(try index.person(owner.name)?.party.score == 1, "\(owner.name)")
            }
            guard let issuer = filing.issuer else { continue }
            #expect(try index.issuer(issuer.cik?.description ?? issuer.name)?.party.cik == issuer.cik)
        }
    }

    @Test func `gives each filing back by its identity`() throws {
        for filing in ImportedFilings.all {
            let found = try #require(try index.filing(filing.identity))
            #expect(found.identity == filing.identity)
            #expect(found.form == filing.form)
        }
        #expect(try index.filing(.content(1)) == nil)
    }

    @Test func `says what it holds`() throws {
        let statistics = try index.statistics()
        let identities = Set(ImportedFilings.all.map(\.identity))
        #expect(statistics.filingCount == identities.count)
        #expect(statistics.filingCount == report.filingCount)
        #expect(statistics.partyCount > 20)
        #expect(statistics.byteCount > 0)
        #expect(statistics.first == ImportedFilings.all.compactMap(\.effectiveDate).min())
        #expect(statistics.last == ImportedFilings.all.compactMap(\.effectiveDate).max())
        #expect(statistics.forms.first { $0.form == "8-K" }?.count == 2)
    }

    @Test func `finds nothing for names that nobody bears`() throws {
        #expect(try index.person("qqqqqq xxxxxxxx") == nil)
        #expect(try index.issuer("qqqqqq xxxxxxxx") == nil)
        #expect(try index.person("") == nil)
        #expect(try index.person("9999999999") == nil)
    }

    @Test func `limits what it shows and still counts all`() throws {
        let results = try index.search(SearchRequest(query: "form:4", limit: 1))
        #expect(results.hits.count == 1)
        #expect(results.total > 1)
        #expect(try index.search(SearchRequest(query: "form:4", limit: 0)).hits.isEmpty)
        #expect(try index.search(SearchRequest(query: "form:4", limit: 0)).total == results.total)
    }

    @Test func `takes a query of ten thousand words, or of nothing`() throws {
        let words = (0..<10_000).map { "w\($0)" }
        #expect(try index.search(SearchRequest(query: words.joined(separator: " "))).total == 0)
        #expect(try index.search(SearchRequest(query: words.joined(separator: " OR ") + " OR tecogen")).total == 1)
        #expect(try index.search(SearchRequest(query: "\"" + words.joined(separator: " ") + "\"")).total == 0)
        let empty = try index.search(SearchRequest(query: " "))
        #expect(empty.total == 0)
        #expect(empty.notes == ["the query holds no words"])
    }

    @Test func `says which directory holds no index, and how to make one`() {
        do {
            _ = try FilingIndex(path: "/nowhere/at/all")
            Issue.record("opened an index that is not there")
        } catch {
            #expect(error.kind == .missing)
            #expect(error.description.contains("/nowhere/at/all"))
            #expect(error.description.contains("filings rebuild"))
        }
    }
}
