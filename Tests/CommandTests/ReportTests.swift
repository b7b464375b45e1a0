internal import FoundationEssentials
internal import TestSupport
internal import Testing

/// The report as Documentation/ImportReport.md describes it.
private struct Report: Decodable {
    var version: Int
    var counts: Counts
    var kinds: [Kind]
    var rejected: [Issue]
    var index: Index?

    struct Counts: Decodable { var files, bytes, inputs, filings, copies, listedParties, rejected: Int }
    struct Kind: Decodable {
        var kind: String
        var inputs, bytes, filings, parties: Int
        var issues: [Summary]
    }
    struct Summary: Decodable {
        var kind, severity: String
        var count: Int
        var examples: [Issue]
    }
    struct Issue: Decodable {
        var kind, file, message: String
        var member: String?
        var line: Int?
    }
    struct Index: Decodable {
        var path: String
        var generation, segments, bytes, parties: Int
    }

    init?(_ bytes: [UInt8]?) {
        guard let bytes, let report = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = report
    }
}

@Suite struct `Reports of an import` {
    private let folder = TemporaryDirectory()

    private func fill() {
        folder.write("in/tecogen.txt", SampleFilings.bytes("tecogen-form3.txt"))
        folder.write("in/copy.txt", SampleFilings.bytes("tecogen-form3.txt"))
        folder.write("in/names.txt", "PANORA ROBERT A:0001234567:\nTECOGEN INC:0001537435:\n")
        for number in 0..<5 { folder.write("in/empty-\(number).xml", "") }
        folder.write(
            "in/a.tar.gz",
            TestArchive.bytes(
                [.file("form4.xml", SampleFilings.bytes("374water-form4.xml")), .file("none.xml", "")], .tar, .gzip))
    }

    @Test func `as JSON names every rejection and counts the rest`() throws {
        fill()
        let index = CommandIndex([folder.path + "/in", "--report", folder.path + "/report.json"])
        #expect(index.run.status == 2)
        let report = try #require(Report(TestFile.read(folder.path + "/report.json")))
        #expect(report.version == 1)
        #expect(report.counts.files == 9)
        #expect(report.counts.inputs == 10)
        #expect(report.counts.filings == 2)
        #expect(report.counts.copies == 1)
        #expect(report.counts.listedParties == 2)
        #expect(report.counts.rejected == 6)
        #expect(report.rejected.count == 6)
        #expect(report.rejected.contains { $0.file.hasSuffix("/in/a.tar.gz") && $0.member == "none.xml" })
        #expect(report.rejected.contains { $0.file.hasSuffix("/in/empty-3.xml") && $0.message.contains("0 bytes") })
        let lists = try #require(report.kinds.first { $0.kind == "list of parties" })
        #expect(lists.inputs == 1)
        #expect(lists.parties == 2)
        let empty = report.kinds.flatMap(\.issues).first { $0.kind == "empty file" }
        #expect(empty?.count == 6)
        #expect(empty?.severity == "rejected")
        #expect(empty?.examples.count == 3)
        #expect(report.index?.path == index.path)
        #expect(report.index?.generation == 1)
    }

    @Test func `of a dry run is the same, and nothing is written`() throws {
        fill()
        let path = folder.path + "/report.json"
        let run = Program.run(
            ["rebuild", "--dry-run", "--index", folder.path + "/index", folder.path + "/in", "--report", path])
        #expect(run.status == 2)
        #expect(run.errors.contains("2 filings from 9 files"))
        #expect(!TestFile.names(in: folder.path).contains("index"))
        let report = try #require(Report(TestFile.read(path)))
        #expect(report.counts.filings == 2)
        #expect(report.counts.copies == 1)
        #expect(report.counts.rejected == 6)
        #expect(report.index == nil)
    }

    @Test func `of the doctor tells each format and its oddities`() throws {
        fill()
        let run = Program.run(["doctor", folder.path + "/in"])
        #expect(run.status == 2)
        #expect(run.output.contains("XML: 1 inputs"))
        #expect(run.output.contains("list of parties: 1 inputs"))
        #expect(run.output.contains("2 entries of party lists"))
        #expect(run.output.contains("6 × empty file (rejected)"))
        #expect(run.output.contains("2 filings in 10 inputs of 9 files"))
        let json = Program.run(["doctor", "--format", "json", folder.path + "/in"])
        #expect(Report(Array(json.output.utf8))?.counts.rejected == 6)
        #expect(Program.run(["doctor", SampleFilings.tecogen]).status == 0)
        #expect(Program.run(["doctor", folder.path + "/none"]).status == 66)
    }

    @Test func `that cannot be written ends the command before it begins`() {
        fill()
        let run = Program.run(
            ["rebuild", "--index", folder.path + "/index", folder.path + "/in", "--report", "/nowhere/at/all"])
        #expect(run.status == 74)
        #expect(!TestFile.names(in: folder.path).contains("index"))
    }
}
