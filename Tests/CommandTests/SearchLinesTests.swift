internal import TestSupport
internal import Testing

@Suite struct `Searches from lines` {
    private static let index = CommandIndex()

    private func ask(_ lines: String, _ more: [String] = []) -> ProgramRun {
        Self.index.ask(["search", "--stdin", "--format", "jsonl"] + more, input: lines)
    }

    @Test func `are answered in order, with the hits of a search alone`() {
        let run = ask(
            """
            {"id":"a","query":"option","k":3}
            {"id":7,"query":"option","k":0}
            {"id":"none","query":"qqqqq"}
            """)
        #expect(run.status == 0)
        #expect(run.errors == "")
        let count = Self.index.count("option") ?? 0
        #expect(count > 3)
        #expect(run.lines.count == 3)
        #expect(run.lines[0].hasPrefix("{\"id\":\"a\",\"total\":\(count),\"exact\":true,\"hits\":[{\"accession\":\""))
        #expect(run.lines[1].hasPrefix("{\"id\":7,\"total\":\(count),\"exact\":true,\"hits\":[],\"us\":"))
        #expect(run.lines[2].hasPrefix("{\"id\":\"none\",\"total\":0,\"exact\":true,\"hits\":[],\"us\":"))
        let alone = Self.index.ask(["search", "option", "-n", "3", "--format", "csv"]).lines.dropFirst()
        let accessions = alone.map { $0.prefix(while: { $0 != "," }) }
        let hits = run.lines[0].split(separator: "\"accession\":\"").dropFirst()
        #expect(hits.map { $0.prefix(while: { $0 != "\"" }) } == accessions)
    }

    @Test func `have the same hits with loose totals`() {
        let lines = "{\"id\":1,\"query\":\"option OR director\",\"k\":2}\n"
        func hits(_ run: ProgramRun) -> Substring {
            let line = run.lines.first ?? ""
            return line.suffix(from: line.firstRange(of: "\"hits\":")?.lowerBound ?? line.startIndex)
                .prefix { $0 != "]" }
        }
        #expect(hits(ask(lines)).contains("accession"))
        #expect(hits(ask(lines)) == hits(ask(lines, ["--loose-totals"])))
    }

    @Test func `that cannot be read do not stop the others`() {
        let run = ask("{\"id\":1,\"query\":\n{\"id\":2,\"query\":\"option\",\"k\":1}\n")
        #expect(run.status == 2)
        #expect(run.lines.count == 2)
        #expect(run.lines[0].contains("\"error\":"))
        #expect(run.lines[1].hasPrefix("{\"id\":2,\"total\":"))
    }

    @Test func `take stems and limits, and say when they were cut`() {
        func total(_ run: ProgramRun) -> Substring? { run.lines.first?.prefix { $0 != "[" } }
        let plain = total(ask("{\"query\":\"options\",\"k\":1}\n"))
        let kin = total(ask("{\"query\":\"options~s\",\"k\":1}\n"))
        #expect(plain != kin)
        #expect(total(ask("{\"query\":\"options\",\"k\":1}\n", ["--stem"])) == kin)
        let cut = ask("{\"query\":\"options -qqqq\",\"k\":1}\n", ["--work", "1"])
        #expect(cut.lines.first?.contains("\"exact\":false,\"complete\":false,\"hits\":[") == true)
        #expect(!ask("{\"query\":\"options\"}\n", ["--timeout", "60"]).output.contains("complete"))
    }

    @Test func `of random bytes are answered, each line once`() {
        var generator = SeededGenerator(seed: 32)
        var lines = ""
        var count = 0
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 1...80, using: &generator)).map { _ in
                UInt8.random(in: 0x20...0xFF, using: &generator)
            }
            var query = String(decoding: bytes, as: UTF8.self).replacing("\\", with: "/").replacing("\"", with: "'")
            query.removeAll { $0.isNewline || $0 == "\u{7F}" }
            lines += "{\"id\":\(count),\"query\":\"\(query)\",\"k\":1}\n"
            count += 1
        }
        let run = ask(lines, ["--timeout", "5"])
        #expect(run.signal == 0)
        #expect(run.lines.count == count)
        for (number, line) in run.lines.enumerated() { #expect(line.hasPrefix("{\"id\":\(number),")) }
    }

    @Test(arguments: [
        ["search", "--stdin", "-f", "jsonl", "--sort", "filed"], ["search", "--stdin", "-f", "jsonl", "--explain"],
        ["search"], ["search", "--stdin"], ["search", "a", "--stdin", "-f", "jsonl"],
    ])
    func `need the right options`(arguments: [String]) {
        #expect(Program.run(arguments).status == 64)
    }
}
