internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `A repair on a disk that crashes` {
    private let directory = TemporaryDirectory()
    private let inputs = TemporaryDirectory()

    /// Two segments of filings, one of them with a damaged list of terms.
    private func damaged() throws -> [String: [UInt8]] {
        let disk = MemoryDisk()
        var update = IndexUpdate(path: directory.path, on: disk)
        for (number, owner) in ["KIM ANN", "ROE JANE"].enumerated() {
            let paper = OwnershipPaper((2, "WIDGET CORP", "WDG"), [.init(10 + number, owner)])
            let file = inputs.write("0001000001-20-00000\(number + 1).xml", paper.xml)
            _ = try update.add([file], holder: "a test")
        }
        let newest = try IndexDirectory(path: directory.path, on: disk).open().manifest
        #expect(newest.segments.map(\.collection) == ["filings", "filings", "parties"])
        let path = directory.path + "/" + newest.segments[0].name.fileName
        let file = try SegmentFileReader(path: path, expected: newest.segments[0].name, on: disk)
        let terms = try #require(file.sections.first { $0.section == .terms })
        var files = disk.files
        files[path]?[terms.offset + terms.lengthBytes / 2] ^= 0x40
        return files
    }

    /// Repairs, and says what the index holds then.
    private func repair(_ disk: any FileSystem) throws {
        let outcome = try IndexRepair(path: directory.path, on: disk).run(holder: "a test")
        #expect(!outcome.isPartial, "\(outcome.lost) \(outcome.unknownCount) \(outcome.notes)")
        try check(disk)
    }

    private func check(_ disk: any FileSystem) throws {
        let report = IndexVerifier(IndexDirectory(path: directory.path, on: disk)).verify()
        #expect(report.isSound, "\(report.faults)")
        let index = try FilingIndex(path: directory.path, on: disk)
        #expect(index.warnings == [])
        #expect(try index.search("form:4").total == 2)
        for owner in ["kim", "roe"] {
            #expect(try index.search(owner).total == 1)
            #expect(try index.person(owner) != nil)
        }
    }

    @Test func `loses nothing wherever it is broken off, and can be done again`() throws {
        let files = try damaged()
        let disk = CrashDisk(files, acknowledged: 2)
        try repair(disk)
        var generator = SeededGenerator(seed: 1)
        var tried = 0
        var seen: Set<UInt64> = []
        for point in disk.points {
            try point.forEachState(limit: 100, using: &generator) { state in
                tried += 1
                guard seen.insert(state.published).inserted else { return }
                try repair(MemoryDisk(state.files()))
            }
        }
        print("crash simulator, repairs: \(tried) states tried, \(seen.count) repaired again")
        #expect(disk.points.count > 15)
        #expect(tried > 500)
    }
}
