internal import EDGAR
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// A rebuild that died and is run again.
@Suite struct `An interrupted rebuild` {
    private let inputs = TemporaryDirectory()
    private let directory = TemporaryDirectory()

    private func fill() {
        for (number, name) in TestFile.names(in: SampleFilings.folder).enumerated() {
            inputs.write("\(number)/\(name)", SampleFilings.bytes(name))
        }
        inputs.write("5/list.tsv", "cik\tname\tkind\tticker\n1321655\tPALANTIR\tcompany\tOLD\n")
        inputs.write("6/empty.xml", "")
    }

    private func rebuild(_ path: String, on disk: any FileSystem = LocalFileSystem()) -> Rebuild {
        var rebuild = Rebuild(path: path, inputs: [inputs.path], threadCount: 1, on: disk)
        rebuild.limits.fileCountMax = 2
        return rebuild
    }

    private func segments(_ path: String) throws -> [Manifest.Entry] {
        try IndexDirectory(path: path).open().manifest.segments
    }

    @Test func `goes on where it was and gives the same`() throws {
        fill()
        let whole = try rebuild(directory.path + "/whole").run(holder: "a test") { _ in }
        let expected = try segments(directory.path + "/whole")
        var resumedCounts: Set<Int> = []
        for failing in stride(from: 3, to: 200, by: 9) {
            let path = directory.path + "/\(failing)"
            let disk = FaultyFileSystem(failingAt: failing, then: .staysDown)
            do {
                _ = try rebuild(path, on: disk).run(holder: "a test") { _ in }
                break
            } catch {}
            let outcome = try rebuild(path).run(holder: "a test") { _ in }
            #expect(try segments(path) == expected, "died at operation \(failing)")
            #expect(outcome.report.filingCount == whole.report.filingCount)
            #expect(outcome.report.rejected == whole.report.rejected)
            #expect(outcome.report.inputCount == whole.report.inputCount)
            #expect(outcome.report.listedCount == 1)
            #expect(TestFile.names(in: path).filter { $0.hasSuffix(".tmp") } == [])
            resumedCounts.insert(outcome.resumedCount)
        }
        #expect(resumedCounts.contains(0))
        #expect((resumedCounts.max() ?? 0) > 5)
    }

    @Test func `begins anew when an input has changed`() throws {
        fill()
        let path = directory.path + "/index"
        _ = try? rebuild(path, on: FaultyFileSystem(failingAt: 40, then: .staysDown)).run(holder: "a test") { _ in }
        #expect(TestFile.names(in: path).contains(ImportJournal.fileName))
        inputs.write("9/more.xml", SampleFilings.bytes("374water-form4.xml"))
        let outcome = try rebuild(path).run(holder: "a test") { _ in }
        #expect(outcome.resumedCount == 0)
        #expect(outcome.discardedJournal)
        #expect(TestFile.names(in: path).filter { $0.hasSuffix(".tmp") } == [])
    }

    @Test func `imports batches anew whose drafts are gone or damaged`() throws {
        fill()
        let counting = FaultyFileSystem(failingAt: 0)
        _ = try rebuild(directory.path + "/whole", on: counting).run(holder: "a test") { _ in }
        let expected = try segments(directory.path + "/whole")
        // Half way through the drafts.
        let failing = (counting.log.firstIndex(of: "remove") ?? counting.log.count) / 3
        for damage in 0..<4 {
            let path = directory.path + "/\(damage)"
            let disk = FaultyFileSystem(failingAt: failing, then: .staysDown)
            _ = try? rebuild(path, on: disk).run(holder: "a test") { _ in }
            let drafts = TestFile.names(in: path).filter { $0.hasPrefix("building-") && $0 != ImportJournal.fileName }
            let draft = path + "/" + (try #require(drafts.first))
            let journal = path + "/" + ImportJournal.fileName
            let bytes = try #require(TestFile.read(journal))
            switch damage {
            case 0: try LocalFileSystem().remove(draft)
            case 1: TestFile.write(draft, Array((TestFile.read(draft) ?? []).dropLast(40)))
            case 2: TestFile.write(journal, Array(bytes.dropLast(9)))
            default: TestFile.write(journal, bytes.enumerated().map { $0 == bytes.count / 2 ? $1 ^ 1 : $1 })
            }
            _ = try rebuild(path).run(holder: "a test") { _ in }
            #expect(try segments(path) == expected)
        }
    }
}
