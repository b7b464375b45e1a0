internal import FilingSearch
internal import TestSupport
internal import Testing

@testable internal import filings

@Suite struct `Reading CSV` {
    private static func rows(
        _ text: String, length: Int = .max, isSlow: Bool = false, quotedBytesMax: Int = CSVReader.quotedBytesMax,
        lineBytesMax: Int = InputLines.lineBytesMax
    ) throws -> [CSVReader.Row] {
        var reader = CSVReader(
            InputLines(Pieces(text, length: length, isSlow: isSlow), lineBytesMax: lineBytesMax),
            quotedBytesMax: quotedBytesMax)
        var rows: [CSVReader.Row] = []
        var emptyCount = 0
        while emptyCount < 2 {
            // Without waiting first: what is not there yet must lose nothing.
            if let row = try reader.next(isWaiting: false) {
                rows.append(row)
                emptyCount = 0
            } else if let row = try reader.next(isWaiting: true) {
                rows.append(row)
            } else {
                emptyCount += 1
            }
        }
        return rows
    }

    private static func cells(_ rows: [CSVReader.Row]) -> [[String]] {
        rows.map { $0.cells.map { String(decoding: $0, as: UTF8.self) } }
    }

    @Test(arguments: [
        ("", []), ("\n\r\n\n", []), ("a", [["a"]]), ("a,b\n", [["a", "b"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,\n,b\n,\n", [["a", ""], ["", "b"], ["", ""]]), ("\"a,b\",c\n", [["a,b", "c"]]),
        ("\"a\"\"b\"\"\",\"\"\n", [["a\"b\"", ""]]), ("\"a\r\nb\n\nc\",d\r\n", [["a\r\nb\n\nc", "d"]]),
        ("\u{FEFF}a,b\n\u{FEFF}c\n", [["a", "b"], ["\u{FEFF}c"]]), ("a \"b\" c,d\"\n", [["a \"b\" c", "d\""]]),
        ("a,\"b\"", [["a", "b"]]), ("a,\"b\"\r", [["a", "b"]]), ("\"a\"\n\n\"b\"\n", [["a"], ["b"]]),
        ("a\rb,c\r\n", [["a\rb", "c"]]), (" \"a\" ,b\n", [[" \"a\" ", "b"]]), ("\"\"\n", [[""]]),
    ])
    func `follows RFC 4180, in whatever pieces it comes`(text: String, expected: [[String]]) throws {
        for length in [1, 2, 3, 5, .max] {
            for isSlow in [false, true] {
                let rows = try Self.rows(text, length: length, isSlow: isSlow)
                #expect(Self.cells(rows) == expected, "pieces of \(length)")
                #expect(rows.allSatisfy { $0.fault == nil })
            }
        }
    }

    @Test func `a malformed row costs itself and no other`() throws {
        for length in [1, 4, .max] {
            let stray = try Self.rows("a,b\n\"c\"x,d\ne,f\n", length: length)
            #expect(stray.map(\.fault) == [nil, "text after a closing quotation mark", nil])
            #expect(stray.map(\.line) == [1, 2, 3])
            #expect(Self.cells(stray).last == ["e", "f"])

            let unclosed = try Self.rows("a,b\n1,\"c\nd,e\nf,\"g\nh\"\n", length: length, quotedBytesMax: 8)
            #expect(unclosed.map(\.fault) == [nil, "a quotation mark is never closed", nil, nil])
            #expect(unclosed.map(\.line) == [1, 2, 3, 4])
            #expect(Self.cells(unclosed) == [["a", "b"], ["1,\"c"], ["d", "e"], ["f", "g\nh"]])

            let last = try Self.rows("a\n\"b\r\nc\nd", length: length)
            #expect(last.map(\.fault) == [nil, "a quotation mark is never closed", nil, nil])
            #expect(Self.cells(last) == [["a"], ["\"b"], ["c"], ["d"]])

            let long = try Self.rows("a\nbbbbbbbbbbbbb,c\nd\n", length: length, lineBytesMax: 8)
            #expect(long.map(\.fault) == [nil, "a line is too long", nil])
            #expect(Self.cells(long) == [["a"], ["bbbbbbbb"], ["d"]])

            let both = try Self.rows("\"a\nbbbbbbbbbbbbb\nd\n", length: length, lineBytesMax: 8)
            #expect(both.map(\.fault) == ["a quotation mark is never closed", "a line is too long", nil])
            #expect(both.map(\.line) == [1, 2, 3])
        }
    }

    @Test func `any bytes give the same rows in whatever pieces, and what is written is read back`() throws {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("ab,\"\n\r\u{E9}")
        for _ in 0..<400 {
            let text = String(
                (0..<Int.random(in: 0...24, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? "a"
                })
            let whole = try Self.rows(text, quotedBytesMax: 12)
            for length in [1, 3] {
                let pieces = try Self.rows(text, length: length, isSlow: true, quotedBytesMax: 12)
                #expect(pieces == whole, "\(text.debugDescription)")
            }
            var written: [UInt8] = []
            let cells = text.split(separator: "b", omittingEmptySubsequences: false).map(String.init) + ["x"]
            CSVBytes.append(row: cells, to: &written)
            let back = try Self.rows(String(decoding: written, as: UTF8.self) + "\n")
            #expect(Self.cells(back) == [cells])
        }
    }

    @Test func `tables with tabs know no quotation marks`() throws {
        var reader = CSVReader(
            InputLines(Pieces("\"a\tb\"\r\nc\t\"\n")), separator: UInt8(ascii: "\t"), hasQuotes: false)
        var rows: [CSVReader.Row] = []
        while let row = try reader.next(isWaiting: true) { rows.append(row) }
        #expect(Self.cells(rows) == [["\"a", "b\""], ["c", "\""]])
    }
}
