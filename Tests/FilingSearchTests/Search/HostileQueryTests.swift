internal import FilingModel
internal import TestSupport
internal import Testing

@testable internal import FilingSearch

/// Queries that nobody means: each gets an answer or a remark, within its limits, and none ends the program.
@Suite struct `Hostile queries` {
    private let index: FilingIndex

    init() throws { index = try FixtureIndex.shared.get().index }

    static let queries: [(name: String, text: String)] = {
        func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
        func words(_ joint: String, _ count: Int = 10_000, _ mark: String = "") -> String {
            (0..<count).map { "w\($0)\(mark)" }.joined(separator: joint)
        }
        return [
            ("ten thousand words", words(" ")),
            ("ten thousand alternatives", words(" OR ") + " OR stock"),
            ("a common word ten thousand times", repeated("the ", 10_000)),
            ("a common word ten thousand times over", repeated("the OR ", 10_000) + "of"),
            ("ten thousand words near one another", words(" NEAR/2 ")),
            ("a common word near itself ten thousand times", repeated("the NEAR/9999 ", 10_000) + "the"),
            ("a phrase of ten thousand words", "\"" + repeated("the ", 10_000) + "\""),
            ("words within ten thousand of one another", "\"" + words(" ", 5_000) + "\"~10000"),
            ("a thousand words with errors", words(" OR ", 1_000, "x~2")),
            ("a thousand words with their kin", (0..<1_000).map { _ in "options~s" }.joined(separator: " OR ")),
            ("a thousand beginnings", repeated("a* ", 1_000)),
            ("everything near everything", "*? NEAR/5 *? NEAR/5 /.*/"),
            ("a thousand parentheses", repeated("(", 1_000) + "stock" + repeated(")", 1_000)),
            ("a thousand groups in one another", repeated("(stock OR ", 1_000) + "the" + repeated(")", 1_000)),
            ("a thousand negations in one another", repeated("-(stock ", 1_000) + repeated(")", 1_000)),
            ("fifty thousand open parentheses", repeated("(", 50_000)),
            ("a word of a hundred thousand letters", repeated("a", 100_000)),
            ("that word with an error", repeated("a", 20_000) + "~2"),
            ("a hundred thousand quotation marks", repeated("\"", 100_001)),
            ("a hundred thousand accents", "e" + repeated("\u{301}", 100_000)),
            ("a hundred thousand commas", repeated(",", 100_000)),
            ("a hundred thousand digits", repeated("9", 100_000)),
            ("ten thousand boosts", "stock" + repeated("^2", 10_000)),
            ("ten thousand fields", repeated("owner:", 10_000) + "x"),
            ("ten thousand rows", repeated("row:(", 10_000) + "code:P" + repeated(")", 10_000)),
            ("ten thousand filters of rows", repeated("value:>1 ", 10_000)),
            ("ten thousand asterisks", repeated("*?", 10_000)),
            ("asterisks and letters", repeated("*a", 500) + "*"),
            ("a repetition of repetitions", "/(((a{9}){9}){9}){9}/"),
            ("a repetition of nothing", "/(){1000}{1000}{1000}{1000}/"),
            ("a repetition a hundred thousand times", "/a" + repeated("*", 100_000) + "/"),
            ("a large repetition", "/[a-z]{1,900}e?/"),
            ("what would backtrack for ever", "/(a|a|a?)*(.*.*.*)*(a*)*z/"),
            ("ten thousand alternatives of a letter", "/" + repeated("a|", 10_000) + "b/"),
            ("a class of ten thousand letters", "/[" + repeated("ab", 10_000) + "]*/"),
            ("JSON in JSON", repeated("{\"not\":", 1_000) + "{\"text\":\"a\"}" + repeated("}", 1_000)),
            ("a list of ten thousand", "{\"any\":[" + repeated("{\"text\":\"the\"},", 9_999) + "{\"text\":\"of\"}]}"),
        ]
    }()

    private func check(_ request: SearchRequest, _ name: String) throws {
        let results = try index.search(request)
        #expect(results.isComplete == (results.cutReason == nil), "\(name)")
        #expect(results.hits.count <= request.limit, "\(name)")
        #expect(results.total >= results.hits.count, "\(name)")
        #expect(results.isComplete || request.workMax != nil || request.timeout != nil, "\(name)")
        let ranking = try index.ranking(request)
        if results.isComplete, ranking.isComplete { #expect(ranking.total == results.total, "\(name)") }
    }

    @Test(arguments: queries.indices)
    func `are answered or refused, whole or cut`(number: Int) throws {
        let (name, text) = Self.queries[number]
        var request = SearchRequest(query: text, limit: 3)
        request.wantsPassages = true
        request.wantsExplanations = true
        request.timeout = .milliseconds(50)
        try check(request, name)
        request.facets = SearchRequest.Facet.allCases
        request.collapse = .issuer
        request.order = .value
        try check(request, name)
        request.timeout = nil
        request.workMax = 1_000
        try check(request, name)
        request.timeout = .nanoseconds(1)
        try check(request, name)
    }

    /// What a cut answer holds is right as far as it goes: the hits match, with the scores they have.
    @Test(arguments: ["stock OR the~1 OR opt*", "common NEAR/5 stock", "options~s grants~s", "-qqqq", "form:4 the"])
    func `cut anywhere hold nothing that is wrong`(query: String) throws {
        var request = SearchRequest(query: query, limit: 1_000)
        let whole = try index.search(request)
        let scores = Dictionary(
            uniqueKeysWithValues: whole.hits.map { ($0.filing.identity, $0.score) })
        var cutCount = 0
        for work in [1, 10, 30, 100, 300, 1_000, 3_000, 10_000, 100_000, 10_000_000] {
            for order in [SearchRequest.Order.relevance, .filed] {
                request.order = order
                request.workMax = work
                let cut = try index.search(request)
                cutCount += cut.isComplete ? 0 : 1
                #expect(cut.total <= whole.total)
                if cut.isComplete { #expect(cut.total == whole.total && cut.hits.count == whole.hits.count) }
                for hit in cut.hits where cut.isComplete { #expect(scores[hit.filing.identity] == hit.score) }
                // Patterns may have found fewer of their words by then, but nothing else matches.
                #expect(cut.hits.allSatisfy { scores[$0.filing.identity] != nil })
            }
        }
        #expect(cutCount > 0)
    }

    @Test func `of random bytes are answered`() throws {
        var generator = SeededGenerator(seed: 31)
        let signs = Array("()\"~^*?/:-+ .,<>{}[]|&\\OR AND NOT NEAR/2 owner: value: form: ~s ~1 the stock".utf8)
        for round in 0..<1_500 {
            let count = Int.random(in: 0...60, using: &generator)
            let bytes = (0..<count).map { _ in
                round % 3 == 0
                    ? UInt8.random(in: 0...255, using: &generator) : signs.randomElement(using: &generator) ?? 0x20
            }
            var request = SearchRequest(query: String(decoding: bytes, as: UTF8.self), limit: 2)
            request.workMax = 50_000
            request.isStemmed = round % 2 == 0
            request.wantsPassages = round % 5 == 0
            request.wantsExplanations = round % 5 == 0
            try check(request, "\(bytes)")
        }
    }
}
