import EDGAR
import FilingModel
import Testing

/// Submissions in every container EDGAR has used.
@Suite struct `Submissions` {
    @Test func `header and document become one filing`() throws {
        let outcome = Outcome(try Fixture.bytes(Fixture.threeOwners), file: Fixture.threeOwners)
        #expect(outcome.troubles == [])
        #expect(outcome.filings.count == 1)
        let filing = try #require(outcome.filings.first)
        #expect(filing.identity.description == "0001209191-20-042068")
        #expect(filing.form.description == "3")
        #expect(filing.filed?.description == "2020-07-09")
        #expect(
            filing.owners.map(\.name) == [
                "New Enterprise Associates 15, L.P.", "NEA Partners 15, L.P.", "NEA 15 GP, LLC",
            ])
        #expect(filing.signatures.count == 1)
        #expect(filing.otherParties == [])
    }

    @Test func `an issue inside a document names the line of the file`() throws {
        let lines = try Fixture.text(Fixture.threeOwners).split(separator: "\n", omittingEmptySubsequences: false)
        let index = try #require(lines.firstIndex { $0.contains("<isDirector>") })
        var bent = lines.map(String.init)
        bent[index] = "<isDirector>perhaps</isDirector>"
        let outcome = Outcome(bent.joined(separator: "\n"), file: "submission.txt")
        #expect(outcome.troubles == ["unreadable value"])
        #expect(outcome.issues.first?.line == index + 1)
        #expect(outcome.issues.first?.description.hasPrefix("submission.txt:\(index + 1): expected 1, 0") == true)
    }

    @Test func `threads with a session each read the same`() async throws {
        let names = [Fixture.threeOwners, Fixture.palantirForm4, Fixture.tagForm, Fixture.form144, Fixture.message]
        let inputs = try names.map { try Fixture.bytes($0) }
        let expected = inputs.map { Outcome($0).filings }
        let readings = await withTaskGroup(of: [[Filing]].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let session = ImportSession()
                    return inputs.map { Outcome($0, session: session).filings }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(readings == Array(repeating: expected, count: 4))
    }

    @Test func `the tag form with bare CR reads like any other`() throws {
        let bytes = try Fixture.bytes(Fixture.tagForm)
        let outcome = Outcome(bytes, file: "x.nc")
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.identity.description == "0001562180-25-000280")
        #expect(filing.filed?.description == "2025-01-08")
        #expect(filing.owners.map(\.name) == ["Snow Jessica"])
        #expect(filing.source.byteRange == 0..<bytes.count)
        let withLF = bytes.map { $0 == 0x0D ? 0x0A : $0 }
        #expect(Outcome(withLF).filings.first?.withoutSource == filing.withoutSource)
    }

    @Test func `a header of 1998 gives owner, role and issuer`() throws {
        let filing = try #require(Outcome(try Fixture.bytes(Fixture.headerOf1998)).filings.first)
        #expect(filing.identity.description == "0001012325-98-000004")
        #expect(filing.form.description == "4")
        #expect(filing.filed?.description == "1998-11-20")
        #expect(filing.period?.description == "1998-10-31")
        #expect(filing.issuer?.name == "MORTON INTERNATIONAL INC /IN/")
        #expect(
            filing.issuer?.formerNames == [
                FormerName(name: "NEW MORTON INTERNATIONAL INC", changed: CalendarDate(year: 1997, month: 3, day: 18))
            ])
        #expect(filing.owners.map(\.name) == ["CANTALUPO JAMES R"])
        #expect(filing.owners.first?.relationship.isDirector == true)
        #expect(filing.owners.first?.address.city == "CHICAGO")
        #expect(filing.otherParties == [])
    }

    @Test func `parties keep their roles and the subject company is the issuer`() throws {
        let filing = try #require(Outcome(try Fixture.bytes(Fixture.schedule13D)).filings.first)
        #expect(filing.form.description == "SC 13D/A")
        #expect(filing.otherParties.map(\.role) == ["subject company", "reporting person"])
        #expect(filing.issuer?.name == "Nuveen Quality Municipal Income Fund")
        #expect(filing.documents == [])
    }

    @Test func `a page of headers is read once and its links are no text`() throws {
        let outcome = Outcome(try Fixture.bytes(Fixture.headerPage), file: "x-index-headers.html")
        #expect(outcome.filings.count == 1)
        let filing = try #require(outcome.filings.first)
        #expect(filing.identity.description == "0001193125-24-152391")
        #expect(filing.form.description == "8-K")
        #expect(filing.issuer?.name == "23andMe Holding Co.")
        #expect(filing.issuer?.formerNames.count == 3)
        #expect(filing.documents.first?.fileName == "d836506d8k.htm")
        #expect(filing.documents.allSatisfy { $0.text.isEmpty })
    }

    @Test func `a document without words is told`() {
        let outcome = Outcome(
            "<SEC-DOCUMENT>0001209191-20-002775.txt : 20200103\n<DOCUMENT>\n<TYPE>EX-24\n<FILENAME>poa.htm\n<TEXT>\n"
                + "<html><body><img src=\"poa.jpg\"></body></html>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n",
            file: "0001209191-20-002775.txt")
        #expect(outcome.filings.first?.documents == [])
        #expect(outcome.kinds.contains("document without words skipped"))
        #expect(outcome.issues.contains { $0.message.contains("poa.htm") && $0.severity == .note })
    }

    @Test func `binary parts are skipped and told`() throws {
        let outcome = Outcome(try Fixture.bytes(Fixture.upload))
        #expect(outcome.kinds == ["binary document skipped"])
        let filing = try #require(outcome.filings.first)
        #expect(filing.form.description == "UPLOAD")
        #expect(filing.documents.map(\.type) == ["TEXT-EXTRACT"])
        #expect(filing.issuer?.name == "Apple Inc.")
    }

    @Test func `escapes of old messages are undone`() throws {
        let text = try Fixture.text(Fixture.message)
        #expect(text.contains("\n- --"))
        let filing = try #require(Outcome(text).filings.first)
        #expect(filing.form.description == "8-K")
        #expect(filing.documents.first?.text.contains("\n- --") == false)
        #expect(filing.documents.first?.text.contains("\n--") == true)
        #expect(filing.documents.first?.text.contains("PRIVACY-ENHANCED") == false)
    }

    @Test(arguments: [false, true])
    func `lines cut at 1,023 bytes are joined, escaped ones as well`(isMessage: Bool) throws {
        let text = try Fixture.text(Fixture.threeOwners)
        let expected = try #require(Outcome(text).filings.first).withoutSource
        // The document on one line, as some agents write it, then cut the way EDGAR cuts.
        let start = try #require(text.firstRange(of: "<ownershipDocument>")?.lowerBound)
        let end = try #require(text.firstRange(of: "</ownershipDocument>")?.upperBound)
        var line = Array(text[start..<end].utf8.map { $0 == 0x0A ? 0x20 : $0 })
        var pieces: [[UInt8]] = []
        while line.count > 1_023 {
            // A cut line may begin with the character that messages escape.
            if isMessage, line[1_023] == UInt8(ascii: "-") { line.insert(0x20, at: 0) }
            let piece = Array(line[..<1_023])
            pieces.append(isMessage && piece[0] == UInt8(ascii: "-") ? [0x2D, 0x20] + piece : piece)
            line.removeFirst(1_023)
        }
        pieces.append(line)
        var cut = Array(text[..<start].utf8) + Array(pieces.joined(separator: [0x0A])) + Array(text[end...].utf8)
        if isMessage {
            cut = Array("-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n".utf8) + cut
        }
        let outcome = Outcome(cut)
        #expect(outcome.kinds == ["cut lines joined"])
        #expect(outcome.filings.first?.withoutSource == expected)
    }

    @Test func `several submissions in a file are several filings`() throws {
        let names = [Fixture.threeOwners, Fixture.headerOf1998, Fixture.message, Fixture.tagForm, Fixture.twoSymbols]
        var all: [UInt8] = []
        var ranges: [Range<Int>] = []
        for name in names {
            let bytes = try Fixture.bytes(name)
            ranges.append(all.count..<all.count + bytes.count + 1)
            all += bytes + [0x0A]
        }
        let outcome = Outcome(all, file: "0000000001-20-000001.txt")
        #expect(outcome.filings.map(\.source.byteRange) == ranges)
        let alone = try names.map { try #require(Outcome(try Fixture.bytes($0)).filings.first).identity }
        #expect(outcome.filings.map(\.identity) == alone)
    }

    @Test func `former names in the header reach issuer and owners`() throws {
        let text = try Fixture.text(Fixture.threeOwners)
        let bent = text.replacing(
            first: "\nISSUER:",
            with: "\n\tFORMER COMPANY:\t\n\t\tFORMER CONFORMED NAME:\tOLD NAME LP\n"
                + "\t\tDATE OF NAME CHANGE:\t20190102\n\nISSUER:")
        let filing = try #require(Outcome(bent).filings.first)
        #expect(filing.owners.flatMap(\.formerNames).map(\.name).contains("OLD NAME LP"))
    }

    @Test func `a page with XBRL inside is text, bare XBRL is skipped`() throws {
        let page =
            "<XBRL>\n<?xml version='1.0'?>\n<html xmlns:ix=\"http://www.xbrl.org/2013/inlineXBRL\"><body>"
            + "<p>Results of <ix:nonNumeric>Operations</ix:nonNumeric></p></body></html>\n</XBRL>"
        let schema = "<XBRL>\n<?xml version='1.0'?>\n<xs:schema xmlns:xs=\"x\"/>\n</XBRL>"
        func document(_ type: String, _ fileName: String, _ description: String, _ content: String) -> String {
            "<DOCUMENT>\n<TYPE>\(type)\n<SEQUENCE>1\n<FILENAME>\(fileName)\n<DESCRIPTION>\(description)\n<TEXT>\n\(content)\n"
                + "</TEXT>\n</DOCUMENT>\n"
        }
        let outcome = Outcome(
            try Fixture.text(Fixture.schedule13D) + document("8-K", "form8k.htm", "8-K", page)
                + document("EX-101.SCH", "a.xsd", "SCHEMA", schema) + document("XML", "b.xml", "OTHER", schema)
                + document("XML", "Show.js", "IDEA: XBRL DOCUMENT", "var Show={}"))
        #expect(outcome.kinds == ["XBRL document skipped"])
        let filing = try #require(outcome.filings.first)
        #expect(filing.documents.map(\.fileName) == ["form8k.htm"])
        #expect(filing.documents.first?.text.contains("Results of Operations") == true)
    }

    @Test func `a submission that breaks off keeps its header`() throws {
        let bytes = try Fixture.bytes(Fixture.twoSymbols)
        for end in stride(from: 200, to: bytes.count, by: 331) {
            let outcome = Outcome(Array(bytes[..<end]))
            #expect(outcome.filings.first?.identity.description == "0001209191-20-002775")
        }
    }

    @Test func `the parts of 399 filers are read`() throws {
        var text =
            "<SEC-DOCUMENT>0001193125-22-186192.txt : 20220630\n<SEC-HEADER>0001193125-22-186192.hdr.sgml\n"
            + "ACCESSION NUMBER:\t\t0001193125-22-186192\nCONFORMED SUBMISSION TYPE:\tS-3\n"
        for number in 1...399 {
            text +=
                "\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tFILER \(number)\n"
                + "\t\tCENTRAL INDEX KEY:\t\t\t\(1_000_000 + number)\n"
        }
        let filing = try #require(Outcome(text + "</SEC-HEADER>\n").filings.first)
        #expect(filing.otherParties.count == 399)
        #expect(filing.issuer == nil)
    }

    @Test func `Form 144 gives issuer and words but no password`() throws {
        let outcome = Outcome(try Fixture.bytes(Fixture.form144), file: Fixture.form144)
        #expect(outcome.issues == [])
        let filing = try #require(outcome.filings.first)
        #expect(filing.form.description == "144")
        #expect(filing.issuer?.name == "Apple Inc.")
        #expect(filing.otherParties.map(\.name) == ["Luca Maestri", "Goldman Sachs & Co. LLC"])
        #expect(filing.otherParties.map(\.cik) == [CentralIndexKey(1_513_362), nil])
        let text = try #require(filing.documents.first?.text)
        #expect(text.contains("Luca Maestri"))
        #expect(text.contains("Goldman Sachs & Co. LLC"))
        #expect(!text.contains("XXXXXXXX"))
    }

    @Test func `other submissions in XML give their form`() throws {
        let filing = try #require(Outcome(try Fixture.bytes(Fixture.effect)).filings.first)
        #expect(filing.form.description == "EFFECT")
        #expect(filing.schemaVersion == "X0101")
        #expect(filing.otherParties.map(\.name) == ["10X Capital Venture Acquisition Corp. III"])
        #expect(filing.documents.count == 1)
    }

    @Test(arguments: [Fixture.threeOwners, Fixture.tagForm, Fixture.message, Fixture.headerPage])
    func `any byte may be any other`(name: String) throws {
        var bytes = try Fixture.bytes(name)
        let session = ImportSession()
        var seed: UInt64 = 7
        for _ in 0..<60 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let offset = Int(seed >> 33) % bytes.count
            let kept = bytes[offset]
            bytes[offset] = UInt8(truncatingIfNeeded: seed >> 20)
            #expect(Outcome(bytes, session: session).filings.count <= 2)
            bytes[offset] = kept
        }
    }
}
