import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct `Words with their places` {
    private func words(_ text: String) -> [(word: String, place: Range<Int>)] {
        var tokenizer = WordTokenizer()
        var found: [(word: String, place: Range<Int>)] = []
        tokenizer.forEachWordWithPlace(in: Array(text.utf8).span) { word, place in
            found.append((String(decoding: (0..<word.count).map { word[$0] }, as: UTF8.self), place))
        }
        return found
    }

    @Test func `stand where they were read`() {
        let text = "O'Brien & Söhne: 163,350 at $2.60\u{AD}x"
        let bytes = Array(text.utf8)
        let found = words(text).map { String(decoding: bytes[$0.place], as: UTF8.self) }
        #expect(found == ["O", "Brien", "Söhne", "163", "350", "at", "2", "60\u{AD}x"])
        #expect(words("½").map(\.word) == ["1", "2"])
        #expect(words("").isEmpty)
    }

    @Test func `are the words of the index`() {
        var generator = SeededGenerator(seed: 5)
        let pieces = ["a", "B", " ", "'", "é", "½", "\u{AD}", "日", "ﬁ", "1", ",", ".", "\u{301}", "Ⅳ", "ß", "—", "x"]
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...30, using: &generator)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            var tokenizer = WordTokenizer()
            let found = words(text)
            #expect(found.map(\.word) == tokenizer.words(in: text))
            #expect(found.allSatisfy { $0.place.upperBound <= text.utf8.count && !$0.place.isEmpty })
        }
        let long = String(repeating: "x", count: 1_000)
        var tokenizer = WordTokenizer()
        #expect(words(long).map(\.word) == tokenizer.words(in: long))
    }
}
