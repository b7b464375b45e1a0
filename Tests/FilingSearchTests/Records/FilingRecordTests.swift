internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Records of filings` {
    @Test func `give every fixture back`() throws {
        #expect(ImportedFilings.all.count >= 16)
        for filing in ImportedFilings.all {
            #expect(try FilingRecord.filing(from: FilingRecord.bytes(of: filing)) == filing)
        }
    }

    @Test(arguments: UInt64(1)...4)
    func `give any filing back`(seed: UInt64) throws {
        var random = RandomFiling(seed: seed)
        for round in 0..<100 {
            let filing = random.next(isFull: round % 4 == 0)
            #expect(try FilingRecord.filing(from: FilingRecord.bytes(of: filing)) == filing)
        }
    }

    @Test func `cut anywhere are refused`() throws {
        var random = RandomFiling(seed: 11)
        for filing in [try ImportedFilings.tecogen(), random.next(isFull: true)] {
            let bytes = FilingRecord.bytes(of: filing)
            for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 1_500)) {
                #expect(throws: RecordReader.Failure.self) {
                    try FilingRecord.filing(from: Array(bytes[..<length]))
                }
            }
            #expect(throws: RecordReader.Failure.self) { try FilingRecord.filing(from: bytes + [0]) }
        }
    }

    @Test(arguments: UInt64(1)...2)
    func `damaged anywhere are refused or read as something else`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var random = RandomFiling(seed: seed)
        let original = FilingRecord.bytes(of: random.next(isFull: true))
        for _ in 0..<1_500 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            // Either outcome is right: what must not happen is a trap, or memory asked for without end.
            let filing = try? FilingRecord.filing(from: bytes)
            if let filing { #expect(try FilingRecord.filing(from: FilingRecord.bytes(of: filing)) == filing) }
        }
    }

    @Test func `made of garbage are refused`() {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...200, using: &generator)
            let bytes =
                [UInt8.random(in: 1...3, using: &generator)]
                + (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? FilingRecord.filing(from: bytes)
        }
        #expect(throws: RecordReader.Failure.self) { try FilingRecord.filing(from: []) }
        #expect(throws: RecordReader.Failure.self) { try FilingRecord.filing(from: [2]) }
    }
}
