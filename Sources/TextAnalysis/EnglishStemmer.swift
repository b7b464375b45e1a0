internal import CStemmer

/// Takes the endings off English words, so that `options` and `option` meet.
///
/// The rules are those of Snowball's English stemmer ("Porter2"; M. F. Porter, "Snowball: a language for stemming
/// algorithms", 2001), as libstemmer runs them. Words of anything but the letters a–z are no English words here.
@safe package final class EnglishStemmer {
    // Holds the buffer of the last stem, so it belongs to one thread at a time.
    private let stemmer: OpaquePointer?

    /// A stemmer.
    package init() { unsafe stemmer = sb_stemmer_new("english", "UTF_8") }

    deinit { unsafe sb_stemmer_delete(stemmer) }

    /// The stem of a word.
    ///
    /// - Parameter word: folded, as the index holds it.
    /// - Returns: the stem; `nil` for what has none, such as numbers and single letters.
    /// - Complexity: linear in the word.
    package func stem(_ word: some Collection<UInt8>) -> [UInt8]? {
        guard word.count <= Self.lengthMax, word.allSatisfy({ 0x61...0x7A ~= $0 }) else { return nil }
        let bytes = Array(word)
        // Safe: the library reads as many bytes as told, and its answer stands until it is asked again.
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let stem = unsafe sb_stemmer_stem(stemmer, bytes.baseAddress, Int32(bytes.count)) else { return nil }
            let count = Int(unsafe sb_stemmer_length(stemmer))
            return count < Self.lengthMin ? nil : unsafe Array(UnsafeBufferPointer(start: stem, count: count))
        }
    }

    /// The longest word that is taken for an English one.
    private static let lengthMax = 40
    /// The shortest stem: one letter says nothing about a word.
    private static let lengthMin = 2

    /// What words with a stem begin with: where to look for them among sorted words.
    ///
    /// Endings are cut off; of what is left, the last letter may stand for another: `happi` is the stem of `happy`, `hope`
    /// that of `hoping`. Only `ie` at the end may stand for a `y`: `die` is the stem of `dying`. Stems of two letters are
    /// what they were.
    ///
    /// - Parameter stem: as `stem` gives it.
    /// - Returns: one beginning or two, ascending; each word with the stem has one of them.
    package static func beginnings(of stem: [UInt8]) -> [[UInt8]] {
        guard stem.count > Self.lengthMin else { return [stem] }
        let common = Array(stem.dropLast())
        guard stem.suffix(2).elementsEqual("ie".utf8) else { return [common] }
        return [common, stem.dropLast(2) + [UInt8(ascii: "y")]]
    }
}
