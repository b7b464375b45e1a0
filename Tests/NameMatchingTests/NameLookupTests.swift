internal import NameMatching
internal import TestSupport
internal import Testing

@Suite struct `Name lookup` {
    private static let small = [
        "PANORA ROBERT A", "PANERA BREAD CO", "PANORAMA CAPITAL LLC", "PANARO ROBERT J", "ROBERTS PAUL A",
        "PANORA SUSAN",
        "PENORA RICHARD", "ROBERT HALF INC", "SMITH JOHN A", "SMITH JON", "SMYTHE JOHN", "LI WU", "LU WU", "RON L",
        "VAN DER BERG JAN",
        "MUELLER HANS", "SMITH-JONES ANN", "GENERAL ELECTRIC CO", "ACME FUND II LP", "ACME FUND III LP",
        "BANK OF AMERICA CORP /DE/", "PANOR ROBERTA",
    ]

    private static func lookup(_ names: [String], tickers: [String: String] = [:]) -> NameLookup {
        var builder = NameUniverseBuilder()
        for name in names { builder.add(NormalizedName(parsing: name), ticker: tickers[name] ?? "") }
        return NameLookup(builder.build())
    }

    @Test(arguments: [
        ("PANORA ROBERT A", "Robert A. Panora"), ("PANORA ROBERT A", "panorra robt"),
        ("PANORA ROBERT A", "Panora, R.A."),
        ("PANORA ROBERT A", "Robert Panora"), ("PANORA ROBERT A", "panora, r"), ("PANORA ROBERT A", "PANORA ROBERT A"),
        ("PANORA ROBERT A", "insider trades by Robert A. Panora"), ("VAN DER BERG JAN", "jan vanderberg"),
        ("MUELLER HANS", "Hans Müller"),
        ("SMITH-JONES ANN", "ann smithjones"), ("GENERAL ELECTRIC CO", "GE"), ("ACME FUND II LP", "acme fund 2"),
        ("LI WU", "li wu"),
        ("BANK OF AMERICA CORP /DE/", "bank of america"), ("RON L", "L Ron"), ("SMITH JOHN A", "john smth a"),
    ])
    func `finds the name whatever the order, case or one typing error`(filed: String, asked: String) throws {
        var lookup = Self.lookup(Self.small, tickers: ["GENERAL ELECTRIC CO": "GE"])
        let first = try #require(lookup.search(asked, count: 3).first)
        #expect(Self.small[Int(lookup.universe.rows[Int(first.name)])] == filed)
    }

    @Test func `answers nothing for what is not there`() {
        var lookup = Self.lookup(Self.small)
        #expect(lookup.search("", count: 3).isEmpty)
        #expect(lookup.search("zzyzx", count: 3).isEmpty)
        #expect(lookup.search("Robert Panora", count: 0).isEmpty)
        var empty = Self.lookup([])
        #expect(empty.search("Robert Panora", count: 3).isEmpty)
        let best = lookup.search("Susan Roberts", count: 1).first?.score ?? 0
        #expect(best < NameLookup.suggestedThreshold)
    }

    @Test(arguments: [
        ("WRIGHT-MILLER EDWARD", "Edward Wrightmiler"), ("SALLEE-EISENHAUER GEORGE G", "george salleeeisen hauer"),
        ("SS&C TECHNOLOGIES INC", "ssandc technologies"), ("SS&C TECHNOLOGIES INC", "ssc technologies inc"),
        ("DE LA CRUZ MARIA", "maria delacrus"), ("XIANG RUI-BIN J", "Ruibn Xiang"),
        ("DEPALMA-PATEL WILLIAM P", "william depalmapat"),
    ])
    func `finds words written as one, with an error or cut elsewhere`(filed: String, asked: String) throws {
        let names = [
            "WRIGHT-MILLER EDWARD", "WRIGHT EDWARD", "SALLEE-EISENHAUER GEORGE G", "HAUER GEORGE",
            "SS&C TECHNOLOGIES INC",
            "SSI TECHNOLOGIES INC", "DE LA CRUZ MARIA", "CRUZ MARIA", "XIANG RUI-BIN J", "XIAN BIN J",
            "DEPALMA-PATEL WILLIAM P", "DALE WILLIAM D",
        ]
        var lookup = Self.lookup(names)
        let first = try #require(lookup.search(asked, count: 3).first)
        #expect(names[Int(lookup.universe.rows[Int(first.name)])] == filed)
    }

    @Test func `a symbol typed as a name does not hide who bears it`() throws {
        let names = ["QIAN XIU", "QIANSUI INTERNATIONAL GROUP CO LTD"]
        var lookup = Self.lookup(names, tickers: ["QIANSUI INTERNATIONAL GROUP CO LTD": "QIAN"])
        #expect(lookup.search("Qian", count: 1).map { names[Int(lookup.universe.rows[Int($0.name)])] } == [names[0]])
        #expect(lookup.search("QIAN", count: 1).map { names[Int(lookup.universe.rows[Int($0.name)])] } == [names[1]])
        #expect(lookup.search("qian", count: 1).map { names[Int(lookup.universe.rows[Int($0.name)])] } == [names[1]])
    }

    @Test(arguments: [
        ("PANORA ROBERT A", "p"), ("PANORA ROBERT A", "panora r"), ("PANORA ROBERT A", "robert pa"),
        ("PANORA ROBERT A", "panroa ro"), ("PANORA ROBERT A", "ponora"), ("VAN DER BERG JAN", "jan van d"),
        ("GENERAL ELECTRIC CO", "gen"), ("GENERAL ELECTRIC CO", "g"),
    ])
    func `finds the name while it is typed`(filed: String, typed: String) {
        var lookup = Self.lookup(Self.small, tickers: ["GENERAL ELECTRIC CO": "GE"])
        let found = lookup.search(typed, count: 8, isTyping: true)
        #expect(found.map { Self.small[Int(lookup.universe.rows[Int($0.name)])] }.contains(filed))
    }

    @Test func `while typing a word, those it begins stand before those it begins with an error`() {
        var lookup = Self.lookup(Self.small)
        let found = lookup.search("pano", count: 20, isTyping: true)
        let names = found.map { Self.small[Int(lookup.universe.rows[Int($0.name)])] }
        #expect(Set(names.prefix(4)) == ["PANORA ROBERT A", "PANORA SUSAN", "PANOR ROBERTA", "PANORAMA CAPITAL LLC"])
        #expect(names.contains("PENORA RICHARD"))
    }

    @Test func `gives back any number of names in order`() {
        let names = (0..<3_000).map { "SMITH JOHN \(["A", "B", "JR", "PAUL"][$0 % 4]) \($0 % 7 == 0 ? "JONES" : "")" }
        var lookup = Self.lookup(names)
        #expect(lookup.search("john smith a", count: 3_000) == lookup.searchAll("john smith a", count: 3_000))
        let some = lookup.search("john smith a", count: 500)
        #expect(some == Array(lookup.searchAll("john smith a", count: 3_000).prefix(500)))
    }

    @Test func `finds the best of some names only`() {
        var lookup = Self.lookup(Self.small)
        var subset = NameSubset(nameCount: lookup.universe.nameCount)
        let all = lookup.search("smith john", count: 20)
        for hit in all.dropFirst(2) { subset.insert(hit.name) }
        #expect(lookup.search("smith john", count: 20, within: subset) == Array(all.dropFirst(2)))
    }

    /// Names that collide, made of few words, and queries that are corrupted, cut, joined or mixed from them.
    @Test(arguments: UInt64(1)...12)
    func `finds exactly what scoring every name finds`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let given = [
            "robert", "bob", "john", "jon", "mary", "maria", "li", "ann", "anne", "william", "bill", "susan", "jan",
            "marianne",
        ]
        var surnames = [
            "smith", "smyth", "panora", "lee", "wu", "de la cruz", "van berg", "o brien", "jones-smith", "muller",
            "mueller",
        ]
        for _ in 0..<60 { surnames.append(String(decoding: random.word(lengths: 3...8, letters: 7), as: UTF8.self)) }
        let tails = ["", "", "", " a", " b", " j r", " jr", " iii", " robert", " ann k"]
        let forms = [
            " fund ii lp", " fund iii lp", " holdings inc", " capital management llc", " & co", " family trust",
            " inc /de/",
        ]
        var names: [String] = []
        for _ in 0..<1_000 {
            let surname = surnames.randomElement(using: &random) ?? "",
                first = given.randomElement(using: &random) ?? ""
            if Int.random(in: 0..<6, using: &random) == 0 {
                names.append(surname + (forms.randomElement(using: &random) ?? ""))
            } else {
                names.append(surname + " " + first + (tails.randomElement(using: &random) ?? ""))
            }
        }
        var lookup = Self.lookup(names)
        for round in 0..<300 {
            var query = Array((names.randomElement(using: &random) ?? "").utf8)
            if round % 3 == 0 {
                let other = (names.randomElement(using: &random) ?? "").split(separator: " ").last ?? ""
                query = Array(
                    "\(String(decoding: query, as: UTF8.self).split(separator: " ").first ?? "") \(other)".utf8)
            }
            query = random.corrupted(query, edits: round % 4)
            if round % 5 == 0 { query.removeLast(min(2, query.count)) }
            if round % 7 == 0 { query.removeAll { $0 == 0x20 } }
            let text = String(decoding: query, as: UTF8.self)
            let isTyping = round % 2 == 1
            let found = lookup.search(text, count: 10, isTyping: isTyping)
            let expected = lookup.searchAll(text, count: 10, isTyping: isTyping)
            guard found != expected else { continue }
            let missing = expected.first { !found.contains($0) }
            let pairs = missing.map { lookup.explain(text, names: [$0.name])[0].pairs.map(\.words) }
            Issue.record("seed \(seed), query \(text): lacks \(String(describing: missing)) \(pairs ?? [])")
            return
        }
    }
}
