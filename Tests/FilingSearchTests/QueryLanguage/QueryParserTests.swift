internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Reading queries` {
    /// The tree in brackets, and what was odd.
    private func read(_ text: String) -> (tree: String, notes: [String]) {
        let (syntax, diagnostics) = QueryParser.parse(text)
        return (syntax.map(Self.show) ?? "nothing", diagnostics.map(\.description))
    }

    private static func show(_ syntax: QuerySyntax) -> String {
        switch syntax {
        case .text(let text): text
        case .phrase(let text): "‹\(text)›"
        case .prefix(let text): text + "*"
        case .field(let name, _, let part): name + ":" + show(part)
        case .all(let parts): "[" + parts.map(show).joined(separator: " ") + "]"
        case .any(let parts): "{" + parts.map(show).joined(separator: " | ") + "}"
        case .not(let part): "!" + show(part)
        }
    }

    @Test(arguments: [
        ("tecogen", "tecogen"), ("tecogen option", "[tecogen option]"), ("a AND b && c", "[a b c]"),
        ("a OR b", "{a | b}"),
        ("a || b OR c", "{a | b | c}"), ("a b OR c d", "{[a b] | [c d]}"), ("a (b OR c)", "[a {b | c}]"),
        ("NOT a", "!a"), ("-a", "!a"), ("NOT NOT a", "a"), ("a -b", "[a !b]"), ("a NOT b", "[a !b]"),
        ("-(a b)", "![a b]"),
        ("+a b", "[a b]"), ("\"right to buy\"", "‹right to buy›"), ("“right to buy”", "‹right to buy›"),
        ("-\"right to buy\"", "!‹right to buy›"), ("panor*", "panor*"), ("*", "*"), ("owner:panora", "owner:panora"),
        ("OWNER:Panora", "owner:Panora"), ("owner: panora", "owner:panora"), ("owner:\"robert a\"", "owner:‹robert a›"),
        ("owner:panor*", "owner:panor*"), ("title:(chief executive)", "title:[chief executive]"),
        ("title:(chief OR senior)", "title:{chief | senior}"), ("-role:director", "!role:director"),
        ("owner:panora OR title:(a b)", "{owner:panora | title:[a b]}"),
        ("filed:2013-01-01..2013-12-31", "filed:2013-01-01..2013-12-31"),
        ("filed:>=2013", "filed:>=2013"), ("accession:0001209191-20-002775", "accession:0001209191-20-002775"),
        ("o'brien", "o'brien"), ("jean-luc", "jean-luc"), ("10b5-1", "10b5-1"), ("163,350", "163,350"),
        ("a - b", "[a - b]"),
        ("or and not", "[or and not]"), ("form:4/A", "form:4/A"), ("((a))", "a"), ("http://x", "http://x"),
        ("((a OR b) c) OR d", "{[{a | b} c] | d}"), ("owner:(a -b)", "owner:[a !b]"), (":x", ":x"), ("日本:電産", "日本:電産"),
    ])
    func `gives the tree that was meant`(text: String, tree: String) {
        #expect(read(text).tree == tree)
        #expect(read(text).notes == [])
    }

    @Test(arguments: [
        (
            "\"right to", "‹right to›",
            "at 1: the quotation mark is never closed; the phrase was taken to end with the query"
        ),
        ("a \"b", "[a ‹b›]", "at 3: the quotation mark is never closed; the phrase was taken to end with the query"),
        ("(a b", "[a b]", "at 1: '(' is never closed; it was taken to end with the query"),
        ("a) b", "[a b]", "at 2: ')' without '('; it was passed over"),
        (")", "nothing", "at 1: ')' without '('; it was passed over"),
        ("owner:", "owner", "at 1: nothing follows 'owner:'; it was taken as a word"),
        ("a owner: -b", "[a owner !b]", "at 3: nothing follows 'owner:'; it was taken as a word"),
        ("a NOT", "a", "at 3: nothing follows NOT; it was passed over"),
        ("(a NOT) b", "[a b]", "at 4: nothing follows NOT; it was passed over"),
    ])
    func `says what is odd, and where`(text: String, tree: String, note: String) {
        #expect(read(text).tree == tree)
        #expect(read(text).notes == [note])
    }

    @Test(arguments: ["", " \n", "OR", "AND", "OR OR", "()", "( )", "+"])
    func `gives nothing for a query without words`(text: String) {
        #expect(read(text).tree == (text == "+" ? "+" : "nothing"))
    }

    @Test(arguments: [
        ("OR a", "a"), ("a OR", "a"), ("AND a", "a"), ("a OR OR b", "{a | b}"), ("a AND OR b", "{a | b}"),
    ])
    func `passes over operators that join nothing`(text: String, tree: String) {
        #expect(read(text).tree == tree)
    }

    @Test func `reads a thousand parentheses with one remark`() {
        let deep = String(repeating: "(", count: 1_000) + "a" + String(repeating: ")", count: 1_000)
        #expect(read(deep).tree == "a")
        #expect(read(deep).notes == ["at 101: parentheses deeper than 100 were passed over"])
        let around = read("x " + deep + " y")
        #expect(around.tree == "[x a y]")
        #expect(around.notes.count == 1)
        #expect(read(String(repeating: "(", count: 100_000)).tree == "nothing")
        #expect(read(String(repeating: "-", count: 100_000) + "a").tree.count > 1)
        #expect(read(String(repeating: "NOT ", count: 100_001) + "a").tree == "!a")
    }

    @Test func `reads ten thousand words and fields`() {
        let words = (0..<10_000).map { "w\($0)" }.joined(separator: " ")
        guard case .all(let parts) = QueryParser.parse(words).syntax else {
            Issue.record("expected ten thousand parts")
            return
        }
        #expect(parts.count == 10_000)
        let chain = String(repeating: "a:", count: 10_000) + "b"
        #expect(QueryParser.parse(chain).syntax != nil)
    }

    @Test func `never traps, whatever is typed`() {
        var generator = SeededGenerator(seed: 14)
        let pieces = [
            "(", ")", "\"", "OR", "AND", "NOT", "-", "+", ":", "owner:", "*", "a", "b*", " ", " ", "“", "\u{301}", "é",
            "..",
            ">", "filed:", "cik:", "||", "&&", "\n", "form:",
        ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...20, using: &generator)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            let (syntax, diagnostics) = QueryParser.parse(text)
            let more = syntax.map { QueryLowering.lower($0).diagnostics } ?? []
            for note in diagnostics + more { #expect(note.range.upperBound <= text.count + 1 && !note.message.isEmpty) }
        }
    }
}

@Suite struct `Pieces of queries` {
    @Test func `know where they stand`() {
        let text = "owner:panora (\"right to\" OR x)"
        let (tokens, hasOpenQuote) = QueryLexer.tokens(in: text)
        #expect(!hasOpenQuote)
        let characters = Array(text)
        #expect(
            tokens.map { String(characters[$0.range]) } == ["owner:", "panora", "(", "\"right to\"", "OR", "x", ")"])
        #expect(tokens[0].kind == .field("owner"))
        #expect(tokens[3].kind == .phrase("right to"))
        #expect(tokens[4].kind == .or)
    }

    @Test func `tell an open quotation mark`() {
        #expect(QueryLexer.tokens(in: "\"").hasOpenQuote)
        #expect(QueryLexer.tokens(in: "a \"b").hasOpenQuote)
        #expect(!QueryLexer.tokens(in: "\"\"").hasOpenQuote)
    }
}
