internal import TextAnalysis

/// Names of the same words in any order: parties known by name only are joined to others within a class.
///
/// The letters of a name, summed up, tell quickly that two names are of different classes.
struct WordClass {
    /// A number for each byte, so that sums of different letters hardly ever meet.
    private static let weights: [UInt64] = (0..<256).map { byte in
        // The multipliers of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
        var value = (UInt64(byte) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        return (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    }

    private let weights = Self.weights
    private var tokenizer = WordTokenizer()

    /// The sum of the letters of a name's words: the same for all names of a class.
    ///
    /// - Parameter name: as filed, as UTF-8.
    /// - Returns: a number that hardly ever is that of another class.
    /// - Complexity: O(bytes), without memory of its own for ASCII.
    mutating func sum(of name: some Collection<UInt8>) -> UInt64 {
        var sum: UInt64 = 0
        for byte in name {
            switch byte {
            case 0x30...0x39, 0x61...0x7A: sum &+= weights[Int(byte)]
            case 0x41...0x5A: sum &+= weights[Int(byte | 0x20)]
            case 0x80...0xFF: return self.sum(ofWords: tokenizer.words(in: String(decoding: name, as: UTF8.self)))
            // The tokenizer of words takes none of the others for a part of one.
            default: continue
            }
        }
        return sum
    }

    private func sum(ofWords words: [String]) -> UInt64 {
        words.reduce(into: UInt64(0)) { sum, word in
            for byte in word.utf8 { sum &+= weights[Int(byte)] }
        }
    }

    /// The class of a party known by name only, as `PartyProfile.sortedWords` gives it for each of its names.
    static func ofKey(_ name: String) -> String { name.split(separator: " ").sorted().joined(separator: " ") }

    /// The sum of the letters of a class.
    func sum(ofClass name: String) -> UInt64 { sum(ofWords: name.split(separator: " ").map(String.init)) }
}
