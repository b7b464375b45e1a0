internal import TestSupport

extension SeededGenerator {
    mutating func bool() -> Bool { next() & 1 == 0 }

    mutating func letter(of letters: Int = 26) -> UInt8 { 0x61 + UInt8(Int.random(in: 0..<letters, using: &self)) }

    mutating func word(lengths: ClosedRange<Int>, letters: Int) -> [UInt8] {
        (0..<Int.random(in: lengths, using: &self)).map { _ in letter(of: letters) }
    }

    /// A word with up to so many insertions, deletions, substitutions and swaps.
    mutating func corrupted(_ word: [UInt8], edits: Int) -> [UInt8] {
        var word = word
        for _ in 0..<edits {
            let position = Int.random(in: 0...word.count, using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: word.insert(letter(), at: position)
            case 1 where position < word.count: word.remove(at: position)
            case 2 where position < word.count: word[position] = letter()
            case 3 where position + 1 < word.count: word.swapAt(position, position + 1)
            default: break
            }
        }
        return word
    }
}
