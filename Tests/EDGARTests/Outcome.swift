import EDGAR
import FilingModel
import Testing

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
