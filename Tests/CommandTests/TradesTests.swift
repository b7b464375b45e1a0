internal import TestSupport
internal import Testing

@Suite struct `Listing trades` {
    private static let index = CommandIndex()

    @Test func `a row for each, with headings, in the format asked for`() {
        let table = Self.index.ask(["trades", "-n", "3"])
        #expect(table.status == 0)
        #expect(table.lines.count == 4)
        #expect(table.errors.contains("next page: --after "))
        let rows = Self.index.ask(["trades", "-n", "100", "--format", "csv"])
        #expect(rows.lines[0].hasPrefix("accession,form,filed,issuer_cik,issuer,"))
        let lines = Self.index.ask(["trades", "-n", "100", "--format", "jsonl"])
        #expect(lines.lines.count == rows.lines.count - 1)
        #expect(lines.lines.allSatisfy { $0.contains("\"accession\":") && $0.contains("\"row\":") })
    }

    @Test func `filters narrow, and what they mean is checked`() {
        let sold = Self.index.ask(["trades", "--code", "S", "-n", "100", "--format", "jsonl"])
        #expect(sold.lines.allSatisfy { $0.contains("\"code\":{\"value\":\"S\"}") || $0.contains("\"value\":\"S\"") })
        #expect(Self.index.ask(["trades", "--issuer", "zzqqxx"]).status == 1)
        #expect(Self.index.ask(["trades", "--min-value", "99999999999"]).status == 1)
        for wrong in [
            ["--code", "P)"], ["--since", "x"], ["--min-value", "-1"], ["--role", "king"], ["--plan", "maybe"],
        ] {
            #expect(Self.index.ask(["trades"] + wrong).status == 64, "\(wrong)")
        }
        let forged = Self.index.ask(["trades", "--after", "0"])
        #expect(forged.status == 64)
        #expect(forged.errors.contains("no cursor"))
    }

    @Test func `a timeline adds what happened in time to a page`() {
        let page = Self.index.ask(["person", "1243203"])
        let timeline = Self.index.ask(["person", "1243203", "--timeline"])
        #expect(timeline.output.hasPrefix(page.output.prefix(200)))
        #expect(timeline.output.contains("Holdings over time"))
        #expect(timeline.output.contains("Names as filed"))
        let json = Self.index.ask(["issuer", "TGEN", "--timeline", "--format", "json"])
        for field in ["\"holdings\"", "\"namesAsFiled\"", "\"clusters\"", "\"relations\"", "\"party\""] {
            #expect(json.output.contains(field), "\(field)")
        }
    }

    @Test func `a shell completes names from the index`() {
        let words = ["filings", "person", "--index", Self.index.path, "panor"]
        let found = Program.run(["---completion", "person", "--", "positional@0", "4", "5"] + words)
        #expect(found.output.contains("PANORA ROBERT A"), "\(found.output) \(found.errors)")
    }
}
