internal import FilingModel
internal import FoundationEssentials

@testable internal import EDGAR

/// Public records kept beside the tests.
enum Fixture {
    /// The bytes of a file in `Fixtures`.
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))
        return [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/Fixtures/\(name)")))
    }

    /// A file as text.
    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// Everything an importer says about some bytes.
    static func events(_ importer: any FilingImporter, bytes: [UInt8], file: String = "paper.txt") -> [ImportEvent] {
        var events: [ImportEvent] = []
        importer.read(ImportInput(file: file, bytes: bytes)) { events.append($0) }
        return events
    }

    /// The filings an importer finds in a fixture.
    static func filings(_ importer: any FilingImporter, _ name: String) throws -> [Filing] {
        filings(in: events(importer, bytes: try bytes(name)))
    }

    /// The filings among some events.
    static func filings(in events: [ImportEvent]) -> [Filing] {
        events.compactMap { event in
            if case .filing(let filing) = event { return filing }
            return nil
        }
    }

    /// The parties among some events.
    static func parties(in events: [ImportEvent]) -> [ListedParty] {
        events.compactMap { event in
            if case .party(let party) = event { return party }
            return nil
        }
    }

    /// The issues among some events.
    static func issues(in events: [ImportEvent]) -> [ImportIssue] {
        events.compactMap { event in
            if case .issue(let issue) = event { return issue }
            return nil
        }
    }
}

/// Numbers that repeat from run to run: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
