internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct `Duplicates and the file that settles them` {
    private typealias Owner = OwnershipPaper.Owner

    private let inputs: TemporaryDirectory
    private let index: CommandIndex

    init() {
        inputs = TemporaryDirectory()
        let tecogen = (cik: 501, name: "TECOGEN INC", ticker: "TGEN")
        inputs.write("a.xml", OwnershipPaper(tecogen, [Owner(21, "PANORA ROBERT A")]).xml)
        inputs.write("b.xml", OwnershipPaper(tecogen, [Owner(22, "Robert A. Panora")], period: "2015-01-01").xml)
        index = CommandIndex([inputs.path])
    }

    @Test func `are listed in every format`() throws {
        let table = index.ask(["duplicates"])
        #expect(table.status == 0)
        #expect(table.lines.count == 2)
        #expect(
            table.output.contains("same words; both reported on TECOGEN INC; same address: 1 MAIN ST, CAMBRIDGE, MA"))
        #expect(table.errors == "1 of 1 pairs\n")
        let csv = index.ask(["duplicates", "-f", "csv"])
        #expect(csv.lines.first == "score,key,name,filings,key2,name2,filings2,reasons")
        let lines = index.ask(["duplicates", "-f", "jsonl"]).output
        let pair = try JSONSerialization.jsonObject(with: Data(lines.utf8)) as? [String: Any]
        #expect(pair?["score"] as? Double == 1)
        #expect((pair?["reasons"] as? [String])?.count == 3)
        #expect((pair?["second"] as? [String: Any])?["kind"] as? String == "person")
        #expect(index.ask(["duplicates", "--limit", "0"]).errors == "0 of 1 pairs\n")
        #expect(index.ask(["person", "21"]).output.contains("perhaps the same as "))
    }

    @Test func `go through a review into one party`() {
        let review = index.ask(["duplicates", "--review"])
        #expect(review.lines.allSatisfy { $0.hasPrefix("#") })
        let folder = TemporaryDirectory()
        func rebuild(_ file: String) -> ProgramRun { index.ask(["rebuild", inputs.path, "--same-as", file]) }
        // Nothing happens until somebody has looked.
        #expect(rebuild(folder.write("same-as.tsv", review.output)).errors.contains("2 filings and 3 parties"))
        let text = review.output.replacingOccurrences(of: "\n#2", with: "\n2")
        let run = rebuild(folder.write("same-as.tsv", text + "12 13\n"))
        #expect(run.status == 0)
        #expect(run.errors.contains("2 filings and 2 parties"))
        #expect(run.errors.contains("unused line of same-as file (warning)"))
        #expect(run.errors.contains("same-as.tsv:7: expected two keys parted by a tab, found '12 13'"))
        for cik in ["21", "22"] {
            let page = index.ask(["person", cik])
            #expect(page.errors.contains("2 of 2 filings"))
            #expect(page.output.contains("also filed as CIK "))
        }
        let none = index.ask(["duplicates"])
        #expect(none.status == 1)
        #expect(none.output == "")
        let apart = rebuild(folder.write("same-as.tsv", "21\t22\tdifferent: father and son\n"))
        #expect(apart.errors.contains("2 filings and 3 parties"))
        #expect(index.ask(["duplicates"]).status == 1)
    }

    @Test func `a same-as file that is not there changes nothing`() {
        let run = index.ask(["rebuild", inputs.path, "--same-as", "/nowhere/same-as.tsv"])
        #expect(run.status == 66)
        #expect(run.errors.contains("there is no file or folder /nowhere/same-as.tsv; nothing was changed"))
    }
}
