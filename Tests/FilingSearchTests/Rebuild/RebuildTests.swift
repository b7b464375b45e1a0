internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Building an index` {
    private static let palantir = "4_0001209191-23-055596_doc4_0a326596.xml"
    private static let accession = "0001209191-23-055596"

    /// The Form 4 with its tables cut out, as another mirror might hold it.
    private static func poorCopy() throws -> String {
        let text = SampleFilings.text(palantir)
        let start = try #require(text.firstRange(of: "<nonDerivativeTable>"))
        let end = try #require(text.firstRange(of: "</nonDerivativeTable>"))
        return text.replacingCharacters(in: start.lowerBound..<end.upperBound)
    }

    @Test func `gives the same bytes however many threads work and however inputs are cut`() throws {
        let inputs = TemporaryDirectory()
        for name in TestFile.names(in: SampleFilings.folder) {
            inputs.write("m/\(name)", SampleFilings.bytes(name))
        }
        // Copies far apart, a list between filings that names the same party by another symbol, and an address that the
        // latest paper does not tell.
        inputs.write("a/\(Self.accession).xml", try Self.poorCopy())
        inputs.write("z/\(Self.accession).xml", try Self.poorCopy())
        inputs.write("z/again.xml", SampleFilings.bytes(Self.palantir))
        inputs.write("n/list.tsv", "cik\tname\tkind\tticker\n1321655\tPALANTIR\tcompany\tOLD\n")
        let owner = OwnershipPaper.Owner(1, "KIM ANN", city: "SALEM")
        let issuer = (cik: 2, name: "WIDGET CORP", ticker: "WDG")
        inputs.write("p/1.xml", OwnershipPaper(issuer, [owner], period: "2010-01-01").xml)
        var moved = owner
        moved.city = "BOSTON"
        inputs.write("p/2.xml", OwnershipPaper(issuer, [moved], period: "2005-01-01").xml)
        moved.city = ""
        moved.state = ""
        inputs.write("p/3.xml", OwnershipPaper(issuer, [moved], period: "2012-01-01").xml)
        var commits: [[Manifest.Entry]] = []
        for (threadCount, fileCountMax, segmentBytesMax) in [
            (1, 10_000, 192 << 20), (1, 3, 192 << 20), (2, 3, 192 << 20), (4, 1, 1), (1, 10_000, 1), (2, 7, 20_000),
        ] {
            let directory = TemporaryDirectory()
            var rebuild = Rebuild(path: directory.path, inputs: [inputs.path], threadCount: threadCount)
            rebuild.limits.fileCountMax = fileCountMax
            rebuild.limits.segmentBytesMax = segmentBytesMax
            _ = try rebuild.run(holder: "a test") { _ in }
            commits.append(try IndexDirectory(path: directory.path).open().manifest.segments)
            #expect(TestFile.names(in: directory.path).filter { $0.hasSuffix(".tmp") } == [])
            #expect(IndexVerifier(IndexDirectory(path: directory.path)).verify().isSound)
        }
        #expect(commits[0].map(\.collection) == ["filings", "parties"])
        for commit in commits.dropFirst() { #expect(commit == commits[0]) }
    }

    @Test func `cuts what is too much for one segment by the filings alone`() throws {
        var commits: [[Manifest.Entry]] = []
        for fileCountMax in [10_000, 3, 1] {
            let directory = TemporaryDirectory()
            var rebuild = Rebuild(path: directory.path, inputs: [SampleFilings.folder], threadCount: 2)
            rebuild.limits.fileCountMax = fileCountMax
            rebuild.limits.segmentWordCountMax = 1000
            _ = try rebuild.run(holder: "a test") { _ in }
            commits.append(try IndexDirectory(path: directory.path).open().manifest.segments)
            let index = try FilingIndex(path: directory.path)
            #expect(try index.statistics().filingCount == FixtureIndex.shared.get().index.statistics().filingCount)
            let expected = try FixtureIndex.shared.get().index.search(SearchRequest(query: "director"))
            let found = try index.search(SearchRequest(query: "director"))
            #expect(found.hits.map(\.filing.identity) == expected.hits.map(\.filing.identity))
        }
        #expect(commits[0].count { $0.collection == "filings" } > 2)
        #expect(commits[1] == commits[0])
        #expect(commits[2] == commits[0])
    }

    @Test func `leaves no drafts behind whatever happens`() throws {
        let small = SmallIndex()
        small.inputs.write("a.txt", SampleFilings.bytes("tecogen-form3.txt"))
        small.inputs.write("b.xml", SampleFilings.bytes(Self.palantir))
        for number in 1...300 {
            let directory = TemporaryDirectory()
            let disk = FaultyFileSystem(failingAt: number)
            var rebuild = Rebuild(path: directory.path, inputs: [small.inputs.path], threadCount: 1, on: disk)
            rebuild.limits.fileCountMax = 1
            _ = try? rebuild.run(holder: "a test") { _ in }
            guard disk.hasFailed else { return }
            // What could not be removed at first goes in the end, but for one file if that was the end.
            let left = TestFile.names(in: directory.path).filter { $0.hasSuffix(".tmp") }
            #expect(left == [] || disk.log[number - 1] == "remove", "operation \(number)")
        }
        Issue.record("no rebuild passed untouched")
    }

    @Test(arguments: [(20_000, 192 << 20), (1, 192 << 20), (20_000, 1), (2, 1)], ["a-poor", "z-poor"])
    func `keeps the fuller of two copies and tells of the other`(limits: (Int, Int), poorName: String) throws {
        let small = SmallIndex()
        small.inputs.write("m/\(Self.accession).xml", SampleFilings.bytes(Self.palantir))
        small.inputs.write("\(poorName)/\(Self.accession).xml", try Self.poorCopy())
        small.inputs.write("n/tecogen.txt", SampleFilings.bytes("tecogen-form3.txt"))
        let outcome = try small.rebuild(fileCountMax: limits.0, segmentBytesMax: limits.1)
        #expect(outcome.report.filingCount == 2)
        #expect(outcome.report.duplicateCount == 1)
        let notes = outcome.report.issues.filter { $0.kind == "same filing twice" }
        #expect(notes.map(\.count) == [1])
        #expect(notes.first?.severity == .note)
        let example = try #require(notes.first?.examples.first)
        #expect(example.file == small.inputs.path + "/\(poorName)/\(Self.accession).xml")
        #expect(example.message.contains(small.inputs.path + "/m/\(Self.accession).xml"))
        let index = try small.open()
        let identity = try #require(FilingIdentity(parsing: Self.accession))
        let full = try #require(ImportedFilings.read(SampleFilings.folder + "/" + Self.palantir).first)
        #expect(try index.filing(identity)?.rows == full.rows)
        #expect(try index.search(SearchRequest(query: "accession:\(Self.accession)")).total == 1)
        #expect(try index.statistics().filingCount == 2)
        // The copy left out counts nowhere.
        let owner = try #require(full.owners.first?.cik)
        #expect(try index.person(owner.description)?.party.filingCount == 1)
    }

    @Test(arguments: [1, 2, 20_000])
    func `keeps one of many equal copies`(fileCountMax: Int) throws {
        let small = SmallIndex()
        for folder in ["a", "b", "c", "d", "e"] {
            small.inputs.write("\(folder)/\(Self.accession).xml", SampleFilings.bytes(Self.palantir))
        }
        let outcome = try small.rebuild(threadCount: 2, fileCountMax: fileCountMax, segmentBytesMax: 1)
        #expect(outcome.report.filingCount == 1)
        #expect(outcome.report.duplicateCount == 4)
        #expect(outcome.report.issues.first { $0.kind == "same filing twice" }?.count == 4)
        let identity = try #require(FilingIdentity(parsing: Self.accession))
        #expect(try small.open().filing(identity)?.source.file == "\(Self.accession).xml")
        #expect(try small.open().statistics().filingCount == 1)
    }

    @Test func `takes the same paper twice for one filing, and a changed one for another`() throws {
        let small = SmallIndex()
        let paper = SampleFilings.bytes("tecogen-form3.txt")
        small.inputs.write("a.txt", paper)
        small.inputs.write("b.txt", paper)
        small.inputs.write("c.txt", paper + Array("\n".utf8))
        #expect(try small.rebuild().report.filingCount == 2)
    }

    @Test func `answers from the old index until the new one is published`() throws {
        let small = SmallIndex()
        small.inputs.write("a.txt", SampleFilings.bytes("tecogen-form3.txt"))
        let first = try small.rebuild()
        let opened = try small.open()
        small.inputs.write("b.xml", SampleFilings.bytes(Self.palantir))
        var rebuild = Rebuild(path: small.path, inputs: [small.inputs.path], threadCount: 1)
        rebuild.limits.fileCountMax = 1
        let path = small.path
        let second = try rebuild.run(holder: "a test") { _ in
            let count = (try? FilingIndex(path: path).statistics().filingCount) ?? 0
            #expect(count == 1)
        }
        #expect(first.generation == 1)
        #expect(second.generation == 2)
        #expect(try small.open().statistics().filingCount == 2)
        // What was open before stays as it was.
        #expect(try opened.search(SearchRequest(query: "tecogen")).total == 1)
        #expect(try opened.statistics().filingCount == 1)
    }

    @Test func `leaves the old index as it was whenever the disk refuses`() throws {
        let small = SmallIndex()
        small.inputs.write("a.txt", SampleFilings.bytes("tecogen-form3.txt"))
        try small.rebuild()
        small.inputs.write("b.xml", SampleFilings.bytes(Self.palantir))
        var count = 0
        var failureCount = 0
        while true {
            let disk = FaultyFileSystem(failingAt: count + 1, then: .staysDown)
            let rebuild = Rebuild(path: small.path, inputs: [small.inputs.path], threadCount: 1, on: disk)
            do throws(IndexError) {
                _ = try rebuild.run(holder: "a test") { _ in }
            } catch {
                guard case .storage = error else {
                    Issue.record("expected the disk's error, found: \(error)")
                    return
                }
                let found = try small.open().statistics().filingCount
                #expect(found == 1 || found == 2)
                failureCount += 1
            }
            if !disk.hasFailed {
                #expect(try small.open().statistics().filingCount == 2)
                break
            }
            count += 1
            #expect(count < 500)
            if count >= 500 { return }
        }
        #expect(failureCount > 5)
        #expect(try small.rebuild().report.filingCount == 2)
    }

    @Test func `of nothing publishes nothing and leaves an index that is there`() throws {
        let small = SmallIndex()
        #expect(try small.rebuild().generation == nil)
        small.inputs.write("a.txt", SampleFilings.bytes("tecogen-form3.txt"))
        #expect(try small.rebuild().generation == 1)
        small.inputs.write("a.txt", [])
        let outcome = try small.rebuild()
        #expect(outcome.generation == nil)
        #expect(outcome.report.rejectedCount == 1)
        #expect(try small.open().statistics().filingCount == 1)
    }

    @Test func `refuses to write beside another writer`() throws {
        let small = SmallIndex()
        small.inputs.write("a.txt", SampleFilings.bytes("tecogen-form3.txt"))
        try small.rebuild()
        let lock = try IndexDirectory(path: small.path).lock(holder: "somebody else")
        defer { withExtendedLifetime(lock) {} }
        do {
            try small.rebuild()
            Issue.record("two writers at once")
        } catch let error as IndexError {
            #expect(FilingIndexError(error).kind == .locked)
            #expect(error.description.contains("somebody else"))
        }
        #expect(try small.open().statistics().filingCount == 1)
    }

    @Test func `clears away what stopped writers left`() throws {
        let small = SmallIndex()
        small.inputs.write("a.txt", SampleFilings.bytes("tecogen-form3.txt"))
        try small.rebuild()
        let before = TestFile.names(in: small.path)
        TestFile.write(small.path + "/building-0-0.tmp", [1, 2, 3])
        TestFile.write(small.path + "/notes.txt", [1, 2, 3])
        try small.rebuild()
        let after = TestFile.names(in: small.path)
        #expect(!after.contains("building-0-0.tmp"))
        #expect(after.contains("notes.txt"))
        #expect(before.filter { !$0.hasPrefix("manifest") && !after.contains($0) } == [])
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>) -> String {
        var copy = self
        copy.removeSubrange(range)
        return copy
    }
}
