internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Repairing an index` {
    private static let queries = ["stock", "owner:robert", "form:4", "\"common stock\"", "role:director", "panora"]

    private struct Answers: Equatable {
        var found: [String] = []
        var names: [String] = []
        var filingCount = 0
        var partyCount = 0

        init(_ index: FilingIndex) throws {
            for query in queries {
                let results = try index.search(query)
                found.append("\(query): \(results.total) \(results.hits.map { "\($0.filing.identity) \($0.score)" })")
            }
            var session = index.nameSession()
            for name in ["panora robert", "snowflake"] {
                names.append("\(try session.parties(like: name).map { "\($0.name) \($0.score) \($0.filingCount)" })")
            }
            let statistics = try index.statistics()
            (filingCount, partyCount) = (statistics.filingCount, statistics.partyCount)
        }
    }

    /// An index of all fixtures in two segments, one filing removed, and what it answers.
    private let small = SmallIndex()
    private let answers: Answers
    private let identities: [FilingIdentity]
    private let files: [String: [UInt8]]

    init() throws {
        for path in SampleFilings.paths.prefix(9) {
            small.inputs.write(String(path.split(separator: "/").last ?? ""), TestFile.read(path) ?? [])
        }
        try small.rebuild()
        var update = IndexUpdate(path: small.path)
        let outcome = try update.add(Array(SampleFilings.paths.dropFirst(9)), holder: "a test")
        #expect(outcome.generation == 2)
        let removed = try #require(ImportedFilings.read(SampleFilings.tecogen).first?.identity)
        _ = try update.remove([removed], holder: "a test")
        let index = try small.open()
        answers = try Answers(index)
        identities = try index.search("form:* OR -form:*").hits.map(\.filing.identity)
        var files: [String: [UInt8]] = [:]
        for name in TestFile.names(in: small.path) where name != "LOCK" {
            files[name] = TestFile.read(small.path + "/" + name)
        }
        self.files = files
    }

    /// Puts the index back as it was, but for one file.
    private func spoil(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
        for name in TestFile.names(in: small.path) where name != "LOCK" {
            try LocalFileSystem().remove(small.path + "/" + name)
        }
        for (name, bytes) in files { TestFile.write(small.path + "/" + name, bytes) }
        var bytes = try #require(files[name])
        change(&bytes)
        TestFile.write(small.path + "/" + name, bytes)
    }

    private func repair() throws -> IndexRepair.Outcome {
        let outcome = try IndexRepair(path: small.path).run(holder: "a test")
        let report = IndexVerifier(IndexDirectory(path: small.path)).verify()
        #expect(report.isSound, "\(report.faults)")
        #expect(report.notes == [])
        #expect(outcome.generation == report.generation)
        return outcome
    }

    private var newest: Manifest {
        get throws { try Manifest(parsing: files["manifest-3"] ?? [], path: "manifest-3") }
    }

    @Test func `of a sound index changes nothing`() throws {
        let before = TestFile.names(in: small.path)
        let outcome = try IndexRepair(path: small.path).run(holder: "a test")
        #expect(outcome.generation == nil)
        #expect(TestFile.names(in: small.path) == before)
    }

    @Test func `brings everything back where records are whole`() throws {
        for entry in try newest.segments {
            let path = small.path + "/" + entry.name.fileName
            try spoil(entry.name.fileName) { _ in }
            let sections = try SegmentFileReader(path: path, expected: entry.name, on: LocalFileSystem()).sections
            for section in sections where section.lengthBytes > 0 {
                let isRecords = [.documents, .documentIndex, .dictionary].contains(section.section)
                let isLists =
                    section.kind == PartySegment.Section.listed.rawValue
                    || section.kind == PartySegment.Section.reviewed.rawValue
                if isRecords && entry.collection == FilingSchema.collection || isLists { continue }
                try spoil(entry.name.fileName) { $0[section.offset + section.lengthBytes / 2] ^= 0x40 }
                let outcome = try repair()
                #expect(!outcome.isPartial, "\(section.name): \(outcome.notes)")
                #expect(try Answers(small.open()) == answers, "\(entry.collection) \(section.name)")
            }
        }
    }

    @Test func `names the filings whose records are damaged, and keeps the others`() throws {
        for entry in try newest.segments where entry.collection == FilingSchema.collection {
            let path = small.path + "/" + entry.name.fileName
            try spoil(entry.name.fileName) { _ in }
            let sections = try SegmentFileReader(path: path, expected: entry.name, on: LocalFileSystem()).sections
            let records = try #require(sections.first { $0.section == .documents })
            try spoil(entry.name.fileName) { bytes in
                for place in records.offset..<records.offset + records.lengthBytes { bytes[place] ^= 0x40 }
            }
            let outcome = try repair()
            #expect(outcome.unknownCount == 0)
            #expect(!outcome.lost.isEmpty)
            let index = try small.open()
            let left = try index.search("form:* OR -form:*").hits.map(\.filing.identity)
            #expect(Set(left).union(outcome.lost) == Set(identities))
            #expect(Set(left).isDisjoint(with: outcome.lost))
            // Importing again what is named brings everything back.
            var update = IndexUpdate(path: small.path)
            _ = try update.add(SampleFilings.paths.filter { $0 != SampleFilings.tecogen }, holder: "a test")
            #expect(try Answers(small.open()) == answers)
        }
    }

    @Test func `keeps what it can of files that lead nowhere`() throws {
        let manifest = try newest
        // A segment without a footer.
        let entry = try #require(manifest.segments.first { $0.collection == FilingSchema.collection })
        try spoil(entry.name.fileName) { $0.removeLast(10) }
        var outcome = try repair()
        #expect(outcome.unknownCount == entry.liveCount)
        #expect(outcome.filingCount == identities.count - entry.liveCount)
        #expect(outcome.notes.contains { $0.contains(entry.name.fileName) })
        // The newest manifest: what it did is gone.
        try spoil("manifest-3") { $0[30] ^= 1 }
        outcome = try repair()
        #expect(outcome.repaired == 2)
        #expect(outcome.notes.contains { $0.contains("commit 3") })
        #expect(outcome.filingCount == identities.count + 1)
        // What was removed cannot be read: it is back, and that is said.
        let deleted = try #require(files.keys.first { $0.hasSuffix(".deleted") })
        try spoil(deleted) { $0[20] ^= 1 }
        outcome = try repair()
        #expect(outcome.notes.contains { $0.contains("are back") })
        #expect(outcome.filingCount == identities.count + 1)
    }

    @Test func `is refused where no manifest can be read`() throws {
        try spoil("manifest-3") { $0[30] ^= 1 }
        TestFile.write(small.path + "/manifest-2", Array("nothing".utf8))
        #expect(throws: IndexError.self) { try IndexRepair(path: small.path).run(holder: "a test") }
        #expect(throws: IndexError.self) { try IndexRepair(path: small.path + "/none").run(holder: "a test") }
    }
}
