internal import NameMatching
internal import TestSupport
internal import Testing

@Suite struct `Words within some edits` {
    /// Letters few enough that many words lie within reach of each other.
    private static func words(_ random: inout SeededGenerator, count: Int, letters: Int) -> [[UInt8]] {
        (0..<count).map { _ in random.word(lengths: 3...14, letters: letters) }
    }

    private static func universe(_ words: [[UInt8]]) -> NameUniverse {
        var builder = NameUniverseBuilder()
        for word in words { builder.add(NormalizedName(parsing: String(decoding: word, as: UTF8.self))) }
        return builder.build()
    }

    @Test(arguments: UInt64(1)...4) func `none is missed in a hundred thousand corruptions`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = Self.words(&random, count: 2_000, letters: 12)
        let universe = Self.universe(words)
        var missed: [String] = []
        for round in 0..<25_000 {
            let word = words[round % words.count]
            let edits = word.count < 5 ? 1 : 1 + round % 2
            let query = random.corrupted(word, edits: edits)
            // A corruption of a corruption may be further away than the number of edits: swaps do not overlap.
            guard query.count >= (edits == 1 ? 3 : 5), EditDistance.byTable(query.span, word.span) <= edits,
                let number = universe.word(of: word.span)
            else { continue }
            if !universe.words(within: edits, of: query).contains(UInt32(number)) {
                missed.append(String(decoding: query, as: UTF8.self) + " of " + String(decoding: word, as: UTF8.self))
            }
        }
        #expect(missed == [])
    }

    @Test(arguments: UInt64(1)...4) func `are those that the plain table finds`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = Self.words(&random, count: 300, letters: 3 + Int(seed))
        let universe = Self.universe(words)
        var differing: [String] = []
        for round in 0..<300 {
            let query = random.corrupted(words[round], edits: round % 4)
            for edits in 1...2 where query.count >= (edits == 1 ? 3 : 5) {
                let expected = (0..<UInt32(universe.wordCount)).filter { number in
                    let other = universe.bytes(ofWord: Int(number))
                    return EditDistance.byTable(query.span, other.span) <= edits
                }
                if universe.words(within: edits, of: query) != expected {
                    differing.append(String(decoding: query, as: UTF8.self))
                }
            }
        }
        #expect(differing == [])
    }
}
