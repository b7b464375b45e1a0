internal import TestSupport
internal import Testing

@testable internal import InvertedIndex

@Suite struct `Tests of terms` {
    @Test func `say of each word what its grade says, whatever was tested before`() throws {
        var generator = SeededGenerator(seed: 5)
        let letters = ["a", "b", "o", "p", "t", "i", "n", "s", "é", "д", "1"]
        var words = ["option", "options", "optional", "opting", "opt", "naïve", ""]
        for _ in 0..<400 {
            words.append(
                (0..<Int.random(in: 1...7, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? ""
                }.joined())
        }
        let patterns: [TermPattern] = [
            .kin(Array("options".utf8)), .kin(Array("dying".utf8)), .kin(Array("b".utf8)),
            .fuzzy(Array("option".unicodeScalars), edits: 1), .fuzzy(Array("naïve".unicodeScalars), edits: 2),
            .expression(TermExpression(wildcard: "op*n?".unicodeScalars)),
            .expression(TermExpression(wildcard: "*".unicodeScalars)),
            .expression(try TermExpressionParser.parse("[a-p]+é?(ion|s)*")),
        ]
        for pattern in patterns {
            var test = TermTest(pattern)
            for word in words {
                let bytes = Array(("x" + word).utf8)[...]
                #expect(test.matches(bytes.dropFirst()) == (pattern.grade(of: word.utf8) != nil), "\(pattern) \(word)")
            }
        }
    }
}
