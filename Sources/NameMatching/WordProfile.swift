/// What the similarity of two words needs to know of each besides its letters.
///
/// The universe keeps one of these for each word of its vocabulary, so that no key is computed twice.
package struct WordProfile: Sendable, Hashable, BitwiseCopyable {
    // Widest first: 48 bytes without a gap, because a universe keeps them on disk as they lie here.
    /// Hash of the sound, 0 if the word has none.
    package let sound: UInt64
    /// Hash of the letters' shapes.
    package let shapes: UInt64
    /// Hash of the word without umlaut spellings.
    package let umlauts: UInt64
    /// Number in the nickname table, -1 if absent.
    package let nickname: Int32
    /// Word family, -1 if none.
    package let family: Int32
    /// Letters present.
    package let signature: UInt32
    /// What the word can be.
    package let traits: TokenTraits
    /// Number of bytes, at most 255.
    package let length: UInt8
    /// First byte.
    package let first: UInt8
    /// Number of sounds.
    package let soundLength: UInt8
    private let digit: UInt8
    private let reserved0: UInt16 = 0
    private let reserved1: UInt32 = 0

    /// Whether a digit occurs.
    package var hasDigit: Bool { digit != 0 }

    /// Whether a letter can stand for the word in a person's name.
    var mayBeGivenName: Bool { !hasDigit && traits.isDisjoint(with: [.organisation, .legalForm, .noise]) }

    /// Computes the keys of a folded word.
    ///
    /// - Complexity: O(length).
    package init(_ word: [UInt8]) {
        traits = TokenTraits(of: word.span)
        length = UInt8(clamping: word.count)
        first = word.first ?? 0
        digit = word.contains { $0 &- 0x30 < 10 } ? 1 : 0
        var key: [UInt8] = []
        PhoneticKey.append(word.span, to: &key)
        sound = key.isEmpty ? 0 : ByteDictionary.hash(key.span)
        soundLength = UInt8(clamping: key.count)
        key.removeAll(keepingCapacity: true)
        OCRFold.append(word.span, to: &key)
        shapes = ByteDictionary.hash(key.span)
        key.removeAll(keepingCapacity: true)
        UmlautFold.append(word.span, to: &key)
        umlauts = ByteDictionary.hash(key.span)
        nickname = Int32(Nicknames.shared.number(of: word.span) ?? -1)
        family = Int32(WordFamilies.shared.family(of: word.span)?.number ?? -1)
        signature = LetterSignature.of(word.span)
    }
}
