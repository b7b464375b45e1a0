/// Thirty-two bits about a word's letters that an edit can change by two at most.
///
/// A bit for each letter present and a bit for each of six frequent letters present twice. An insertion or a deletion
/// changes the count of one letter and so one bit, a substitution two, a swap none: words within *d* edits differ in at most
/// 2*d* bits. Comparing two signatures rules out most words before any distance is computed.
package enum LetterSignature {
    /// The signature of a folded word.
    package static func of(_ word: Span<UInt8>) -> UInt32 {
        var once: UInt32 = 0
        var twice: UInt32 = 0
        for position in 0..<word.count {
            // Digits and bytes beyond ASCII share the letters' bits: two characters on one bit change it no more often.
            let bit: UInt32 = 1 << UInt32(bitOf(word[position]))
            twice |= once & bit
            once |= bit
        }
        let doubled = extract(twice, 0x61) | extract(twice, 0x65) << 1 | extract(twice, 0x69) << 2
        let others = extract(twice, 0x6C) << 3 | extract(twice, 0x6E) << 4 | extract(twice, 0x72) << 5
        return once | (doubled | others) << 26
    }

    private static func bitOf(_ byte: UInt8) -> UInt8 {
        let letter = byte &- 0x61
        return letter < 26 ? letter : byte % 26
    }

    private static func extract(_ bits: UInt32, _ letter: UInt8) -> UInt32 { (bits >> UInt32(letter - 0x61)) & 1 }
}
