internal import FilingModel
internal import InvertedIndex
internal import TestSupport
internal import Testing
internal import TextAnalysis

@testable internal import FilingSearch

@Suite struct `Words with their kin` {
    private let index: FilingIndex

    init() throws { index = try FixtureIndex.shared.get().index }

    private func found(_ query: String) throws -> Set<FilingIdentity> {
        Set(try index.search(query).hits.map(\.filing.identity))
    }

    /// Every word of the fixtures that has kin among them, and those.
    private static func families() -> [String: Set<String>] {
        var tokenizer = WordTokenizer()
        let stemmer = EnglishStemmer()
        var byStem: [[UInt8]: Set<String>] = [:]
        for filing in ImportedFilings.all {
            for piece in FilingTexts.pieces(of: filing) {
                for word in tokenizer.words(in: piece.text) {
                    if let stem = stemmer.stem(Array(word.utf8)) { byStem[stem, default: []].insert(word) }
                }
            }
        }
        var families: [String: Set<String>] = [:]
        for words in byStem.values where words.count > 1 { for word in words { families[word] = words } }
        return families
    }

    @Test func `find what any of the kin finds, and the word itself stands first`() throws {
        let families = Self.families()
        #expect(families.count > 150)
        for (word, kin) in families.sorted(by: { $0.key < $1.key }) {
            let hits = try index.search(word + "~s").hits
            let own = try found(word)
            #expect(Set(hits.map(\.filing.identity)) == (try found(kin.joined(separator: " OR "))), "\(word)")
            #expect(Set(hits.prefix(own.count).map(\.filing.identity)) == own, "\(word)")
            // Among those with the word alone the order is that of the word alone.
            let others = kin.filter { $0 != word }.joined(separator: " OR ")
            let alone = own.subtracting(try found(others))
            let order = hits.map(\.filing.identity).filter(alone.contains)
            #expect(order == (try index.search(word)).hits.map(\.filing.identity).filter(alone.contains), "\(word)")
        }
    }

    @Test func `are asked for by a mark at each or by an option for all`() throws {
        let marked = try index.search("options~s granted~s form:4")
        let all = try index.search("options granted form:4") { $0.isStemmed = true }
        #expect(marked.hits.map(\.filing.identity) == all.hits.map(\.filing.identity))
        #expect(marked.hits.map(\.score) == all.hits.map(\.score))
        #expect(try index.search("options~s").total > index.search("options").total)
        let json = try index.search(#"{"all": [{"stem": "options"}, {"stem": "granted"}, {"query": "form:4"}]}"#)
        #expect(json.hits.map(\.score) == all.hits.map(\.score))
    }

    @Test func `leave phrases, patterns, numbers and filters as they are`() throws {
        func lowered(_ text: String, _ isStemmed: Bool) throws -> Query {
            QueryLowering.lower(try #require(QueryParser.parse(text).syntax), isStemmed: isStemmed).query
        }
        for text in [
            "\"options\"", "\"common shares\"", "option*", "opti?ns", "options~1", "/options/", "163,350", "10b5-1",
            "form:4", "role:directors", "code:P value:>5", "日本",
        ] {
            #expect(try lowered(text, true) == (try lowered(text, false)), "\(text)")
        }
        let fields = FilingSchema.defaultFields
        #expect(try lowered("options", true) == .pattern(.kin(Array("options".utf8)), fields: fields))
        #expect(try lowered("options~s", false) == (try lowered("options", true)))
        #expect(try lowered("2013~s", false) == .term(Array("2013".utf8), fields: fields))
        #expect(
            try lowered("stock NEAR/3 options", true)
                == .near(
                    Proximity(
                        [.pattern(.kin(Array("stock".utf8))), .pattern(.kin(Array("options".utf8)))], distance: 3),
                    fields: fields))
        #expect(
            try lowered("stock-options~s", false)
                == .near(
                    Proximity([.words([Array("stock".utf8)]), .pattern(.kin(Array("options".utf8)))], isRun: true),
                    fields: fields))
    }

    @Test func `are told and suggested like other words`() throws {
        let hit = try #require(try index.search("options~s") { $0.wantsExplanations = true }.hits.first)
        let share = try #require(hit.explanation.first)
        #expect(share.part == "options~s")
        #expect(share.reason.contains("options ") && share.reason.contains("the word itself before its kin, weight "))
        #expect(try index.search("tecogenn~s").suggestions.map(\.nearest.first) == ["tecogen"])
        #expect(try index.search("optionings~s").suggestions.isEmpty)
        #expect(
            try index.search("form:options~s").diagnostics.map(\.description).first?.hasPrefix("at 1: form: takes")
                == true)
    }

    @Test func `give a cursor of their own`() throws {
        let next = try #require(try index.search("options", { ($0.limit, $0.isStemmed) = (1, true) }).next)
        #expect(throws: FilingIndexError.self) { try index.search("options") { $0.after = next } }
        #expect(try !index.search("options", { ($0.after, $0.isStemmed) = (next, true) }).hits.isEmpty)
    }
}
