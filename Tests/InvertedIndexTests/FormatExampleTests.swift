import Storage
import TestSupport
import Testing

@testable import InvertedIndex

/// The worked bytes of `Index/FORMAT.md`: same examples, same numbers.
@Suite struct `The examples of the format's description` {
    private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    @Test func `number of variable length`() {
        var writer = ByteWriter()
        for number: UInt64 in [5, 127, 128, 300] { writer.varint(number) }
        #expect(hexadecimal(writer.bytes) == "05 7f 80 01 ac 02")
    }

    @Test func `horizontal run`() {
        var writer = BitWriter()
        for value: UInt64 in [5, 0, 7] { writer.append(value, width: 3) }
        #expect(hexadecimal(writer.finish()) == "c5 01")
    }

    @Test func `vertical block`() {
        var values = [UInt32](repeating: 0, count: 128)
        values[0] = 1
        values[5] = 1
        values[127] = 1
        var writer = ByteWriter()
        BitPacking.pack(values[...], width: 1, into: &writer)
        #expect(hexadecimal(writer.bytes) == "01 00 00 00 02 00 00 00 00 00 00 00 00 00 00 80")
    }

    @Test func `deleted documents`() {
        var deleted = DeletedDocuments(documentCount: 3, fieldCount: 1)
        var document = Document()
        document.texts = [(0, "five words in the text")]
        deleted.insert(
            1, document,
            schema: Schema(
                fields: [.text("body")], columns: [Schema.Column(name: "id", kind: .integer)], identityColumn: 0))
        let name = SegmentName(digest: "00112233445566778899aabbccddeeff", lengthBytes: 4096, footerChecksum: 0)
        let expected = """
            46 49 4c 47 44 45 4c 31 01 00 00 00 00 00 00 00 \
            00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff \
            03 00 00 00 01 00 00 00 01 00 00 00 00 00 00 00 \
            01 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 \
            02 00 00 00 00 00 00 00 2f f3 a6 8b
            """
        #expect(hexadecimal(deleted.serialized(of: name)) == expected)
    }

    @Test func `manifest`() {
        let name = SegmentName(
            digest: "00112233445566778899aabbccddeeff", lengthBytes: 4096, footerChecksum: 305_419_896)
        let manifest = Manifest(
            generation: 7, segments: [.init(collection: "filings", name: name, documentCount: 120)])
        let expected = """
            filings manifest 1
            generation 7
            segment filings 00112233445566778899aabbccddeeff 4096 305419896 120
            crc32c 2911869709

            """
        #expect(String(decoding: manifest.serialized, as: UTF8.self) == expected)
    }

    @Test func `smallest segment`() throws {
        let schema = Schema(fields: [], columns: [.init(name: "id", kind: .integer)], identityColumn: 0)
        let directory = TemporaryDirectory()
        let (reader, name) = try SegmentBuilder.segment(of: [], schema: schema, in: directory)
        let bytes = reader.file.bytes.array
        #expect(bytes.count == 708)
        #expect(
            hexadecimal(bytes[..<64]) == """
                46 49 4c 47 53 45 47 31 01 00 00 00 00 00 00 00 \
                00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 \
                00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 \
                00 00 00 00 00 00 00 00 00 00 00 00 09 7f c0 91
                """)
        #expect(
            reader.file.sections.map { [Int($0.kind), $0.offset, $0.lengthBytes] } == [
                [1, 64, 27], [2, 128, 0], [3, 128, 0], [4, 128, 24], [5, 192, 0], [6, 192, 0], [8, 192, 8],
                [10, 256, 0], [11, 256, 8], [12, 320, 0],
            ])
        #expect(
            hexadecimal(bytes[320..<352]) == """
                01 00 00 00 5d cd f6 d7 40 00 00 00 00 00 00 00 \
                1b 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                """)
        #expect(hexadecimal(bytes[640..<644]) == "d2 2a 43 21")
        #expect(
            hexadecimal(bytes[644...]) == """
                40 01 00 00 00 00 00 00 0a 00 00 00 01 00 00 00 \
                80 02 00 00 00 00 00 00 c4 02 00 00 00 00 00 00 \
                e9 b8 18 99 3f bb 3e 68 00 00 00 00 00 00 00 00 \
                46 49 4c 47 45 4e 44 31 00 00 00 00 a3 c2 bd 0f
                """)
        #expect(name.digest == "9297dc752ad1b319208247a243fab056")
        #expect(name.footerChecksum == 0x0fbd_c2a3)
    }

    @Test func `schema`() throws {
        let schema = Schema(
            fields: [.text("body"), .keyword("form")],
            columns: [.init(name: "accession", kind: .integer), .init(name: "parties", kind: .integerList)],
            identityColumn: 0)
        let expected = """
            field body words-1 positions
            field form keyword-1 documents
            column accession integer identity
            column parties integerList

            """
        #expect(String(decoding: schema.serialized, as: UTF8.self) == expected)
        #expect(try Schema(serialized: schema.serialized) == schema)
        #expect(throws: Schema.Fault.analyzer(field: "body", name: "words-2")) {
            try Schema(serialized: Array(expected.replacing("words-1", with: "words-2").utf8))
        }
        for wrong in ["", "field body words-1\n", "column id integer\n", "what\n", expected + expected] {
            #expect(throws: Schema.Fault.malformed) { try Schema(serialized: Array(wrong.utf8)) }
        }
    }

    @Test func `statistics and column ends`() throws {
        let schema = Schema(
            fields: [.text("body")],
            columns: [.init(name: "id", kind: .integer), .init(name: "parties", kind: .integerList)],
            identityColumn: 0)
        let lists: [[Int64]] = [[4, 9], [], [7]]
        let documents = lists.enumerated().map { number, list in
            var document = Document()
            document.integers = [(0, Int64(number))] + list.map { (1, $0) }
            document.texts = [(0, ["three words here", "two words", ""][number])]
            return document
        }
        let directory = TemporaryDirectory()
        let reader = try SegmentBuilder.segment(of: documents, schema: schema, in: directory).reader
        let statistics = try reader.file.requiredSection(.statistics).bytes.array
        #expect(hexadecimal(statistics) == "02 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00")
        #expect(try reader.file.requiredSection(.column, number: 1).bytes.array == ColumnWriter.section([4, 9, 7]))
        #expect(try reader.file.requiredSection(.columnEnds, number: 1).bytes.array == ColumnWriter.section([2, 2, 3]))
    }

    @Test func `terms and term index`() {
        var writer = TermDictionaryWriter()
        // "form" stands once in document 7; "former" four times in 3 documents; and, in field 1, in documents 2 and 3.
        writer.add(
            key: TermKey.key(Array("form".utf8), field: 0),
            TermInfo(documentFrequency: 1, totalFrequency: 2, postings: 7, positionsOffset: 0))
        writer.add(
            key: TermKey.key(Array("former".utf8), field: 0),
            TermInfo(documentFrequency: 3, totalFrequency: 4, postings: 20, positionsOffset: 2))
        writer.add(
            key: TermKey.key(Array("former".utf8), field: 1),
            TermInfo(documentFrequency: 2, totalFrequency: 2, postings: 26, positionsOffset: 5))
        let (terms, index) = writer.finish()
        #expect(hexadecimal(terms) == "03 02 01 03 03 14 00 0e 05 66 6f 72 6d 01 04 03 65 72 01 06 01 02 3c 0c c5 05")
        #expect(
            hexadecimal(index) == """
                03 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 \
                00 00 00 01 6d 72 6f 66 00 00 00 00 00 00 00 00 \
                1a 00 00 00 00 00 00 00
                """)
    }

    @Test func `postings in one block`() {
        var writer = PostingsWriter()
        var lengths = [UInt8](repeating: 9, count: 12)
        lengths[7] = 4
        _ = writer.write(documents: [7, 11], frequencies: [1, 3], lengths: lengths, meanLength: 9)
        #expect(hexadecimal(writer.bytes) == "03 04 03 02 1f 08")
        var keywords = PostingsWriter()
        _ = keywords.write(documents: [7, 11], frequencies: [], lengths: [], meanLength: 1)
        #expect(hexadecimal(keywords.bytes) == "03 1f")
    }

    @Test func `postings in several blocks`() {
        let documents = (0..<130).map(UInt32.init)
        var frequencies = [UInt32](repeating: 1, count: 130)
        frequencies[129] = 2
        var lengths = [UInt8](repeating: 5, count: 130)
        lengths[129] = 8
        var writer = PostingsWriter()
        _ = writer.write(documents: documents[...], frequencies: frequencies[...], lengths: lengths, meanLength: 9)
        #expect(
            hexadecimal(writer.bytes) == """
                7f 00 00 00 81 00 00 00 02 00 00 00 05 00 00 00 \
                00 00 00 00 80 00 00 00 01 05 01 05 01 05 02 08 \
                01 05 01 05 00 00 00 01 02
                """)
    }

    @Test func `positions`() {
        var writer = PositionsWriter()
        // Document 7: positions 3 and 9; document 11: position 4.
        _ = writer.write([3, 6, 4])
        #expect(hexadecimal(writer.bytes) == "03 33 01")
    }

    @Test func `lengths`() {
        let lengths: [UInt32] = [0, 1, 23, 24, 40, 41, 42, 100, 1000, 100_000]
        #expect(lengths.map { Int(FieldLengths.byte(forLength: $0)) } == [0, 1, 23, 24, 40, 40, 41, 57, 87, 140])
        let kept = lengths.map { FieldLengths.decoded[Int(FieldLengths.byte(forLength: $0))] }
        #expect(kept == [0, 1, 23, 24, 40, 40, 42, 96, 984, 98_328])
    }

    @Test func `column`() {
        #expect(
            hexadecimal(ColumnWriter.section([5, nil, 7])) == """
                03 00 00 00 01 00 00 00 \
                05 00 00 00 00 00 00 00 07 00 00 00 00 00 00 00 \
                00 00 00 00 00 00 00 00 02 01 00 00 00 00 00 00 31
                """)
    }

    @Test func `documents`() throws {
        let sections = DocumentStoreWriter.sections([Array("ab".utf8), [], Array("c".utf8)])
        #expect(sections.dictionary.isEmpty)
        #expect(
            hexadecimal(sections.index) == "03 00 00 00 01 00 00 00 00 00 00 00 0f 00 00 00 00 00 00 00 00 00 00 00")
        let raw = try #require(ZstandardDecompressor(dictionary: []).decompress(sections.blocks, count: 15))
        #expect(hexadecimal(raw) == "02 00 00 00 02 00 00 00 03 00 00 00 61 62 63")
    }
}
