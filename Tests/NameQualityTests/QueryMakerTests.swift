internal import Testing

@testable import name_quality

@Suite struct `Generated names and queries` {
    private static let universe = generated(3000, seed: 4)

    private static func generated(_ count: Int, seed: UInt64) -> PartyList {
        var generator = UniverseGenerator(seed: seed)
        return PartyList((0..<count).flatMap { _ in Array(generator.nextLine().utf8) + [0x0A] })
    }

    private func parties(_ lines: [String]) -> PartyList { PartyList(Array(lines.joined(separator: "\n").utf8)) }

    /// The keys that answer what one class makes of the first party of a universe.
    private func right(_ name: String, _ lines: [String]) throws -> (text: String, keys: [Int]) {
        let group = try #require(QueryClass.all.first { $0.name == name })
        var maker = QueryMaker(parties(lines), seed: 1)
        let party = try #require(maker.parties[0])
        let draft = try #require(group.make(&maker, party))
        return (draft.text, AnswerKey.rightKeys(for: [draft], in: maker.parties)[0])
    }

    @Test func `the same seed gives the same universe, another seed another`() {
        let again = Self.generated(3000, seed: 4)
        let other = Self.generated(3000, seed: 5)
        #expect((0..<3000).allSatisfy { Self.universe.line($0).elementsEqual(again.line($0)) })
        #expect(!(0..<3000).allSatisfy { Self.universe.line($0).elementsEqual(other.line($0)) })
    }

    @Test func `every line is a party whose name and key stand once`() throws {
        var names: Set<String> = []
        var keys: Set<Int> = []
        for row in 0..<Self.universe.count {
            let party = try #require(Self.universe[row])
            #expect(names.insert(party.words.joined(separator: " ")).inserted || !party.isPerson)
            #expect(keys.insert(party.key).inserted)
            if party.isPerson { #expect(!party.surname.isEmpty && !party.given.isEmpty) }
        }
    }

    @Test func `every class makes queries, and the party each was made from answers it`() {
        var maker = QueryMaker(Self.universe, seed: 2)
        let queries = maker.labelled(perClass: 2, absentPerKind: 2)
        let groups = Set(queries.map(\.group))
        // Classes that need names too rare for so small a universe may lack.
        #expect(
            Set(QueryClass.all.map(\.name)).subtracting(groups).subtracting(["middle_as_first", "hyphen_half"]) == [])
        for query in queries {
            #expect(query.right.isEmpty == query.group.hasPrefix("neg_"), "\(query.group): \(query.text)")
        }
        var again = QueryMaker(Self.universe, seed: 2)
        #expect(again.labelled(perClass: 2, absentPerKind: 2).map(\.text) == queries.map(\.text))
    }

    @Test func `who fits no worse than the one asked for is a right answer, who fits worse is not`() throws {
        let lines = [
            "1\tPANORA ROBERT ALAN\tP\t\t1,1,1,0", "2\tPANORA ROBERT A\tP\t\t1,1,1,0",
            "3\tPANORA ROBERT B\tP\t\t1,1,1,0",
            "4\tPANORA ROBERT\tP\t\t1,1,0,0", "5\tROBERT PANORA A\tP\t\t1,1,1,0", "6\tPANORA RITA A\tP\t\t1,1,1,0",
        ]
        #expect(try right("natural_no_middle", lines).keys == [1, 2, 3, 4, 5])
        #expect(try right("middle_full_to_initial", lines).keys == [1, 2, 5])
        #expect(try right("first_initial", lines).keys.starts(with: [1, 2]))
    }

    @Test func `a short form is answered by every name that it is short for`() throws {
        let lines = [
            "1\tPANORA ALBERT\tP\t\t1,1,0,0", "2\tPANORA ALFRED\tP\t\t1,1,0,0", "3\tPANORA BERT\tP\t\t1,1,0,0",
            "4\tPANORA GEORGE\tP\t\t1,1,0,0",
        ]
        let (text, keys) = try right("nickname", lines)
        #expect(keys.contains(1) && !keys.contains(4), "\(text)")
    }

    @Test func `an organisation's legal form counts where it is written and not where it is dropped`() throws {
        let lines = [
            "1\tSilver Oak Energy Inc.\tE\tSOE\t", "2\tSILVER OAK ENERGY INCORPORATED /DE/\tE\t\t",
            "3\tSilver Oak Energy LLC\tE\t\t",
            "4\tThe Silver Oak Energy Inc\tE\t\t", "5\tSilver Oak Capital Inc\tE\t\t",
        ]
        #expect(try right("ent_exact", lines).keys == [1, 2, 4])
        #expect(try right("ent_legal_dropped", lines).keys == [1, 2, 3, 4])
        #expect(try right("ent_ticker", lines).keys == [1])
    }

    @Test(arguments: [
        ("SMITH", "SMITH", 0), ("SMITH", "SMYTH", 1), ("SMITH", "SIMTH", 1), ("SMITH", "SMIT", 1),
        ("SMITH", "SMIHTS", 2), ("A", "BC", 2),
    ])
    func `edits are counted, neighbours swapped being one`(first: String, second: String, count: Int) {
        #expect(Edits.count(first, second) == count)
        #expect(Edits.count(second, first) == count)
        #expect(Edits.count(Array(first.utf8), Array(second.utf8), max: count) == count)
        if count > 0 { #expect(Edits.count(Array(first.utf8), Array(second.utf8), max: count - 1) == nil) }
    }
}
