internal import TestSupport
internal import Testing

@Suite struct `A match that is gone on with` {
    private static let names = "Robert A. Panora\n\ntecogen, \"inc\"\nqqqq xyzw\n{broken\nalbert nahmad\n"

    private static let index = CommandIndex()

    @Test(arguments: ["hits.jsonl", "hits.csv"])
    func `is gone on with by --resume after it was killed`(name: String) throws {
        let folder = TemporaryDirectory()
        let input = folder.write("names.txt", String(repeating: Self.names, count: 3))
        func run(_ output: String, _ more: [String]) -> ProgramRun {
            Self.index.ask(["match", input, "--output", folder.path + "/" + output] + more)
        }
        #expect(run("whole-" + name, []).status == 2)
        let whole = try #require(TestFile.read(folder.path + "/whole-" + name))
        #expect(run(name, ["--resume"]).status == 2)
        #expect(TestFile.read(folder.path + "/" + name) == whole)
        for length in stride(from: 0, through: whole.count, by: max(1, whole.count / 20)) {
            folder.write(name, Array(whole[..<length]))
            _ = run(name, ["--resume", "--threads", "2", "-q"])
            if TestFile.read(folder.path + "/" + name) != whole { Issue.record("cut at \(length)") }
        }
        let again = run(name, ["--resume"])
        #expect(TestFile.read(folder.path + "/" + name) == whole)
        #expect(again.errors.contains("more were answered earlier"))
    }

    @Test func `refuses an output that is not of this input`() {
        let folder = TemporaryDirectory()
        let input = folder.write("names.csv", "id,name\n1,panora\n2,nahmad\n")
        func run(_ output: String) -> ProgramRun { Self.index.ask(["match", input, "-o", output, "--resume"]) }
        let other = folder.write("other.csv", "id,name,rank\n1,panora,1\n")
        #expect(run(other).status == 64)
        #expect(run(other).errors.contains("has other columns than this run would write; nothing was changed"))
        let long = folder.write("long.jsonl", String(repeating: "{\"hits\":[],\"id\":\"1\"}\n", count: 3))
        #expect(run(long).status == 65)
        #expect(run(long).errors.contains("holds 3 answers, but"))
        let wrong = folder.write("wrong.jsonl", "{\"hits\":[],\"id\":\"7\"}\n")
        #expect(run(wrong).status == 65)
        #expect(run(wrong).errors.contains("is not to name 1 of"))
        #expect(TestFile.read(wrong) == Array("{\"hits\":[],\"id\":\"7\"}\n".utf8))
        let missing = Self.index.ask(["match", input, "--resume"])
        #expect(missing.status == 64)
        #expect(missing.errors.contains("--resume needs --output"))
        let same = Self.index.ask(["match", input, "-o", input])
        #expect(same.status == 64)
        #expect(same.errors.contains("is the input; the answers need a file of their own"))
        #expect(TestFile.read(input)?.count == 26)
    }
}
