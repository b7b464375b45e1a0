/// What the dictionary knows of a term in one field of one segment.
package struct TermInfo: Equatable, Sendable {
    /// Number of documents that hold it, at least 1.
    package var documentFrequency: Int
    /// Number of times it occurs in all.
    package var totalFrequency: Int
    /// For a single document its number, else the offset of the list in the postings section.
    package var postings: UInt64
    /// Offset in the positions section; where the field keeps none, the end of those written so far.
    package var positionsOffset: UInt64
}

/// The key of a term in a field: the term's bytes, then one byte for the field.
///
/// Field bytes lie in 1…31, below every byte a term may hold, so all fields of a term stand side by side and the order
/// of keys is the order of terms.
package enum TermKey {
    /// A term's key in a field.
    package static func key(_ term: some Sequence<UInt8>, field: Int) -> [UInt8] {
        var key = Array(term)
        key.append(UInt8(field + 1))
        return key
    }

    /// The field's byte in a key.
    package static func fieldByte(_ field: Int) -> UInt8 { UInt8(field + 1) }

    /// Whether bytes may be a term: not empty, none below 0x20, not longer than the format holds.
    package static func isTerm(_ bytes: Span<UInt8>) -> Bool {
        guard !bytes.isEmpty, bytes.count <= lengthBytesMax else { return false }
        var lowest = UInt8.max
        for index in bytes.indices { lowest = min(lowest, bytes[index]) }
        return lowest >= 0x20
    }

    /// The longest term.
    package static let lengthBytesMax = 1000
}
