internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// An index that is changed in place at random, and beside it what it should hold.
///
/// Issuers and owners are few, so that filings share parties, and some owners come without a CIK, so that they are joined
/// to others by their words and part from them again.
struct ChangingIndex {
    let directory = TemporaryDirectory()
    private let inputs = TemporaryDirectory()
    private var generator: SeededGenerator
    private var update: IndexUpdate
    /// The paper in the index for each accession number.
    private(set) var papers: [String: OwnershipPaper] = [:]
    /// Lists added so far, and the reviewed file given last.
    private var lists: [String: String] = [:]
    private var sameAs: String?
    private var stepCount = 0

    var path: String { directory.path + "/index" }

    private var isBegun: Bool { !TestFile.names(in: path).isEmpty }

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        update = IndexUpdate(path: directory.path + "/index", threadCount: 2)
        update.limits.fileCountMax = Int.random(in: 1...4, using: &generator)
        update.policy.segmentCountMax = 3
        update.policy.floorBytes = 1
    }

    /// Changes the index in one way.
    ///
    /// - Returns: what was done, for messages.
    mutating func step() throws -> String {
        stepCount += 1
        // Another process may have changed the index in between, and another may begin from what is on disk.
        if Int.random(in: 0..<4, using: &generator) == 0 { update.known = nil }
        update.revisedShare = Bool.random(using: &generator) ? 0 : .max
        switch isBegun ? Int.random(in: 0..<10, using: &generator) : 0 {
        case 0...4: return try add()
        case 5, 6: return try remove()
        case 7:
            try update.merge(holder: "a test")
            return "merge"
        case 8: return try addList()
        default: return try review()
        }
    }

    private mutating func add() throws -> String {
        var fates: [String: IndexUpdate.Change.Fate] = [:]
        let folder = "\(stepCount)"
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let number = accession(Int.random(in: 0..<24, using: &generator))
            guard fates[number] == nil else { continue }
            var paper = randomPaper()
            if let known = papers[number], Int.random(in: 0..<3, using: &generator) == 0 { paper = known }
            inputs.write("\(folder)/\(number).xml", paper.xml)
            if let known = papers[number] {
                let stays = known.xml == paper.xml || paper.owners.count < known.owners.count
                fates[number] = stays ? .unchanged : .updated
                if !stays { papers[number] = paper }
            } else {
                fates[number] = .imported
                papers[number] = paper
            }
        }
        let outcome = try update.add([inputs.path + "/" + folder], holder: "a test")
        let found = Dictionary(uniqueKeysWithValues: outcome.changes.map { ($0.identity.description, $0.fate) })
        #expect(found == fates)
        #expect(outcome.filingCount == papers.count)
        return "add \(fates.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })"
    }

    private mutating func remove() throws -> String {
        guard !papers.isEmpty else { return "remove nothing" }
        var numbers: Set<String> = []
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            numbers.insert(accession(Int.random(in: 0..<24, using: &generator)))
        }
        let result = try update.remove(numbers.sorted().compactMap { FilingIdentity(parsing: $0) }, holder: "a test")
        #expect(Set(result.unknown.map(\.description)) == numbers.filter { papers[$0] == nil })
        for number in numbers { papers[number] = nil }
        #expect(result.outcome.filingCount == papers.count)
        return "remove \(numbers.sorted())"
    }

    private mutating func addList() throws -> String {
        let owner = Int.random(in: 0..<Self.owners.count, using: &generator)
        let name = "list-\(stepCount).tsv"
        let text = "cik\tname\tkind\tticker\n\(100 + owner)\tLISTED \(Self.owners[owner])\tperson\tL\(owner)\n"
        let file = inputs.write(name, text)
        _ = try update.add([file], holder: "a test")
        lists[name] = text
        return "list \(text)"
    }

    private mutating func review() throws -> String {
        guard papers.count > 2 else { return "review nothing" }
        let first = Int.random(in: 0..<Self.owners.count, using: &generator)
        let second = Int.random(in: 0..<Self.owners.count, using: &generator)
        let different = Bool.random(using: &generator) ? "\tdifferent" : ""
        let text = "\(100 + first)\t\(100 + second)\(different)\n"
        update.sameAsPath = inputs.write("same-\(stepCount).tsv", text)
        defer { update.sameAsPath = nil }
        let name = "one-\(stepCount).tsv"
        let list = "cik\tname\n\(100 + first)\tREVIEWED\n"
        _ = try update.add([inputs.write(name, list)], holder: "a test")
        lists[name] = list
        sameAs = text
        return "review \(text)"
    }

    /// Builds another index of the same filings and lists at once.
    func rebuilt() throws -> (directory: TemporaryDirectory, entries: [Manifest.Entry]) {
        let fresh = TemporaryDirectory()
        for (number, paper) in papers { fresh.write("in/\(number).xml", paper.xml) }
        for (name, text) in lists { fresh.write("in/\(name)", text) }
        fresh.write("in/none/nothing.txt", "")
        var rebuild = Rebuild(path: fresh.path + "/index", inputs: [fresh.path + "/in"], threadCount: 1)
        if let sameAs { rebuild.sameAsPath = fresh.write("same.tsv", sameAs) }
        _ = try rebuild.run(holder: "a test") { _ in }
        let isBuilt = try !IndexDirectory(path: fresh.path + "/index").generations().isEmpty
        return (fresh, isBuilt ? try IndexDirectory(path: fresh.path + "/index").open().manifest.segments : [])
    }

    /// Makes one segment of all.
    mutating func mergeAll() throws { try update.merge(all: true, holder: "a test") }

    private func accession(_ number: Int) -> String { "0001000001-20-0000\(10 + number)" }

    private mutating func randomPaper() -> OwnershipPaper {
        let issuer = Int.random(in: 0..<Self.issuers.count, using: &generator)
        var owners: [OwnershipPaper.Owner] = []
        for _ in 0..<Int.random(in: 1...2, using: &generator) {
            let number = Int.random(in: 0..<Self.owners.count, using: &generator)
            let isNamed = Int.random(in: 0..<4, using: &generator) > 0
            owners.append(
                OwnershipPaper.Owner(
                    isNamed ? 100 + number : nil, Self.owners[number], street: "\(number) MAIN ST",
                    city: ["SALEM", "BOSTON", "LYNN"].randomElement(using: &generator) ?? "", boxes: ["officer"],
                    title: ["CHIEF", "TREASURER", ""].randomElement(using: &generator) ?? ""))
        }
        let day = Int.random(in: 10...28, using: &generator)
        return OwnershipPaper(
            (10 + issuer, Self.issuers[issuer], "T\(issuer)"), owners,
            form: Int.random(in: 0..<5, using: &generator) == 0 ? "4/A" : "4",
            period: "20\(Int.random(in: 10...12, using: &generator))-01-\(day)")
    }

    private static let issuers = ["WIDGET CORP", "EXAMPLE ROBOTICS INC", "ACME MINING CO", "NOVA BANK"]
    /// The last, where it has no CIK, is longer than a key of the index may be, so that it cannot be looked up there.
    private static let owners =
        [
            "KIM ANN", "ROE JANE B", "SMITH JOHN", "SMITH JOHN Q", "PANORA ROBERT A", "LEE WU", "OBRIEN PATRICK",
            "ROE JANE",
        ] + [String(repeating: "ENDLESS ", count: 150)]
}
