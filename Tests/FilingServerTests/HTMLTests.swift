internal import Testing

@testable internal import FilingServer

@Suite struct `Pieces of pages` {
    @Test func `what is put in is escaped, what stands in the source is not`() {
        let hostile = "<script>alert('x' & \"y\")</script>"
        let piece: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
        let safe = "&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;"
        #expect(String(decoding: piece.bytes, as: UTF8.self) == "<p title=\"\(safe)\">\(safe)</p>")
    }

    @Test func `pieces are put together as they are, in order`() {
        let items = ["a", "<b>"].map { "<li>\($0)</li>" as HTML }
        let none: HTML? = nil
        let list: HTML = "<ul>\(items)\(none)</ul>"
        #expect(String(decoding: list.bytes, as: UTF8.self) == "<ul><li>a</li><li>&lt;b&gt;</li></ul>")
        #expect(String(decoding: items.joined(", ").bytes, as: UTF8.self) == "<li>a</li>, <li>&lt;b&gt;</li>")
    }

    @Test func `control characters become marks, ends of lines stay`() {
        let piece: HTML = "\("a\u{0}b\u{1B}c\n\td")"
        #expect(String(decoding: piece.bytes, as: UTF8.self) == "a\u{FFFD}b\u{FFFD}c\n\td")
    }

    @Test func `addresses are percent-encoded, whatever they hold`() {
        let address = Address("people", "name:o'neil / \"x\"").with("q", "a&b=c é").with("none", nil)
        #expect(
            address.description
                == "/people/name%3Ao%27neil%20%2F%20%22x%22?q=a%26b%3Dc%20%C3%A9")
        #expect(Address().description == "/")
    }
}
