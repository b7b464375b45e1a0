internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `The catalog of parties` {
    private let tecogen = CentralIndexKey(1_537_435)
    private let panora = CentralIndexKey(1_587_843)

    private func filing(
        _ issuer: Issuer?, _ owners: [ReportingOwner], date: Int = 2013_10_01, others: [FilingParty] = []
    ) -> Filing {
        var filing = Filing(
            identity: .content(UInt64(date)), form: FormType(base: "4", isAmendment: false),
            source: FilingSource(file: "", byteRange: 0..<0, sha256: .zero))
        filing.issuer = issuer
        filing.owners = owners
        filing.otherParties = others
        filing.filed = CalendarDate(ordinal: date)
        return filing
    }

    private func owner(_ cik: CentralIndexKey?, _ name: String, isOfficer: Bool = false) -> ReportingOwner {
        var owner = ReportingOwner(cik: cik, name: name)
        owner.relationship.isOfficer = isOfficer
        return owner
    }

    private func parties(_ filings: [Filing], listed: [ListedParty] = []) -> [PartyProfile] {
        var catalog = PartyCatalog()
        for party in listed { catalog.add(party) }
        for filing in filings { catalog.add(PartyCatalog.sightings(in: filing)) }
        return catalog.finished().profiles
    }

    @Test func `counts a joint filing once for each owner and once for the issuer`() throws {
        let joint = try #require(
            ImportedFilings.all.first { $0.owners.count > 2 && $0.owners.allSatisfy { $0.cik != nil } })
        let parties = parties([joint])
        #expect(parties.filter { $0.ownerCount > 0 }.count == joint.owners.count)
        #expect(parties.allSatisfy { $0.ownerCount <= 1 && $0.issuerCount <= 1 })
        #expect(parties.filter { $0.issuerCount == 1 }.map(\.displayName) == [joint.issuer?.name])
    }

    @Test func `keeps one party through its names`() {
        let old = filing(Issuer(cik: tecogen, name: "TECOGEN INC"), [], date: 2013_10_01)
        let new = filing(
            Issuer(cik: tecogen, name: "Tecogen Inc.", formerNames: [FormerName(name: "AMERICAN DG")]), [],
            date: 2020_01_01)
        for order in [[old, new], [new, old]] {
            let parties = parties(order)
            #expect(parties.count == 1)
            #expect(parties.first?.displayName == "Tecogen Inc.")
            #expect(parties.first?.sortedNames == ["AMERICAN DG", "TECOGEN INC", "Tecogen Inc."])
            #expect(parties.first?.names["AMERICAN DG"]?.isFormer == true)
            #expect(parties.first?.names["TECOGEN INC"]?.isFormer == false)
            #expect(parties.first?.issuerCount == 2)
        }
    }

    @Test func `tells persons from companies`() throws {
        let parties = parties(
            [
                filing(
                    Issuer(cik: tecogen, name: "TECOGEN INC"),
                    [owner(panora, "PANORA ROBERT A", isOfficer: true), owner(nil, "Wells Fargo & Company")])
            ],
            listed: [ListedParty(cik: try #require(CentralIndexKey(320_193)), name: "Apple Inc.", kind: .company)])
        let kinds = Dictionary(parties.map { ($0.displayName, $0.kind) }) { first, _ in first }
        #expect(kinds["PANORA ROBERT A"] == .person)
        #expect(kinds["TECOGEN INC"] == .company)
        #expect(kinds["Wells Fargo & Company"] == .company)
        #expect(kinds["Apple Inc."] == .company)
    }

    @Test func `takes an officer for a person that is the issuer of a paper of its own`() {
        let officer = owner(panora, "PANORA ROBERT A", isOfficer: true)
        let issuer = Issuer(cik: tecogen, name: "TECOGEN INC")
        let own = filing(Issuer(cik: panora, name: "PANORA ROBERT A"), [], date: 2015_01_01)
        #expect(parties([filing(issuer, [officer]), own]).first { $0.key.cik == panora }?.kind == .person)
        // A company in which nobody is an officer stays one, whatever it is called.
        #expect(parties([own]).map(\.kind) == [.company])
    }

    @Test func `joins a paper without keys to the person of that name at that company`() {
        let electronic = filing(
            Issuer(cik: tecogen, name: "TECOGEN INC."), [owner(panora, "PANORA ROBERT A")], date: 2015_01_01)
        let paper = filing(Issuer(cik: nil, name: "Tecogen Inc"), [owner(nil, "Robert A. Panora")])
        let parties = parties([electronic, paper])
        #expect(parties.count == 2)
        let person = parties.first { $0.key == PartyKey(cik: panora, name: "") }
        #expect(person?.keys.map(\.term) == ["1587843", "name:robert a panora"])
        #expect(person?.ownerCount == 2)
        #expect(person?.sortedNames == ["PANORA ROBERT A", "Robert A. Panora"])
        #expect(parties.first { $0.key.cik == tecogen }?.issuerCount == 2)
    }

    @Test func `does not join a paper about another company`() {
        let electronic = filing(Issuer(cik: tecogen, name: "TECOGEN INC"), [owner(panora, "PANORA ROBERT A")])
        let paper = filing(Issuer(cik: nil, name: "Snowflake Inc."), [owner(nil, "PANORA ROBERT A")])
        let parties = parties([electronic, paper])
        #expect(parties.count == 4)
        #expect(parties.first { $0.key.cik == panora }?.keys.count == 1)
    }

    @Test func `does not join a paper that fits two persons`() {
        let namesake = CentralIndexKey(1_587_844)
        let electronic = filing(
            Issuer(cik: tecogen, name: "TECOGEN INC"),
            [owner(panora, "PANORA ROBERT A"), owner(namesake, "Panora Robert A")])
        let paper = filing(Issuer(cik: nil, name: "TECOGEN INC"), [owner(nil, "PANORA ROBERT A")])
        let parties = parties([electronic, paper])
        #expect(parties.filter { $0.key.cik == nil }.map(\.displayName) == ["PANORA ROBERT A"])
    }

    @Test func `does not join a company to a person of its name`() {
        let electronic = filing(Issuer(cik: nil, name: "X"), [owner(panora, "PANORA ROBERT A", isOfficer: true)])
        let paper = filing(Issuer(cik: nil, name: "Robert A Panora"), [])
        #expect(parties([electronic, paper]).filter { $0.key.cik == nil && $0.issuerCount > 0 }.count == 2)
    }

    @Test func `of parts merged is the catalog of the whole`() {
        let filings = ImportedFilings.all
        let whole = parties(filings)
        for cut in 0...filings.count {
            var first = PartyCatalog()
            var second = PartyCatalog()
            for filing in filings[..<cut] { first.add(PartyCatalog.sightings(in: filing)) }
            for filing in filings[cut...] { second.add(PartyCatalog.sightings(in: filing)) }
            first.merge(second)
            #expect(first.finished().profiles.map { PartyRecord($0) } == whole.map { PartyRecord($0) })
        }
    }

    @Test func `sees each party of a filing once`() {
        let party = FilingParty(role: "filer", cik: tecogen, name: "TECOGEN INC")
        let sightings = PartyCatalog.sightings(
            in: filing(
                Issuer(cik: tecogen, name: "TECOGEN INC"), [owner(panora, "PANORA ROBERT A"), owner(nil, "")],
                others: [party, FilingParty(role: "filed by", cik: nil, name: "Wells Fargo")]))
        #expect(sightings.map(\.name) == ["TECOGEN INC", "PANORA ROBERT A"])
    }
}

@Suite struct `A catalog of parties in any order` {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `is the same however filings come and are shared among parts`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var random = RandomFiling(seed: seed)
        var filings = (0..<60).map { _ in random.next() } + ImportedFilings.all
        // The same parties again and again, on the same few days.
        let owners = ["AB", "Abel", "ABEL INC"].map { ReportingOwner(cik: CentralIndexKey(7), name: $0) }
        for index in filings.indices where index % 3 == 0 {
            filings[index].owners = [owners[index % 9 / 3]]
            filings[index].filed = CalendarDate(year: 2013, month: 1 + index % 2, day: 1)
        }
        let cik = try #require(CentralIndexKey(1_537_435))
        let lists = [
            ListedParty(cik: cik, name: "TECOGEN INC", kind: .company, tickers: ["TGEN", "TGENW"]),
            ListedParty(cik: cik, name: "Tecogen", kind: .person, tickers: ["A"], aliases: ["TEC"]),
        ]
        func records(_ filings: [Filing], _ lists: [ListedParty], partCount: Int) -> [[UInt8]] {
            var parts = [PartyCatalog](repeating: PartyCatalog(), count: partCount)
            for (index, filing) in filings.enumerated() {
                parts[index % partCount].add(PartyCatalog.sightings(in: filing))
            }
            for list in lists { parts[0].add(list) }
            var catalog = PartyCatalog()
            for part in parts { catalog.merge(part) }
            let finished = catalog.finished()
            let lines = finished.uses.lines.map { "\($0)" }.joined() + finished.uses.texts.joined(separator: "|")
            return finished.profiles.map { PartyRecord($0).bytes } + [Array(lines.utf8)]
        }
        let expected = records(filings, lists, partCount: 1)
        #expect(expected.count > 10)
        for partCount in [1, 3, 7] {
            #expect(
                records(filings.shuffled(using: &generator), lists.reversed(), partCount: partCount) == expected)
        }
    }
}
