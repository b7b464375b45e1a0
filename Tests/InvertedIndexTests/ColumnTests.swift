import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Columns` {
    private static func check(_ values: [Int64?]) throws {
        let sections = try Sections([(.column, ColumnWriter.section(values))])
        let column = try ColumnReader(sections[.column], expectedCount: values.count)
        #expect(column.count == values.count)
        for (index, value) in values.enumerated() {
            let found = try column.value(at: index)
            #expect(found == (value == .min ? nil : value))
        }
        for block in 0..<(values.count + 1023) / 1024 {
            let present = values[block * 1024..<min(values.count, block * 1024 + 1024)].compactMap(\.self)
            if let low = present.min(), let high = present.max() {
                #expect(column.bounds(ofBlock: block) == low...high)
            } else {
                #expect(column.bounds(ofBlock: block) == nil)
            }
        }
        #expect(throws: IndexError.self) { try column.value(at: values.count) }
        #expect(throws: IndexError.self) { try column.value(at: -1) }
        #expect(throws: IndexError.self) { try ColumnReader(sections[.column], expectedCount: values.count + 1) }
    }

    @Test(arguments: [0, 1, 1023, 1024, 1025, 2500])
    func `give back their numbers, with gaps and without`(count: Int) throws {
        try Self.check((0..<count).map { Int64($0) * 1_000_003 - 7 })
        try Self.check((0..<count).map { $0 % 3 == 0 ? nil : Int64($0) })
        try Self.check((0..<count).map { _ in nil })
        try Self.check((0..<count).map { _ in 42 })
        try Self.check((0..<count).map { $0 % 2 == 0 ? 42 : nil })
    }

    @Test func `hold the lowest and the highest number side by side`() throws {
        try Self.check([.min + 1, .max])
        try Self.check([.min + 1, nil, .max])
        try Self.check([.max, nil])
        try Self.check([.min + 1, -1, 0, 1, nil, .max])
    }

    @Test func `of every width give back the extremes`() throws {
        for width in 0..<64 {
            let high = Int64.min + 1 &+ Int64(bitPattern: width == 0 ? 0 : UInt64.max >> UInt64(64 - width))
            try Self.check([.min + 1, high, .min + 1, high])
            try Self.check([.min + 1, nil, high])
        }
    }

    @Test func `a block without any number takes no room for codes`() {
        #expect(ColumnWriter.section([Int64?](repeating: nil, count: 1024)).count == 8 + 32)
    }
}

@Suite struct `Stored documents` {
    private static func check(_ documents: [[UInt8]]) throws {
        let bytes = DocumentStoreWriter.sections(documents)
        let sections = try Sections([
            (.documents, bytes.blocks), (.documentIndex, bytes.index), (.dictionary, bytes.dictionary),
        ])
        let store = try DocumentStoreReader(
            blocks: sections[.documents], index: sections[.documentIndex], dictionary: sections[.dictionary])
        #expect(store.count == documents.count)
        for (number, document) in documents.enumerated() {
            #expect(try store.document(DocumentID(number)) == document)
        }
        #expect(throws: IndexError.self) { try store.document(DocumentID(documents.count)) }
        #expect(throws: IndexError.self) { try store.document(.max) }
    }

    @Test func `come back whatever their size`() throws {
        try Self.check([])
        try Self.check([[]])
        try Self.check([[], [1], [], [2, 3], []])
        try Self.check([[UInt8](repeating: 7, count: 100_000), [1], [UInt8](repeating: 8, count: 16_384)])
        try Self.check((0..<40).map { [UInt8](repeating: UInt8($0), count: $0 * 150) })
    }

    @Test func `come back from blocks that share a trained dictionary`() throws {
        var generator = SeededGenerator(seed: 6)
        let documents = (0..<800).map { number in
            Array("<owner><name>PERSON \(number)</name><shares>".utf8)
                + (0..<150).map { _ in UInt8.random(in: 0x30...0x39, using: &generator) }
                + Array("</shares><transactionCode>S</transactionCode></owner>".utf8)
        }
        #expect(!DocumentStoreWriter.sections(documents).dictionary.isEmpty)
        try Self.check(documents)
    }

    @Test func `a multitude of empty ones is spread over blocks`() throws {
        let bytes = DocumentStoreWriter.sections([[UInt8]](repeating: [], count: 10_000))
        #expect(bytes.index.count == 8 + 3 * 16)
    }
}
