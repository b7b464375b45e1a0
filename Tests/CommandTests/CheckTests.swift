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

    @Test func `what can still be read is made an index of, and what is lost is said`() throws {
        let before = try #require(index.count("form:4 OR form:3"))
        let segments = TestFile.names(in: index.path).filter { $0.hasSuffix(".segment") }
        func spoil(_ segment: String, _ range: (Int) -> Range<Int>) {
            let path = index.path + "/" + segment
            guard var bytes = TestFile.read(path) else { return }
            for place in range(bytes.count) { bytes[place] ^= 0x21 }
            TestFile.write(path, bytes)
        }
        // The front of a file holds its words, which records tell again.
        for segment in segments { spoil(segment) { _ in 400..<1_600 } }
        #expect(index.ask(["check"]).status == 65)
        var run = index.ask(["check", "--repair"])
        #expect(run.status == 0, "\(run.output) \(run.errors)")
        #expect(run.output.contains("\nrepaired: commit "))
        #expect(index.ask(["check"]).lines.last == "sound")
        #expect(index.count("form:4 OR form:3") == before)
        #expect(index.ask(["name", "panora"]).status == 0)
        #expect(index.ask(["check", "--repair", "--quiet"]).output == "")
        // All but the tables: then records are gone as well.
        for segment in TestFile.names(in: index.path).filter({ $0.hasSuffix(".segment") }) {
            spoil(segment) { 64..<$0 - 1_400 }
        }
        run = index.ask(["check", "--repair", "--format", "jsonl"])
        #expect(run.status == 2, "\(run.output) \(run.errors)")
        #expect(run.output.contains("\"repair\":{"))
        #expect(index.ask(["check"]).status == 0)
        let left = try #require(index.count("form:4 OR form:3"))
        #expect(left < before)
        #expect(index.ask(["rebuild", SampleFilings.tecogen]).status == 0)
        #expect(index.count("tecogen") == 1)
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
