import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `A check of an index` {
    @Test(arguments: UInt64(1)...10)
    func `finds nothing wrong with what was just written`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let collection = RandomCollection(using: &generator)
        let directory = TemporaryDirectory()
        let index = IndexDirectory(path: directory.path)
        let lock = try index.lock(holder: "test")
        var entries: [Manifest.Entry] = []
        for part in 0..<2 {
            var builder = SegmentBuilder(schema: RandomCollection.schema)
            for (place, document) in collection.documents.enumerated() where place % 2 == part { builder.add(document) }
            let count = builder.count
            let name = try builder.write(directory: directory.path, temporaryName: "t", on: LocalFileSystem())
            entries.append(.init(collection: "filings", name: name, documentCount: count))
        }
        _ = try index.commit(entries, holding: lock)
        let steps = Steps()
        let report = IndexVerifier(index).verify { steps.append($0.step) }
        #expect(report.isSound, "\(report.faults.map(\.description))")
        #expect(report.notes.isEmpty, "\(report.notes)")
        #expect(report.generation == 1)
        #expect(report.counts.documents == collection.documents.count)
        #expect(report.counts.files == 3)
        #expect(steps.all.contains("checksums"))
        withExtendedLifetime(lock) {}
    }

    private final class Steps {
        var all: [String] = []
        func append(_ step: String) { all.append(step) }
    }

    @Test func `finds nothing wrong with long lists and full blocks`() throws {
        let segment = try DamagedSegment(documentCount: 3000)
        let directory = TemporaryDirectory()
        let report = try IndexVerifier(segment.index(of: segment.bytes, in: directory)).verify()
        #expect(report.isSound, "\(report.faults.map(\.description))")
        #expect(report.counts.terms == 15)
        #expect(report.counts.postings > 10_000)
    }

    @Test func `tells what is lost by each damaged byte`() throws {
        let segment = try DamagedSegment(documentCount: 20)
        for section in SegmentBytes.table(segment.bytes).sections where !section.range.isEmpty {
            let kind = try #require(SegmentFile.Section(rawValue: UInt16(section.kind)))
            var bytes = segment.bytes
            bytes[section.range.lowerBound] ^= 0x10
            let directory = TemporaryDirectory()
            let report = try IndexVerifier(segment.index(of: bytes, in: directory)).verify()
            #expect(!report.isSound, "\(kind)")
            #expect(report.faults.allSatisfy { !$0.consequence.isEmpty })
        }
    }

    @Test func `finds documents that are not in the order of the schema`() throws {
        let segment = try DamagedSegment(documentCount: 20)
        var bytes = segment.bytes
        let place = try #require(bytes.firstRange(of: Array("order identity date".utf8)))
        bytes.replaceSubrange(place, with: Array("order date identity".utf8))
        SegmentBytes.repair(&bytes)
        let directory = TemporaryDirectory()
        let report = try IndexVerifier(segment.index(of: bytes, in: directory)).verify()
        #expect(report.faults.count == 1)
        #expect(report.faults.first?.description.contains("in the order of the schema") == true)
    }

    /// Part of a section in which nearly every bit is bound by something else in the file.
    ///
    /// The values of a column and the distances of positions could be any others; only their heads are tried.
    struct Part: Sendable, CustomTestStringConvertible {
        var section: SegmentFile.Section
        var number = 0
        var headBytes = Int.max
        var testDescription: String { "\(section.name) \(number)" }
    }

    @Test(arguments: [
        Part(section: .statistics), Part(section: .terms), Part(section: .termIndex), Part(section: .postings),
        Part(section: .positions, headBytes: 1), Part(section: .lengths, number: 0), Part(section: .lengths, number: 1),
        Part(section: .column, number: 0, headBytes: 40), Part(section: .column, number: 1, headBytes: 40),
        Part(section: .column, number: 2, headBytes: 40), Part(section: .columnEnds, number: 2, headBytes: 40),
        Part(section: .documentIndex),
    ])
    func `finds a changed bit that checksums do not show`(part: Part) throws {
        let segment = try DamagedSegment(documentCount: 150)
        let found = SegmentBytes.table(segment.bytes).sections.first {
            $0.kind == Int(part.section.rawValue) && $0.number == part.number
        }
        let range = try #require(found?.range)
        let end = range.lowerBound + min(range.count, part.headBytes)
        var missed: [Int] = []
        var generator = SeededGenerator(seed: 3)
        for place in stride(from: range.lowerBound, to: end, by: max(1, (end - range.lowerBound) / 40)) {
            var bytes = segment.bytes
            bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            SegmentBytes.repair(&bytes)
            let directory = TemporaryDirectory()
            let report = try IndexVerifier(segment.index(of: bytes, in: directory)).verify()
            if report.isSound { missed.append(place - range.lowerBound) }
        }
        // Bits that fill up a packed run mean nothing, a term may be spelt otherwise, an impact be looser, and a code
        // may have been given several times.
        let slack = [SegmentFile.Section.statistics: 3, .terms: 10, .postings: 6]
        #expect(missed.count <= slack[part.section, default: 0], "\(missed)")
    }

    @Test func `finds impacts that do not bound their block`() throws {
        let segment = try DamagedSegment(documentCount: 20)
        let range = try #require(SegmentBytes.table(segment.bytes).sections.first { $0.kind == 5 }?.range)
        // The first list is that of "0" in the title, a single block: its first two bytes are its impact.
        for (place, value) in [(0, UInt8(0)), (1, 255)] {
            var bytes = segment.bytes
            bytes[range.lowerBound + place] = value
            SegmentBytes.repair(&bytes)
            let directory = TemporaryDirectory()
            let report = try IndexVerifier(segment.index(of: bytes, in: directory)).verify()
            #expect(report.faults.contains { "\($0)".contains("impacts that bound") }, "\(report.faults)")
        }
    }

    @Test func `finds a document that stands in two segments`() throws {
        let directory = TemporaryDirectory()
        let index = IndexDirectory(path: directory.path)
        let lock = try index.lock(holder: "test")
        var entries: [Manifest.Entry] = []
        for count in 1...2 {
            let documents = (0..<count).map { number in
                var document = Document()
                document.integers = [(0, Int64(number))]
                return document
            }
            let name = try SegmentBuilder.segment(of: documents, in: directory).name
            entries.append(.init(collection: "filings", name: name, documentCount: count))
        }
        _ = try index.commit(entries, holding: lock)
        let report = IndexVerifier(index).verify()
        #expect(report.faults.count == 1)
        #expect(report.faults.first?.description.contains("found twice") == true)
        entries[1].collection = "names"
        _ = try index.commit(entries, holding: lock)
        #expect(IndexVerifier(index).verify().isSound)
        withExtendedLifetime(lock) {}
    }

    @Test func `tells of commits that do not open and of files that belong to none`() throws {
        let segment = try DamagedSegment(documentCount: 5)
        let directory = TemporaryDirectory()
        let index = try segment.index(of: segment.bytes, in: directory)
        try writeFile(Array("half a manif".utf8), to: directory.path + "/manifest-2")
        try writeFile([], to: directory.path + "/building.tmp")
        try writeFile([], to: directory.path + "/README")
        let report = IndexVerifier(index).verify()
        #expect(report.generation == 1)
        #expect(report.faults.map(\.consequence) == ["commit 2; readers fall back to commit 1"])
        #expect(report.notes.count == 2)
        #expect(report.counts.documents == 5)
    }

    @Test func `of nothing says that there is nothing`() {
        let directory = TemporaryDirectory()
        let report = IndexVerifier(IndexDirectory(path: directory.path)).verify()
        #expect(report.faults.map(\.error) == [.missing(directory: directory.path)])
    }

    @Test func `names the file whose content is not what its name says`() throws {
        let segment = try DamagedSegment(documentCount: 5)
        let other = try DamagedSegment(documentCount: 6)
        let directory = TemporaryDirectory()
        let index = try segment.index(of: segment.bytes, in: directory)
        let name = try #require(try index.manifest(1).segments.first?.name)
        let checksum = UInt32(SegmentBytes.number(other.bytes, other.bytes.count - 4, 4))
        let wrong = SegmentName(digest: name.digest, lengthBytes: other.bytes.count, footerChecksum: checksum)
        try writeFile(other.bytes, to: directory.path + "/" + name.fileName)
        let manifest = Manifest(
            generation: 1, segments: [.init(collection: "filings", name: wrong, documentCount: 6)])
        try writeFile(manifest.serialized, to: directory.path + "/manifest-1")
        let report = IndexVerifier(index).verify()
        #expect(report.faults.count == 1)
        #expect(report.faults.first?.description.contains("content of digest") == true)
    }
}
