internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// What does not change of parties is taken over from the last commit: the bytes must be those of making all anew.
@Suite struct `Parties of which some change` {
    private static let surnames = [
        "SMITH", "JONES", "VAN DER BERG", "SMITH-JONES", "O'BRIEN", "MÜLLER", "LEE", "DE LA CRUZ", "KIM", "PANORA",
    ]
    private static let given = [
        "JOHN", "MARY ANN", "LEE", "KIM", "J", "JOHN Q JR", "ROBERT A", "WILLIAM", "BILL", "J.R.",
    ]
    private static let companies = [
        "SS&C TECHNOLOGIES INC", "AT&T CORP", "WIDGET CO", "A.B. FUND LP", "FIRST NATIONAL CORP /VA/", "SMITH JOHN LLC",
        "ACME-WIDGET CORP", "SOCIÉTÉ GÉNÉRALE",
    ]

    private static func list() -> String {
        // So many that a name in natural order is seen to be one.
        let persons = (0..<80).map { "\(1_000 + $0)\tSMITH \(given[$0 % 4])\tperson\t" }
        let others = (0..<80).map { "\(2_000 + $0)\t\(surnames[$0 % 10]) JOHN\tperson\t" }
        let firms = companies.indices.map { "\(3_000 + $0)\t\(companies[$0])\tcompany\tT\($0)" }
        return (["cik\tname\tkind\tticker"] + persons + others + firms).joined(separator: "\n") + "\n"
    }

    private static func name(_ generator: inout SeededGenerator) -> String {
        let (surname, first) = (surnames.randomElement(using: &generator), given.randomElement(using: &generator))
        let (last, given) = (surname ?? "", first ?? "")
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return "JOHN SMITH"
        case 1: return "\(given) \(last)"
        case 2: return "\(last), \(given)"
        case 3: return companies.randomElement(using: &generator) ?? ""
        default: return "\(last) \(given)"
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `are written as if all were made anew`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let (index, inputs) = (TemporaryDirectory(), TemporaryDirectory())
        inputs.write("in/list.tsv", Self.list())
        var update = IndexUpdate(path: index.path + "/index")
        update.revisedShare = 0
        _ = try update.add([inputs.path + "/in"], holder: "a test")
        var numbers: Set<String> = []
        var revisionCount = 0
        for step in 0..<16 {
            var files: [String] = []
            if Int.random(in: 0..<4, using: &generator) == 0, let number = numbers.randomElement(using: &generator) {
                let gone = try update.remove([#require(FilingIdentity(parsing: number))], holder: "a test")
                if gone.outcome.isRevision { revisionCount += 1 }
                inputs.write("in/\(number).xml", "")
                numbers.remove(number)
            } else if Int.random(in: 0..<5, using: &generator) == 0 {
                let ticker = Bool.random(using: &generator) ? "NEW\(step)" : ""
                let line = "\(Int.random(in: 1_990..<2_010, using: &generator))\t\(Self.name(&generator))\t\t\(ticker)"
                files = [inputs.write("in/list-\(step).tsv", "cik\tname\tkind\tticker\n\(line)\n")]
            } else {
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let number = "0001000001-20-0000\(10 + Int.random(in: 0..<12, using: &generator))"
                    let path = inputs.write("in/\(number).xml", Self.paper(&generator).xml)
                    if !files.contains(path) { files.append(path) }
                    numbers.insert(number)
                }
            }
            if !files.isEmpty {
                update.replacesFuller = true
                if try update.add(files, holder: "a test").isRevision { revisionCount += 1 }
            }
            let fresh = TemporaryDirectory()
            _ = try Rebuild(path: fresh.path, inputs: [inputs.path + "/in"], threadCount: 1).run(holder: "a test") {
                _ in
            }
            let segments = try IndexDirectory(path: index.path + "/index").open().manifest.segments
            let expected = try IndexDirectory(path: fresh.path).open().manifest.segments
            #expect(segments.last == expected.last, "step \(step)")
        }
        #expect(revisionCount >= 12, "\(revisionCount)")
    }

    private static func escaped(_ name: String) -> String {
        name.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
    }

    private static func paper(_ generator: inout SeededGenerator) -> OwnershipPaper {
        var owners: [OwnershipPaper.Owner] = []
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let first = [1_000, 2_000, 5_000, 900, nil].randomElement(using: &generator) ?? nil
            let cik = first.map { $0 + Int.random(in: 0..<6, using: &generator) }
            owners.append(
                OwnershipPaper.Owner(
                    cik, escaped(name(&generator)), boxes: ["officer"],
                    title: ["CHIEF", "TREASURER", ""].randomElement(using: &generator) ?? ""))
        }
        let firm = Int.random(in: 0..<companies.count, using: &generator)
        let day = Int.random(in: 10...28, using: &generator)
        return OwnershipPaper(
            (3_000 + firm, escaped(companies[firm]), "T\(Int.random(in: 0..<9, using: &generator))"), owners,
            period: "20\(Int.random(in: 10...12, using: &generator))-01-\(day)")
    }

    @Test func `are joined, and part again, as those known by name only come and go`() throws {
        let (index, inputs) = (TemporaryDirectory(), TemporaryDirectory())
        inputs.write("in/list.tsv", Self.list())
        var update = IndexUpdate(path: index.path)
        update.revisedShare = 0
        _ = try update.add([inputs.path + "/in"], holder: "a test")
        func add(_ number: Int, _ owner: OwnershipPaper.Owner) throws {
            let paper = OwnershipPaper((2, "WIDGET CORP", "W"), [owner])
            let file = inputs.write("in/0001000001-20-00000\(number).xml", paper.xml)
            #expect(try update.add([file], holder: "a test").isRevision)
        }
        func filingCounts() throws -> [Int?] {
            let index = try FilingIndex(path: index.path)
            return try ["8", "9"].map { try index.person($0)?.party.filingCount }
        }
        try add(1, .init(nil, "NOBODY JANE"))
        try add(2, .init(8, "Jane Nobody"))
        #expect(try filingCounts() == [2, nil])
        // Two bear the name: it belongs to neither.
        try add(3, .init(9, "NOBODY, JANE"))
        #expect(try filingCounts() == [1, 1])
        let number = try #require(FilingIdentity(parsing: "0001000001-20-000002"))
        #expect(try update.remove([number], holder: "a test").outcome.isRevision)
        #expect(try filingCounts() == [nil, 2])
    }
}
