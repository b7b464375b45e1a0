internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Records of parties` {
    private func records() throws -> [PartyRecord] {
        var catalog = PartyCatalog()
        for filing in ImportedFilings.all { catalog.add(PartyCatalog.sightings(in: filing)) }
        let cik = try #require(CentralIndexKey(320_193))
        catalog.add(ListedParty(cik: cik, name: "Apple Inc.", kind: .company, tickers: ["AAPL"]))
        return catalog.finished().profiles.map { PartyRecord($0) }
    }

    @Test func `give every party of the fixtures back`() throws {
        let records = try records()
        #expect(records.count > 20)
        for record in records { #expect(try PartyRecord(from: record.bytes) == record) }
    }

    @Test func `cut anywhere are refused`() throws {
        for record in try records() {
            let bytes = record.bytes
            for length in bytes.indices {
                #expect(throws: RecordReader.Failure.self) { try PartyRecord(from: Array(bytes[..<length])) }
            }
        }
    }

    @Test func `with bytes behind them are refused`() throws {
        let record = try #require(try records().first)
        #expect(throws: RecordReader.Failure.self) { try PartyRecord(from: record.bytes + [0]) }
    }

    @Test func `damaged anywhere are refused or read as something else`() throws {
        var generator = SeededGenerator(seed: 13)
        let records = try records()
        for _ in 0..<5_000 {
            guard let record = records.randomElement(using: &generator) else { continue }
            var bytes = record.bytes
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            if let read = try? PartyRecord(from: bytes) { #expect(try PartyRecord(from: read.bytes) == read) }
        }
    }
}
