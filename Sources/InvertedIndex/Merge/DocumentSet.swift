/// Some documents of a segment, a bit each.
package struct DocumentSet: Equatable, Sendable {
    private var bits: [UInt64]
    /// Number of documents in it.
    package private(set) var count = 0

    /// None of a segment's documents.
    ///
    /// - Parameter documentCount: how many the segment has.
    package init(of documentCount: Int) {
        bits = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
    }

    /// Whether a document is in it.
    package func contains(_ document: DocumentID) -> Bool {
        let word = Int(document >> 6)
        return word < bits.count && bits[word] >> UInt64(document & 63) & 1 == 1
    }

    /// Takes a document of the segment.
    package mutating func insert(_ document: DocumentID) {
        let word = Int(document >> 6)
        precondition(word < bits.count, "a document of the segment")
        let bit: UInt64 = 1 << UInt64(document & 63)
        if bits[word] & bit == 0 { count += 1 }
        bits[word] |= bit
    }
}
