import EDGAR
import FilingModel
import Glibc
import TestSupport
import Testing

/// Figures, not a gate: run in release mode with FILINGS_EDGAR_TIMING set to a folder.
@Suite struct `Import timing` {
    static let folder = TestFile.environment("FILINGS_EDGAR_TIMING")

    private func seconds() -> Double {
        var time = timespec()
        // Safe: writes the time into our own variable.
        unsafe _ = clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test(.enabled(if: folder != nil, "set FILINGS_EDGAR_TIMING to a folder"))
    func `time per file of a folder`() throws {
        let source = InputSource()
        let files = source.files(at: [try #require(Self.folder)]).files
        let inputs = files.compactMap { source.load($0).input }
        let byteCount = inputs.reduce(0) { $0 + $1.bytes.count }
        let session = ImportSession()
        let reader = XMLReader()
        func report(_ what: String, _ work: () -> Int) {
            var best = Double.infinity
            var result = 0
            for _ in 0..<5 {
                let start = seconds()
                result = work()
                best = min(best, seconds() - start)
            }
            let perFile = best * 1e6 / Double(max(1, inputs.count))
            let rate = Double(byteCount) / 1e6 / best
            print(
                "\(what): \(inputs.count) files, \(byteCount) bytes, \(result) results, "
                    + "\(Int(perFile * 100)) us/100 files, \(Int(rate)) MB/s")
        }
        report("tape only") { inputs.reduce(0) { $0 + reader.parse($1.bytes, 0..<$1.bytes.count).events.count } }
        report("import") {
            var count = 0
            for input in inputs { session.read(input) { if case .filing = $0 { count += 1 } } }
            return count
        }
        report("digest") { inputs.reduce(0) { $0 + $1.source(of: 0..<$1.bytes.count, as: .unknown).byteRange.count } }
        report("path") { inputs.reduce(0) { $0 + ($1.accessionInPath == nil ? 0 : 1) } }
        report("choice") { inputs.reduce(0) { $0 + (Importers.importer(for: $1) is XMLImporter ? 1 : 0) } }
        report("load") { files.reduce(0) { $0 + (source.load($1).input?.bytes.count ?? 0) } }
    }
}
