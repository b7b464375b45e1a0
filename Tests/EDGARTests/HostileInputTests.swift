import EDGAR
import FilingModel
import Testing

/// Inputs made to hurt: all of them end soon, with an issue and without a crash.
@Suite struct `Hostile input` {
    @Test func `a billion laughs are not told`() {
        var document = "<?xml version=\"1.0\"?><!DOCTYPE ownershipDocument [<!ENTITY lol \"lol\">"
        for level in 1...9 {
            let inner = level == 1 ? "&lol;" : "&lol\(level - 1);"
            document += "<!ENTITY lol\(level) \"" + String(repeating: inner, count: 10) + "\">"
        }
        document += "]><ownershipDocument><documentType>4</documentType><remarks>&lol9;</remarks></ownershipDocument>"
        let outcome = Outcome(document)
        #expect(outcome.troubles == ["not well-formed XML"])
        #expect((outcome.filings.first?.remarks ?? "").utf8.count < 100)
    }

    @Test func `an external entity is not fetched`() {
        let outcome = Outcome(
            "<?xml version=\"1.0\"?><!DOCTYPE ownershipDocument [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<ownershipDocument><documentType>4</documentType><remarks>&x;</remarks></ownershipDocument>")
        #expect(outcome.troubles == ["not well-formed XML"])
        #expect((outcome.filings.first?.remarks ?? "") == "")
    }

    @Test func `elements nested without end stop at the limit`() {
        let deep = "<ownershipDocument><documentType>4</documentType>" + String(repeating: "<a>", count: 100_000)
        let outcome = Outcome(deep)
        #expect(outcome.issues.contains { $0.message.contains("256 deep") })
        #expect(outcome.filings.first?.form.description == "4")
    }

    @Test func `a text without end stops at the limit`() {
        var limits = XMLReader.Limits()
        limits.textBytes = 100_000
        let document =
            "<ownershipDocument><documentType>4</documentType><remarks>" + String(repeating: "x", count: 1_000_000)
        let outcome = Outcome(Array(document.utf8), session: ImportSession(limits: limits))
        #expect(outcome.issues.contains { $0.message.contains("100000 bytes") })
    }

    @Test func `names without end are not hoarded`() {
        let session = ImportSession()
        let many =
            "<ownershipDocument><documentType>4</documentType>"
            + (0..<20_000).map { "<n\($0)/>" }.joined() + "<remarks>r</remarks></ownershipDocument>"
        for _ in 0..<3 {
            let outcome = Outcome(Array(many.utf8), session: session)
            #expect(outcome.filings.first?.remarks == "r")
        }
        #expect(session.xmlReader.parse(Array("<a/>".utf8), 0..<4).names.count < 4_100)
    }

    @Test(arguments: ["", "<?xml version=\"1.0\"?>", "<ownershipDocument>"])
    func `twenty megabytes of angle brackets are refused`(front: String) {
        let outcome = Outcome(Array(front.utf8) + [UInt8](repeating: 0x3C, count: 20_000_000))
        #expect(outcome.troubles.first == (front.isEmpty ? "not text" : "not well-formed XML"))
        #expect(outcome.filings.count == (front == "<ownershipDocument>" ? 1 : 0))
    }

    @Test func `an attribute without end is refused`() {
        let document = Array("<ownershipDocument a=\"".utf8) + [UInt8](repeating: 0x61, count: 20_000_000)
        #expect(Outcome(document).troubles == ["not well-formed XML"])
    }

    @Test(arguments: [
        ([UInt8](), "empty file"), (Array(" \n\r\n\t ".utf8), "empty file"),
        ([0xEF, 0xBB, 0xBF, 0x20], "empty file"), (Array("\u{A0}".utf8), "empty file"),
    ])
    func `an empty file is rejected`(bytes: [UInt8], kind: String) {
        let outcome = Outcome(bytes)
        #expect(outcome.kinds == [kind])
        #expect(outcome.issues.first?.severity == .rejected)
    }

    @Test func `bytes that are no text are rejected`() {
        #expect(Outcome([UInt8](repeating: 0, count: 5_000)).kinds == ["not text"])
        #expect(Outcome((0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }).kinds == ["not text"])
    }

    @Test func `NUL bytes inside XML are repaired`() {
        let outcome = Outcome(
            "<ownershipDocument><documentType>4</documentType><remarks>a\u{0}b</remarks></ownershipDocument>")
        #expect(outcome.filings.first?.remarks == "a b")
        #expect(outcome.kinds == ["XML repaired"])
    }

    @Test(arguments: [
        "{\"cik\": \"320193\", \"name\": \"Apple Inc.\"}",
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Latest Filings</title></feed>",
        "<!DOCTYPE html><html><head><title>EDGAR Filing Documents for 0001209191-20-002775</title></head></html>",
    ])
    func `data that is no filing is told in a note`(text: String) {
        let outcome = Outcome(text, file: "data")
        #expect(outcome.kinds == ["not a filing"])
        #expect(outcome.issues.first?.severity == .note)
        #expect(outcome.filings.isEmpty)
    }

    @Test func `any other text becomes a document`() {
        let outcome = Outcome(Array("Caf\u{E9} au lait".unicodeScalars.map { UInt8($0.value) }), file: "letter.txt")
        #expect(outcome.kinds == ["not UTF-8"])
        #expect(outcome.filings.first?.form.description == "TEXT")
        #expect(outcome.filings.first?.documents.first?.text == "Café au lait")
    }

    @Test func `UTF-8 beside Windows-1252 stays UTF-8`() {
        let text =
            Array("<ownershipDocument><documentType>4</documentType><remarks>é ".utf8) + [0xE9]
            + Array("</remarks></ownershipDocument>".utf8)
        #expect(Outcome(text).filings.first?.remarks == "é é")
    }

    @Test(arguments: ["UTF-16", "windows-1252", "EBCDIC-CP-US", "nonsense"])
    func `what a declaration says about the encoding is not believed`(encoding: String) {
        let outcome = Outcome(
            "<?xml version=\"1.0\" encoding=\"\(encoding)\"?><ownershipDocument><documentType>4</documentType>"
                + "<remarks>é</remarks></ownershipDocument>")
        #expect(outcome.issues == [])
        #expect(outcome.filings.first?.remarks == "é")
    }

    @Test func `UTF-16 is read`() {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><ownershipDocument><documentType>5</documentType>"
            + "</ownershipDocument>"
        let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(Outcome(bytes).filings.first?.form.description == "5")
    }

    @Test(arguments: [
        ([0xFF, 0xFE, 0x41, 0x00, 0x42, 0x00], "save it as UTF-8"), ([0x50, 0x4B, 3, 4, 20, 0], "unpack it"),
        ([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31], "take its text out"),
    ])
    func `a file of a well-known other kind is named, with what to do`(bytes: [UInt8], advice: String) throws {
        let outcome = Outcome(bytes, file: "paper.txt")
        #expect(outcome.filings.isEmpty)
        let issue = try #require(outcome.issues.first)
        #expect(issue.severity == .rejected)
        #expect(issue.message.contains(advice))
    }
}
