import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `A description of a segment` {
    private static func reader(_ directory: TemporaryDirectory) throws -> SegmentReader {
        let documents = try DamagedSegment(documentCount: 20).documents
        return try SegmentBuilder.segment(of: documents, schema: DamagedSegment.schema, in: directory).reader
    }

    @Test func `accounts for every byte and every field`() throws {
        let directory = TemporaryDirectory()
        let dump = try SegmentDump(Self.reader(directory))
        #expect(dump.documentCount == 20)
        #expect(dump.formatVersion == 1)
        #expect(dump.sections.reduce(dump.overheadBytes) { $0 + $1.lengthBytes } == dump.fileBytes)
        #expect(dump.sections.reduce(0) { $0 + $1.share } < 1)
        #expect(dump.sections.first { $0.name == "lengths" }?.bytesPerDocument == 1)
        #expect(dump.sections.filter { $0.name == "lengths" }.map(\.owner) == ["title", "body"])
        #expect(dump.sections.filter { $0.name == "column ends" }.map(\.owner) == ["parties"])
        #expect(dump.fields.map(\.termCount) == [6, 7, 2])
        #expect(dump.fields.map(\.documentCount) == [20, 20, 20])
        #expect(dump.fields[0].wordCount == 40)
        #expect(dump.fields[0].meanLength == 2)
        #expect(dump.fields[1].singleDocumentTermCount == 2)
        #expect(dump.fields[2].postingsCount == 20)
        #expect(dump.identityColumn == "identity")
    }

    @Test func `gives the bytes of terms, lists and positions to the fields they belong to`() throws {
        let directory = TemporaryDirectory()
        let dump = try SegmentDump(Self.reader(directory))
        func length(_ name: String) -> Int? { dump.sections.first { $0.name == name }?.lengthBytes }
        #expect(dump.fields.reduce(0) { $0 + $1.postingsBytes } == length("postings"))
        #expect(dump.fields.reduce(0) { $0 + $1.positionsBytes } == length("positions"))
        // One block: 5 bytes of widths, three varints, and at most 7 bits to fill the last byte.
        let terms = try #require(length("terms")) * 8 - dump.fields.reduce(0) { $0 + $1.termBits }
        #expect((8 * 8...12 * 8).contains(terms))
        // A form in one document of a field without positions has neither.
        #expect(dump.fields[2].positionsBytes == 0)
        #expect(dump.fields.prefix(2).allSatisfy { $0.positionsBytes > 0 })
    }

    @Test func `lists terms by what they begin with`() throws {
        let directory = TemporaryDirectory()
        let reader = try Self.reader(directory)
        func texts(_ prefix: String, field: Int, limit: Int = .max) throws -> [String] {
            try SegmentDump.terms(of: reader, field: field, prefix: Array(prefix.utf8), limit: limit).map(\.text)
        }
        #expect(try texts("", field: 1) == ["all", "nine", "of", "once", "only", "pad", "seven"])
        #expect(try texts("on", field: 1) == ["once", "only"])
        #expect(try texts("on", field: 1, limit: 1) == ["once"])
        #expect(try texts("4", field: 2) == ["4", "4/A"])
        #expect(try texts("4", field: 1).isEmpty)
        let all = try SegmentDump.terms(of: reader, field: 1, prefix: Array("all".utf8))
        #expect(all == [.init(bytes: Array("all".utf8), documentFrequency: 20, totalFrequency: 40)])
    }

    @Test func `lists the documents of a term with their positions`() throws {
        let directory = TemporaryDirectory()
        let reader = try Self.reader(directory)
        let nine = try SegmentDump.postings(of: reader, term: Array("nine".utf8), field: 1)
        #expect(
            nine == [0, 7, 14].map { .init(document: $0, frequency: 1, positions: [4]) })
        let all = try SegmentDump.postings(of: reader, term: Array("all".utf8), field: 1, limit: 2)
        #expect(all == [0, 1].map { .init(document: $0, frequency: 2, positions: [0, 1]) })
        let code = try SegmentDump.postings(of: reader, term: Array("4/A".utf8), field: 2, limit: 1)
        #expect(code == [.init(document: 1, frequency: 1, positions: [])])
        #expect(try SegmentDump.postings(of: reader, term: Array("none".utf8), field: 1).isEmpty)
        #expect(try SegmentDump.postings(of: reader, term: [], field: 1).isEmpty)
        #expect(try SegmentDump.postings(of: reader, term: Array("all".utf8), field: 9).isEmpty)
    }
}
