import EDGAR
import FilingModel
import TestSupport
import Testing

/// Everything a file gives when it is read as a rebuild reads it.
private struct Import {
    var filings: [Filing] = []
    var issues: [ImportIssue] = []
    var largest = 0
    var pieceCount = 0

    init(_ path: String, limits: InputLimits = InputLimits()) {
        let source = InputSource(limits: limits)
        let session = ImportSession()
        for file in source.files(at: [path]).files {
            source.read(file) { part in
                switch part {
                case .issue(let issue): issues.append(issue)
                case .input(let input):
                    largest = max(largest, input.bytes.count)
                    pieceCount += 1
                    session.read(input) { event in
                        switch event {
                        case .filing(let filing): filings.append(filing)
                        case .issue(let issue): issues.append(issue)
                        case .party: break
                        }
                    }
                }
                return true
            }
        }
    }
}

@Suite struct `Files in pieces` {
    private static func line(_ number: Int, _ words: Int = 100) -> String {
        let digits = String(number)
        let sequence = String(repeating: "0", count: 6 - digits.count) + digits
        return "{\"accession\":\"0000000001-20-\(sequence)\",\"text\":\""
            + String(repeating: "word\(number) ", count: words) + "\"}\n"
    }

    @Test(arguments: [TestArchive.Packing.none, .gzip])
    func `lines of JSON are read in pieces, every filing at its place`(packing: TestArchive.Packing) {
        let folder = TemporaryDirectory()
        var text = ""
        var offsets: [Int] = []
        for number in 1...12_000 {
            offsets.append(text.utf8.count)
            // Many begin without what the format is known by, and one cannot be read.
            text +=
                number == 9_000
                ? "{\"broken\n" : number % 2 == 0 ? "{\"text\":\"only \(number)\"}\n" : Self.line(number)
        }
        let bytes = Array(text.utf8)
        let path = folder.write("lines.jsonl", TestArchive.bytes([.file("x", bytes)], .single, packing))
        let result = Import(path)
        #expect(bytes.count > InputSource.smallBytes)
        #expect(result.filings.count == 11_999)
        #expect(result.pieceCount > 1)
        #expect(result.largest <= InputSource.smallBytes)
        #expect(result.issues.map(\.line) == [9_000])
        let places = offsets.indices.filter { $0 != 8_999 }.map { offsets[$0] }
        #expect(result.filings.map(\.source.byteRange.lowerBound) == places)
        for filing in result.filings.suffix(3) {
            #expect(bytes[filing.source.byteRange].first == UInt8(ascii: "{"))
            #expect(bytes[filing.source.byteRange].last == UInt8(ascii: "}"))
        }
    }

    @Test func `a line longer than a piece is read whole`() {
        let folder = TemporaryDirectory()
        let text = Self.line(1) + Self.line(2, 1_000_000) + Self.line(3)
        let result = Import(folder.write("lines.jsonl", text))
        #expect(result.filings.map { $0.documents.first?.text.utf8.count ?? 0 > 1_000_000 } == [false, true, false])
        var limits = InputLimits()
        limits.documentBytes = 5 << 20
        let limited = Import(folder.write("limited.jsonl", text), limits: limits)
        #expect(limited.issues.map(\.kind) == ["file too large"])
    }

    @Test(arguments: [("<SEC-DOCUMENT>x.txt : 2020", "</SEC-DOCUMENT>"), ("<SUBMISSION>", "</SUBMISSION>")])
    func `submissions one behind the other are read in pieces, none torn`(open: String, close: String) {
        let folder = TemporaryDirectory()
        let body = String(repeating: "a line of the report\n", count: 400)
        var text = ""
        var offsets: [Int] = []
        for number in 1...700 {
            offsets.append(text.utf8.count)
            text +=
                "\(open)\n<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<TEXT>\nnumber \(number)\n\(body)</TEXT>\n</DOCUMENT>\n\(close)\n"
        }
        let result = Import(folder.write("bundle.txt", text))
        #expect(text.utf8.count > InputSource.smallBytes)
        #expect(result.filings.count == 700)
        #expect(result.pieceCount > 1)
        #expect(result.filings.map(\.source.byteRange.lowerBound) == offsets)
        #expect(result.filings.allSatisfy { $0.documents.first?.text.contains("of the report") == true })
        #expect(result.issues.filter { $0.severity != .note } == [])
    }

    @Test func `a file of one document is never cut`() {
        let folder = TemporaryDirectory()
        let text = String(repeating: "a line of text\n", count: 400_000)
        let result = Import(folder.write("text.txt", text))
        #expect(text.utf8.count > InputSource.smallBytes)
        #expect(result.pieceCount == 1)
        #expect(result.filings.count == 1)
    }
}
