import Storage
import TestSupport

@testable import InvertedIndex

/// A small segment, everything it answers, and ways to spoil its bytes.
struct DamagedSegment {
    let documents: [Document]
    let bytes: [UInt8]
    private let directory = TemporaryDirectory()

    /// Documents keep the order in which they are made.
    static let schema = {
        var schema = RandomCollection.schema
        schema.order = [0, 1]
        return schema
    }()

    /// A segment of `count` documents with lists of every kind: single, one block, and, above 128, several.
    init(documentCount count: Int) throws {
        documents = (0..<count).map { number in
            var document = Document()
            document.integers = [(0, Int64(number * 3)), (2, Int64(number)), (2, 5)]
            if number % 4 != 0 { document.integers.append((1, Int64(20_000_000 + number))) }
            let seven = number % 7 == 0 ? " seven of nine" : ""
            document.texts = [
                (0, "title \(number % 5)"), (1, "all all\(seven)" + String(repeating: " pad", count: number % 6)),
            ]
            if number == count / 2 { document.texts.append((1, "once only")) }
            document.keywords = [(2, number % 2 == 0 ? "4" : "4/A")]
            document.stored = Array("stored document \(number)".utf8)
            return document
        }
        bytes = try LocalFileSystem().read(
            directory.path + "/"
                + SegmentBuilder.segment(of: documents, schema: Self.schema, in: directory).name.fileName)
    }

    /// All that is asked of a segment.
    struct Answers: Equatable {
        var hits: [Searcher.Answer] = []
        var stored: [[UInt8]] = []
        var integers: [Int64?] = []
        var lists: [[Int64]] = []
    }

    static let queries: [Query] = {
        let fields: [Query.WeightedField] = [.init(field: 0, weight: 2), .init(field: 1), .init(field: 2)]
        func bytes(_ word: String) -> [UInt8] { Array(word.utf8) }
        func term(_ word: String) -> Query { .term(bytes(word), fields: fields) }
        return [
            term("all"), term("once"), term("4"), term("none"), .prefix(bytes("s"), fields: fields),
            .prefix([], fields: fields), .phrase([bytes("seven"), bytes("of"), bytes("nine")], fields: fields),
            .phrase([bytes("all"), bytes("all")], fields: fields), .all([term("pad"), term("4/a"), term("4/A")]),
            .any([term("seven"), term("once"), .filter(term("title"))]), .all([term("all"), .not(term("pad"))]),
            .range(column: 1, 20_000_002...20_000_100), .everything,
            .pattern(.fuzzy(Array("sevem".unicodeScalars), edits: 2), fields: fields),
            .pattern(.expression(TermExpression(wildcard: "*o*".unicodeScalars)), fields: fields),
            .near(Proximity([.words([bytes("nine")]), .words([bytes("seven")])], distance: 2), fields: fields),
            .near(
                Proximity(
                    [.words([bytes("seven")]), .pattern(.expression(TermExpression(wildcard: "o?".unicodeScalars)))],
                    isRun: true), fields: fields),
            .pattern(.kin(bytes("pads")), fields: fields), .place(.range(column: 2, 5...7)),
            .boosted(term("pad"), by: 2),
        ]
    }()

    /// Writes some bytes as a segment, opens it and asks everything.
    func answers(of bytes: [UInt8]) throws -> Answers { try Self.answers(of: reader(of: bytes)) }

    /// Writes some bytes as a segment and opens it.
    func reader(of bytes: [UInt8]) throws -> SegmentReader {
        let path = directory.path + "/damaged"
        try writeFile(bytes, to: path)
        return try SegmentReader(path: path, expected: nil, on: LocalFileSystem())
    }

    static func answers(of reader: SegmentReader) throws -> Answers {
        var answers = Answers()
        let searcher = Searcher([reader])
        for query in queries { answers.hits.append(try searcher.search(query, limit: 5)) }
        for document in 0..<UInt32(min(reader.documentCount, 400)) {
            answers.stored.append(try reader.stored(document))
            answers.integers.append(try reader.integer(1, document))
            answers.lists.append(try reader.integers(2, document))
        }
        return answers
    }

    /// Puts bytes into an index of their own, under the name and with the manifest that fit them.
    func index(of bytes: [UInt8], in directory: TemporaryDirectory) throws -> IndexDirectory {
        let digest = SegmentFileWriter.fileDigest(SHA256.digest(of: bytes.span))
        let checksum = SegmentBytes.number(bytes, bytes.count - 4, 4)
        let name = SegmentName(digest: digest, lengthBytes: bytes.count, footerChecksum: UInt32(checksum))
        let documents = Int(SegmentBytes.number(bytes, 32, 4))
        let manifest = Manifest(
            generation: 1, segments: [.init(collection: "filings", name: name, documentCount: documents)])
        try writeFile(bytes, to: directory.path + "/" + name.fileName)
        try writeFile(manifest.serialized, to: directory.path + "/manifest-1")
        return IndexDirectory(path: directory.path)
    }
}
