internal import ArgumentParser
internal import FilingSearch
internal import TestSupport
internal import Testing

@testable internal import filings

@Suite struct `Where a match goes on` {
    private static let names = "Robert A. Panora\n\ntecogen, \"inc\"\nqqqq xyzw\n{broken\nalbert nahmad\n"
    private static let table =
        "name,note\nRobert A. Panora,\"x, \"\"y\"\"\n1\"\n\"x\"y,z\nqqqq xyzw,\nalbert nahmad,1\n"

    /// Where each answer of an output begins, and where the last one ends.
    private static func starts(_ output: [UInt8], _ encoder: AnswerEncoder, _ requests: [MatchRequest]) throws -> [Int]
    {
        let index = try FilingIndex(path: indexPath)
        var session = index.nameSession()
        var starts = [output.count]
        for request in requests.reversed() {
            starts.insert(starts[0] - encoder.answers([request], &session).bytes.count, at: 0)
        }
        return starts
    }

    /// The committed sample.
    private static let indexPath = String(SampleFilings.tests.dropLast("/Tests".count)) + "/Index/Sample/index"

    private static func requests(_ reader: some MatchRequests) throws -> [MatchRequest] {
        var reader = reader
        var requests: [MatchRequest] = []
        while let request = try reader.next(isWaiting: true) { requests.append(request) }
        return requests
    }

    @Test func `begins behind the last whole answer, wherever lines were torn`() throws {
        let input = LineRequests(InputLines(Pieces(Self.names)), style: .either, queryKey: nil, idKey: nil)
        let requests = try Self.requests(input)
        for isFlat in [false, true] {
            let encoder = AnswerEncoder(format: .jsonl, isFlat: isFlat, limit: 2)
            var session = try FilingIndex(path: Self.indexPath).nameSession()
            let output = encoder.answers(requests, &session).bytes
            let starts = try Self.starts(output, encoder, requests)
            #expect(starts.first == 0)
            for length in 0...output.count {
                let point = try ResumePoint(lines: Pieces([Array(output[..<length])]))
                let count = starts.lastIndex { $0 <= length } ?? 0
                if point.answerCount != count || point.keptBytes != starts[count] {
                    Issue.record("\(length): \(point)")
                }
            }
        }
    }

    @Test func `begins before the last answer, wherever rows were torn`() throws {
        let rows = CSVReader(InputLines(Pieces(Self.table)))
        let table = try TableRequests(rows, hasHeading: true, query: nil, id: nil, keepsColumns: true)
        let input = try #require(table)
        let requests = try Self.requests(input)
        for withReason in [false, true] {
            let encoder = AnswerEncoder(format: .csv, limit: 3, withReason: withReason)
            var heading: [UInt8] = []
            CSVBytes.append(row: encoder.headings(after: ["name", "note"]), to: &heading)
            heading.append(UInt8(ascii: "\n"))
            var session = try FilingIndex(path: Self.indexPath).nameSession()
            let output = heading + encoder.answers(requests, &session).bytes
            let starts = try Self.starts(output, encoder, requests)
            #expect(starts.first == heading.count)
            for length in 0...output.count {
                let piece = Pieces([Array(output[..<length])])
                let point = try #require(try ResumePoint(rows: piece, heading: heading, rankColumn: 4))
                guard length >= heading.count else {
                    if point.answerCount != 0 || point.keptBytes != 0 { Issue.record("\(length): \(point)") }
                    continue
                }
                // The rows of an answer cannot be told whole: at best the last one is looked up again.
                let whole = starts.lastIndex { $0 <= length } ?? 0
                if point.keptBytes != starts[point.answerCount] || point.answerCount > whole
                    || point.answerCount < whole - 1
                {
                    Issue.record("\(length): \(point)")
                }
            }
            #expect(try ResumePoint(rows: Pieces("name,other\n"), heading: heading, rankColumn: 4) == nil)
        }
    }

    /// Runs it inside this process, for speed.
    @Test(arguments: [AnswerEncoder.Format.jsonl, .csv])
    func `ends with the same bytes wherever it was stopped`(format: AnswerEncoder.Format) throws {
        let folder = TemporaryDirectory()
        let input = folder.write(
            "names.csv", "id,name,note\n7,Robert A. Panora,\"a\n\"\"b\"\n8,qqqq xyzw,\n9,albert nahmad,c\n")
        let matching = BatchMatching(try FilingIndex(path: Self.indexPath), threadCount: 2)
        var batch = MatchBatch(
            reading: try MatchInputOptions.parse([]),
            encoder: AnswerEncoder(format: format, limit: 2, withReason: false),
            inputPath: input, outputPath: folder.path + "/whole", isResumed: false, isQuiet: true)
        #expect(try batch.run(on: matching).total == 3)
        let whole = try #require(TestFile.read(folder.path + "/whole"))
        #expect(whole.count > 150)
        let output = folder.path + "/torn"
        (batch.isResumed, batch.outputPath) = (true, output)
        for length in 0...whole.count {
            TestFile.write(output, Array(whole[..<length]))
            _ = try batch.run(on: matching)
            if TestFile.read(output) != whole { Issue.record("cut at \(length)") }
        }
    }
}
