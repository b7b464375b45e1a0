internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct `What commands write` {
    private let index = CommandIndex()

    private func object(_ text: some StringProtocol) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    @Test func `in every format`() throws {
        #expect(index.run.status == 0, "\(index.run.errors)")
        try writesEveryFormat(
            ["search", "form:4"], tableHolds: "Form 4",
            csvHeader:
                "accession,form,filed,period,issuer_cik,issuer,ticker,owners,score,url")
        try writesEveryFormat(
            ["person", "Robert A. Panora"], tableHolds: "PANORA ROBERT A",
            csvHeader:
                "accession,form,date,issuer_cik,issuer,owner_cik,owner,role,url")
        try writesEveryFormat(
            ["issuer", "TGEN"], tableHolds: "TECOGEN INC",
            csvHeader:
                "accession,form,date,issuer_cik,issuer,owner_cik,owner,role,url")
        try writesEveryFormat(
            ["name", "panora, r"], tableHolds: "PANORA ROBERT A",
            csvHeader:
                "score,name,cik,kind,symbols,place,filings,last,reason")
        try writesEveryFormat(["stats"], tableHolds: "filings ", csvHeader: "form,filings")
        try writesEveryFormat(
            ["show", "0001209191-23-055596"], tableHolds: "SHA-256: ",
            csvHeader:
                "accession,table,ordinal,kind,title,date,code,shares,price,acquired_disposed,owned_after,"
                + "exercise_price,expiration,underlying,underlying_shares,direct_indirect")
    }

    private func writesEveryFormat(_ command: [String], tableHolds words: String, csvHeader: String) throws {
        let table = index.ask(command)
        #expect(table.status == 0)
        #expect(table.output.contains(words))
        #expect(!table.output.contains("\u{1B}"))
        let json = index.ask(command + ["--format", "json"])
        #expect(json.status == 0)
        _ = try object(json.output)
        let lines = index.ask(command + ["--format", "jsonl"])
        #expect(lines.status == 0)
        #expect(!lines.lines.isEmpty)
        for line in lines.lines { #expect(try object(line) is [String: Any]) }
        let csv = index.ask(command + ["-f", "csv"])
        #expect(csv.status == 0)
        #expect(csv.lines.first.map(String.init) == csvHeader)
        #expect(csv.lines.count > 1)
    }

    @Test func `says in JSON who was found and why`() throws {
        let parties = try object(index.ask(["name", "panorra robert", "--format", "json"]).output) as? [[String: Any]]
        let best = try #require(parties?.first)
        #expect(best["name"] as? String == "PANORA ROBERT A")
        #expect((best["score"] as? Double).map { $0 > 0.7 && $0 < 1 } == true)
        #expect((best["evidence"] as? [Any])?.isEmpty == false)
        let page = try object(index.ask(["issuer", "tecogen", "--format", "json"]).output) as? [String: Any]
        #expect((page?["relations"] as? [[String: Any]])?.first?["name"] as? String == "PANORA ROBERT A")
        let found = try object(index.ask(["search", "tecogen", "--format", "json"]).output) as? [String: Any]
        #expect(found?["total"] as? Int == 1)
        #expect(found?["query"] as? String == "tecogen")
    }

    @Test func `keeps colours to those who want them`() {
        let bold = "\u{1B}[1m"
        #expect(index.ask(["search", "tecogen"], environment: ["FORCE_COLOR": "1"]).output.contains(bold))
        #expect(
            !index.ask(["search", "tecogen"], environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"]).output.contains(bold))
        #expect(!index.ask(["search", "tecogen"], environment: ["FORCE_COLOR": "0"]).output.contains(bold))
    }

    @Test func `finds the index by flag, then by environment`() {
        let variable = ["FILINGS_INDEX": index.path]
        #expect(Program.run(["search", "--count", "tecogen"], environment: variable).output == "1\n")
        let wrong = ["FILINGS_INDEX": "/nowhere"]
        #expect(index.ask(["search", "--count", "tecogen"], environment: wrong).output == "1\n")
        #expect(Program.run(["search", "tecogen"], environment: wrong).status == 66)
    }

    @Test func `explains a likeness word by word`() {
        let run = index.ask(["name", "--explain", "panorra robert"])
        #expect(run.output.contains("panorra ~ panora: "))
    }

    @Test func `ends quietly when nobody reads on`() {
        for arguments in [["search", "form:4"], ["name", "robert", "--format", "jsonl"], ["stats"], ["--help"]] {
            let folder = TemporaryDirectory()
            let pipe = Pipe()
            pipe.closeReading()
            let extra = arguments == ["--help"] ? [] : ["--index", index.path]
            let child = Child(
                [Program.path] + arguments + extra, input: .file("/dev/null"), output: .descriptor(pipe.writing),
                errors: .file(folder.path + "/err"))
            let run = child.wait()
            #expect(run.status == 0, "\(arguments)")
            let errors = String(decoding: TestFile.read(folder.path + "/err") ?? [], as: UTF8.self)
            #expect(errors == "", "\(arguments)")
        }
    }

    @Test(
        arguments: [(["search", "tecogen"], 0), (["search", "qqqqxyz"], 1), (["show", "7"], 64)] as [([String], Int32)])
    func `ends the same way when nobody reads the talk`(arguments: [String], status: Int32) {
        let folder = TemporaryDirectory()
        let pipe = Pipe()
        pipe.closeReading()
        let child = Child(
            [Program.path] + arguments + ["--index", index.path], input: .file("/dev/null"),
            output: .file(folder.path + "/out"), errors: .descriptor(pipe.writing))
        #expect(child.wait().status == status)
        #expect(TestFile.read(folder.path + "/out")?.isEmpty == (status != 0))
    }

    @Test func `says so when results cannot be written`() {
        let folder = TemporaryDirectory()
        let child = Child(
            [Program.path, "stats", "--index", index.path], input: .file("/dev/null"), output: .file("/dev/full"),
            errors: .file(folder.path + "/err"))
        #expect(child.wait().status == 74)
        let errors = String(decoding: TestFile.read(folder.path + "/err") ?? [], as: UTF8.self)
        #expect(errors.contains("No space left on device"))
    }
}
