internal import Storage

/// How a block of a list is laid out; see `Index/FORMAT.md`, *postings*.
struct BlockHead: BitwiseCopyable {
    /// Where its documents begin in the bytes of the list.
    let offset: Int
    /// Bits of a gap.
    let gapWidth: Int
    /// Words of 64 bits that mark the documents; 0 where gaps are packed.
    let wordCount: Int
    /// Bits of a frequency less one; 0 where none are kept.
    let frequencyWidth: Int
    /// Where its frequencies begin.
    let frequenciesOffset: Int
    /// Where it ends.
    let end: Int

    /// In the first byte: what follows is words of bits, as many as the lower seven bits say.
    static let bits: UInt8 = 0x80

    /// Words of bits from a document to another.
    @inline(__always)
    static func words(from first: DocumentID, to last: DocumentID) -> Int { Int((last &- first) >> 6) &+ 1 }

    /// Reads a head; `nil` when no block begins there.
    ///
    /// - Parameters:
    ///   - bytes: of the list.
    ///   - start: where the block begins.
    ///   - count: its documents.
    ///   - hasFrequencies: whether frequencies are kept.
    @inline(__always)
    init?(_ bytes: MappedBytes, at start: Int, count: Int, hasFrequencies: Bool) {
        guard let first = bytes.byte(at: start), let width = hasFrequencies ? bytes.byte(at: start &+ 1) : 0,
            width <= 32
        else { return nil }
        offset = start &+ (hasFrequencies ? 2 : 1)
        frequencyWidth = Int(width)
        if first >= Self.bits {
            // At most 64 words, 4,096 documents: windows shift by less than two words.
            guard count == BitPacking.blockCount, first > Self.bits, first <= Self.bits | 64 else { return nil }
            (gapWidth, wordCount) = (0, Int(first & ~Self.bits))
            frequenciesOffset = offset &+ 8 &* wordCount
        } else {
            guard first <= 32 else { return nil }
            (gapWidth, wordCount) = (Int(first), 0)
            frequenciesOffset = offset &+ BitPacking.packedBytes(count: count, width: gapWidth)
        }
        end = frequenciesOffset &+ (hasFrequencies ? BitPacking.packedBytes(count: count, width: frequencyWidth) : 0)
    }
}
