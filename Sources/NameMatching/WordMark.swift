/// What a bound needs to know of a word of a person's name, in a byte, so that the marks of all words stay in the cache.
struct WordMark: Sendable, BitwiseCopyable {
    private let bits: UInt8

    /// The mark of a word with a profile.
    init(_ profile: WordProfile) {
        let first = profile.first &- 0x61
        let tail: UInt8 = profile.traits.isDisjoint(with: [.generation, .degree]) ? 0 : 0x40
        bits = (first < 26 ? first : 0x1F) | tail | (profile.length == 1 ? 0x20 : 0)
    }

    /// Whether it is JR or PHD: none of the given names.
    @inline(__always)
    var isTail: Bool { bits & 0x40 != 0 }

    /// Whether it is a single letter.
    @inline(__always)
    var isLetter: Bool { bits & 0x20 != 0 }

    /// Its first letter as a bit, 0 for A; none if it is no letter.
    @inline(__always)
    var letter: UInt32 { bits & 0x1F < 26 ? 1 << UInt32(bits & 0x1F) : 0 }

    /// The first letter's place in the alphabet from 0, 31 if it is none.
    @inline(__always)
    var letterNumber: UInt32 { UInt32(bits & 0x1F) }
}
