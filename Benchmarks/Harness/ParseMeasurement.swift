internal import EDGAR
internal import Glibc

/// Times the way from bytes in memory to filings, on one thread.
enum ParseMeasurement {
    /// Prints the least processor seconds of a round, inputs and their bytes, parted by tabs.
    ///
    /// - Parameters:
    ///   - path: a file, folder or archive; read into memory before the clock starts.
    ///   - rounds: how often all of it is parsed.
    /// - Throws: `Failure` when something is no filing.
    static func run(path: String, rounds: Int) throws {
        let source = InputSource()
        var inputs: [ImportInput] = []
        for file in source.files(at: [path]).files {
            source.read(file) { part in
                if case .input(let input) = part { inputs.append(input) }
                return true
            }
        }
        let session = ImportSession()
        var least = Double.infinity
        for _ in 0..<max(1, rounds) {
            var filingCount = 0
            let start = processorSeconds()
            for input in inputs {
                session.read(input) { event in if case .filing = event { filingCount += 1 } }
            }
            least = min(least, processorSeconds() - start)
            guard filingCount == inputs.count else {
                throw Failure("\(filingCount) filings were found in \(inputs.count) inputs")
            }
        }
        print("\(least)\t\(inputs.count)\t\(inputs.reduce(0) { $0 + $1.bytes.count })")
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        // Safe: the kernel fills in our value.
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
