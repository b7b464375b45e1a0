internal import EDGAR
internal import FilingModel
internal import TestSupport

/// Inputs as an import reads them.
enum ImportFuzzing {
    /// Reads a document of some name.
    static func read(_ bytes: [UInt8], named name: String) {
        let session = ImportSession()
        let count = bytes.count
        func check(_ event: ImportEvent) {
            switch event {
            case .filing(let filing):
                let range = filing.source.byteRange
                precondition(
                    range.lowerBound >= 0 && range.upperBound <= count, "evidence lies within the bytes that were read")
            case .issue(let issue):
                precondition(!issue.message.isEmpty, "an issue says what it is about")
            default:
                break
            }
        }
        session.read(ImportInput(file: name, bytes: bytes), emit: check)
        session.finishFile(emit: check)
    }

    /// Reads a file through whatever packs it, and what comes out.
    static func unpack(_ bytes: [UInt8]) {
        let directory = TemporaryDirectory()
        let path = directory.write("input", bytes)
        defer { withExtendedLifetime(directory) {} }
        var limits = InputLimits()
        limits.documentBytes = 1 << 20
        limits.memberCount = 100
        limits.ratio = 20
        let source = InputSource(limits: limits)
        let session = ImportSession()
        var parts = 0
        for file in source.files(at: [path]).files {
            source.read(file) { part in
                parts += 1
                precondition(parts < 100_000, "limits bound what an archive gives")
                if case .input(let input) = part {
                    precondition(input.bytes.count <= limits.documentBytes, "no document is over the limit")
                    session.read(input) { _ in }
                }
                return parts < 1_000
            }
        }
        session.finishFile { _ in }
    }
}
