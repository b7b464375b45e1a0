internal import FilingModel
internal import Testing

@testable internal import EDGAR

/// How much text is kept of what is long.
@Suite struct `Long texts` {
    private static let page =
        "<html><body><h1>Report</h1>" + (1...40).map { "<p>Paragraph \($0) &amp; more</p>" }.joined() + "</body></html>"

    @Test func `of a page end at a limit, which is told`() {
        let bytes = Array(Self.page.utf8)
        let whole = HTMLText.text(of: bytes)
        #expect(!whole.isCut)
        #expect(whole.text.hasSuffix("Paragraph 40 & more"))
        let begin = HTMLText.text(of: bytes, limit: 100)
        #expect(begin.isCut)
        #expect(begin.text.utf8.count < 110)
        #expect(whole.text.hasPrefix(begin.text))
        // A page too deep for the parser is scanned for tags instead, to the same limit.
        let deep = Array((String(repeating: "<b>", count: 5_000) + Self.page).utf8)
        let scanned = HTMLText.text(of: deep, limit: 100)
        #expect(scanned.isCut && whole.text.hasPrefix(scanned.text))
    }

    @Test func `of a page are read out of the bytes around it, in either encoding`() {
        let around = Array("before<p>".utf8)
        for page in [Array(Self.page.utf8), Array("<html><p>caf".utf8) + [0xE9, 0x00] + Array("x</p></html>".utf8)] {
            let bytes = around + page + around
            let range = around.count..<around.count + page.count
            #expect(HTMLText.text(of: bytes, range).text == HTMLText.plainText(of: page))
        }
        #expect(HTMLText.plainText(of: Array("<html><p>caf".utf8) + [0xE9, 0x00] + Array("x</p>".utf8)) == "café x")
    }

    @Test func `of a submission end at a limit, the rest of it is read`() throws {
        let line = String(repeating: "words of a filing ", count: 58) + "\n"
        let long = String(repeating: line, count: HTMLText.bytesMax / line.utf8.count + 1_000)
        let outcome = Outcome(
            "<SEC-DOCUMENT>0001000001-20-000001.txt : 20200103\n<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t10-K\n</SEC-HEADER>\n"
                + "<DOCUMENT>\n<TYPE>10-K\n<FILENAME>long.txt\n<TEXT>\n\(long)</TEXT>\n</DOCUMENT>\n"
                + "<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nshort\n</TEXT>\n</DOCUMENT>\n")
        #expect(outcome.kinds == ["text cut"])
        #expect(outcome.issues.first?.severity == .warning)
        #expect(outcome.issues.first?.message.contains("long.txt") == true)
        let documents = try #require(outcome.filings.first?.documents)
        #expect(documents.map(\.type) == ["10-K", "EX-99"])
        #expect(documents.last?.text == "short")
        let count = try #require(documents.first?.text.utf8.count)
        #expect(count <= HTMLText.bytesMax && count > HTMLText.bytesMax - 2 * line.utf8.count)
    }

    @Test func `of a filing share one limit`() {
        var budget = TextBudget()
        let part = String(repeating: "x", count: HTMLText.bytesMax)
        for number in 1...4 { #expect(budget.take(part, of: "part \(number)").utf8.count == HTMLText.bytesMax) }
        #expect(budget.cutDocuments == [])
        #expect(budget.take("one more", of: "the last") == "")
        #expect(budget.cutDocuments == ["the last"])
    }
}
