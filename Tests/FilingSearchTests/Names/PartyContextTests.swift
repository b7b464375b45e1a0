internal import FilingModel
internal import FilingSearch
internal import TestSupport
internal import Testing

@Suite struct `What is known beside a name` {
    private typealias Owner = OwnershipPaper.Owner

    private static let tecogen = (cik: 1_537_435, name: "TECOGEN INC", ticker: "TGEN")
    private static let snow = (cik: 1_640_147, name: "Snowflake Inc.", ticker: "SNOW")

    private static let index = Result {
        let small = SmallIndex()
        let papers = [
            OwnershipPaper(
                tecogen,
                [
                    Owner(11, "SMITH JOHN A", boxes: ["officer"], title: "Chief Financial Officer"),
                    Owner(12, "SMITH JOHN B", city: "NEW YORK", state: "NY", boxes: ["tenPercentOwner"]),
                ]),
            OwnershipPaper(
                snow, [Owner(13, "SMITH JOHN", city: "BOZEMAN", state: "MT")], form: "3", period: "2020-09-15"),
            OwnershipPaper(
                snow, [Owner(11, "SMITH JOHN A", city: "BOSTON", boxes: ["director"])], form: "4/A",
                period: "2021-01-05"),
            OwnershipPaper(tecogen, [Owner(nil, "Mary Smith", state: "A6", boxes: ["other"])], period: "2012-05-01"),
        ]
        for (number, paper) in papers.enumerated() { small.inputs.write("\(number).xml", paper.xml) }
        small.inputs.write("names.tsv", "cik\tname\tkind\n99\tSMITH JOHN HOLDINGS LLC\tE\n")
        try small.rebuild()
        return try small.open()
    }

    /// The names found for `smith` in a context, in byte order.
    private func smiths(_ change: (inout PartyContext) -> Void) throws -> [String] {
        let index = try Self.index.get()
        var context = PartyContext()
        change(&context)
        var session = index.nameSession()
        let selection = try index.selection(of: context)
        return try session.parties(like: "smith", limit: 100, scoreMin: 0.1, within: selection).map(\.name).sorted()
    }

    @Test func `narrows by issuer, however that is written`() throws {
        for issuer in ["TGEN", "1537435", "tecogen", "Tecogen Incorporated"] {
            #expect(try smiths { $0.issuer = issuer } == ["Mary Smith", "SMITH JOHN A", "SMITH JOHN B"])
        }
        #expect(try smiths { $0.issuer = "SNOW" } == ["SMITH JOHN", "SMITH JOHN A"])
    }

    @Test func `tells owners of one paper apart by what each ticked and where each lives`() throws {
        #expect(try smiths { ($0.issuer, $0.roles) = ("TGEN", .officer) } == ["SMITH JOHN A"])
        #expect(try smiths { ($0.issuer, $0.roles) = ("TGEN", .tenPercentOwner) } == ["SMITH JOHN B"])
        #expect(try smiths { ($0.issuer, $0.city) = ("TGEN", "york") } == ["SMITH JOHN B"])
        #expect(try smiths { $0.title = "chief financial" } == ["SMITH JOHN A"])
        #expect(try smiths { $0.title = "chief executive" } == [])
    }

    @Test func `wants all of it in one and the same filing`() throws {
        // A director of Snowflake and an officer of Tecogen is no officer of Snowflake.
        #expect(try smiths { ($0.issuer, $0.roles) = ("SNOW", .officer) } == [])
        #expect(try smiths { ($0.city, $0.roles) = ("boston", .officer) } == [])
        #expect(try smiths { ($0.city, $0.roles) = ("boston", .director) } == ["SMITH JOHN A"])
        #expect(try smiths { $0.roles = [.officer, .director] } == [])
    }

    @Test func `knows forms, amendments, days and places`() throws {
        #expect(try smiths { $0.form = "4/a" } == ["SMITH JOHN A"])
        #expect(try smiths { $0.form = "4" } == ["Mary Smith", "SMITH JOHN A", "SMITH JOHN B"])
        #expect(try smiths { $0.form = "3" } == ["SMITH JOHN"])
        #expect(try smiths { $0.since = CalendarDate(ordinal: 2020_09_15) } == ["SMITH JOHN", "SMITH JOHN A"])
        #expect(try smiths { $0.since = CalendarDate(ordinal: 2020_09_16) } == ["SMITH JOHN A"])
        #expect(try smiths { $0.until = CalendarDate(ordinal: 2012_12_31) } == ["Mary Smith"])
        #expect(try smiths { $0.state = "mt" } == ["SMITH JOHN"])
        #expect(try smiths { $0.state = "Massachusetts" } == ["SMITH JOHN A"])
        #expect(try smiths { $0.state = "New York" } == ["SMITH JOHN B"])
        #expect(try smiths { $0.state = "A6" } == ["Mary Smith"])
    }

    @Test func `tells persons from companies, and issuers from owners`() throws {
        #expect(try smiths { $0.kind = .company } == ["SMITH JOHN HOLDINGS LLC"])
        #expect(try smiths { ($0.kind, $0.issuer) = (.company, "TGEN") } == [])
        let index = try Self.index.get()
        var context = PartyContext()
        context.roles = .issuer
        var session = index.nameSession()
        let hits = try session.parties(like: "tecogen", within: try index.selection(of: context))
        #expect(hits.map(\.name) == ["TECOGEN INC"])
        #expect(hits.first?.context?.roles == ["issuer"])
    }

    @Test func `says in which filings it holds`() throws {
        let index = try Self.index.get()
        var context = PartyContext()
        context.issuer = "TGEN"
        let selection = try index.selection(of: context)
        #expect(selection.issuer?.name == "TECOGEN INC")
        #expect(selection.partyCount == 4)
        var session = index.nameSession()
        let hit = try #require(try session.parties(like: "john a smith", within: selection).first)
        #expect(
            hit.context?.words
                == "officer (Chief Financial Officer) of TECOGEN INC, CAMBRIDGE, MA, Form 4, 2013-10-01")
        #expect(hit.context?.issuerCIK?.value == 1_537_435)
        #expect(hit.context?.filingCount == 1)
        let other = try session.parties(like: "john a smith").first
        #expect(other?.name == "SMITH JOHN A")
        #expect(other?.context == nil)
    }

    @Test func `picks the page of the one meant`() throws {
        let index = try Self.index.get()
        var context = PartyContext()
        context.issuer = "snowflake"
        context.form = "3"
        let page = try #require(try index.person("john smith", within: try index.selection(of: context)))
        #expect(page.party.name == "SMITH JOHN")
        context.form = "4"
        let other = try #require(try index.person("john smith", within: try index.selection(of: context)))
        #expect(other.party.name == "SMITH JOHN A")
        #expect(other.total == 2)
        #expect(other.party.context?.form == "4/A")
    }

    @Test func `finds nobody where no company is like the issuer, and says so`() throws {
        var context = PartyContext()
        context.issuer = "zzqqyy"
        let selection = try Self.index.get().selection(of: context)
        #expect(selection.isEmpty)
        #expect(selection.issuer == nil)
        #expect(selection.notes == ["no issuer whose name, symbol or CIK is like 'zzqqyy'"])
        context.issuer = "tecogn"
        #expect(
            try Self.index.get().selection(of: context).notes
                == ["issuer 'tecogn' was taken for TECOGEN INC [TGEN] (CIK 1537435)"])
    }

    @Test func `ranks by it instead where that is wanted`() throws {
        let index = try Self.index.get()
        var session = index.nameSession()
        var context = PartyContext()
        context.state = "NY"
        let selection = try index.selection(of: context)
        let plain = try session.parties(like: "smith john")
        let hits = try session.parties(like: "smith john", preferring: selection)
        #expect(Set(hits.map(\.name)) == Set(plain.map(\.name)))
        // The same name stays before one with an initial more; of the two with an initial the one from New York leads.
        #expect(hits.prefix(3).map(\.name).contains("SMITH JOHN"))
        let places = ["SMITH JOHN B", "SMITH JOHN A"].compactMap { name in hits.firstIndex { $0.name == name } }
        #expect(places.count == 2 && places[0] < places[1])
        #expect(hits.first { $0.name == "SMITH JOHN B" }?.context?.place == "NEW YORK, NY")
        #expect(hits.first { $0.name == "SMITH JOHN A" }?.context == nil)
        for hit in hits { #expect(plain.first { $0.name == hit.name }?.score == hit.score) }
    }
}
