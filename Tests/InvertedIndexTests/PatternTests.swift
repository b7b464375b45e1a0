import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Patterns against the naive index` {
    @Test(arguments: UInt64(101)...112)
    func `find the same documents in the same order with the same scores`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<40 {
            let collection = RandomCollection(using: &generator)
            // What is deleted has never been there.
            let gone = generator.someGone(of: collection.documents)
            let identities = Set(gone.map(\.identity))
            var naive = NaiveIndex(schema: RandomCollection.schema)
            for document in collection.documents where !identities.contains(document.identity) { naive.add(document) }
            let directory = TemporaryDirectory()
            let segments = try collection.build(
                segmentCount: Int.random(in: 1...3, using: &generator), in: directory.path, deleting: gone)
            let searcher = Searcher(segments)
            for number in 0..<6 {
                let query = collection.patternQuery(using: &generator)
                let limit = [0, 1, 3, 10, 1000].randomElement(using: &generator) ?? 10
                let answer = try searcher.search(query, limit: limit)
                if let difference = NaiveIndex.difference(of: answer, from: naive.search(query), limit: limit) {
                    Issue.record("seed \(seed), round \(round), query \(number): \(query)\n\(difference)")
                    return
                }
            }
        }
    }

    @Test func `walk a large dictionary and miss no word`() throws {
        var generator = SeededGenerator(seed: 7)
        var document = Document()
        document.integers = [(0, 1)]
        var words: Set<String> = []
        for _ in 0..<30_000 {
            let length = Int.random(in: 1...9, using: &generator)
            let letters = (0..<length).map { _ in "abcdeéżд".randomElement(using: &generator) ?? "a" }
            words.insert(String(letters).lowercased())
        }
        document.keywords = words.map { (2, $0) }
        let directory = TemporaryDirectory()
        let reader = try SegmentBuilder.segment(of: [document], in: directory).reader
        let all = words.map { Array($0.unicodeScalars) }
        for _ in 0..<30 {
            let word = all.randomElement(using: &generator) ?? []
            let edits = Int.random(in: 0...2, using: &generator)
            var expected: [Set<String>] = [[], [], []]
            for other in all {
                let distance = NaiveIndex.distance(word, other)
                if distance <= edits { expected[distance].insert(String(String.UnicodeScalarView(other))) }
            }
            var found: [Set<String>] = [[], [], []]
            try PatternWalk.forEachMatch(
                of: .fuzzy(word, edits: edits), in: reader.dictionary, meter: WorkMeter()
            ) { match throws(IndexError) in
                found[match.grade].insert(String(decoding: match.term, as: UTF8.self))
            }
            #expect(found == expected)
        }
    }

    @Test func `find all kin of a word and look at little else`() throws {
        var generator = SeededGenerator(seed: 8)
        var document = Document()
        document.integers = [(0, 1)]
        let endings = ["", "s", "ed", "ing", "y", "ies", "ly", "e", "ation", "1"]
        var words: Set<String> = ["die", "dies", "died", "dying", "sky", "skies"]
        for _ in 0..<3_000 {
            let stem = String((0..<3).compactMap { _ in "abcdeiostx".randomElement(using: &generator) })
            words.formUnion(endings.filter { _ in Bool.random(using: &generator) }.map { stem + $0 })
        }
        document.keywords = words.map { (2, $0) }
        let directory = TemporaryDirectory()
        let reader = try SegmentBuilder.segment(of: [document], in: directory).reader
        for word in ["die", "dying", "skies", "sky", "müller"] + words.sorted().prefix(300) {
            let pattern = TermPattern.kin(Array(word.utf8))
            let expected = words.filter { NaiveIndex.grade(pattern, Array($0.utf8)) != nil }
            var found: Set<String> = []
            let meter = WorkMeter()
            try PatternWalk.forEachMatch(of: pattern, in: reader.dictionary, meter: meter) { match in
                let term = String(decoding: match.term, as: UTF8.self)
                if (match.grade == 0) != (term == word) { Issue.record("\(term) has grade \(match.grade)") }
                found.insert(term)
            }
            #expect(found == expected, "\(word)")
            #expect(meter.work <= words.count / 4)
        }
    }

    @Test func `pass over what cannot match`() throws {
        var document = Document()
        document.integers = [(0, 1)]
        document.keywords = (0..<50_000).map { (2, "w\(100_000 + $0)") }
        let directory = TemporaryDirectory()
        let reader = try SegmentBuilder.segment(of: [document], in: directory).reader
        let meter = WorkMeter()
        var count = 0
        let pattern = TermPattern.expression(TermExpression(wildcard: "w12?456".unicodeScalars))
        try PatternWalk.forEachMatch(of: pattern, in: reader.dictionary, meter: meter) { _ in count += 1 }
        #expect(count == 10)
        #expect(meter.work < 12_000)
        let limited = WorkMeter(workMax: 500)
        try PatternWalk.forEachMatch(
            of: .fuzzy(Array("w1".unicodeScalars), edits: 2), in: reader.dictionary, meter: limited
        ) { _ in
        }
        #expect(limited.cut == .work)
    }
}

@Suite struct `Regular expressions over terms` {
    private func matches(_ expression: String, _ term: String) throws -> Bool {
        TermPattern.expression(try TermExpressionParser.parse(expression)).grade(of: term.utf8) != nil
    }

    @Test(arguments: [
        ("abc", ["abc"], ["ab", "abcd", ""]), ("a.c", ["abc", "aéc"], ["ac", "abbc"]),
        ("a|bc", ["a", "bc"], ["abc", ""]), ("(a|b)*", ["", "a", "abba"], ["abc"]),
        ("ab+c?", ["ab", "abbbc"], ["a", "abcc"]), ("[a-c]{2}", ["ab", "cc"], ["a", "ad", "abc"]),
        ("[^a-c]+", ["xyz", "д"], ["xa", ""]), ("a{2,}", ["aa", "aaaa"], ["a"]),
        ("a{1,3}", ["a", "aaa"], ["", "aaaa"]),
        ("\\d{4}", ["2013"], ["201", "20134", "abcd"]), ("\\w+", ["müller", "a1"], [""]), ("a\\.b", ["a.b"], ["axb"]),
        ("MÜLLER", ["muller"], ["müller"]), ("[A-C]x", ["ax", "cx"], ["dx"]), ("(ab){0}", [""], ["ab"]),
        ("(|a)b", ["b", "ab"], ["a"]), ("(a*)*b", ["b", "aaab"], ["aaa"]), ("[]a]", ["a"], ["b"]),
    ])
    func `match whole terms`(expression: String, terms: [String], others: [String]) throws {
        for term in terms { #expect(try matches(expression, term), "/\(expression)/ \(term)") }
        for term in others { #expect(try !matches(expression, term), "/\(expression)/ \(term)") }
    }

    @Test(arguments: [
        ("(a", 0, "'(' is never closed"), ("a)", 1, "')' closes nothing"),
        ("*a", 0, "'*' has nothing before it to repeat"),
        ("[a", 0, "'[' is never closed"), ("a{2", 1, "'{' is never closed"), ("[z-a]", 0, "'z-a' goes backwards"),
        ("a\\", 1, "'\\' ends the expression"),
        ("a{3,2}", 1, "'{3,2}' is no repetition; one looks like {3} or {2,5}"),
        ("((a{30}){30}){30}", 0, "the expression is too large; shorten its repetitions"),
        ("(){1000}{1000}{1000}", 0, "the expression is too large; shorten its repetitions"),
        ("a*****" + "******", 11, "more than 10 repetitions of one another"),
    ])
    func `that cannot be read say why`(expression: String, offset: Int, message: String) {
        #expect(throws: TermExpressionParser.Fault(offset: offset, message: message)) {
            try TermExpressionParser.parse(expression)
        }
    }

    @Test func `nested without end are refused, and none runs away`() throws {
        for repetition in ["*", "?", "{1}", "{1000}"] {
            let many = "a" + String(repeating: repetition, count: 100_000)
            #expect(throws: TermExpressionParser.Fault.self) { try TermExpressionParser.parse(many) }
        }
        let deep = String(repeating: "(", count: 100_000) + "a" + String(repeating: ")", count: 100_000)
        #expect(throws: TermExpressionParser.Fault.self) { try TermExpressionParser.parse(deep) }
        // Backtracking would take 2³⁰ steps here.
        let expression = String(repeating: "a?", count: 30) + String(repeating: "a", count: 30)
        #expect(try matches(expression, String(repeating: "a", count: 30)))
        #expect(try !matches("(a|aa)*b", String(repeating: "a", count: 1_000)))
    }

    @Test func `never trap, whatever is typed`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...12, using: &generator)
            let text = String((0..<count).compactMap { _ in "ab.*+?|()[]{}^-\\0,2dé".randomElement(using: &generator) })
            guard let expression = try? TermExpressionParser.parse(text) else { continue }
            _ = TermPattern.expression(expression).grade(of: "abab".utf8)
        }
    }
}

@Suite struct `Shares of a score` {
    @Test func `add up in the order of the query`() throws {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<60 {
            let collection = RandomCollection(using: &generator)
            let directory = TemporaryDirectory()
            let searcher = Searcher(try collection.build(segmentCount: 2, in: directory.path))
            let query = try PatternExpander.expand(
                collection.patternQuery(using: &generator), over: searcher.segments, meter: WorkMeter())
            let hits = try searcher.search(query, limit: 20).hits
            let all = try searcher.shares(
                of: query, documents: hits.map { ($0.segment, $0.document) }, meter: WorkMeter())
            for (hit, shares) in zip(hits, all) {
                let sum = try #require(shares).reduce(0) { $0 + Double($1.score) }
                #expect(abs(sum - Double(hit.score)) < 1e-4 * max(1, Double(hit.score)), "\(query)")
            }
        }
    }

    @Test func `walk and search agree on every score`() throws {
        var generator = SeededGenerator(seed: 22)
        for _ in 0..<60 {
            let collection = RandomCollection(using: &generator)
            let directory = TemporaryDirectory()
            let searcher = Searcher(try collection.build(segmentCount: 3, in: directory.path))
            let query = collection.patternQuery(using: &generator)
            var walked: [Int64: Float] = [:]
            try searcher.forEachScoredMatch(of: query, meter: WorkMeter()) {
                (segment, document, score) throws(IndexError) in
                walked[try searcher.segments[segment].identity(document)] = score
            }
            let answer = try searcher.search(query, limit: 10_000)
            #expect(walked.count == answer.total)
            for hit in answer.hits { #expect(walked[hit.identity] == hit.score) }
        }
    }
}
