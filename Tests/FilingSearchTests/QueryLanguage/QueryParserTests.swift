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
        case .phrase(let text, let within): "‹\(text)›" + (within > 0 ? "~\(within)" : "")
        case .prefix(let text): text + "*"
        case .wildcard(let text): "§" + text
        case .fuzzy(let text, let edits): text + "~\(edits)"
        case .stemmed(let text): text + "~s"
        case .regex(let text, _): "/\(text)/"
        case .near(let parts, let within, _): "<\(within) " + parts.map(show).joined(separator: " ") + ">"
        case .boosted(let part, let factor): show(part) + "^\(factor)"
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

    @Test(arguments: [
        ("\"a b\"~5", "‹a b›~5"), ("a NEAR/5 b", "<5 a b>"), ("a NEAR b", "<10 a b>"),
        ("a NEAR/3 \"b c\"", "<3 a ‹b c›>"),
        ("a NEAR/3 b NEAR/3 c", "<3 a b c>"), ("x a NEAR/2 b y", "[x <2 a b> y]"), ("-a NEAR/2 b", "!<2 a b>"),
        ("owner:a NEAR/2 b", "owner:<2 a b>"), ("owner:a NEAR/2 owner:b", "owner:<2 a b>"),
        ("owner:(a NEAR/2 b)", "owner:<2 a b>"), ("a NEAR/2 (b OR c)", "<2 a {b | c}>"), ("NEAR/x", "NEAR/x"),
        ("wi?d*card", "§wi?d*card"), ("*tion", "§*tion"), ("a?", "§a?"), ("?", "?"), ("term~", "term~2"),
        ("run~s", "run~s"), ("owner:run~s^2 b", "[owner:run~s^2.0 b]"), ("a~sb", "a~sb"), ("~s", "~s"), ("a~S", "a~S"),
        ("run~s NEAR/3 b", "<3 run~s b>"), ("term~1", "term~1"), ("term~2", "term~2"), ("term~0", "term"), ("~1", "~1"),
        ("a~b", "a~b"),
        ("/a(b|c)+/", "/a(b|c)+/"), ("owner:/a.*/", "owner:/a.*/"), ("/a b/", "[/a b/]"), ("/a/b", "/a/b"),
        ("a^2", "a^2.0"), ("a^0.5 b", "[a^0.5 b]"), ("\"a b\"^3", "‹a b›^3.0"), ("(a b)^2", "[a b]^2.0"),
        ("owner:a^2", "owner:a^2.0"), ("a*^2", "a*^2.0"), ("a~1^2", "a~1^2.0"), ("/a/^2", "/a/^2.0"), ("a^b", "a^b"),
        ("a\\*", "a*"), ("a\\:b", "a:b"), ("\\(x", "(x"), ("value:>100000", "value:>100000"),
        ("price:2.5..3", "price:2.5..3"), ("row:(code:P value:>1)", "row:[code:P value:>1]"),
        ("-(-a)", "a"), ("((a)^2)", "a^2.0"),
    ])
    func `reads patterns, nearness and boosts`(text: String, tree: String) {
        let expected = tree == "[/a b/]" ? "[/a b/]" : tree
        #expect(read(text).tree == expected)
        #expect(read(text).notes == [])
    }

    @Test(arguments: [
        ("term~3", "term~2", "at 5: at most ~2 is looked for; it was taken for that"),
        ("\"a b\"~s c", "[‹a b› c]", "at 6: phrases are looked for as they stand; '~s' was passed over"),
        ("NEAR b", "b", "at 1: nothing stands before NEAR; it was passed over"),
        ("a NEAR/2", "a", "at 3: nothing follows NEAR; it was passed over"),
        ("a NEAR/2 b NEAR/5 c", "<5 a b c>", "at 12: a chain of NEAR has one distance; the largest was taken"),
        (
            "owner:a NEAR/2 issuer:b", "owner:<2 a b>",
            "at 16: NEAR looks in one field; 'issuer:' was passed over for 'owner:'"
        ),
        ("a^0", "a", "at 2: a boost is a number above 0, at most 1000000; '0' was passed over"),
        ("owner:issuer:x", "issuer:x", "at 1: 'owner:' stands before another field; it was passed over"),
        ("a NEAR/99999 b", "<10000 a b>", "at 3: at most 10000 words may stand between; it was taken for that"),
    ])
    func `says what it made of odd patterns`(text: String, tree: String, note: String) {
        #expect(read(text).tree == tree)
        #expect(read(text).notes == [note])
    }

    @Test func `reads any number of parentheses`() {
        for count in [1_000, 100_000] {
            let deep = String(repeating: "(", count: count) + "a" + String(repeating: ")", count: count)
            #expect(read(deep).tree == "a")
            #expect(read(deep).notes == [])
            #expect(read("x " + deep + " y").tree == "[x a y]")
            let nested = String(repeating: "(a ", count: count) + "b" + String(repeating: ")", count: count)
            let (tree, notes) = read(nested)
            #expect(tree.count > 10)
            #expect(notes.count == 1)
            #expect(notes.first?.hasSuffix("what is nested deeper than 100 groups was left out") == true)
            let negated = String(repeating: "-(", count: count) + "a" + String(repeating: ")", count: count)
            #expect(read(negated).tree == "a")
            let boosted = String(repeating: "(", count: count) + "a" + String(repeating: ")^2", count: count)
            #expect(QueryParser.parse(boosted).syntax.map { QueryLowering.lower($0).diagnostics } == [])
            let fields = String(repeating: "owner:(", count: count) + "a" + String(repeating: ")", count: count)
            #expect(QueryParser.parse(fields).syntax.map { QueryLowering.lower($0).diagnostics } != nil)
        }
        #expect(read(String(repeating: "(", count: 100_000)).tree == "nothing")
        #expect(read(String(repeating: ")", count: 100_000)).tree == "nothing")
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
            ">", "filed:", "cik:", "||", "&&", "\n", "form:", "NEAR/3", "NEAR", "~", "~1", "~s", "^2", "^", "/",
            "/a.b/", "?",
            "\\",
            "value:", "code:", "row:", "1", "2.5", "[", "{",
        ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...20, using: &generator)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            let (syntax, diagnostics) = QueryParser.parse(text)
            let more = syntax.map { QueryLowering.lower($0).diagnostics } ?? []
            for note in diagnostics + more {
                #expect((note.range?.upperBound ?? 0) <= text.count + 12 && !note.message.isEmpty, "\(text)")
            }
        }
    }
}

@Suite struct `Pieces of queries` {
    @Test func `know where they stand`() {
        let text = "owner:panora (\"right to\" OR x)"
        let (tokens, diagnostics) = QueryLexer.tokens(in: text)
        #expect(diagnostics.isEmpty)
        let characters = Array(text)
        #expect(
            tokens.map { String(characters[$0.range]) } == ["owner:", "panora", "(", "\"right to\"", "OR", "x", ")"])
        #expect(tokens[0].kind == .field("owner"))
        #expect(tokens[3].kind == .phrase("right to", within: 0))
        #expect(tokens[4].kind == .or)
    }

    @Test func `tell an open quotation mark`() {
        #expect(QueryLexer.tokens(in: "\"").diagnostics.count == 1)
        #expect(QueryLexer.tokens(in: "a \"b").diagnostics.count == 1)
        #expect(QueryLexer.tokens(in: "\"\"").diagnostics.isEmpty)
    }
}
