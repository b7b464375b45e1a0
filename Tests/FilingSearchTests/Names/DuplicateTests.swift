internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

@Suite struct `Parties that are probably the same` {
    private typealias Owner = OwnershipPaper.Owner

    private static let tecogen = (cik: 501, name: "TECOGEN INC", ticker: "TGEN")
    private static let snow = (cik: 502, name: "Snowflake Inc.", ticker: "SNOW")

    private static let papers = [
        OwnershipPaper(tecogen, [Owner(21, "PANORA ROBERT A", street: "45 First Avenue", city: "WALTHAM")]),
        OwnershipPaper(tecogen, [Owner(22, "Panora Robert", street: "45 FIRST AVENUE", city: "Waltham")], form: "3"),
        // A son, whose paper might as well be his, and a brother.
        OwnershipPaper(tecogen, [Owner(23, "PANORA ROBERT A JR", street: "45 First Avenue", city: "WALTHAM")]),
        OwnershipPaper(tecogen, [Owner(24, "PANORA RICHARD", street: "45 First Avenue", city: "WALTHAM")]),
        // Side by side in one paper: two men of one name.
        OwnershipPaper(snow, [Owner(31, "LEE KIM"), Owner(32, "LEE KIM")], form: "3"),
        // The same name far away, about another company.
        OwnershipPaper(snow, [Owner(41, "MILLER ANN", city: "BOZEMAN", state: "MT")]),
        OwnershipPaper(tecogen, [Owner(42, "MILLER ANN", city: "BOSTON")]),
        // Known by name only, about a company the other did not report on.
        OwnershipPaper(snow, [Owner(nil, "Maria C. Gonzalez", city: "MIAMI", state: "FL")]),
        OwnershipPaper(tecogen, [Owner(51, "GONZALEZ MARIA C", city: "DALLAS", state: "TX")]),
    ]

    private static func index(sameAs: String? = nil) throws -> (index: FilingIndex, outcome: Rebuild.Outcome) {
        let small = SmallIndex()
        for (number, paper) in papers.enumerated() { small.inputs.write("\(number).xml", paper.xml) }
        var rebuild = Rebuild(path: small.path, inputs: [small.inputs.path], threadCount: 1)
        if let sameAs { rebuild.sameAsPath = small.directory.write("same-as.tsv", sameAs) }
        let outcome = try rebuild.run(holder: "a test") { _ in }
        return (try small.open(), outcome)
    }

    private static let plain = Result { try index().index }

    private func keys(_ pairs: [PartyDuplicate]) -> [String] { pairs.map { "\($0.firstKey) \($0.secondKey)" } }

    @Test func `are those of one name with something in common, the likeliest first`() throws {
        let pairs = try Self.plain.get().duplicates()
        #expect(keys(pairs) == ["21 22", "21 23", "51 name:maria c gonzalez"])
        let first = try #require(pairs.first)
        #expect(first.score > 0.8 && first.score < 1)
        #expect(
            first.reasons == [
                "names alike", "both reported on TECOGEN INC", "same address: 45 First Avenue, WALTHAM, MA",
            ])
        #expect(pairs.last?.reasons == ["same words", "Maria C. Gonzalez is known by name only"])
        #expect(pairs.last?.score == 0.7)
    }

    @Test func `go further down where that is asked for`() throws {
        #expect(
            keys(try Self.plain.get().duplicates(scoreMin: 0.6)).suffix(2) == ["51 name:maria c gonzalez", "41 42"])
    }

    @Test func `are told on the page of each`() throws {
        let index = try Self.plain.get()
        for (cik, expected) in [("21", ["21 22", "21 23"]), ("22", ["21 22"])] {
            let page = try #require(try index.person(cik))
            #expect(keys(page.perhapsSame) == expected)
            #expect(page.total == 1)
        }
        #expect(try index.person("31")?.perhapsSame.isEmpty == true)
    }

    @Test func `are not told when somebody found them different`() throws {
        let index = try Self.index(sameAs: "22\t21\tdifferent\n").index
        #expect(keys(try index.duplicates()) == ["21 23", "51 name:maria c gonzalez"])
        #expect(try index.person("22")?.perhapsSame.isEmpty == true)
    }

    @Test func `become one party where a reviewed file says so`() throws {
        let (index, outcome) = try Self.index(sameAs: "22\t21\n51\t\"Maria C. Gonzalez\"\n51\t999\n")
        #expect(outcome.report.issues.filter { $0.kind.contains("same-as") }.map(\.count) == [1])
        #expect(outcome.report.rejectedCount == 0)
        #expect(keys(try index.duplicates()) == ["22 23"])
        for asked in ["21", "22", "robert a panora"] {
            let page = try #require(try index.person(asked))
            #expect(page.party.cik?.value == 22)
            #expect(page.party.otherKeys == ["21"])
            #expect(page.total == 2)
            #expect(page.relations.map(\.filingCount) == [2])
        }
        #expect(try index.person("gonzalez maria")?.total == 2)
        // The issuer's page has him once, under the key he keeps.
        let insiders = try #require(try index.issuer("TGEN")).relations
        let roberts = insiders.filter { $0.name.uppercased().hasPrefix("PANORA ROBERT") }
        #expect(roberts.compactMap(\.cik?.value).sorted() == [22, 23])
        var session = index.nameSession()
        #expect(try session.parties(like: "panora robert").filter { $0.cik?.value == 21 }.isEmpty)
        var context = PartyContext()
        context.issuer = "TGEN"
        let hits = try session.parties(like: "panora robert", within: try index.selection(of: context))
        #expect(hits.first?.context?.filingCount == 2)
    }

    @Test func `give the same bytes for the same inputs and file`() throws {
        let small = SmallIndex()
        for (number, paper) in Self.papers.enumerated() { small.inputs.write("\(number).xml", paper.xml) }
        let file = small.directory.write("same-as.tsv", "22\t21\n41\t42\tdifferent\n")
        // Segments are named by the digests of their bytes.
        let segments = try [(1, 2), (2, 2), (2, 100)].map { threadCount, fileCountMax in
            let path = small.directory.path + "/by-\(threadCount)-\(fileCountMax)"
            var rebuild = Rebuild(path: path, inputs: [small.inputs.path], threadCount: threadCount)
            rebuild.limits.fileCountMax = fileCountMax
            rebuild.sameAsPath = file
            _ = try rebuild.run(holder: "a test") { _ in }
            return TestFile.names(in: path).filter { $0.hasSuffix(".segment") }
        }
        #expect(segments[0].count == 2)
        #expect(segments[1] == segments[0])
        #expect(segments[2] == segments[0])
        let pairs = try (0..<3).map { _ in keys(try Self.index().index.duplicates(scoreMin: 0.5)) }
        #expect(Set(pairs).count == 1)
    }
}
