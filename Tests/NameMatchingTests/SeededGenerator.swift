/// Repeatable random numbers and words: SplitMix64 (Steele, Lea and Flood, 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

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
