internal import TestSupport
internal import Testing

@Suite struct `Checking and inspecting an index` {
    private let index = CommandIndex([SampleFilings.tecogen, SampleFilings.folder + "/374water-form4.xml"])

    @Test func `a whole index is sound`() {
        let run = index.ask(["check"])
        #expect(run.status == 0)
        #expect(run.lines.last == "sound")
        #expect(index.ask(["check", "--format", "jsonl"]).output.contains("\"sound\":true"))
        #expect(index.ask(["check", "--quiet"]).output == "")
    }

    @Test func `a flipped bit is named with file, section, offset and loss`() throws {
        let segments = TestFile.names(in: index.path).filter { $0.hasSuffix(".segment") }
        for segment in segments {
            let path = index.path + "/" + segment
            let bytes = try #require(TestFile.read(path))
            var damaged = bytes
            damaged[bytes.count / 2] ^= 1
            TestFile.write(path, damaged)
            let run = index.ask(["check"])
            #expect(run.status == 65)
            #expect(run.output.contains(segment))
            #expect(run.output.contains("at byte "))
            #expect(run.output.contains("Lost: "))
            TestFile.write(path, bytes)
        }
        #expect(segments.count == 2)
        #expect(index.ask(["check"]).status == 0)
    }

    @Test func `no index is no damage`() {
        let run = Program.run(["check", "--index", "/nowhere/at/all"])
        #expect(run.status == 66)
        #expect(run.output.contains("no index in /nowhere/at/all"))
    }

    @Test func `sections, terms and postings can be looked at`() {
        let overview = index.ask(["inspect"])
        #expect(overview.status == 0)
        #expect(overview.output.contains("filings  \(index.path)/"))
        #expect(overview.output.contains("parties  \(index.path)/"))
        #expect(overview.output.contains("\nterms "))
        #expect(index.ask(["inspect", "--terms", "owner:pan"]).output.contains("panora"))
        let postings = index.ask(["inspect", "--postings", "issuer:tecogen"])
        #expect(postings.lines.contains { $0.contains("document") && $0.contains("positions") })
        #expect(index.ask(["inspect", "--terms", "panora"]).status == 64)
    }
}
