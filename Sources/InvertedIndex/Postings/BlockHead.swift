internal import Storage

/// How a block of a list is laid out; see `Index/FORMAT.md`, *postings*.
struct BlockHead: BitwiseCopyable {
    /// Where its documents begin in the bytes of the list.
    let offset: Int
    /// Bits of a gap.
    let gapWidth: Int
    /// Words of 64 bits that mark the documents; 0 where gaps are packed.
    let wordCount: Int
    /// The byte of the width of frequencies less one, as `PatchedPacking` has it; 0 where none are kept.
    let frequencyByte: UInt8
    /// Where its frequencies begin.
    let frequenciesOffset: Int

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
            width & ~PatchedPacking.mark <= 32
        else { return nil }
        offset = start &+ (hasFrequencies ? 2 : 1)
        frequencyByte = width
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
    }

    /// Bits of a frequency less one, without what exceptions have more.
    var frequencyWidth: Int { Int(frequencyByte & ~PatchedPacking.mark) }
    /// Whether some frequencies have more bits.
    var isPatched: Bool { frequencyByte & PatchedPacking.mark != 0 }

    /// Where it ends; `nil` when it goes beyond the bytes.
    func end(_ bytes: MappedBytes, count: Int) -> Int? {
        PatchedPacking.length(bytes, at: frequenciesOffset, count: count, frequencyByte).map { frequenciesOffset + $0 }
    }
}
