internal import Testing

@testable internal import FilingSearch

@Suite struct `Queries as JSON` {
    @Test(arguments: [
        (#"{"text": "tecogen"}"#, "tecogen"), (#"{"all": [{"text": "a"}, {"text": "b"}]}"#, "a b"),
        (#"{"any": [{"text": "a"}, {"not": {"text": "b"}}]}"#, "a OR -b"),
        (#"{"phrase": "right to buy"}"#, "\"right to buy\""), (#"{"phrase": "a b", "within": 5}"#, "\"a b\"~5"),
        (#"{"prefix": "compress"}"#, "compress*"), (#"{"wildcard": "wi?d*"}"#, "wi?d*"),
        (#"{"fuzzy": "panora"}"#, "panora~2"), (#"{"fuzzy": "panora", "edits": 1}"#, "panora~1"),
        (#"{"fuzzy": "panora", "edits": 0}"#, "panora"),
        (#"{"stem": "options"}"#, "options~s"),
        (#"{"boost": 2, "query": {"text": "a"}}"#, "a^2"), (#"{"query": "a OR b"}"#, "a OR b"),
    ])
    func `say what the query language says`(json: String, text: String) {
        let (syntax, diagnostics) = QueryJSON.parse(json)
        #expect(syntax == QueryParser.parse(text).syntax)
        #expect(diagnostics == [])
    }

    @Test(arguments: [
        (#"{"field": "owner", "query": {"text": "panora"}}"#, "owner:panora"),
        (#"{"field": "footnote", "query": "trust OR spouse"}"#, "footnote:(trust OR spouse)"),
        (#"{"field": "value", "query": {"text": ">100000"}}"#, "value:>100000"),
        (#"{"near": [{"text": "a"}, {"text": "b"}], "within": 5}"#, "a NEAR/5 b"),
        (#"{"regex": "a.*b"}"#, "/a.*b/"),
        (
            #"{"field": "row", "query": {"all": [{"field": "code", "query": {"text": "P"}}, {"field": "price", "query": {"text": "<5"}}]}}"#,
            "row:(code:P price:<5)"
        ),
    ])
    func `mean what the query language means`(json: String, text: String) throws {
        let own = try #require(QueryJSON.parse(json).syntax)
        let typed = try #require(QueryParser.parse(text).syntax)
        #expect(QueryLowering.lower(own).query == QueryLowering.lower(typed).query)
    }

    @Test(arguments: [
        ("{", "the query is no JSON"), ("[]", "the query: "),
        (#"{"tex": "a"}"#, "the query: unknown key 'tex', did you mean 'text'?"),
        (
            #"{"all": [{"text": "a"}, {"fild": "x"}]}"#,
            "the query at .all[1]: unknown key 'fild', did you mean 'field'?"
        ),
        (#"{"text": 5}"#, "the query at .text: "), (#"{"text": "a", "phrase": "b"}"#, "the query: expected one of "),
        (#"{}"#, "the query: expected one of "), (#"{"field": "owner"}"#, "the query: 'query' is missing"),
        (#"{"fuzzy": "a", "edits": 3}"#, "the query: 'edits' must lie between 0 and 2"),
        (#"{"boost": 0, "query": "a"}"#, "the query: 'boost' must lie above 0, at most 1000000"),
        (#"{"query": "(a"}"#, "the query: at 1: '(' is never closed"),
    ])
    func `say what is wrong, and where`(json: String, message: String) {
        let (syntax, diagnostics) = QueryJSON.parse(json)
        #expect(syntax == nil)
        #expect(diagnostics.count == 1)
        #expect(diagnostics.first?.description.hasPrefix(message) == true, "\(diagnostics)")
    }

    @Test func `of any depth are answered or refused`() {
        for count in [10, 40, 1_000, 100_000] {
            let deep =
                String(repeating: #"{"not":"#, count: count) + #"{"text":"a"}"# + String(repeating: "}", count: count)
            let (syntax, diagnostics) = QueryJSON.parse(deep)
            #expect((syntax == nil) == (count > 99))
            #expect(diagnostics.count == (count > 99 ? 1 : 0))
        }
        #expect(QueryJSON.parse(String(repeating: "[", count: 100_000)).syntax == nil)
    }
}
