internal import TestSupport
internal import Testing

@Suite struct `A damaged index` {
    private let index = CommandIndex([SampleFilings.tecogen, SampleFilings.folder + "/374water-form4.xml"])
    private static let questions = [
        ["search", "tecogen"], ["person", "panora"], ["issuer", "TGEN"], ["name", "panora robert"], ["stats"],
        ["search", "\"common stock\" OR panor*", "--format", "json"],
    ]

    @Test func `is told by the name of the file, or does not matter to the question`() {
        let files = TestFile.names(in: index.path).filter { $0 != "LOCK" }
        #expect(files.count >= 3)
        let answers = Self.questions.map { index.ask($0).output }
        var refusedCount = 0
        for file in files {
            let path = index.path + "/" + file
            guard let bytes = TestFile.read(path) else { continue }
            for share in [0, 1, 3, 5, 7, 9, 10] {
                var damaged = bytes
                let offset = min(bytes.count - 1, bytes.count * share / 10)
                damaged[offset] ^= 0x55
                TestFile.write(path, damaged)
                for (question, answer) in zip(Self.questions, answers) {
                    let run = index.ask(question)
                    #expect(run.signal == 0, "\(file) \(offset) \(question)")
                    #expect([0, 65].contains(run.status), "\(file) \(offset) \(question): \(run.status) \(run.errors)")
                    // An answer that is given must be the right one.
                    if run.status == 0 { #expect(run.output == answer, "\(file) \(offset) \(question)") }
                    guard run.status == 65 else { continue }
                    refusedCount += 1
                    #expect(run.errors.contains(path), "\(run.errors)")
                    #expect(run.errors.contains("filings rebuild <inputs>"), "\(run.errors)")
                }
            }
            TestFile.write(path, bytes)
        }
        #expect(refusedCount > 20)
        #expect(index.count("tecogen") == 1)
    }

    @Test func `cut short is told as well`() {
        for file in TestFile.names(in: index.path) where file != "LOCK" {
            let path = index.path + "/" + file
            guard let bytes = TestFile.read(path) else { continue }
            for length in [0, 1, bytes.count / 2, bytes.count - 1] {
                TestFile.write(path, Array(bytes[..<length]))
                let run = index.ask(["search", "tecogen"])
                #expect(run.status == 65, "\(file) \(length): \(run.errors)")
                #expect(run.errors.contains(path))
            }
            TestFile.write(path, bytes)
        }
    }

    @Test func `gives way to the commit before, with a remark`() {
        #expect(index.ask(["rebuild", SampleFilings.tecogen]).status == 0)
        guard let newest = TestFile.names(in: index.path).filter({ $0.hasPrefix("manifest") }).last else {
            Issue.record("no manifest")
            return
        }
        TestFile.write(index.path + "/" + newest, Array("nonsense\n".utf8))
        let run = index.ask(["search", "--count", "form:4"])
        #expect(run.status == 0)
        #expect(run.output == "1\n")
        #expect(run.errors.contains("the newest commit was passed over"))
        #expect(run.errors.contains(newest))
        // Building again mends it.
        #expect(index.ask(["rebuild", SampleFilings.tecogen]).status == 0)
        let mended = index.ask(["search", "--count", "tecogen"])
        #expect(mended.output == "1\n")
        #expect(mended.errors == "")
    }
}
