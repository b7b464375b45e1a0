internal import Storage

/// Walks through the positions of one term within documents, for searching: a plain value over the memory of a query.
///
/// It does what `PositionsReader` does, without arrays.
struct PositionsCursor: BitwiseCopyable {
    /// Stands for the place behind the last position.
    static let end = UInt32.max

    private let bytes: MappedBytes
    private let values: Scratch<UInt32>
    private let count: Int
    private let blockCount: Int
    private var block = -1
    private var ordinal = 0
    private var stop = 0
    private var position: UInt32 = 0

    /// What is wrong with a stream.
    struct Damage: Error {}

    /// The stream of one term, its bytes verified.
    ///
    /// - Throws: `IndexError.corrupt` when no such stream lies there.
    init(_ info: TermInfo, in section: SectionBytes, memory: QueryMemory) throws(IndexError) {
        guard info.positionsOffset <= UInt64(section.count), info.totalFrequency <= 128 * section.count else {
            throw section.place.corrupt(
                at: Int(clamping: info.positionsOffset), expected: "positions in the section", found: "none")
        }
        let start = Int(info.positionsOffset)
        count = info.totalFrequency
        blockCount = (count + BitPacking.blockCount - 1) / BitPacking.blockCount
        let lengthBytes: Int
        if blockCount > 1 {
            let table = try section.verified(start, blockCount * 4)
            lengthBytes = blockCount * 4 + Int(table.uint32(at: (blockCount - 1) * 4) ?? 0)
        } else {
            let width = Int(try section.verified(start, 1).byte(at: 0) ?? 0)
            lengthBytes = 1 + BitPacking.packedBytes(count: count, width: min(width, 32))
        }
        bytes = try section.verified(start, lengthBytes)
        values = memory.take(BitPacking.blockCount, repeating: 0)
    }

    /// Goes before the first position in a document.
    ///
    /// - Parameters:
    ///   - first: occurrences of the term in earlier documents.
    ///   - frequency: occurrences in this one.
    /// - Throws: `Damage` when the stream has fewer.
    mutating func begin(first: Int, frequency: Int) throws(Damage) {
        guard first >= 0, frequency >= 0, first <= count, frequency <= count - first else { throw Damage() }
        (ordinal, stop, position) = (first, first &+ frequency, 0)
    }

    /// Goes to the next position in the document.
    ///
    /// - Returns: the position, or `end`.
    @inline(__always)
    mutating func next() throws(Damage) -> UInt32 {
        guard ordinal < stop else { return Self.end }
        if ordinal / BitPacking.blockCount != block { try enter(ordinal / BitPacking.blockCount) }
        position &+= values[ordinal % BitPacking.blockCount]
        ordinal &+= 1
        return position
    }

    private mutating func enter(_ wanted: Int) throws(Damage) {
        block = -1
        var offset = blockCount > 1 ? blockCount * 4 : 0
        if wanted > 0 { offset += Int(bytes.uint32(at: (wanted - 1) * 4) ?? 0) }
        let own = min(BitPacking.blockCount, count - wanted * BitPacking.blockCount)
        guard let byte = bytes.byte(at: offset), let packed = bytes.slice(offset + 1, bytes.count - offset - 1) else {
            throw Damage()
        }
        let width = Int(byte & ~PatchedPacking.mark)
        guard BitPacking.unpack(packed, count: own, width: width, into: values) else { throw Damage() }
        if byte & PatchedPacking.mark != 0 {
            guard own == BitPacking.blockCount, blockCount > 1,
                PatchedPacking.patch(packed, at: 16 * width, width: width, { values[$0] &+= $1 })
            else { throw Damage() }
        }
        block = wanted
    }
}
