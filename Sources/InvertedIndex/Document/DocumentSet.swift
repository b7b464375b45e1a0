/// Some documents of a segment, a bit each.
package struct DocumentSet: Equatable, Sendable {
    /// The bits, 64 to a word, the lowest first; those beyond the last document are 0.
    private(set) var words: [UInt64]
    /// Number of documents in it.
    package private(set) var count = 0

    /// None of a segment's documents.
    ///
    /// - Parameter documentCount: how many the segment has.
    package init(of documentCount: Int) {
        words = [UInt64](repeating: 0, count: Self.wordCount(of: documentCount))
    }

    /// Words of bits for so many documents.
    static func wordCount(of documentCount: Int) -> Int { (documentCount + 63) / 64 }

    /// Whether a document is in it.
    package func contains(_ document: DocumentID) -> Bool {
        let word = Int(document >> 6)
        return word < words.count && words[word] >> UInt64(document & 63) & 1 == 1
    }

    /// Takes a document of the segment.
    package mutating func insert(_ document: DocumentID) {
        let word = Int(document >> 6)
        precondition(word < words.count, "a document of the segment")
        let bit: UInt64 = 1 << UInt64(document & 63)
        if words[word] & bit == 0 { count += 1 }
        words[word] |= bit
    }

    /// Takes what another set of the same segment holds.
    package mutating func formUnion(_ other: DocumentSet) {
        precondition(words.count == other.words.count, "a set of the same segment")
        for index in words.indices { words[index] |= other.words[index] }
        count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// Hands every document to `body`, ascending.
    package func forEach<Failure: Error>(_ body: (DocumentID) throws(Failure) -> Void) throws(Failure) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                try body(DocumentID(index * 64 + rest.trailingZeroBitCount))
                rest &= rest &- 1
            }
        }
    }

    /// The set that some words of bits stand for; `nil` when they are too few or too many, or hold a document beyond the
    /// last.
    ///
    /// - Parameters:
    ///   - words: as `words` has them.
    ///   - documentCount: how many documents the segment has.
    init?(words: [UInt64], of documentCount: Int) {
        guard words.count == Self.wordCount(of: documentCount) else { return nil }
        let used = documentCount & 63
        if used > 0, let last = words.last, last >> UInt64(used) != 0 { return nil }
        self.words = words
        count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }
}
