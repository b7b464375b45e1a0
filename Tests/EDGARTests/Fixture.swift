internal import FilingModel
internal import TestSupport
import Testing

@testable internal import EDGAR

/// Public records kept beside the tests.
enum Fixture {
    static let snowflakeForm3 = "3_form3.snow.nonderiv_01595653.xml"
    static let palantirForm4 = "4_0001209191-23-055596_doc4_0a326596.xml"
    static let threeOwners = "3_1629794_3_0001209191-20-042068_07c13cda.txt"
    static let headerOf1998 = "4_0001012325-98-000004_1990sheader_61a7f1f6.txt"
    static let tagForm = "4_0001562180-25-000280_57b245a7.nc"
    static let twoSymbols = "5_1243203_1_0001209191-20-002775_6d9a1941.txt"
    static let headerPage = "8-K_0001193125-24-152391_23AndMe.index-headers_40d89457.html"
    static let schedule13D = "SC-13DA_0001193125-24-275026_sc13da_real_header_variant_7554d6fe.txt"
    static let form144 = "144_apple.144_17c06ecc.xml"
    static let effect = "EFFECT_effect2_4c6044b8.xml"
    static let upload = "UPLOAD_0000000000-24-003505_04a558b5.txt"
    static let message = "8-K_1001136_8K_2000_0000950124-00-005827_2bada84e.txt"

    /// The bytes of a file in `Fixtures`.
    static func bytes(_ name: String) throws -> [UInt8] {
        try #require(TestFile.read(SampleFilings.folder + "/" + name), "fixture \(name) is missing")
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
