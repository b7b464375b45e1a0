import EDGAR
import FilingModel
import Glibc
import Testing

/// Real filings kept with the tests.
enum Fixture {
    // Foundation is left out of this target: its copy of ICU and libxml2's cannot be imported together.
    static let folder = "\(#filePath)".split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Fixtures"

    static func bytes(_ name: String) throws -> [UInt8] {
        let source = InputSource()
        let file = source.files(at: [folder + "/" + name]).files.first
        return try #require(file.flatMap { source.load($0).input?.bytes }, "fixture \(name) is missing")
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

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
}

/// Everything an input gave.
struct Outcome {
    var filings: [Filing] = []
    var parties: [ListedParty] = []
    var issues: [ImportIssue] = []

    /// Kinds of issues that are worse than notes.
    var troubles: [String] { issues.filter { $0.severity != .note }.map(\.kind) }
    var kinds: [String] { issues.map(\.kind) }

    init(_ bytes: [UInt8], file: String = "test.xml", session: ImportSession = ImportSession()) {
        session.read(ImportInput(file: file, bytes: bytes)) { event in
            switch event {
            case .filing(let filing): filings.append(filing)
            case .party(let party): parties.append(party)
            case .issue(let issue): issues.append(issue)
            }
        }
    }

    init(_ text: String, file: String = "test.xml") { self.init(Array(text.utf8), file: file) }
}

extension Filing {
    /// The filing without the place it was read from, for comparing two readings.
    var withoutSource: Filing {
        guard let digest = ContentDigest(bytes: [UInt8](repeating: 0, count: 32)) else { return self }
        var copy = self
        copy.source = FilingSource(file: "", byteRange: 0..<0, sha256: digest)
        copy.identity = .content(0)
        return copy
    }
}

extension String {
    func replacing(first old: String, with new: String) -> String {
        replacing(old, with: new, maxReplacements: 1)
    }
}

/// A variable of the environment.
func environment(_ name: String) -> String? {
    // Safe: nothing in the tests changes the environment, and the text is copied at once.
    unsafe getenv(name).map { unsafe String(cString: $0) }
}
