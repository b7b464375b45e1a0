internal import InvertedIndex
internal import Storage
internal import TestSupport

/// Files of an index with right checksums and any content.
enum SegmentFuzzing {
    private static let path = "/index"

    /// A segment with lists of every kind, and deleted documents of it.
    private struct Base {
        var schema = Schema(
            fields: [.text("title"), .text("body"), .keyword("code")],
            columns: [
                Schema.Column(name: "identity", kind: .integer), Schema.Column(name: "date", kind: .integer),
                Schema.Column(name: "parties", kind: .integerList),
            ],
            identityColumn: 0, order: [0, 1])
        var entry: Manifest.Entry
        var bytes: [UInt8]
        var deletedBytes: [UInt8] = []
        var deletedName = ""

        init() throws {
            let disk = MemoryDisk()
            var builder = SegmentBuilder(schema: schema)
            var documents: [Document] = []
            for number in 0..<200 {
                var document = Document()
                document.integers = [(0, Int64(number * 3)), (2, Int64(number)), (2, 5)]
                if number % 4 != 0 { document.integers.append((1, Int64(20_000_000 + number))) }
                let pad = String(repeating: " pad", count: number % 6)
                document.texts = [
                    (0, "title \(number % 5)"), (1, "all all" + (number % 7 == 0 ? " seven of nine" : "") + pad),
                ]
                if number == 100 { document.texts.append((1, "once only")) }
                document.keywords = [(2, number % 2 == 0 ? "4" : "4/A")]
                document.stored = Array("stored document \(number)".utf8)
                documents.append(document)
                builder.add(document)
            }
            let name = try builder.write(directory: path, temporaryName: "building-0", on: disk)
            entry = Manifest.Entry(collection: "filings", name: name, documentCount: documents.count)
            bytes = try disk.read(path + "/" + name.fileName)
            var deleted = DeletedDocuments(of: try entry.open(in: path, on: disk))
            for number in [0, 7, 64, 199] { deleted.insert(DocumentID(number), documents[number], schema: schema) }
            let index = IndexDirectory(path: path, on: disk)
            entry.deleted = try index.writeDeleted(deleted, of: name, generation: 1)
            deletedName = DeletedDocuments.fileName(of: name, generation: 1)
            deletedBytes = try disk.read(path + "/" + deletedName)
        }
    }

    private static let base = Result { try Base() }

    private static let queries: [Query] = {
        let fields: [Query.WeightedField] = [.init(field: 0, weight: 2), .init(field: 1), .init(field: 2)]
        func bytes(_ word: String) -> [UInt8] { Array(word.utf8) }
        func term(_ word: String) -> Query { .term(bytes(word), fields: fields) }
        return [
            term("all"), term("once"), term("4"), .prefix([], fields: fields),
            .phrase([bytes("seven"), bytes("of"), bytes("nine")], fields: fields),
            .any([term("seven"), term("once"), .filter(term("title"))]), .all([term("all"), .not(term("pad"))]),
            .range(column: 1, 20_000_002...20_000_100), .everything,
            .pattern(.fuzzy(Array("sevem".unicodeScalars), edits: 2), fields: fields),
            .near(Proximity([.words([bytes("nine")]), .words([bytes("seven")])], distance: 2), fields: fields),
            .place(.range(column: 2, 5...7)), .boosted(term("pad"), by: 2),
        ]
    }()

    /// Some bytes with others put in: each change is two bytes for the place and one for the value.
    private static func changed(_ bytes: [UInt8], by changes: [UInt8]) -> [UInt8] {
        var result = bytes
        for start in stride(from: 0, to: changes.count - 2, by: 3) {
            let place = Int(changes[start]) << 8 | Int(changes[start + 1])
            result[place % result.count] = changes[start + 2]
        }
        return result
    }

    /// Opens a changed segment and asks everything.
    static func open(_ changes: [UInt8]) {
        guard let base = try? base.get() else { preconditionFailure("the segment can be built") }
        var bytes = changed(base.bytes, by: changes)
        guard SegmentBytes.canRepair(bytes) else { return }
        SegmentBytes.repair(&bytes)
        var entry = base.entry
        entry.deleted = nil
        entry.name = SegmentName(
            digest: entry.name.digest, lengthBytes: bytes.count,
            footerChecksum: UInt32(SegmentBytes.number(bytes, bytes.count - 4, 4)))
        let manifest = Manifest(generation: 1, segments: [entry])
        let files = [path + "/" + entry.name.fileName: bytes, path + "/manifest-1": manifest.serialized]
        let disk = MemoryDisk(files)
        ask(disk)
        _ = IndexVerifier(IndexDirectory(path: path, on: disk)).verify()
    }

    private static func ask(_ disk: MemoryDisk) {
        guard let snapshot = try? IndexDirectory(path: path, on: disk).open() else { return }
        let segments = snapshot.all.map(\.reader)
        let searcher = Searcher(segments)
        for query in queries {
            // Wrong content gives wrong answers; more work than there is must be cut.
            _ = try? searcher.search(query, limit: 5, meter: WorkMeter(workMax: 50_000_000))
        }
        for reader in segments {
            for document in 0..<DocumentID(min(reader.documentCount, 250)) {
                _ = try? reader.stored(document)
                _ = try? reader.integer(1, document)
                _ = try? reader.integers(2, document)
            }
            _ = try? SegmentDump(reader)
            if let input = try? SegmentMerger.Input(reader),
                let merger = try? SegmentMerger([input], schema: reader.schema)
            {
                _ = try? merger.write(directory: path, temporaryName: "building-merged", on: MemoryDisk())
            }
        }
    }

    /// Reads a manifest.
    static func readManifest(_ bytes: [UInt8]) {
        var repaired = bytes
        if repaired.last != 0x0A { repaired.append(0x0A) }
        repaired += Array("crc32c \(CRC32C.of(repaired.span))\n".utf8)
        for text in [bytes, repaired] {
            guard let manifest = try? Manifest(parsing: text, path: "m") else { continue }
            guard let again = try? Manifest(parsing: manifest.serialized, path: "m") else {
                preconditionFailure("a manifest that was read can be written and read again")
            }
            precondition(again == manifest, "and is the same")
            let name = "manifest-\(manifest.generation)"
            _ = try? IndexDirectory(path: path, on: MemoryDisk([path + "/" + name: text])).open()
        }
    }

    /// Opens a changed file of deleted documents.
    static func readDeleted(_ changes: [UInt8]) {
        guard let base = try? base.get(), var told = base.entry.deleted else {
            preconditionFailure("the segment can be built")
        }
        var bytes = Array(changed(base.deletedBytes, by: changes).dropLast(4))
        told.checksum = CRC32C.of(bytes.span)
        for shift in stride(from: 0, to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: told.checksum >> UInt32(shift)))
        }
        var entry = base.entry
        entry.deleted = told
        let files = [
            path + "/" + entry.name.fileName: base.bytes, path + "/" + base.deletedName: bytes,
            path + "/manifest-1": Manifest(generation: 1, segments: [entry]).serialized,
        ]
        ask(MemoryDisk(files))
    }
}
