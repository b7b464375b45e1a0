internal import FuzzTargets
internal import TestSupport

/// What to feed: the environment variable FILINGS_FUZZ names it.
private let target = TestFile.environment("FILINGS_FUZZ").flatMap(FuzzTarget.init(rawValue:)) ?? .xml

/// Called by libFuzzer with each input.
///
/// - Parameters:
///   - data: the input; valid during the call only.
///   - size: its length in bytes.
/// - Returns: 0, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    // Safe: libFuzzer hands over `size` bytes.
    unsafe target.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

/// Without libFuzzer the program reads the files it is given, to see a find again.
@main
enum FilingsFuzz {
    static func main() {
        for path in CommandLine.arguments.dropFirst() {
            guard let bytes = TestFile.read(path) else { continue }
            target.run(bytes)
            print("\(path): nothing found")
        }
    }
}
