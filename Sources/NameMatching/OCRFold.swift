/// Reduces a word to the shapes of its letters, so that what scanning confuses becomes equal: 0 and O, RN and M.
package enum OCRFold {
    /// Appends the shapes of a folded word, read once from left to right.
    ///
    /// Pairs first: vv w, rn m, nn m, cl d, li u. Then single shapes: 0 o, 1 i l, 5 s, 8 b, 6 g, 2 z, u v, e f, h n.
    ///
    /// - Complexity: O(length).
    package static func append(_ word: Span<UInt8>, to output: inout [UInt8]) {
        var position = 0
        while position < word.count {
            if position + 1 < word.count, let joined = pair(word[position], word[position + 1]) {
                output.append(joined)
                position += 2
            } else {
                output.append(shape(word[position]))
                position += 1
            }
        }
    }

    private static func shape(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        case UInt8(ascii: "1"), UInt8(ascii: "i"): UInt8(ascii: "l")
        case UInt8(ascii: "5"): UInt8(ascii: "s")
        case UInt8(ascii: "8"): UInt8(ascii: "b")
        case UInt8(ascii: "6"): UInt8(ascii: "g")
        case UInt8(ascii: "2"): UInt8(ascii: "z")
        case UInt8(ascii: "u"): UInt8(ascii: "v")
        case UInt8(ascii: "e"): UInt8(ascii: "f")
        case UInt8(ascii: "h"): UInt8(ascii: "n")
        default: byte
        }
    }

    private static func pair(_ first: UInt8, _ second: UInt8) -> UInt8? {
        switch (first, second) {
        case (UInt8(ascii: "v"), UInt8(ascii: "v")): UInt8(ascii: "w")
        case (UInt8(ascii: "r"), UInt8(ascii: "n")): UInt8(ascii: "m")
        case (UInt8(ascii: "n"), UInt8(ascii: "n")): UInt8(ascii: "m")
        case (UInt8(ascii: "c"), UInt8(ascii: "l")): UInt8(ascii: "d")
        case (UInt8(ascii: "l"), UInt8(ascii: "i")), (UInt8(ascii: "l"), UInt8(ascii: "1")): UInt8(ascii: "v")
        default: nil
        }
    }
}
