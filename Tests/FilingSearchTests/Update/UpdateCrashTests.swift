internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `An index changed in place on a disk that crashes` {
    private static let number = "0001000001-20-00000"
    private let directory = TemporaryDirectory()
    private let inputs = TemporaryDirectory()

    private func write(_ folder: String, _ number: Int, _ owner: String) {
        let paper = OwnershipPaper((2, "WIDGET CORP", "WDG"), [.init(10 + number, owner)])
        inputs.write("\(folder)/\(Self.number)\(number).xml", paper.xml)
    }

    /// What each commit holds: the owners of its filings.
    private static let owners: [UInt64: Set<String>] = [
        1: ["kim", "roe", "novak"], 2: ["panora", "roe", "novak", "lee"], 3: ["panora", "novak", "lee"],
        4: ["panora", "novak", "lee"],
    ]

    /// Adds, replaces, removes and merges.
    private func change(_ disk: any FileSystem, _ published: (UInt64) -> Void) throws {
        var update = IndexUpdate(path: directory.path, on: disk)
        let added = try update.add([inputs.path + "/second"], holder: "a test")
        #expect(added.count(.updated) == 1 && added.count(.imported) == 1)
        published(try #require(added.generation))
        let roe = try #require(FilingIdentity(parsing: Self.number + "2"))
        published(try #require(try update.remove([roe], holder: "a test").outcome.generation))
        try update.merge(all: true, holder: "a test") { published($0.generation) }
    }

    /// Which commit opens, without a warning, sound, and with what it should hold.
    private func opened(_ files: [String: [UInt8]]) throws -> UInt64 {
        let disk = MemoryDisk(files)
        let index = try FilingIndex(path: directory.path, on: disk)
        #expect(index.warnings == [])
        let report = IndexVerifier(IndexDirectory(path: directory.path, on: disk)).verify()
        #expect(report.isSound, "\(report.faults)")
        let wanted = Self.owners[index.generation] ?? []
        #expect(try index.search("form:4").total == wanted.count)
        for owner in ["kim", "roe", "panora", "lee", "novak"] {
            #expect(try index.search(owner).total == (wanted.contains(owner) ? 1 : 0))
            #expect(try (index.person(owner) != nil) == wanted.contains(owner))
        }
        #expect(try index.issuer("WDG")?.party.filingCount == wanted.count)
        return index.generation
    }

    @Test func `holds what was acknowledged, or the change under way whole`() throws {
        write("first", 1, "KIM ANN")
        write("first", 2, "ROE JANE")
        write("first", 4, "NOVAK EVA")
        write("second", 1, "PANORA ROBERT")
        write("second", 3, "LEE WU")
        let before = MemoryDisk()
        var first = IndexUpdate(path: directory.path, on: before)
        #expect(try first.add([inputs.path + "/first"], holder: "a test").generation == 1)
        let disk = CrashDisk(before.files, acknowledged: 1)
        try change(disk) { disk.acknowledge($0) }
        var generator = SeededGenerator(seed: 1)
        var opened: [UInt64: UInt64] = [:]
        var tried = 0
        for point in disk.points {
            try point.forEachState(limit: 200, using: &generator) { state in
                tried += 1
                let generation = try opened[state.published] ?? self.opened(state.files())
                opened[state.published] = generation
                guard (point.acknowledged...min(4, point.acknowledged + 1)).contains(generation) else {
                    Issue.record("commit \(generation) after \(point.operation)")
                    return
                }
            }
        }
        print("crash simulator, changes in place: \(tried) states tried, \(opened.count) opened")
        #expect(disk.points.count > 30)
        #expect(tried > 3_000)
        #expect(Set(opened.values) == [1, 2, 3, 4])
    }
}
