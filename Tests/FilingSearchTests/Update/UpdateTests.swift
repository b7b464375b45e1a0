internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

@Suite struct `Adding to an index and removing from it` {
    private static let number = "0001000001-20-000001"
    private static let issuer = (cik: 2, name: "WIDGET CORP", ticker: "WDG")
    private let small = SmallIndex()

    private func paper(_ owners: [OwnershipPaper.Owner], period: String = "2010-01-01") -> String {
        OwnershipPaper(Self.issuer, owners, period: period).xml
    }

    @discardableResult
    private func add(
        _ name: String, _ text: String, _ change: (inout IndexUpdate) -> Void = { _ in }
    ) throws -> IndexUpdate.Outcome {
        var update = IndexUpdate(path: small.path)
        change(&update)
        return try update.add([small.inputs.write(name, text)], holder: "a test")
    }

    private func generation() throws -> UInt64 { try IndexDirectory(path: small.path).open().manifest.generation }

    @Test func `makes an index where there is none`() throws {
        let outcome = try add("\(Self.number).xml", paper([.init(1, "KIM ANN")]))
        #expect(outcome.generation == 1)
        #expect(outcome.changes.map(\.fate) == [.imported])
        #expect(try small.open().person("1")?.party.filingCount == 1)
    }

    @Test func `skips what the index has already, wherever it lies now`() throws {
        let text = paper([.init(1, "KIM ANN")])
        try add("a/\(Self.number).xml", text)
        let outcome = try add("b/\(Self.number).txt", text)
        #expect(outcome.changes.map(\.fate) == [.unchanged])
        #expect(outcome.generation == nil)
        #expect(outcome.report.filingCount == 0)
        #expect(try generation() == 1)
    }

    @Test func `replaces what says something else, and what it told of parties with it`() throws {
        try add("a/\(Self.number).xml", paper([.init(1, "KIM ANN")]))
        let outcome = try add("b/\(Self.number).xml", paper([.init(3, "ROE JANE")]))
        #expect(outcome.changes.map(\.fate) == [.updated])
        let index = try small.open()
        #expect(try index.statistics().filingCount == 1)
        #expect(try index.search("kim").total == 0)
        #expect(try index.search("roe").total == 1)
        #expect(try index.person("1") == nil)
        #expect(try index.person("3")?.party.filingCount == 1)
    }

    @Test func `keeps what holds more unless told otherwise, and says so`() throws {
        try add("a/\(Self.number).xml", paper([.init(1, "KIM ANN"), .init(3, "ROE JANE")]))
        let poor = paper([.init(1, "KIM ANN")], period: "2011-01-01")
        let outcome = try add("b/\(Self.number).xml", poor)
        #expect(outcome.changes.map(\.fate) == [.unchanged])
        #expect(outcome.report.issues.map(\.kind) == ["less than the index has"])
        #expect(try small.open().search("roe").total == 1)
        let replaced = try add("b/\(Self.number).xml", poor) { $0.replacesFuller = true }
        #expect(replaced.changes.map(\.fate) == [.updated])
        #expect(try small.open().search("roe").total == 0)
    }

    @Test func `takes lists later, and keeps what they tell when the filings go`() throws {
        try add("\(Self.number).xml", paper([.init(1, "KIM ANN")]))
        try add("list.tsv", "cik\tname\tkind\tticker\n2\tWIDGETS UNLIMITED\tcompany\tWID\n")
        #expect(try small.open().issuer("WID")?.party.cik?.value == 2)
        #expect(try small.open().issuer("WDG")?.party.cik?.value == 2)
        #expect(try add("again.tsv", "cik\tname\tkind\tticker\n2\tWIDGETS UNLIMITED\tcompany\tWID\n").generation == nil)
        var update = IndexUpdate(path: small.path)
        let identity = try #require(FilingIdentity(parsing: Self.number))
        _ = try update.remove([identity], holder: "a test")
        let index = try small.open()
        #expect(try index.statistics().filingCount == 0)
        #expect(try index.search("kim").total == 0)
        #expect(try index.issuer("WID")?.party.cik?.value == 2)
        #expect(try index.issuer("WDG") == nil)
    }

    @Test func `removes all there is and takes it back`() throws {
        let text = paper([.init(1, "KIM ANN")])
        try add("\(Self.number).xml", text)
        let entries = try IndexDirectory(path: small.path).open().manifest.segments
        var update = IndexUpdate(path: small.path)
        let identity = try #require(FilingIdentity(parsing: "000100000120000001"))
        let result = try update.remove([identity, identity, .content(5)], holder: "a test")
        #expect(result.outcome.removedCount == 1)
        #expect(result.unknown == [.content(5)])
        #expect(try small.open().statistics().filingCount == 0)
        #expect(try small.open().person("kim ann") == nil)
        #expect(try small.open().search("kim").total == 0)
        #expect(IndexVerifier(IndexDirectory(path: small.path)).verify().isSound)
        try add("\(Self.number).xml", text)
        #expect(try IndexDirectory(path: small.path).open().manifest.segments == entries)
    }

    @Test func `links an amendment and an original that comes later`() throws {
        func submission(_ number: String, _ form: String, _ filed: String, _ extra: String = "") -> String {
            let xml = OwnershipPaper(Self.issuer, [.init(1, "KIM ANN")], form: form).xml
                .replacing("</ownershipDocument>", with: extra + "</ownershipDocument>")
            return "<SEC-HEADER>\nACCESSION NUMBER:\t\(number)\nCONFORMED SUBMISSION TYPE:\t\(form)\n"
                + "FILED AS OF DATE:\t\(filed)\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>\(form)\n<TEXT>\n<XML>\n\(xml)</XML>\n"
                + "</TEXT>\n</DOCUMENT>\n"
        }
        let later = "0001000001-20-000002"
        let day = "<dateOfOriginalSubmission>2020-03-03</dateOfOriginalSubmission>"
        try add("2.txt", submission(later, "4/A", "20200310", day))
        let amendment = try #require(FilingIdentity(parsing: later))
        let alone = try small.open()
        let early = try #require(try alone.filing(amendment))
        #expect(try alone.original(of: early) == nil)
        try add("1.txt", submission(Self.number, "4", "20200303"))
        let index = try small.open()
        let original = try #require(try index.original(of: early))
        #expect(original.filing.identity.description == Self.number)
        #expect(try index.amendments(of: original.filing).map(\.filing.identity) == [amendment])
    }

    @Test func `leaves the index as it was whenever the disk refuses`() throws {
        try add("\(Self.number).xml", paper([.init(1, "KIM ANN")]))
        let file = small.inputs.write("next/0001000001-20-000002.xml", paper([.init(3, "ROE JANE")]))
        let second = try #require(FilingIdentity(parsing: "0001000001-20-000002"))
        var failureCount = 0
        for number in 1...400 {
            let disk = FaultyFileSystem(failingAt: number, then: number % 2 == 0 ? .staysDown : .recovers)
            var update = IndexUpdate(path: small.path, on: disk)
            do {
                _ = try update.add([file], holder: "a test")
                _ = try update.merge(all: true, holder: "a test")
                _ = try update.remove([second], holder: "a test")
            } catch {
                guard case .storage = error else {
                    Issue.record("expected the disk's error, found: \(error)")
                    return
                }
                failureCount += 1
            }
            let found = try small.open().search("kim OR roe").total
            #expect(found == 1 || found == 2)
            #expect(try small.open().person("1")?.party.filingCount == 1)
            var again = IndexUpdate(path: small.path)
            _ = try again.add([file], holder: "a test")
            #expect(try small.open().search("kim OR roe").total == 2)
            #expect(TestFile.names(in: small.path).filter { $0.hasSuffix(".tmp") } == [])
            if !disk.hasFailed { break }
            _ = try again.remove([second], holder: "a test")
        }
        #expect(failureCount > 20)
    }

    @Test func `refuses to build on anything but the newest commit`() throws {
        try add("\(Self.number).xml", paper([.init(1, "KIM ANN")]))
        try add("0001000001-20-000002.xml", paper([.init(3, "ROE JANE")]))
        TestFile.write(small.path + "/manifest-2", Array("filings manifest 1\n".utf8))
        #expect(throws: IndexError.self) { try add("0001000001-20-000003.xml", paper([.init(4, "LEE WU")])) }
        #expect(try small.open().statistics().filingCount == 1)
    }

    @Test(arguments: ["index-without-sources", "index-without-rows"])
    func `refuses an index that does not keep what is needed, and leaves it as it is`(fixture: String) throws {
        let old = SampleFilings.tests + "/FilingSearchTests/Fixtures/" + fixture
        let copy = TemporaryDirectory()
        for name in TestFile.names(in: old) { copy.write(name, TestFile.read(old + "/" + name) ?? []) }
        var update = IndexUpdate(path: copy.path)
        do {
            let file = small.inputs.write("\(Self.number).xml", paper([.init(1, "KIM ANN")]))
            _ = try update.add([file], holder: "a test")
            Issue.record("expected a refusal")
        } catch {
            #expect(error.description.contains("found an index written before that was kept. Build it again"))
        }
        #expect(TestFile.names(in: copy.path).filter { $0 != "LOCK" } == TestFile.names(in: old))
        #expect(try FilingIndex(path: copy.path).statistics().filingCount == 10)
    }

    @Test func `waits for nobody and says who writes`() throws {
        try add("\(Self.number).xml", paper([.init(1, "KIM ANN")]))
        let lock = try IndexDirectory(path: small.path).lock(holder: "somebody else")
        defer { withExtendedLifetime(lock) {} }
        do {
            try add("0001000001-20-000002.xml", paper([.init(3, "ROE JANE")]))
            Issue.record("expected a refusal")
        } catch let error as IndexError {
            #expect(error.description.contains("somebody else"))
        }
    }
}
