internal import Testing

@testable internal import filings

@Suite struct `Reading requests from lines` {
    private func requests(
        _ text: String, _ style: LineRequests.Style = .either, queryKey: String? = nil, idKey: String? = nil
    ) throws -> [MatchRequest] {
        var reader = LineRequests(InputLines(Pieces(text)), style: style, queryKey: queryKey, idKey: idKey)
        var requests: [MatchRequest] = []
        while let request = try reader.next(isWaiting: true) { requests.append(request) }
        return requests
    }

    private func json(_ text: String) -> MatchRequest.Identifier { .json(Array(text.utf8)) }

    @Test func `a line is a name, or an object if it begins with a brace`() throws {
        let found = try requests("\u{FEFF}Panora\r\n  {\"query\":\"a\\u00e9\",\"id\":\"x\\u0041\",\"k\":3}\n\n\"b\"")
        #expect(found.map(\.query) == ["Panora", "aé", "", "\"b\""])
        #expect(found.map(\.id) == [.number(1), json("\"x\\u0041\""), .number(3), .number(4)])
        #expect(found.map(\.limit) == [nil, 3, nil, nil])
        #expect(found.allSatisfy { $0.fault == nil })
        #expect(try requests("{\"query\":\"a\"}\n", .names).map(\.query) == ["{\"query\":\"a\"}"])
        #expect(
            try requests("a\n\n{\"query\":\"a\"}\n", .objects).map { $0.fault?.words } == ["not a request", nil, nil])
    }

    @Test func `ids are kept as they came, whatever number or text they are`() throws {
        for id in ["7", "-1.50e3", "12345678901234567890", "\"\"", "\"\\ud83d\\ude00 /\\/\"", "\"漢\""] {
            #expect(try requests("{\"id\": \(id) ,\"query\":\"a\"}").map(\.id) == [json(id)])
        }
        #expect(try requests("{\"id\":null,\"query\":\"a\"}").map(\.id) == [.number(1)])
        #expect(MatchRequest.Identifier.json(Array("\"a\\u0041\\n\"".utf8)).cell == Array("aA\n".utf8))
        #expect(MatchRequest.Identifier.json(Array("1.50".utf8)).cell == Array("1.50".utf8))
        #expect(MatchRequest.Identifier.text("a\"").json == Array("\"a\\\"\"".utf8))
    }

    @Test func `name stands for query, other keys are passed over, and keys can be chosen`() throws {
        #expect(
            try requests("{\"name\":\"a\"}\n{\"name\":[1],\"query\":\"b\",\"x\":{\"query\":7}}").map(\.query) == [
                "a", "b",
            ])
        let chosen = try requests(
            "{\"who\":\"a\",\"ref\":5,\"id\":true,\"name\":1}", .objects, queryKey: "who", idKey: "ref")
        #expect(chosen.map(\.query) == ["a"])
        #expect(chosen.map(\.id) == [json("5")])
    }

    @Test(arguments: ["-1", "0", "2.0", "1e1", "null"])
    func `k is a whole number`(k: String) throws {
        let expected = ["-1": 0, "0": 0, "2.0": 2, "1e1": 10]
        #expect(try requests("{\"query\":\"a\",\"k\":\(k)}").map(\.limit) == [expected[k]])
    }

    @Test(arguments: [
        "{", "{broken", "{}", "{\"query\":1}", "{\"query\":null}", "{\"query\":\"a\",\"k\":\"2\"}",
        "{\"query\":\"a\",\"k\":1.5}",
        "{\"query\":\"a\",\"k\":1e99}", "{\"query\":\"a\",\"id\":[]}", "{\"query\":\"a\"}}", "{\"query\":\"a\n",
    ])
    func `what is no request is answered all the same`(line: String) throws {
        let found = try requests("x\n" + line + "\ny\n")
        #expect(found.count == (line.hasSuffix("\n") ? 4 : 3))
        #expect(found[1].fault?.words == "not a request")
        #expect(found[1].fault?.note.hasPrefix("line 2: expected a name or an object with \"query\", found: {") == true)
        #expect(found.last?.query == "y")
    }

    @Test func `bytes that are no UTF-8 are taken for Windows-1252`() throws {
        let bytes =
            Array("{\"query\":\"M".utf8) + [0xFC] + Array("ller\"}\nJos".utf8) + [0xE9, 0x20] + Array("é\n".utf8)
        var reader = LineRequests(InputLines(Pieces([bytes])), style: .either, queryKey: nil, idKey: nil)
        #expect(try reader.next(isWaiting: true)?.query == "Müller")
        #expect(try reader.next(isWaiting: true)?.query == "José é")
    }

    @Test func `a line too long for a name costs itself and no other`() throws {
        let lines = InputLines(Pieces("a\nbbbbbbbbbb\nc", length: 3), lineBytesMax: 4)
        var reader = LineRequests(lines, style: .either, queryKey: nil, idKey: nil)
        var found: [MatchRequest] = []
        while let request = try reader.next(isWaiting: true) { found.append(request) }
        #expect(found.map(\.query) == ["a", "", "c"])
        #expect(found.map { $0.fault == nil } == [true, false, true])
        #expect(reader.byteCount == 14)
    }

    @Test func `what is there is given at once, the rest is waited for`() throws {
        var reader = LineRequests(
            InputLines(Pieces([Array("a\nb\nc".utf8), Array("d\n".utf8)], isSlow: true)), style: .either, queryKey: nil,
            idKey: nil)
        #expect(try reader.next(isWaiting: true)?.query == "a")
        #expect(try reader.next(isWaiting: false)?.query == "b")
        #expect(try reader.next(isWaiting: false) == nil)
        #expect(try reader.next(isWaiting: true)?.query == "cd")
        #expect(try reader.next(isWaiting: true) == nil)
    }
}
