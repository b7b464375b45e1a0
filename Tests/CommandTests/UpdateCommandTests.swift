internal import FoundationEssentials
internal import Glibc
internal import TestSupport
internal import Testing

/// The parts of a report that only `filings add` has.
private struct AddReport: Decodable {
    var counts: Counts
    var filings: [Filing]

    struct Counts: Decodable { var imported, updated, unchanged, rejected, filings: Int }
    struct Filing: Decodable { var accession, outcome, file: String }
}

@Suite struct `Changing an index by commands` {
    private let folder = TemporaryDirectory()
    private static let first = "0001000001-20-000001"
    private static let second = "0001000001-20-000002"

    private var index: String { folder.path + "/index" }

    private func paper(_ owner: String, _ cik: Int) -> String {
        OwnershipPaper((2, "WIDGET CORP", "WDG"), [.init(cik, owner)]).xml
    }

    private func run(_ arguments: [String], input: String = "") -> ProgramRun {
        Program.run(arguments + ["--index", index], input: input)
    }

    private func count(_ query: String) -> Int? { Int(run(["search", "--count", query]).lines.first ?? "") }

    @Test func `adds, replaces, skips and rejects, and tells which`() throws {
        folder.write("in/\(Self.first).xml", paper("KIM ANN", 1))
        let made = run(["add", folder.path + "/in"])
        #expect(made.status == 0)
        #expect(made.output == "")
        #expect(made.errors.contains("1 filings imported, 0 updated, 0 unchanged, 0 rejected"))
        folder.write("again/\(Self.second).xml", paper("LEE WU", 3))
        folder.write("again/empty.xml", "")
        folder.write("again/\(Self.first).xml", paper("ROE JANE", 4))
        let path = folder.path + "/report.json"
        let run = run(["add", folder.path + "/again", "--report", path])
        #expect(run.status == 2)
        #expect(run.errors.contains("1 filings imported, 1 updated, 0 unchanged, 1 rejected"))
        #expect(run.errors.contains("2 filings and 3 parties"))
        #expect(count("kim") == 0)
        #expect(count("roe OR lee") == 2)
        let report = try JSONDecoder().decode(AddReport.self, from: Data(TestFile.read(path) ?? []))
        #expect(report.counts.imported == 1)
        #expect(report.counts.updated == 1)
        #expect(report.counts.unchanged == 0)
        #expect(report.counts.rejected == 1)
        #expect(report.counts.filings == 2)
        #expect(Set(report.filings.map(\.outcome)) == ["imported", "updated"])
        #expect(report.filings.first { $0.outcome == "updated" }?.accession == Self.first)
        #expect(report.filings.first { $0.outcome == "updated" }?.file == folder.path + "/again/\(Self.first).xml")
    }

    @Test func `takes lists of paths, and says when there is nothing`() {
        let file = folder.write("in/\(Self.first).xml", paper("KIM ANN", 1))
        #expect(run(["add", "-"], input: file + "\n").status == 0)
        #expect(run(["add", "--list", folder.write("list", file + "\n")]).errors.contains("nothing to change"))
        #expect(run(["add", folder.path + "/none"]).status == 66)
        #expect(run(["add"]).status == 64)
        folder.write("nothing/here", "")
        #expect(run(["add", folder.path + "/nothing"]).status == 2)
        #expect(count("kim") == 1)
    }

    @Test func `removes by accession number, with dashes or without`() {
        folder.write("in/\(Self.first).xml", paper("KIM ANN", 1))
        folder.write("in/\(Self.second).xml", paper("LEE WU", 3))
        #expect(run(["remove", Self.first]).status == 66)
        _ = run(["add", "-q", folder.path + "/in"])
        let unknown = run(["remove", "0001000001-20-000003"])
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("no filing 0001000001-20-000003 in this index"))
        #expect(run(["remove", "KIM"]).status == 64)
        #expect(count("kim OR lee") == 2)
        let some = run(["remove", "-"], input: "000100000120000001\n0001000001-20-000003\n")
        #expect(some.status == 2)
        #expect(some.errors.contains("1 filings removed"))
        #expect(count("kim OR lee") == 1)
        #expect(run(["person", "1"]).status == 1)
        #expect(run(["show", Self.first]).status == 1)
        #expect(run(["remove", "-q", Self.second]).errors == "")
        #expect(count("kim OR lee") == 0)
        #expect(run(["check"]).status == 0)
    }

    @Test func `merges into the bytes of a rebuild`() {
        for (number, name) in SampleFilings.paths.enumerated() {
            _ = run(["add", "-q", "--no-merge", name])
            if number == 3 { #expect(run(["merge"]).errors.contains("nothing to merge")) }
        }
        let merged = run(["merge", "--all"])
        #expect(merged.status == 0)
        #expect(merged.errors.contains("merged \(SampleFilings.paths.count) segments"))
        let rebuilt = CommandIndex()
        func segments(_ path: String) -> Set<String> {
            let manifests = TestFile.names(in: path).filter { $0.hasPrefix("manifest-") }
            let newest = manifests.max { ($0.utf8.count, $0) < ($1.utf8.count, $1) } ?? ""
            let text = String(decoding: TestFile.read(path + "/" + newest) ?? [], as: UTF8.self)
            return Set(text.split(separator: "\n").filter { $0.hasPrefix("segment") }.map(String.init))
        }
        #expect(segments(index) == segments(rebuilt.path))
        #expect(run(["merge", "--all"]).errors.contains("nothing to merge"))
        #expect(run(["check"]).status == 0)
    }

    @Test func `merges small files by itself and gives their space back`() {
        for number in 10..<40 {
            let name = "0001000001-20-0000\(number)"
            _ = run(["add", "-q", folder.write("\(name).xml", paper("KIM ANN \(number)", number))])
        }
        #expect(TestFile.names(in: index).count { $0.hasSuffix(".segment") } < 14)
        #expect(count("kim") == 30)
        #expect(run(["check"]).status == 0)
    }

    @Test func `disturbs nobody who asks meanwhile`() {
        folder.write("\(Self.first).xml", paper("KIM ANN", 1))
        _ = run(["add", "-q", folder.path + "/\(Self.first).xml"])
        for number in 100..<400 {
            folder.write("in/0001000001-20-000\(number).xml", paper("LEE WU \(number)", number))
        }
        let child = Child(
            [Program.path, "add", "-q", folder.path + "/in", "--index", index], input: .file("/dev/null"),
            output: .file("/dev/null"), errors: .file("/dev/null"))
        var seen: Set<Int> = []
        for _ in 0..<1_000 where !seen.contains(300) {
            #expect(count("kim") == 1)
            seen.insert(count("lee") ?? -1)
        }
        #expect(child.wait().status == 0)
        #expect(seen.subtracting([0, 300]) == [])
        #expect(count("lee") == 300)
    }
}
