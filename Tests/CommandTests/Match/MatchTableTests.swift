internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct `Matching tables of names` {
    private let index = CommandIndex()
    private let folder = TemporaryDirectory()

    private func match(_ name: String, _ text: String, _ more: [String] = []) -> ProgramRun {
        index.ask(["match", folder.write(name, text)] + more)
    }

    @Test func `gives the columns of the input, then the hits`() {
        let text = "\u{FEFF}id;x,Full Name,note\r\n7,\"Panora, Robert A.\",\"a \"\"b\"\"\"\r\n8,qqqq xyzw\r\n"
        let run = match("names.csv", text, ["--format", "csv", "--best"])
        #expect(run.status == 0)
        #expect(
            run.lines == [
                "id;x,Full Name,note,id,query,rank,score,cik,name,kind,reason,error",
                "7,\"Panora, Robert A.\",\"a \"\"b\"\"\",1,\"Panora, Robert A.\",1,1,,PANORA ROBERT A,person,"
                    + "panora = panora; robert = robert; a = a,",
                "8,qqqq xyzw,,2,qqqq xyzw,,,,,,,",
            ])
        #expect(run.errors.contains("2 names: 1 with a hit, 1 without, 0 malformed; "))
        #expect(match("names.csv", text, ["--format", "csv", "-q"]).errors == "")
        let rows = match("names.csv", "name\ninc\n", ["--format", "csv", "--no-reason", "--limit", "2"]).lines
        #expect(rows.first == "name,id,query,rank,score,cik,match_name,kind,error")
        #expect(rows.dropFirst().map { $0.prefix(9) } == ["inc,1,inc", "inc,1,inc"])
        #expect(rows.dropFirst().map { $0.dropFirst(9).prefix(3) } == [",1,", ",2,"])
    }

    @Test func `names its own columns so that none is there twice`() {
        let run = match("names.csv", "id,name\n7,tecogen\n", ["--format", "csv", "--best", "--no-reason"])
        #expect(run.lines.first == "id,name,match_id,query,rank,score,cik,match_name,kind,error")
        #expect(run.lines.last?.hasPrefix("7,tecogen,7,tecogen,1,") == true)
    }

    @Test func `answers in JSON with the row's id`() throws {
        let run = match("names.csv", "name,id\nalbert nahmad,x\"1\nqqqq xyzw,\n", ["--best", "--no-reason"])
        #expect(
            run.lines == [
                "{\"id\":\"x\\\"1\",\"query\":\"albert nahmad\",\"cik\":1243203,\"kind\":\"person\",\"name\":\"NAHMAD ALBERT H\",\"score\":"
                    + "\(try score(run.lines.first))}",
                "{\"id\":\"\",\"query\":\"qqqq xyzw\",\"cik\":null,\"kind\":null,\"name\":null,\"score\":null}",
            ])
        let table = match("names.tsv", "who\tname\nalbert nahmad\t1\n", ["--column", "who", "--id-column", "2"])
        #expect(table.lines.first?.hasSuffix("],\"id\":\"1\"}") == true)
        #expect(table.output.contains("NAHMAD ALBERT H"))
    }

    private func score(_ line: Substring?) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data((line ?? "").utf8)) as? [String: Any]
        return (object?["score"] as? Double).map { "\($0)" } ?? ""
    }

    @Test func `a malformed row is answered with an error and does not stop the others`() {
        let text = "id,name\n1,tecogen\n2,Panora, Robert\n3,\"x\"y\n4\n5,tecogen,\n6,\"tecogen\n7,tecogen\n"
        let run = match("names.csv", text, ["-f", "csv", "--best", "--no-reason"])
        #expect(run.status == 2)
        #expect(run.lines.count == 8)
        #expect(run.lines[2] == "2,Panora,2,,,,,,,3 columns where the heading has 2")
        #expect(run.lines[3] == "3,x,3,,,,,,,text after a closing quotation mark")
        #expect(run.lines[4] == "4,,4,,,,,,,\"no column 2, where the name should be\"")
        #expect(run.lines[5].hasPrefix("5,tecogen,5,tecogen,1,"))
        #expect(run.lines[6] == "\"6,\"\"tecogen\",,6,,,,,,,a quotation mark is never closed")
        #expect(run.lines[7].hasPrefix("7,tecogen,7,tecogen,1,"))
        #expect(run.errors.contains("filings: line 3: 3 columns where the heading has 2\n"))
        #expect(run.errors.contains("7 names: 3 with a hit, 0 without, 4 malformed; "))
        #expect(
            match("names.csv", text).lines[1]
                == "{\"error\":\"3 columns where the heading has 2\",\"hits\":[],\"id\":\"2\"}")
    }

    @Test func `says which columns there are`() {
        let run = match("names.csv", "ref,customer\n1,tecogen\n")
        #expect(run.status == 64)
        #expect(run.output == "")
        #expect(
            run.errors.contains(
                "names.csv: which column holds the names? Say so with --column; the columns are: 1 ref, 2 customer"))
        let other = match("names.csv", "ref,customer\n1,tecogen\n", ["--column", "nam"])
        #expect(other.status == 64)
        #expect(other.errors.contains("--column: there is no column 'nam'; the columns are: 1 ref, 2 customer"))
        let lines = match("names.txt", "tecogen\n", ["--column", "1", "--input-format", "lines"])
        #expect(lines.status == 64)
        #expect(lines.errors.contains("--column is for columns, and lines have none"))
    }

    @Test func `takes tables from standard input and without a heading`() {
        let run = index.ask(["match", "--column", "2", "--no-header"], input: "7,tecogen\n8,albert nahmad\n")
        #expect(run.lines.map { $0.contains("TECOGEN") || $0.contains("NAHMAD") } == [true, true])
        #expect(run.lines.last?.hasSuffix("\"id\":2}") == true)
        let objects = index.ask(
            ["match", "--column", "who", "--id-column", "ref"], input: "\n{\"who\":\"tecogen\",\"ref\":7}\n")
        #expect(objects.lines.last?.hasSuffix("\"id\":7}") == true)
        #expect(objects.output.contains("TECOGEN"))
        let single = index.ask(["match", "--input-format", "csv"], input: "Customer\ntecogen\n")
        #expect(
            single.errors.contains("'Customer' is taken for the heading of the column; with --no-header it is a name"))
        #expect(single.lines.count == 1)
        #expect(index.ask(["match", "--input-format", "csv", "-f", "csv"]).lines.count == 1)
    }

    @Test func `refuses UTF-16 rather than look nonsense up`() {
        let bytes: [UInt8] = [0xFF, 0xFE] + "name\npanora\n".utf8.flatMap { [$0, 0] }
        let run = index.ask(["match", folder.write("names.csv", bytes)])
        #expect(run.status == 65)
        #expect(run.errors.contains("names.csv is UTF-16; save it as UTF-8"))
        #expect(run.output == "")
    }

    @Test func `tells kinds apart`() {
        for (kind, other) in [("person", "company"), ("company", "person")] {
            let run = match("names.txt", "tecogen\npanora\n", ["--kind", kind, "--min-score", "0.1"])
            #expect(!run.output.contains("\"kind\":\"\(other)\""))
            #expect(run.output.contains("\"kind\":\"\(kind)\""))
        }
    }
}
