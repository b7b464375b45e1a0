internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

@testable internal import FilingServer

@Suite struct `Pages` {
    private static func fixture() throws -> ServedFixture { try ServedFixture.shared.get() }

    /// Addresses on this server that a page links to.
    private static func links(_ page: String) -> [String] {
        page.split(separator: "href=\"").dropFirst().compactMap { $0.split(separator: "\"").first }
            .map { $0.replacing("&amp;", with: "&").replacing("&#39;", with: "'") }
            .map { String($0) }.filter { $0.hasPrefix("/") }
    }

    @Test func `every link of every page leads somewhere`() throws {
        let fixture = try Self.fixture()
        var waiting = ["/", "/trades", "/help", "/search?q=tecogen", "/search?q=panorra+robt", "/search?q=form:4"]
        var seen: Set<String> = Set(waiting)
        var lost: [String] = []
        while let address = waiting.popLast() {
            let answer = fixture.ask(address)
            guard answer.status == .ok else {
                lost.append("\(address): \(answer.status.rawValue)")
                continue
            }
            guard answer.field("content-type")?.hasPrefix("text/html") == true else { continue }
            for link in Self.links(answer.text) {
                let plain = link.split(separator: "#").first.map(String.init) ?? link
                // Facets of facets go on without end.
                guard seen.count < 2_000, !plain.hasPrefix("/search") || !address.hasPrefix("/search") else { continue }
                // A table in another order has the same links; those of its headings have a test of their own.
                if plain.contains("-by=") { continue }
                if seen.insert(plain).inserted { waiting.append(plain) }
            }
        }
        #expect(lost == [])
        #expect(seen.count > 100)
    }

    @Test func `tags are closed in order and ids are told once`() throws {
        let fixture = try Self.fixture()
        for address in [
            "/", "/trades", "/help", "/search?q=tecogen", "/search?q=zzqq", "/issuers/1537435", "/people/1243203",
            "/filings/content-75ff5f7c47017631", "/nowhere", "/people/name:panora%20robert%20a", "/filings/x",
        ] {
            let page = fixture.ask(address).text
            #expect(MarkupCheck.faults(page) == [], "\(address)")
        }
    }

    @Test func `the form of the president of Tecogen is there as people read it`() throws {
        let page = try Self.fixture().ask("/filings/content-75ff5f7c47017631").text
        for words in [
            "PANORA ROBERT A", "TECOGEN INC.", "COO and President", "163,350", "125,000", "$2.6", "Table I:",
            "Table II:", "href=\"#note-1\"", "id=\"note-1\"", "tecogen-form3.txt", "SHA-256",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func `names that hold markup stay names`() throws {
        let inputs = TemporaryDirectory()
        let hostile = "<script>alert(1)</script> \\\" onx='1"
        inputs.write(
            "a.jsonl",
            """
            {"accession":"0000000001-20-000001","form":"4","filed":"2020-01-02","issuer":"\(hostile) INC","issuer_cik":7,\
            "owners":[{"cik":8,"name":"\(hostile) ROE JANE"}],"text":"\(hostile) & <img src=x onerror=alert(1)>"}

            """)
        let fixture = try ServedFixture(inputs: [inputs.path])
        for address in [
            "/search?q=alert", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/people/8", "/issuers/7",
            "/filings/0000000001-20-000001", "/trades?issuer=%22%3E%3Cscript%3E", "/%3Cscript%3E",
            "/trades?min-value=%22%3E%3Cscript%3E", "/filings/%3Cscript%3E",
        ] {
            let page = fixture.ask(address).text
            #expect(page.split(separator: "<script").count == 2, "\(address)")
            #expect(!page.contains("<img"), "\(address)")
            #expect(!page.contains("' onx"), "\(address)")
            #expect(MarkupCheck.faults(page) == [], "\(address)")
        }
        #expect(fixture.ask("/people/8").text.contains("&lt;script&gt;"))
    }

    @Test func `a page has no script or style of its own, and loads nothing from elsewhere`() throws {
        let fixture = try Self.fixture()
        for address in ["/", "/trades", "/search?q=tecogen", "/issuers/1537435", "/people/1243203"] {
            let page = fixture.ask(address).text
            #expect(!page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick"), "\(address)")
            for part in page.split(separator: " src=\"").dropFirst() { #expect(part.hasPrefix("/assets/")) }
            for part in page.split(separator: "<link").dropFirst() { #expect(part.contains("href=\"/assets/")) }
        }
        let style = fixture.ask(Assets.style.address.description)
        #expect(style.status == .ok)
        #expect(!style.text.contains("url(") && !style.text.contains("@import"))
    }

    @Test func `an asset is good for ever, for its address changes with it`() throws {
        let answer = try Self.fixture().ask(Assets.script.address.description)
        #expect(answer.field("cache-control")?.contains("immutable") == true)
        #expect(try Self.fixture().ask("/assets/script-0.js").status == .notFound)
    }
}

/// Reads markup as strictly as nobody else does.
enum MarkupCheck {
    private static let empty: Set<String> = ["meta", "link", "input", "br", "img", "hr", "!doctype"]

    /// What is wrong with a page: tags that are not closed in order, ids that are told twice, links to ids that are
    /// not there.
    static func faults(_ page: String) -> [String] {
        var faults: [String] = []
        var open: [String] = []
        var ids: Set<String> = []
        var targets: Set<String> = []
        for part in page.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: ">") else {
                faults.append("no end: \(part.prefix(30))")
                continue
            }
            let tag = part[..<end]
            let name = tag.prefix { !$0.isWhitespace && $0 != ">" }.lowercased()
            if name.hasPrefix("/") {
                if open.popLast() != String(name.dropFirst()) { faults.append("closed out of order: \(tag)") }
                continue
            }
            for (mark, isID) in [
                (" id=\"", true), (" href=\"#", false), (" aria-labelledby=\"", false), (" for=\"", false),
            ] {
                guard let value = tag.split(separator: mark).dropFirst().first?.split(separator: "\"").first else {
                    continue
                }
                if !isID {
                    targets.insert(String(value))
                } else if !ids.insert(String(value)).inserted {
                    faults.append("id told twice: \(value)")
                }
            }
            if !empty.contains(name) { open.append(name) }
        }
        faults += open.map { "not closed: \($0)" }
        faults += targets.subtracting(ids).map { "no such id: \($0)" }
        return faults
    }
}
