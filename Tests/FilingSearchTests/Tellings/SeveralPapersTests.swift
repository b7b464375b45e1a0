internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// Filings that an index gets from several papers.
@Suite struct `An index of papers that tell the same filings` {
    private static let number = "0001000009-20-000001"

    private static func xml(_ number: Int) -> String {
        OwnershipPaper(
            (cik: 1_000_001, name: "EXAMPLE ROBOTICS INC", ticker: "XROB"),
            [OwnershipPaper.Owner(1_000_002, "DOE JANE", boxes: ["officer"], title: "Treasurer")],
            period: "2020-01-0\(number)"
        ).xml
    }

    private static func submission(_ number: Int) -> String {
        """
        <SEC-DOCUMENT>0001000009-20-00000\(number).txt : 20200107
        <SEC-HEADER>0001000009-20-00000\(number).hdr.sgml : 20200107
        ACCESSION NUMBER:\t\t0001000009-20-00000\(number)
        CONFORMED SUBMISSION TYPE:\t4
        FILED AS OF DATE:\t\t20200107

        REPORTING-OWNER:

        \tOWNER DATA:
        \t\tCOMPANY CONFORMED NAME:\t\t\tDOE JANE
        \t\tCENTRAL INDEX KEY:\t\t\t0001000002
        \tFORMER NAME:
        \t\tFORMER CONFORMED NAME:\tROE JANE

        ISSUER:

        \tCOMPANY DATA:
        \t\tCOMPANY CONFORMED NAME:\t\t\tEXAMPLE ROBOTICS INC
        \t\tCENTRAL INDEX KEY:\t\t\t0001000001
        </SEC-HEADER>
        <DOCUMENT>
        <TYPE>4
        <TEXT>
        <XML>
        \(xml(number))</XML>
        </TEXT>
        </DOCUMENT>
        <DOCUMENT>
        <TYPE>EX-99
        <FILENAME>words.htm
        <TEXT>
        <html><body><p>Peculiar words of exhibit \(number)</p></body></html>
        </TEXT>
        </DOCUMENT>
        </SEC-DOCUMENT>
        """
    }

    private static let master = """
        CIK|Company Name|Form Type|Date Filed|Filename
        --------------------------------------------------------------------------------
        1000001|EXAMPLE ROBOTICS INC|4|2020-01-06|edgar/data/1000001/0001000009-20-000001.txt
        1000002|DOE JANE|4|2020-01-06|edgar/data/1000002/0001000009-20-000001.txt
        1000001|EXAMPLE ROBOTICS INC|4|2020-01-06|edgar/data/1000001/0001000009-20-000003.txt
        1000003|SOMEBODY ELSE|4|2020-01-06|edgar/data/1000003/0001000009-20-000004.txt

        """

    private static let form = """
        Form Type   Company Name                                                  CIK         Date Filed  File Name
        ---------------------------------------------------------------------------------------------------------------------
        4           DOE JANE                                                      1000002     2020-01-06  edgar/data/1000002/0001000009-20-000001.txt

        """

    /// Papers of four filings, by name: one told five times, one twice, one by a row and XML, one by a row alone.
    private static let papers: [(name: String, text: String)] = [
        ("0001000009-20-000001.xml", xml(1)), ("0001000009-20-000001.txt", submission(1)),
        ("master.idx", master), ("form.idx", form),
        ("0001000009-20-000001/page.htm", "<html><body><p>A page beside the papers.</p></body></html>"),
        ("0001000009-20-000002.xml", xml(2)), ("0001000009-20-000002.txt", submission(2)),
        ("0001000009-20-000003.xml", xml(3)),
    ]

    private static func entries(_ path: String) throws -> [Manifest.Entry] {
        try IndexDirectory(path: path).open().manifest.segments
    }

    @Test func `tells the fullest and fills it in from the others`() throws {
        let small = SmallIndex()
        for paper in Self.papers { small.inputs.write(paper.name, paper.text) }
        let outcome = try small.rebuild()
        #expect(outcome.report.filingCount == 4)
        #expect(outcome.report.duplicateCount == 6)
        #expect(outcome.report.issues.first { $0.kind == "same filing on another paper" }?.count == 6)
        #expect(outcome.report.issues.allSatisfy { $0.severity == .note })
        let index = try small.open()
        func filing(_ number: String) throws -> Filing {
            let identity = try #require(FilingIdentity(parsing: number))
            return try #require(try index.filing(identity))
        }
        let first = try filing(Self.number)
        #expect(first.sources.map(\.kind) == [.submission, .xml, .html, .index, .index])
        #expect(first.source.file == "\(Self.number).txt")
        #expect(first.filed?.description == "2020-01-07")
        #expect(first.owners.first?.formerNames.map(\.name) == ["ROE JANE"])
        #expect(first.otherParties == [])
        #expect(first.documents.map(\.type) == ["EX-99", "HTML"])
        // The day that the XML lacks is that of the index's row.
        let third = try filing("0001000009-20-000003")
        #expect(third.filed?.description == "2020-01-06")
        #expect(third.owners.map(\.name) == ["DOE JANE"])
        #expect(third.sources.map(\.kind) == [.xml, .index])
        #expect(try index.search("filed:2020-01-06").total == 2)
        #expect(try index.search("peculiar").total == 2)
        #expect(try index.search("\"beside the papers\"").total == 1)
        #expect(try index.person("1000002")?.party.filingCount == 3)
        #expect(try index.statistics().filingCount == 4)
    }

    @Test func `is the same whatever order and batches they come in`() throws {
        var expected: [Manifest.Entry]?
        var generator = SeededGenerator(seed: 3)
        for (threads, files, bytes) in [
            (1, 10_000, 192 << 20), (2, 1, 192 << 20), (1, 2, 1), (3, 3, 1), (1, 1, 192 << 20), (2, 10_000, 1),
        ] {
            let small = SmallIndex()
            for (number, paper) in Self.papers.shuffled(using: &generator).enumerated() {
                small.inputs.write("\(number)/\(paper.name)", paper.text)
            }
            // A copy is no paper of its own.
            small.inputs.write("copies/\(Self.number).txt", Self.submission(1))
            try small.rebuild(threadCount: threads, fileCountMax: files, segmentBytesMax: bytes)
            let found = try Self.entries(small.path)
            #expect(TestFile.names(in: small.path).filter { $0.hasSuffix(".tmp") } == [])
            #expect(IndexVerifier(IndexDirectory(path: small.path)).verify().isSound)
            #expect(expected == nil || found == expected)
            expected = expected ?? found
        }
    }

    @Test(arguments: UInt64(1)...5)
    func `is the same built at once or paper by paper`(seed: UInt64) throws {
        let small = SmallIndex()
        for paper in Self.papers { small.inputs.write(paper.name, paper.text) }
        try small.rebuild()
        let expected = try Self.entries(small.path)
        var generator = SeededGenerator(seed: seed)
        let directory = TemporaryDirectory()
        var update = IndexUpdate(path: directory.path + "/index", threadCount: 1)
        var order = Self.papers.shuffled(using: &generator)
        while !order.isEmpty {
            let count = Int.random(in: 1...min(3, order.count), using: &generator)
            _ = try update.add(
                order.prefix(count).map { small.inputs.path + "/" + $0.name }, holder: "a test")
            order.removeFirst(count)
        }
        // Once more changes nothing.
        let again = try update.add([small.inputs.path], holder: "a test")
        #expect(again.generation == nil)
        #expect(again.changes.allSatisfy { $0.fate == .unchanged })
        // All that parties are answered from lies in their segment.
        #expect(try Self.entries(directory.path + "/index").last == expected.last)
        _ = try update.merge(all: true, holder: "a test")
        #expect(try Self.entries(directory.path + "/index") == expected)
        #expect(IndexVerifier(IndexDirectory(path: directory.path + "/index")).verify().isSound)
    }

    @Test func `forgets all papers of a filing that is replaced`() throws {
        let small = SmallIndex()
        for paper in Self.papers { small.inputs.write(paper.name, paper.text) }
        try small.rebuild()
        var update = IndexUpdate(path: small.path, threadCount: 1)
        update.replacesFuller = true
        _ = try update.add([small.inputs.path + "/\(Self.number).xml"], holder: "a test")
        let identity = try #require(FilingIdentity(parsing: Self.number))
        let filing = try #require(try small.open().filing(identity))
        #expect(filing.sources.map(\.kind) == [.xml])
        #expect(try small.open().search("peculiar").total == 1)
    }

    @Test func `goes on after it was stopped`() throws {
        let small = SmallIndex()
        for paper in Self.papers { small.inputs.write(paper.name, paper.text) }
        try small.rebuild()
        let expected = try Self.entries(small.path)
        let other = TemporaryDirectory()
        for failing in [8, 15, 25, 40, 60] {
            let disk = FaultyFileSystem(failingAt: failing, then: .staysDown)
            var rebuild = Rebuild(path: other.path + "/index", inputs: [small.inputs.path], threadCount: 1, on: disk)
            rebuild.limits.fileCountMax = 1
            _ = try? rebuild.run(holder: "a test") { _ in }
        }
        var rebuild = Rebuild(path: other.path + "/index", inputs: [small.inputs.path], threadCount: 1)
        rebuild.limits.fileCountMax = 1
        _ = try rebuild.run(holder: "a test") { _ in }
        #expect(try Self.entries(other.path + "/index") == expected)
    }
}
