internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct `Matching lists of names` {
    private let index = CommandIndex()

    private func answers(_ input: String, _ more: [String] = []) throws -> [[String: Any]] {
        let run = index.ask(["match"] + more, input: input)
        #expect(run.errors == "")
        return try run.lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func names(_ answer: [String: Any]) -> [String] {
        (answer["hits"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    }

    @Test func `answers each line in order, with its number`() throws {
        let answers = try answers("Robert A. Panora\n\ntecogen\nqqqq xyzw")
        #expect(answers.compactMap { $0["id"] as? Int } == [1, 2, 3, 4])
        #expect(names(answers[0]).first == "PANORA ROBERT A")
        #expect(names(answers[1]) == [])
        #expect(names(answers[2]).first?.hasPrefix("TECOGEN") == true)
        #expect(names(answers[3]) == [])
        // Known by name only: the key is there and says so.
        #expect((answers[0]["hits"] as? [[String: Any]])?.first?["cik"] is NSNull)
        #expect(try self.answers("").isEmpty)
    }

    @Test func `gives the id back even of an object that is no request`() throws {
        let run = index.ask(["match"], input: "{\"id\":\"a7\",\"query\":\"panora\",\"k\":\"two\"}")
        #expect(run.output == "{\"error\":\"not a request\",\"hits\":[],\"id\":\"a7\"}\n")
    }

    @Test func `gives the id of an object back`() throws {
        let answers = try answers(
            "{\"id\": \"q1\", \"query\": \"panora robert\"}\n {\"query\":\"tecogen\",\"id\":7,\"k\":1}\n{\"query\":\"x\",\"k\":0}\n"
        )
        #expect(answers[0]["id"] as? String == "q1")
        #expect(answers[1]["id"] as? Int == 7)
        #expect(names(answers[1]).count == 1)
        #expect(answers[2]["id"] as? Int == 3)
        #expect(names(answers[2]) == [])
    }

    @Test func `answers a line that is no request with an error and goes on`() throws {
        let run = index.ask(["match"], input: "{\"name\": 1}\n{broken\npanora robert\n")
        #expect(run.status == 2)
        #expect(run.lines.count == 3)
        #expect(run.lines[0].contains("\"error\":\"not a request\""))
        #expect(run.lines[1].contains("\"error\":\"not a request\""))
        #expect(run.lines[2].contains("PANORA ROBERT A"))
        #expect(run.errors.contains("line 2: expected a name or an object with \"query\", found: {broken"))
    }

    @Test func `heeds limit and least score`() throws {
        #expect(try answers("inc\n", ["--limit", "2"]).map { names($0).count <= 2 } == [true])
        #expect(try answers("panora\n", ["--min-score", "1"]).map(names) == [[]])
        let scores = try answers("robert panora\n", ["--min-score", "0.75"])
            .flatMap { ($0["hits"] as? [[String: Any]]) ?? [] }.compactMap { $0["score"] as? Double }
        #expect(!scores.isEmpty && scores.allSatisfy { $0 >= 0.75 } && scores == scores.sorted(by: >))
    }

    @Test func `tells by its status what came of it`() {
        #expect(index.ask(["match"], input: "panora\nqqqq xyzw\n").status == 0)
        #expect(index.ask(["match"], input: "qqqq xyzw\n").status == 1)
        #expect(index.ask(["match"], input: "{\npanora\n").status == 2)
        #expect(index.ask(["match"], input: "").status == 0)
        let missing = index.ask(["match", "/nowhere/names.txt"])
        #expect(missing.status == 66)
        #expect(missing.errors == "filings: there is no file /nowhere/names.txt\n")
        let folder = index.ask(["match", "/tmp"])
        #expect(folder.status == 74)
        #expect(folder.errors.contains("/tmp"))
        let place = index.ask(["match", "-o", "/nowhere/hits.jsonl"], input: "panora\n")
        #expect(place.status == 74)
        #expect(place.errors.contains("/nowhere/hits.jsonl"))
        #expect(index.ask(["match", "--threads", "0"]).status == 64)
    }

    @Test(arguments: [["--no-reason"], ["--format", "csv"], ["--best"]])
    func `gives the same bytes whatever the number of threads`(more: [String]) {
        let words = ["robert", "panora", "tecogen inc", "albert nahmad", "qqqq", "a", "smith john", "chairman"]
        let lines = (0..<900).map { number in
            let name = words[number % words.count] + " " + words[number / 8 % words.count]
            return number % 3 == 0 ? "{\"query\":\"\(name)\",\"id\":\(number),\"k\":\(number % 4)}" : name
        }
        let input = lines.joined(separator: "\n") + "\n{torn"
        let expected = index.ask(["match", "--threads", "1", "--limit", "3"] + more, input: input)
        #expect(expected.status == 2)
        #expect(expected.lines.count >= 901)
        for threads in ["2", "3", "4"] {
            let run = index.ask(["match", "--threads", threads, "--limit", "3"] + more, input: input)
            #expect(run.output == expected.output)
            #expect(run.status == 2)
        }
    }

    @Test func `tells the first hundred lines that it cannot read and counts the others`() {
        let run = index.ask(["match"], input: String(repeating: "{\n", count: 150))
        #expect(run.lines.count == 150)
        #expect(run.errors.split(separator: "\n").count == 101)
        #expect(run.errors.hasSuffix("further lines that cannot be read are only counted\n"))
    }

    @Test func `answers a line before the next one is written`() {
        let folder = TemporaryDirectory()
        let (questions, answers) = (Pipe(), Pipe())
        let child = Child(
            [Program.path, "match", "--limit", "1", "--threads", "2", "--index", index.path],
            input: .descriptor(questions.reading),
            output: .descriptor(answers.writing), errors: .file(folder.path + "/err"))
        questions.closeReading()
        answers.closeWriting()
        for round in 1...20 {
            questions.write(round % 2 == 0 ? "panora robert\n" : "{\"id\":\(round),\"query\":\"Robert A. Panora\"}\n")
            let answer = answers.readLine()
            #expect(answer?.contains("\"id\":\(round)") == true)
            #expect(answer?.contains("PANORA ROBERT A") == true)
        }
        // What comes together is answered before more is waited for, too.
        for count in [2, 3, 40] {
            questions.write(String(repeating: "panora robert\n", count: count) + "tecogen")
            for _ in 0..<count { #expect(answers.readLine()?.contains("PANORA ROBERT A") == true) }
            questions.write("\n")
            #expect(answers.readLine()?.contains("TECOGEN") == true)
        }
        questions.closeWriting()
        #expect(answers.readLine() == nil)
        #expect(child.wait().status == 0)
    }
}
