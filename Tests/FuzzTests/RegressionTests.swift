internal import FuzzTargets
internal import TestSupport
internal import Testing

/// What fuzzers begin with and what they have found, in `Tests/Fuzz`: it must be got through.
@Suite struct `Finds of fuzzers` {
    private static let folder = SampleFilings.tests + "/Fuzz"

    @Test(arguments: FuzzTarget.allCases)
    func `are got through`(target: FuzzTarget) {
        var count = 0
        for kind in ["Corpus", "Regressions"] {
            let folder = "\(Self.folder)/\(kind)/\(target.rawValue)"
            for name in TestFile.names(in: folder) {
                guard let bytes = TestFile.read(folder + "/" + name) else { continue }
                target.run(bytes)
                count += 1
            }
        }
        #expect(count > 0, "\(target) has nothing to begin with")
    }

    /// Any bytes at all, and real filings cut short: the same as a fuzzer does, for a moment.
    @Test(arguments: FuzzTarget.allCases)
    func `are looked for a moment`(target: FuzzTarget) {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20 {
            let count = Int.random(in: 0...400, using: &generator)
            target.run((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        guard [.xml, .html, .submission, .text].contains(target) else { return }
        for path in SampleFilings.paths {
            guard let bytes = TestFile.read(path), bytes.count < 60_000 else { continue }
            target.run(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator))))
        }
    }
}
