import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `The vocabulary of a segment being built` {
    @Test func `numbers terms in the order they come and sorts them by their bytes, then by field`() {
        var generator = SeededGenerator(seed: 11)
        var vocabulary = Vocabulary()
        var numbers: [[UInt8]: UInt32] = [:]
        // Few letters, lengths around those of one, two and three numbers: many beginnings are shared.
        for _ in 0..<20_000 {
            let length = Int.random(in: 1...26, using: &generator)
            let term = (0..<length).map { _ in UInt8.random(in: 0x61...0x62, using: &generator) }
            let field = Int.random(in: 0...2, using: &generator)
            let number = vocabulary.intern(term.span, field: field)
            let key = TermKey.key(term, field: field)
            #expect(number == numbers[key] ?? UInt32(numbers.count))
            numbers[key] = number
        }
        #expect(vocabulary.count == numbers.count)
        var key: [UInt8] = []
        let sorted = vocabulary.sortedTerms().map { number in
            vocabulary.copyKey(of: number, into: &key)
            #expect(numbers[key] == number && vocabulary.field(of: number) == Int(key.last ?? 0) - 1)
            return key
        }
        #expect(sorted == numbers.keys.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test func `takes terms of every length a key may have`() {
        var vocabulary = Vocabulary()
        var key: [UInt8] = []
        for length in 1...TermKey.lengthBytesMax {
            let term = [UInt8](repeating: 0x7A, count: length)
            let number = vocabulary.intern(term.span, field: 30)
            #expect(number == UInt32(length - 1))
            vocabulary.copyKey(of: number, into: &key)
            #expect(key == term + [31])
        }
        #expect(vocabulary.sortedTerms() == Array(0..<UInt32(TermKey.lengthBytesMax)))
    }
}
