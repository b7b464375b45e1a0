internal import Testing

@testable internal import EDGAR

@Suite struct `JSON from anywhere` {
    private func parse(_ text: String) -> JSONValue? { JSONValue(parsing: Array(text.utf8)[...]) }

    @Test func `keeps members in order and numbers as digits`() throws {
        let value = try #require(
            parse("\u{FEFF} {\"b\": [1, -2.50e3, true, null], \"a\": \"x\\u00e9\\n\\\"\\ud83d\\ude00\"} "))
        guard case .object(let members) = value else {
            Issue.record("no object")
            return
        }
        #expect(members.map(\.name) == ["b", "a"])
        #expect(value["b"]?.texts == ["1", "-2.50e3"])
        #expect(value["a"]?.words == "xé\n\"😀")
        #expect(value["c"] == nil)
    }

    @Test(arguments: [
        "", "{", "[1", "[1,]", "{\"a\" 1}", "{a:1}", "\"", "\"\\x\"", "\"\\u12\"", "nul", "[1] 2", "{\"a\":1,}", "'a'",
    ])
    func `that is none gives nothing`(text: String) { #expect(parse(text) == nil) }

    @Test func `is read to a depth and no deeper`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(parse(nested(JSONValue.depthMax)) != nil)
        #expect(parse(nested(JSONValue.depthMax + 1)) == nil)
        #expect(parse(String(repeating: "[{\"a\":", count: 1_000_000)) == nil)
    }

    @Test func `with half a pair gives the replacement character`() {
        #expect(parse("\"\\ud83d\"")?.words == "\u{FFFD}")
        #expect(parse("\"\\ud83d\\n\"")?.words == "\u{FFFD}\n")
        #expect(parse("\"\\ude00\"")?.words == "\u{FFFD}")
    }
}
