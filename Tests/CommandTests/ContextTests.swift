internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct `What is known beside a name, on the command line` {
    private typealias Owner = OwnershipPaper.Owner

    private let inputs: TemporaryDirectory
    private let index: CommandIndex

    init() {
        inputs = TemporaryDirectory()
        let tecogen = (cik: 1_537_435, name: "TECOGEN INC", ticker: "TGEN")
        let snow = (cik: 1_640_147, name: "Snowflake Inc.", ticker: "SNOW")
        let officer: Set<String> = ["officer"]
        let papers = [
            OwnershipPaper(tecogen, [Owner(11, "SMITH JOHN A", boxes: officer, title: "COO and President")]),
            OwnershipPaper(
                tecogen, [Owner(11, "SMITH JOHN A", boxes: officer, title: "COO and President")],
                period: "2014-02-03"),
            OwnershipPaper(snow, [Owner(12, "SMITH JOHN A", city: "BOZEMAN", state: "MT")], form: "3"),
            OwnershipPaper(snow, [Owner(13, "Smith John A.", city: "BOZEMAN", state: "MT")], period: "2021-01-05"),
        ]
        for (number, paper) in papers.enumerated() { inputs.write("\(number).xml", paper.xml) }
        index = CommandIndex([inputs.path])
    }

    private func ciks(_ arguments: [String]) -> [String] {
        index.ask(["name", "john a smith", "--format", "csv"] + arguments).lines.dropFirst().compactMap {
            $0.split(separator: ",").first { $0.count == 2 && $0.allSatisfy(\.isNumber) }.map(String.init)
        }
    }

    @Test func `narrows the names`() {
        #expect(ciks([]).count == 3)
        #expect(ciks(["--issuer", "TGEN"]) == ["11"])
        #expect(ciks(["--role", "officer"]) == ["11"])
        #expect(ciks(["--role", "officer", "--role", "director"]) == [])
        #expect(ciks(["--form", "3"]) == ["12"])
        #expect(ciks(["--title", "president coo"]) == ["11"])
        #expect(ciks(["--city", "bozeman", "--since", "2020"]) == ["13"])
        #expect(ciks(["--state", "montana", "--until", "2013-10"]) == ["12"])
        #expect(ciks(["--kind", "person", "--issuer", "snowflake"]).sorted() == ["12", "13"])
        #expect(ciks(["--prefer", "--form", "3"]).count == 3)
        #expect(ciks(["--prefer", "--form", "3"]).first == "12")
    }

    @Test func `says in every format where it holds`() throws {
        let words = "officer (COO and President) of TECOGEN INC, CAMBRIDGE, MA, Form 4, 2014-02-03 and 1 more"
        let asked = ["name", "smith john", "--issuer", "TGEN"]
        #expect(index.ask(asked).output.contains("; " + words))
        #expect(index.ask(asked + ["--explain"]).output.contains("      " + words))
        let text = index.ask(asked + ["--explain", "--format", "json"]).output
        let hits = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        let context = try #require(hits?.first?["context"] as? [String: Any])
        #expect(context["words"] as? String == words)
        #expect(context["issuerCIK"] as? String == "0001537435")
        #expect(context["filings"] as? Int == 2)
        #expect(context["first"] as? String == "2013-10-01")
        let pairs = try #require(hits?.first?["evidence"] as? [[String: Any]])
        #expect(pairs.map { $0["asked"] as? String } == ["smith", "john", ""])
        #expect(pairs.allSatisfy { $0["cost"] is Double && $0["likeness"] is Double && $0["kind"] is String })
        let plain = index.ask(["name", "smith john", "--format", "jsonl"]).output
        #expect(!plain.contains("\"context\""))
    }

    @Test func `opens the page of the one meant`() {
        #expect(index.ask(["person", "john smith", "--issuer", "TGEN"]).output.contains("CIK 11"))
        let page = index.ask(["person", "john smith", "--issuer", "SNOW", "--form", "3"])
        #expect(page.output.contains("CIK 12"))
        #expect(page.output.contains("asked for: director of Snowflake Inc., BOZEMAN, MT, Form 3, 2013-10-01"))
    }

    @Test func `says how the issuer was understood, and ends with 1 where nobody is left`() {
        let near = index.ask(["name", "smith", "--issuer", "tecogn"])
        #expect(near.status == 0)
        #expect(near.errors.contains("issuer 'tecogn' was taken for TECOGEN INC [TGEN] (CIK 1537435)"))
        #expect(index.ask(["name", "smith", "--issuer", "TGEN"]).errors == "")
        let none = index.ask(["name", "smith", "--issuer", "zzqqyy"])
        #expect(none.status == 1)
        #expect(none.output == "")
        #expect(none.errors == "filings: no issuer whose name, symbol or CIK is like 'zzqqyy'\n")
        let nobody = index.ask(["name", "smith", "--issuer", "TGEN", "--form", "3"])
        #expect(nobody.status == 1)
        #expect(nobody.errors == "nobody in the index fulfils --issuer TGEN --form 3\n")
        let other = index.ask(["name", "qqxx", "--issuer", "TGEN"])
        #expect(other.status == 1)
        #expect(other.errors == "no name like 'qqxx', among 2 of whom --issuer TGEN holds\n")
        let page = index.ask(["person", "qqxx", "--form", "3"])
        #expect(page.status == 1)
        #expect(page.errors.contains("nobody found whose name is like 'qqxx'"))
    }
}
