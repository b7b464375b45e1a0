import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Deleted documents` {
    private static func document(_ number: Int) -> Document {
        var document = Document()
        document.integers = [(0, Int64(number)), (1, Int64(number % 7))]
        document.texts = [(1, "all word\(number % 5)" + String(repeating: " more", count: number % 90))]
        document.keywords = [(2, "4"), (2, "4")]
        document.stored = [UInt8(number & 255)]
        return document
    }

    @Test func `are written and read back`() throws {
        let directory = TemporaryDirectory()
        let documents = (0..<130).map(Self.document)
        let (reader, name) = try SegmentBuilder.segment(of: documents, in: directory)
        #expect(reader.deleted == nil)
        #expect(reader.liveCount == 130)
        var deleted = DeletedDocuments(of: reader)
        for number in [0, 63, 64, 129] as [DocumentID] {
            let identity = try reader.identity(number)
            deleted.insert(number, documents[Int(identity)], schema: reader.schema)
        }
        let before = deleted
        deleted.insert(64, documents[0], schema: reader.schema)
        #expect(deleted == before)
        let index = IndexDirectory(path: directory.path)
        let entry = Manifest.Entry(
            collection: "filings", name: name, documentCount: 130,
            deleted: try index.writeDeleted(deleted, of: name, generation: 7))
        let opened = try entry.open(in: directory.path, on: LocalFileSystem())
        #expect(opened.deleted == deleted)
        #expect(opened.liveCount == 126)
        #expect((0..<130).filter { opened.isDeleted($0) } == [0, 63, 64, 129])
        #expect(entry.fileNames == ["\(name.digest).segment", "\(name.digest).7.deleted"])
    }

    /// Lists of one block and of many, with few and with many of their documents deleted.
    @Test(arguments: [1, 3, 40, 900, 2999, 3000])
    func `take themselves out of every count`(goneCount: Int) throws {
        var generator = SeededGenerator(seed: UInt64(goneCount))
        let documents = (0..<3000).map(Self.document)
        let gone = Array(documents.shuffled(using: &generator).prefix(goneCount))
        let directory = TemporaryDirectory()
        let name = try SegmentBuilder.segment(of: documents, in: directory).name
        let reader = try SegmentReader.open(name, in: directory.path, deleting: gone)
        let identities = Set(gone.map(\.identity))
        let rest = documents.filter { !identities.contains($0.identity) }
        let other = try SegmentBuilder.segment(of: rest, in: TemporaryDirectory()).reader
        for field in reader.schema.fields.indices {
            #expect(reader.liveStatistics(ofField: field) == other.statistics[field])
        }
        for word in ["all", "word0", "word4", "more", "4"] {
            for (field, info) in try reader.dictionary.infos(term: Array(word.utf8)) {
                let expected = try other.dictionary.info(term: Array(word.utf8), field: field)?.documentFrequency ?? 0
                #expect(try reader.liveFrequency(info, field: field) == expected)
            }
        }
        #expect(try reader.liveBounds(ofColumn: 0) == other.liveBounds(ofColumn: 0))
        #expect(try reader.liveBounds(ofColumn: 1) == other.liveBounds(ofColumn: 1))
    }

    @Test func `of another segment, cut, changed or of another version are refused`() throws {
        let directory = TemporaryDirectory()
        let documents = (0..<70).map(Self.document)
        let (reader, name) = try SegmentBuilder.segment(of: documents, in: directory)
        let other = try SegmentBuilder.segment(of: Array(documents.dropLast()), in: directory).name
        var deleted = DeletedDocuments(of: reader)
        deleted.insert(3, documents[3], schema: reader.schema)
        let index = IndexDirectory(path: directory.path)
        let written = try index.writeDeleted(deleted, of: name, generation: 2)
        let path = directory.path + "/" + DeletedDocuments.fileName(of: name, generation: 2)
        let bytes = try LocalFileSystem().read(path)
        func opens(_ changed: [UInt8], as segment: SegmentName, _ manifest: Manifest.Deleted) throws -> Bool {
            let target = directory.path + "/" + DeletedDocuments.fileName(of: segment, generation: 2)
            TestFile.write(target, changed)
            do throws(IndexError) {
                _ = try DeletedDocuments(manifest, of: segment, directory: directory.path, on: LocalFileSystem())
                return true
            } catch {
                return false
            }
        }
        #expect(try opens(bytes, as: name, written))
        #expect(try !opens(bytes, as: other, written))
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place & 7)
            #expect(try !opens(changed, as: name, written))
            #expect(try !opens(Array(bytes.prefix(place)), as: name, written))
        }
        #expect(try !opens(bytes + [0], as: name, written))
        var wrong = written
        wrong.count += 1
        #expect(try !opens(bytes, as: name, wrong))
        wrong = written
        wrong.checksum ^= 1
        #expect(try !opens(bytes, as: name, wrong))
        // A document beyond the last, with a right checksum.
        var beyond = Array(bytes.dropLast(4))
        beyond[beyond.count - 1] = 0x80
        wrong = written
        wrong.checksum = CRC32C.of(beyond.span)
        var tail = ByteWriter()
        tail.uint32(wrong.checksum)
        #expect(try !opens(beyond + tail.bytes, as: name, wrong))
    }

    @Test(arguments: [
        ("00112233445566778899aabbccddeeff.1.deleted", true), ("00112233445566778899aabbccddeeff.0.deleted", false),
        ("00112233445566778899aabbccddeeff.01.deleted", false), ("00112233445566778899aabbccddeeff.deleted", false),
        ("0011.1.deleted", false), ("my.1.deleted", false), ("00112233445566778899aabbccddeeff.1.2.deleted", false),
        ("00112233445566778899aabbccddeeff.12.deleted.tmp", true),
    ])
    func `have one name a segment and commit`(name: String, isOurs: Bool) {
        #expect(IndexDirectory.isOurs(name) == isOurs)
    }

    @Test func `are told by a manifest that older programs refuse by its version`() throws {
        let name = SegmentName(
            digest: "00112233445566778899aabbccddeeff", lengthBytes: 4096, footerChecksum: 305_419_896)
        var manifest = Manifest(
            generation: 7, segments: [.init(collection: "filings", name: name, documentCount: 120)])
        #expect(String(decoding: manifest.serialized, as: UTF8.self).hasPrefix("filings manifest 1\n"))
        manifest.segments[0].deleted = Manifest.Deleted(generation: 7, count: 3, lengthBytes: 84, checksum: 99)
        let text = String(decoding: manifest.serialized, as: UTF8.self)
        #expect(text.hasPrefix("filings manifest 2\n"))
        #expect(text.contains(" 120 deleted 7 3 84 99\n"))
        #expect(try Manifest(parsing: manifest.serialized, path: "m") == manifest)
        #expect(manifest.segments[0].liveCount == 117)
    }

    @Test func `are kept by commits that name them and go with the last`() throws {
        let directory = TemporaryDirectory()
        let index = IndexDirectory(path: directory.path)
        let lock = try index.lock(holder: "test")
        let documents = (0..<20).map(Self.document)
        let (reader, name) = try SegmentBuilder.segment(of: documents, in: directory)
        var entry = Manifest.Entry(collection: "filings", name: name, documentCount: 20)
        _ = try index.commit([entry], holding: lock)
        for number in 0..<3 as Range<DocumentID> {
            var deleted = DeletedDocuments(of: try index.open().all.first?.reader ?? reader)
            #expect(deleted.count == Int(number))
            let identity = try reader.identity(number)
            deleted.insert(number, documents[Int(identity)], schema: reader.schema)
            entry.deleted = try index.writeDeleted(deleted, of: name, generation: try index.nextGeneration())
            _ = try index.commit([entry], holding: lock)
        }
        let names = TestFile.names(in: directory.path).filter { $0.hasSuffix(".deleted") }
        #expect(names == ["\(name.digest).3.deleted", "\(name.digest).4.deleted"])
        let report = IndexVerifier(index).verify()
        #expect(report.isSound, "\(report.faults)")
        #expect(report.notes.isEmpty)
        #expect(report.counts.documents == 17)
        _ = try index.commit([], holding: lock)
        _ = try index.commit([], holding: lock)
        #expect(TestFile.names(in: directory.path) == ["LOCK", "manifest-5", "manifest-6"])
        withExtendedLifetime(lock) {}
    }
}
