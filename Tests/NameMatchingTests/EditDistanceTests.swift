internal import NameMatching
internal import TestSupport
internal import Testing

@Suite struct `Edit distance` {
    // Wagner and Fischer's and Damerau's examples, and those usual for optimal string alignment.
    @Test(arguments: [
        ("kitten", "sitting", 3), ("saturday", "sunday", 3), ("ca", "abc", 3), ("smith", "smiht", 1),
        ("panora", "panorra", 1),
        ("ab", "ba", 1), ("", "abc", 3), ("abc", "", 3), ("gumbo", "gambol", 2), ("flaw", "lawn", 2),
        ("same", "same", 0),
    ])
    func `agrees with published examples`(left: String, right: String, distance: Int) {
        #expect(EditPattern(Array(left.utf8)).distance(to: Array(right.utf8).span, limit: 9) == distance)
        #expect(EditDistance.byTable(Array(left.utf8).span, Array(right.utf8).span) == distance)
    }

    @Test func `agrees with the plain table on random words and respects the limit`() {
        var random = SeededGenerator(seed: 20)
        for _ in 0..<5_000 {
            let left = random.word(lengths: 0...70, letters: 3)
            let right = random.bool() ? random.word(lengths: 0...12, letters: 3) : random.corrupted(left, edits: 3)
            let expected = EditDistance.byTable(left.span, right.span)
            let pattern = EditPattern(left)
            #expect(pattern.distance(to: right.span, limit: 100) == expected)
            #expect(pattern.distance(to: right.span, limit: 2) == (expected <= 2 ? expected : nil))
            #expect(EditDistance.byTable(right.span, left.span) == expected)
        }
    }

    @Test func `letter signatures never rule out a word within reach`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let left = random.word(lengths: 1...12, letters: 26)
            let right = random.corrupted(left, edits: 2)
            let distance = EditDistance.byTable(left.span, right.span)
            let difference = (LetterSignature.of(left.span) ^ LetterSignature.of(right.span)).nonzeroBitCount
            #expect(difference <= 2 * distance)
        }
    }
}
