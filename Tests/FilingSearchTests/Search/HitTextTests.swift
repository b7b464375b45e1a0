internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing
internal import TextAnalysis

@testable internal import FilingSearch

@Suite struct `Texts of hits` {
    /// Words apart by blanks, marks and signs, some of them more than one word to the index, some without an end.
    private static func text(_ count: Int, _ generator: inout SeededGenerator) -> String {
        let words = [
            "stock", "Option", "the", "½", "x½y", "co-op", "naïve", "10,000.25", "Ⅻ", "…", "soft\u{AD}hyphen", "日本",
            String(repeating: "z", count: 500), "O’Brien", "e\u{301}",
        ]
        var text = ""
        for _ in 0..<count {
            text += words.randomElement(using: &generator) ?? ""
            text += [" ", "\n", "", ", ", " ", " "].randomElement(using: &generator) ?? ""
        }
        return text
    }

    private static func filing(_ texts: [String]) throws -> Filing {
        let identity = try #require(FilingIdentity(parsing: "0001000001-20-000010"))
        let source = FilingSource(file: "a.txt", byteRange: 0..<1, sha256: ContentDigest.zero)
        var filing = Filing(identity: identity, form: FormType(base: "10-K", isAmendment: false), source: source)
        filing.documents = texts.map { FilingDocumentText(type: "10-K", text: $0) }
        return filing
    }

    @Test(arguments: 0..<8)
    func `words are where a cut of the whole text has them`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let texts = try [40, 0, 30_000, 3, 1, 9_000].map { count in
            let text = Self.text(count, &generator)
            return try #require(count > 0 && text.isEmpty ? "stock" : text)
        }
        let pieces = FilingTexts.pieces(of: try Self.filing(texts))
        var tokenizer = WordTokenizer()
        var words = CutWords()
        repeat { words.cut(pieces, using: &tokenizer) } while words.stages.last?.isLast == false
        let stage = try #require(words.stages.last)
        #expect(words.stages.count > 2)
        var place = 0
        for (number, piece) in pieces.enumerated() {
            var whole: [(word: [UInt8], range: Range<Int>)] = []
            tokenizer.forEachWordWithPlace(in: piece.text.utf8Span.span) { word, range in
                whole.append((word.indices.map { word[$0] }, range))
            }
            #expect(words.places(of: number, in: stage) == place..<place + whole.count)
            for (index, own) in whole.enumerated()
            where !words.table.spelling(of: words.table[place + index]).elementsEqual(own.word) {
                Issue.record("word \(index) of piece \(number)")
                return
            }
            for _ in 0..<40 where !whole.isEmpty {
                let first = Int.random(in: 0..<whole.count, using: &generator)
                let last = min(whole.count, first + Int.random(in: 1...40, using: &generator))
                let ranges = words.ranges(of: place + first..<place + last, in: piece.text, using: &tokenizer)
                #expect(ranges == whole[first..<last].map(\.range))
            }
            place += whole.count
        }
        #expect(stage.wordCount == place)
    }

    @Test func `a word leads to all its places`() {
        var generator = SeededGenerator(seed: 3)
        var table = WordTable()
        var places: [[UInt8]: [UInt32]] = [:]
        for place in 0..<20_000 {
            let word = Array("w\(Int.random(in: 0..<(place % 900 + 1), using: &generator))".utf8)
            table.append(word.span)
            places[word, default: []].append(UInt32(place))
        }
        #expect(table.vocabularyCount == places.count)
        for (word, expected) in places {
            let number = table.word(word)
            #expect(number.map { table.places(of: $0, below: 20_000) } == expected)
            #expect(number.map { table.places(of: $0, below: 9_000) } == expected.filter { $0 < 9_000 })
            #expect(number.map { Array(table.spelling(of: $0)) } == word)
        }
        #expect(table.word(Array("none".utf8)) == nil)
    }

    // MARK: - Passages of long papers

    /// An index of one long paper: filler, and `zebra` close to `quagga` from a byte on.
    private static func index(at byte: Int, of count: Int) throws -> FilingIndex {
        let directory = TemporaryDirectory()
        func filler(_ count: Int) -> String { String(repeating: "lorem ipsum zebra dolor\n", count: count / 24) }
        let text = filler(byte) + "Here a zebra meets a quagga once.\n" + filler(count - byte)
        directory.write("in/paper.txt", "<html><body><p>" + text + "</p></body></html>")
        _ = try Rebuild(path: directory.path + "/index", inputs: [directory.path + "/in"], threadCount: 1)
            .run(holder: "a test") { _ in }
        return try FilingIndex(path: directory.path + "/index")
    }

    private static func passages(_ query: String, _ index: FilingIndex) throws -> [Passage] {
        var request = SearchRequest(query: query)
        request.wantsPassages = true
        return try #require(try index.search(request).hits.first).passages
    }

    @Test(arguments: [1_000, 65_530, 120_000, 700_000])
    func `what stands far into a paper is found when nothing nearer holds it all`(byte: Int) throws {
        let index = try Self.index(at: byte, of: 900_000)
        let alone = try #require(try Self.passages("quagga", index).first)
        #expect(alone.text.contains("zebra meets a quagga once"))
        #expect(alone.isCutBefore && alone.isCutBehind)
        let both = try #require(try Self.passages("zebra quagga", index).first)
        // Behind a quarter of a megabyte a passage that holds one of the words is enough.
        #expect(both.text.contains("quagga") == (byte < 262_144))
        #expect(both.text.contains("zebra"))
    }

    @Test func `passages do not depend on what was asked before`() throws {
        let queries = [
            "zebra", "zebra quagga", "quagga", "\"a quagga\"", "quagg?", "zebra NEAR/3 quagga", "dolor lorem",
        ]
        let fresh = try queries.map { try Self.passages($0, Self.index(at: 300_000, of: 600_000)) }
        let index = try Self.index(at: 300_000, of: 600_000)
        for _ in 0..<2 {
            for (query, expected) in zip(queries, fresh).reversed() {
                #expect(try Self.passages(query, index) == expected, "\(query)")
            }
        }
    }

    // MARK: - What is kept

    @Test func `texts are kept in bounded memory, those asked for last`() throws {
        let index = try FixtureIndex.shared.get().index
        let segment = try #require(index.searcher.segments.first)
        let one = HitText(try FilingRecord.filing(0, in: segment)).memoryBytes
        let memory = HitTextMemory(bytesMax: 8 * one)
        for document in 0..<UInt32(segment.documentCount) {
            let first = try memory.text(of: document, in: segment)
            #expect(try memory.text(of: 0, in: segment).head.identity == FilingRecord.filing(0, in: segment).identity)
            #expect(first.head.identity == (try FilingRecord.filing(document, in: segment)).identity)
        }
        #expect((1...8).contains(memory.count))
        #expect(segment.documentCount > 8)
    }

    @Test func `a hit for a list has what the list shows and counts of the rest`() throws {
        let index = try FixtureIndex.shared.get().index
        var request = SearchRequest(query: "stock", limit: 100)
        let whole = try index.search(request).hits
        request.wantsWholeFilings = false
        let heads = try index.search(request).hits
        #expect(whole.count == heads.count)
        #expect(whole.contains { $0.filing.rows.count > 3 })
        for (paper, head) in zip(whole, heads) {
            #expect(head.counts == SearchHit.Counts(paper.filing))
            #expect(head.counts == paper.counts)
            #expect(head.filing.rows == Array(paper.filing.rows.prefix(3)))
            #expect(head.filing.footnotes.isEmpty && head.filing.documents.isEmpty)
            #expect(head.filing.owners == paper.filing.owners && head.filing.issuer == paper.filing.issuer)
            #expect(head.score == paper.score)
        }
    }
}
