internal import Testing

@testable internal import FilingServer

@Suite struct `Tables that are ordered by their headings` {
    private static func order(_ chosen: String?, isExact: Bool = true) -> TableOrder {
        TableOrder(
            parameter: "by", chosen: chosen, standard: "day", address: Address("a").with("q", "x"), part: "part",
            columns: ["day", "name"], isExact: isExact)
    }

    private static func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

    @Test func `a heading says how the table stands and leads to the other way round`() {
        let day = Self.text(Self.order(nil).heading("Day", "day"))
        #expect(day.contains("aria-sort=\"descending\"") && day.contains("href=\"/a?q=x&amp;by=day-back#part\""))
        let name = Self.text(Self.order(nil).heading("Name", "name", isUpFirst: true))
        #expect(!name.contains("aria-sort") && name.contains("by=name#part"))
        let chosen = Self.text(Self.order("name").heading("Name", "name", isUpFirst: true))
        #expect(chosen.contains("aria-sort=\"ascending\"") && chosen.contains("by=name-back#part"))
        let back = Self.text(Self.order("day-back").heading("Day", "day"))
        #expect(back.contains("aria-sort=\"ascending\"") && back.contains("href=\"/a?q=x#part\""))
        #expect(!Self.text(Self.order(nil).heading("Other", "other")).contains("href"))
        #expect(Self.text(Self.order("name", isExact: false).heading("Name", "name")).contains("aria-sort=\"other\""))
    }

    @Test func `things stand in order, equal ones as before, those without a value last`() {
        let things: [(name: String, value: Int?)] = [("a", 2), ("b", nil), ("c", 3), ("d", 2), ("e", 1)]
        func names(_ chosen: String?, isUpFirst: Bool = false) -> String {
            Self.order(chosen).sorted(things, isUpFirst: isUpFirst) { $0.value }.map(\.name).joined()
        }
        #expect(names(nil) == "cadeb")
        #expect(names("day-back") == "eadcb")
        #expect(names("name", isUpFirst: true) == "eadcb")
    }

    @Test(arguments: ["/people/1243203", "/issuers/TGEN", "/trades"])
    func `every link of a heading leads to a page that stands so`(target: String) throws {
        let fixture = try ServedFixture.shared.get()
        let page = fixture.ask(target).text
        let links = page.split(separator: "class=\"sort\" href=\"").dropFirst().compactMap { part in
            part.split(separator: "\"").first.map { $0.replacing("&amp;", with: "&") }
        }
        #expect(links.count > 1)
        for link in links {
            let sorted = fixture.ask(String(link))
            #expect(sorted.status == .ok)
            #expect(sorted.text.contains("aria-sort"), "\(link)")
        }
    }
}
