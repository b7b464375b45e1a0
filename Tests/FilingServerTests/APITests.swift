internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

@testable internal import FilingServer

@Suite struct `The API` {
    private static func fixture() throws -> ServedFixture { try ServedFixture.shared.get() }

    @Test func `suggestions forgive errors and say why`() throws {
        let answer = try Self.fixture().ask("/v1/suggest?q=panorra%20robt")
        let first = answer.json?["parties"]?[0]
        #expect(first?["name"]?.text == "PANORA ROBERT A")
        #expect(first?["reason"]?.text?.contains("one edit") == true)
    }

    @Test func `answers have the shapes that the commands print`() throws {
        let fixture = try Self.fixture()
        let index = fixture.commit.index
        let identity = try #require(FilingIdentity(parsing: "content-75ff5f7c47017631"))
        let filing = try #require(try index.filing(identity))
        let shown = Wire.Shown(
            filing, original: try index.original(of: filing), amendments: try index.amendments(of: filing))
        #expect(fixture.ask("/v1/filings/\(identity)").bytes == JSONBody.bytes(shown))
        var request = SearchRequest(query: "tecogen", limit: 10)
        request.wantsPassages = true
        let results = Wire.Search(try index.search(request), query: "tecogen")
        #expect(fixture.ask("/v1/search?q=tecogen&papers=true").bytes == JSONBody.bytes(results))
        let history = try #require(try index.issuerHistory("TGEN"))
        #expect(fixture.ask("/v1/issuers/tgen").bytes == JSONBody.bytes(Wire.History(history)))
    }

    @Test func `a copy that is known is not sent again, whatever mark it came with`() throws {
        let fixture = try Self.fixture()
        let tag = try #require(fixture.ask("/v1/issuers/TGEN").field("etag"))
        for known in [tag, "\"x\", " + tag, "W/" + tag, String(tag.dropLast()) + "+gzip\"", "*"] {
            let answer = fixture.ask("/v1/issuers/TGEN", tags: known)
            #expect(answer.status == .notModified)
            #expect(answer.bytes == [])
            #expect(answer.field("etag") == tag)
        }
        #expect(fixture.ask("/v1/issuers/TGEN", tags: "\"x\"").status == .ok)
        // A question that cannot be answered is told so all the same.
        #expect(fixture.ask("/v1/issuers/TGEN?x=1", tags: tag).status == .badRequest)
    }

    @Test(arguments: ["/v1/search?q=form:4", "/v1/search?q=form:4&sort=filed", "/v1/trades?"])
    func `pages together are the whole, and each says where the next is`(target: String) throws {
        let fixture = try Self.fixture()
        let list = target.contains("search") ? "hits" : "trades"
        let whole = try #require(fixture.ask(target + "&limit=100").json?[list]?.list)
        #expect(whole.count > 3)
        var pages: [JSON] = []
        var next: String?
        repeat {
            let answer = fixture.ask(target + "&limit=3" + (next.map { "&after=" + $0 } ?? ""))
            pages += answer.json?[list]?.list ?? []
            next = answer.json?["next"]?.text
            #expect(answer.field("link")?.contains("after=" + (next ?? "-")) ?? (next == nil))
        } while next != nil
        #expect(pages.map { $0["accession"]?.text } == whole.map { $0["accession"]?.text })
        #expect(pages.map { $0["row"]?["ordinal"]?.number } == whole.map { $0["row"]?["ordinal"]?.number })
    }

    @Test func `a cursor is good for the question it came from alone`() throws {
        let fixture = try Self.fixture()
        let next = try #require(fixture.ask("/v1/search?q=form:4&limit=1").json?["next"]?.text)
        let other = try #require(fixture.ask("/v1/trades?limit=1").json?["next"]?.text)
        let forged = String(next.dropLast()) + (next.last == "0" ? "1" : "0")
        for cursor in [other, forged, "", "x", String(repeating: "f", count: 82)] {
            #expect(fixture.ask("/v1/search?q=form:4&limit=1&after=" + cursor).status == .badRequest, "\(cursor)")
        }
        #expect(fixture.ask("/v1/search?q=form:3&limit=1&after=" + next).status == .badRequest)
        #expect(fixture.ask("/v1/trades?limit=1&after=" + next).status == .badRequest)
    }

    @Test func `an export holds every filing or every trade once`() throws {
        let fixture = try Self.fixture()
        let filings = try fixture.commit.index.stream("")
        let count = try fixture.commit.index.statistics().filingCount
        #expect(filings.count == count)
        let tradeCount = filings.reduce(0) { $0 + Trade.trades(of: $1).count }
        #expect(tradeCount > 5)
        #expect(fixture.ask("/v1/export").text.split(separator: "\n").count == count)
        #expect(fixture.ask("/v1/export?of=trades").text.split(separator: "\n").count == tradeCount)
        let table = fixture.ask("/v1/export?format=csv").text
        #expect(table.hasPrefix(CSVRows.filingHeadings.joined(separator: ",") + "\n"))
        let some = fixture.ask("/v1/export?q=issuer:tecogen&format=csv").text
        #expect(some.contains("TECOGEN INC."))
        #expect(some.split(separator: "\n").count < count)
    }

    @Test func `many names are answered in order with their ids`() throws {
        let body =
            #"{"queries":[{"id":"a","query":"panorra robt"},{"query":"zzqq"},{"id":7,"query":"albert nahmad","limit":1}]}"#
        let answer = try Self.fixture().ask("/v1/match", method: "POST", body: body, type: "application/json")
        let results = try #require(answer.json?["results"]?.list)
        #expect(results.map { $0["id"]?.text ?? "\($0["id"]?.number ?? -1)" } == ["a", "2.0", "7.0"])
        #expect(results[0]["hits"]?[0]?["name"]?.text == "PANORA ROBERT A")
        #expect(results[1]["hits"]?.list.count == 0)
        #expect(results[2]["hits"]?.list.count == 1)
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"queries":1}"#, #"{"queries":[{}]}"#, #"{"queries":[{"query":"a","limit":-1}]}"#,
        #"{"queries":[],"kind":"cat"}"#, #"{"queries":[],"minScore":2}"#,
        String(repeating: "[", count: 100_000), "\u{FEFF}\u{0}",
        #"{"queries":["# + String(repeating: #"{"query":"a"},"#, count: 1_000) + #"{"query":"a"}]}"#,
    ])
    func `a list of names that is none is refused`(body: String) throws {
        let answer = try Self.fixture().ask("/v1/match", method: "POST", body: body, type: "application/json")
        #expect(answer.status == .badRequest)
    }

    @Test func `hits are what a list needs, and the whole paper only when it is asked for`() throws {
        let fixture = try Self.fixture()
        let heads = try #require(fixture.ask("/v1/search?q=stock&limit=100").json?["hits"]?.list)
        let papers = try #require(fixture.ask("/v1/search?q=stock&limit=100&papers=true").json?["hits"]?.list)
        #expect(heads.count == papers.count && !heads.isEmpty)
        for (head, paper) in zip(heads, papers) {
            for field in ["rows", "footnotes", "documents", "signatures", "remarks"] { #expect(head[field] == nil) }
            for field in ["accession", "form", "filed", "period", "url"] {
                #expect(head[field]?.text == paper[field]?.text)
            }
            #expect(head["score"]?.number == paper["score"]?.number)
            #expect(head["passages"]?.list.count == paper["passages"]?.list.count)
            #expect(head["rowCount"]?.number == Double(paper["rows"]?.list.count ?? -1))
            #expect(head["footnoteCount"]?.number == Double(paper["footnotes"]?.list.count ?? -1))
            #expect(head["owners"]?[0]?["name"]?.text == paper["owners"]?[0]?["name"]?.text)
        }
    }

    @Test func `a page of a party that takes too long tells what the newest filings say, and is no copy to keep`()
        throws
    {
        let fixture = try Self.fixture()
        let site = Site(SiteOptions(version: "test", timeout: .zero))
        func ask(_ target: String) throws -> Answer {
            site.answer(try site.question(try Call(method: "GET", target: target)), on: fixture.commit)
        }
        let answer = try ask("/v1/issuers/TGEN")
        let whole = try #require(fixture.ask("/v1/issuers/TGEN").json)
        let total = try #require(whole["total"]?.number)
        if total > 1 {
            #expect(
                answer.json?["complete"]?.text == nil && answer.json?["note"]?.text?.contains("the time was up") == true
            )
            #expect(answer.field("etag") == nil && answer.field("cache-control") == "no-store")
            #expect(try ask("/issuers/TGEN").text.contains("The time was up"))
        }
        #expect(answer.json?["total"]?.number == total)
        #expect(answer.json?["filings"]?[0]?["accession"]?.text == whole["filings"]?[0]?["accession"]?.text)
        #expect(whole["note"] == nil)
    }

    @Test func `methods that an address does not take are named beside those it takes`() throws {
        let fixture = try Self.fixture()
        let answer = fixture.ask("/v1/search?q=a", method: "DELETE")
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.field("allow") == "GET, HEAD")
        #expect(fixture.ask("/v1/match").field("allow") == "POST")
        #expect(fixture.ask("/v1/reconcile", method: "PUT").field("allow") == "GET, POST, HEAD")
    }
}
