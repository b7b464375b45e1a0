internal import Testing

@testable internal import FilingServer

/// The shapes are those of the Reconciliation Service API 0.2, as the W3C's community group publishes them.
@Suite struct `Spreadsheets` {
    private static func fixture() throws -> ServedFixture { try ServedFixture.shared.get() }

    private static let form = "application/x-www-form-urlencoded"
    private static let panora = "name%3Apanora%20robert%20a"

    @Test func `a spreadsheet reconciles names`() throws {
        let fixture = try Self.fixture()
        let form = "queries=%7B%22q0%22%3A%7B%22query%22%3A%22Robert+A.+Panora%22%2C%22type%22%3A%22person%22%7D%7D"
        let answer = fixture.ask("/v1/reconcile", method: "POST", body: form, type: Self.form)
        let first = answer.json?["q0"]?["result"]?[0]
        #expect(first?["name"]?.text == "PANORA ROBERT A")
        #expect(first?["id"]?.text == "name:panora robert a")
        #expect(first?["match"] != nil)
        #expect(first?["type"]?[0]?["id"]?.text == "person")
    }

    @Test func `the description names services that answer`() throws {
        let fixture = try Self.fixture()
        let manifest = try #require(fixture.ask("/v1/reconcile").json)
        #expect(manifest["versions"]?.list.map(\.text) == ["0.2"])
        for field in ["name", "identifierSpace", "schemaSpace"] { #expect(manifest[field]?.text?.isEmpty == false) }
        #expect(manifest["view"]?["url"]?.text?.hasSuffix("/people/{{id}}") == true)
        #expect(manifest["preview"]?["url"]?.text?.hasSuffix("/v1/reconcile/preview?id={{id}}") == true)
        #expect(manifest["preview"]?["width"]?.number == 400 && manifest["preview"]?["height"]?.number == 200)
        for kind in ["entity", "property", "type"] {
            let path = try #require(manifest["suggest"]?[kind]?["service_path"]?.text)
            let results = try #require(fixture.ask(path + "?prefix=p").json?["result"]?.list)
            #expect(!results.isEmpty)
            for result in results { #expect(result["id"]?.text != nil && result["name"]?.text != nil) }
        }
        let flyout = try #require(manifest["suggest"]?["entity"]?["flyout_service_path"]?.text)
        let told = fixture.ask(flyout.replacing("${id}", with: Self.panora)).json
        #expect(told?["id"]?.text == "name:panora robert a")
        #expect(told?["html"]?.text?.contains("PANORA ROBERT A") == true)
        let propose = try #require(manifest["extend"]?["propose_properties"]?["service_path"]?.text)
        let properties = try #require(fixture.ask(propose + "?type=person&limit=3").json)
        #expect(properties["properties"]?.list.count == 3 && properties["type"]?.text == "person")
    }

    @Test func `suggestions go on where a page of them ended, and pass over what other services take`() throws {
        let fixture = try Self.fixture()
        let all = try #require(fixture.ask("/v1/reconcile/suggest/property?prefix=fil").json?["result"]?.list)
        #expect(all.count > 2)
        let rest = fixture.ask("/v1/reconcile/suggest/property?prefix=fil&cursor=2&type_strict=any").json?["result"]?
            .list
        #expect(rest?.map { $0["id"]?.text } == all.dropFirst(2).map { $0["id"]?.text })
        #expect(fixture.ask("/v1/reconcile/suggest/property?prefix=fil&cursor=x").status == .badRequest)
        #expect(fixture.ask("/v1/reconcile/suggest/entity").status == .badRequest)
        let entity = fixture.ask("/v1/reconcile/suggest/entity?prefix=panorra%20rob").json?["result"]?[0]
        #expect(entity?["id"]?.text == "name:panora robert a")
        #expect(entity?["notable"]?[0]?["id"]?.text == "person")
    }

    @Test func `columns are filled with what is known of a party`() throws {
        let fixture = try Self.fixture()
        let body =
            "extend=%7B%22ids%22%3A%5B%22\(Self.panora)%22%2C%221243203%22%2C%22none%22%5D%2C%22properties%22%3A%5B"
            + ["cik", "symbols", "place", "filings", "last-filed"].map { "%7B%22id%22%3A%22\($0)%22%7D" }
            .joined(separator: "%2C") + "%5D%7D"
        let answer = try #require(fixture.ask("/v1/reconcile", method: "POST", body: body, type: Self.form).json)
        #expect(answer["meta"]?.list.map { $0["id"]?.text } == ["cik", "symbols", "place", "filings", "last-filed"])
        #expect(answer["meta"]?.list.allSatisfy { $0["name"]?.text != nil } == true)
        let rows = try #require(answer["rows"])
        #expect(rows.keys == ["name:panora robert a", "1243203", "none"])
        let person = rows["name:panora robert a"]
        #expect(person?["cik"]?.list.count == 0)
        #expect(person?["place"]?[0]?["str"]?.text == "CAMBRIDGE, MA")
        #expect(person?["filings"]?[0]?["int"]?.number == 1)
        #expect(person?["last-filed"]?[0]?["date"]?.text == "2013-10-01T00:00:00Z")
        #expect(rows["1243203"]?["cik"]?[0]?["str"]?.text == "0001243203")
        #expect(rows["none"]?["place"]?.list.count == 0)
    }

    @Test(arguments: [
        "extend=", "extend=%7B%7D", "extend=%7B%22ids%22%3A%5B%5D%7D",
        "extend=%7B%22ids%22%3A%5B%22a%22%5D%2C%22properties%22%3A%5B%7B%22id%22%3A%22weight%22%7D%5D%7D", "other=1",
    ])
    func `a question for columns that is none is refused`(body: String) throws {
        let answer = try Self.fixture().ask("/v1/reconcile", method: "POST", body: body, type: Self.form)
        #expect(answer.status == .badRequest)
    }

    @Test func `a preview may be framed and runs nothing`() throws {
        let fixture = try Self.fixture()
        let answer = fixture.ask("/v1/reconcile/preview?id=" + Self.panora)
        #expect(answer.text.contains("PANORA ROBERT A") && !answer.text.contains("<script"))
        #expect(answer.field("content-security-policy")?.contains("default-src 'none'") == true)
        #expect(answer.field("content-security-policy")?.contains("frame-ancestors *") == true)
        #expect(fixture.ask("/v1/reconcile/preview?id=none").status == .notFound)
    }
}
