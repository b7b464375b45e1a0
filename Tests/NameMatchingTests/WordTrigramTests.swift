internal import TestSupport
internal import Testing

@testable internal import NameMatching

@Suite struct `Words by their trigrams` {
    @Test func `the word kim has the four trigrams that the format's description shows`() {
        let inverted = WordTrigrams.inverted([Array("kim".utf8)])
        #expect(inverted.keys == [0x20_206B, 0x20_6B69, 0x69_6D20, 0x6B_696D])
        #expect(inverted.offsets == [0, 1, 2, 3, 4])
        #expect(inverted.words == [0, 0, 0, 0, 4])
    }

    @Test func `a word too far for edits is found by the pieces it shares, and the reason says so`() throws {
        var builder = NameUniverseBuilder()
        for name in ["KRZYSZTOFOWICZ ANNA", "KOWALSKI ANNA", "SMITH JOHN"] {
            builder.add(NormalizedName(parsing: name))
        }
        var lookup = NameLookup(builder.build())
        // Three letters differ, so no edit, sound or short form leads there.
        let hit = try #require(lookup.search("krzysztofowski anna", count: 3).first)
        #expect(lookup.universe.rows[Int(hit.name)] == 0)
        #expect(lookup.explain("krzysztofowski anna", names: [hit.name])[0].pairs.contains { $0.kind == .trigrams })
    }

    /// The definition, word by word, against the postings.
    @Test func `finds every word that shares enough pieces and no other`() throws {
        var random = SeededGenerator(seed: 3)
        var words: Set<[UInt8]> = []
        while words.count < 300 { words.insert(random.word(lengths: 3...9, letters: 5)) }
        let sorted = words.sorted { $0.lexicographicallyPrecedes($1) }
        var builder = NameUniverseBuilder()
        for word in sorted { builder.add(NormalizedName(parsing: String(decoding: word, as: UTF8.self) + " x")) }
        let universe = builder.build()
        for _ in 0..<200 {
            let asked = random.corrupted(random.word(lengths: 4...9, letters: 5), edits: 1)
            guard !asked.isEmpty else { continue }
            let found = universe.trigrams.words(like: asked, shareMin: 0.3).map { universe.bytes(ofWord: Int($0.word)) }
            let expected = sorted.filter {
                Float(Trigrams.similarity(Trigrams.keys(of: [asked]), Trigrams.keys(of: [$0]))) >= 0.3
            }
            #expect(found == expected)
        }
    }
}
