import TestSupport
import Testing

@Suite struct `filings search` {
    private static let shared = CommandIndex()
    private var index: CommandIndex { Self.shared }

    @Test func `refuses odd queries when told to be strict`() {
        let odd = index.ask(["search", "isuer:tecogen", "--strict"])
        #expect(odd.status == 64)
        #expect(odd.output.isEmpty)
        #expect(odd.errors.contains("at 1: unknown field 'isuer', did you mean 'issuer'?"))
        #expect(index.ask(["search", "issuer:tecogen", "--strict"]).status == 0)
    }

    @Test func `takes queries as JSON`() {
        let json = #"{"field": "owner", "query": {"fuzzy": "panorra", "edits": 1}}"#
        for arguments in [["--query-json", json], [json]] {
            let run = index.ask(["search", "--count"] + arguments)
            #expect(run.status == 0)
            #expect(run.output == "1\n")
        }
        let wrong = index.ask(["search", "--query-json", #"{"fild": "owner"}"#])
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("unknown key 'fild', did you mean 'field'?"))
    }

    @Test func `keeps queries under a name`() {
        let home = TemporaryDirectory()
        let environment = ["XDG_STATE_HOME": home.path]
        #expect(index.ask(["search", "owner:panora", "--save", "robert"], environment: environment).status == 0)
        let again = index.ask(["search", "@robert", "--count"], environment: environment)
        #expect(again.output == "1\n")
        let list = Program.run(["search", "--saved"], environment: environment)
        #expect(list.output.contains("@robert"))
        #expect(list.output.contains("owner:panora"))
        let none = index.ask(["search", "@nobody"], environment: environment)
        #expect(none.status == 66)
        #expect(none.errors.contains("no query is kept as 'nobody'; kept are robert"))
        for name in ["../x", "", ".x", "a/b"] {
            #expect(index.ask(["search", "a", "--save", name], environment: environment).status == 64)
        }
    }

    @Test func `finds kin when asked to, and keeps that with a query`() {
        let home = TemporaryDirectory()
        let environment = ["XDG_STATE_HOME": home.path]
        func count(_ arguments: [String]) -> Int? {
            Int(index.ask(["search", "--count"] + arguments, environment: environment).lines.first ?? "")
        }
        let alone = count(["options"]) ?? 0
        let kin = count(["options~s"]) ?? 0
        #expect(0 < alone && alone < kin)
        #expect(count(["--stem", "options"]) == kin)
        #expect(count(["--stem", "\"options\""]) == alone)
        #expect(count(["--stem", "options", "--save", "kin"]) == kin)
        #expect(count(["@kin"]) == kin)
        #expect(Program.run(["search", "--saved"], environment: environment).output.contains("--stem options"))
    }

    @Test func `answers what nobody means`() {
        let words = (0..<10_000).map { "w\($0)" }
        for query in [
            words.joined(separator: " "), words.joined(separator: " OR ") + " OR tecogen",
            words.joined(separator: " NEAR "), "/(){1000}{1000}{1000}/",
            "/a" + String(repeating: "*", count: 100_000) + "/",
            String(repeating: "x", count: 100_000), String(repeating: "(", count: 100_000),
        ] {
            let run = index.ask(["search", "--timeout", "2", "--explain", query])
            #expect(run.signal == 0, "\(query.prefix(40))")
            #expect([0, 1].contains(run.status), "\(query.prefix(40)): \(run.errors.prefix(300))")
            #expect(run.peakBytes < 1 << 30)
        }
    }

    @Test func `goes through pages on one commit, and says when that is gone`() {
        let own = CommandIndex()
        func next(_ run: ProgramRun) -> String {
            run.errors.split(separator: "\n").compactMap { line in
                line.hasPrefix("next page: --after ") ? String(line.dropFirst(19)) : nil
            }.first ?? ""
        }
        let first = own.ask(["search", "form:4", "-n", "1", "--sort", "filed", "--format", "csv"])
        let cursor = next(first)
        let second = own.ask(["search", "form:4", "-n", "1", "--sort", "filed", "--format", "csv", "--after", cursor])
        #expect(second.status == 0)
        #expect(second.output != first.output)
        // The commit before the newest is kept, the one before that is not.
        #expect(Program.run(["rebuild", "--index", own.path, SampleFilings.tecogen]).status == 0)
        let kept = own.ask(["search", "form:4", "-n", "1", "--sort", "filed", "--format", "csv", "--after", cursor])
        #expect(kept.output == second.output)
        #expect(Program.run(["rebuild", "--index", own.path, SampleFilings.folder]).status == 0)
        let gone = own.ask(["search", "form:4", "-n", "1", "--sort", "filed", "--format", "csv", "--after", cursor])
        #expect(gone.status == 64)
        #expect(gone.errors.contains("which is gone: the index was built again since"))
        #expect(own.ask(["search", "form:4", "--after", "zzz"]).status == 64)
    }

    @Test func `shows passages, shares and counts`() {
        let bold = index.ask(["search", "owner:panora"], environment: ["FORCE_COLOR": "1"])
        #expect(bold.output.contains("\u{1B}[1mPANORA\u{1B}[0m ROBERT A"))
        let run = index.ask(["search", "panora^2 option", "--explain", "--facets", "form,role"])
        #expect(run.output.contains("filings hold it, weight"))
        #expect(run.output.contains("; × 2.0 by ^"))
        #expect(run.output.contains("officer"))
        let json = index.ask(["search", "owner:panora", "--format", "json", "--facets", "issuer", "--explain"]).output
        for part in [#""passages""#, #""ranges""#, #""explanation""#, #""facets""#, #""complete" : true"#] {
            #expect(json.contains(part), "\(part)")
        }
        #expect(
            !index.ask(["search", "owner:panora", "--no-passages", "--format", "json"]).output.contains("passages"))
    }

    @Test func `answers a query with a hundred thousand parentheses`() {
        let count = 20_000
        let deep = String(repeating: "(", count: count) + "tecogen" + String(repeating: ")", count: count)
        #expect(index.ask(["search", "--count", deep]).output == "1\n")
        let nested = String(repeating: "(tecogen ", count: 10_000)
        let run = index.ask(["search", "--count", nested])
        #expect(run.signal == 0)
        #expect(run.errors.contains("what is nested deeper than 100 groups was left out"))
    }

    @Test func `ends in time with what was found`() {
        let run = index.ask(["search", "form:4", "--work", "1", "--format", "json"])
        #expect(run.output.contains(#""complete" : false"#))
        #expect(index.ask(["search", "form:4", "--timeout", "0"]).status == 64)
        #expect(index.ask(["search", "form:4", "--timeout", "30", "--count"]).status == 0)
        #expect(index.ask(["search", "form:4", "--facets", "shape"]).errors.contains("'shape' is no facet"))
        #expect(index.ask(["search", "form:4", "--sort", "size"]).status == 64)
    }
}
