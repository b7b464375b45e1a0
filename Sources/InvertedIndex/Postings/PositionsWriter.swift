/// Writes where each term occurs within its documents.
///
/// See `Index/FORMAT.md`, *positions*. The positions of a term form one stream over all its documents, in each
/// document the first as it is and the others as gaps, packed in blocks of 128.
package struct PositionsWriter {
    private var writer = ByteWriter()
    private var takenBytes = 0
    // Room for one stream, kept from term to term.
    private var data = ByteWriter()
    private var ends: [UInt32] = []

    /// No positions.
    package init() {}

    /// The section so far, without what was taken.
    package var bytes: [UInt8] { writer.bytes }

    /// Number of bytes in `bytes`.
    var heldBytes: Int { writer.count }

    /// Where the next stream begins.
    var offset: UInt64 { UInt64(takenBytes + writer.count) }

    /// Hands over `bytes`, so that a long section need not be held as a whole; streams go on behind them.
    mutating func take() -> [UInt8] {
        takenBytes += writer.count
        return writer.take()
    }

    /// Writes a term's stream.
    ///
    /// - Parameter stream: first positions and gaps.
    /// - Returns: where it begins.
    package mutating func write(_ stream: ArraySlice<UInt32>) -> UInt64 {
        let start = offset
        guard stream.count > BitPacking.blockCount else {
            Self.write(stream, mayPatch: false, to: &writer)
            return start
        }
        data.removeAll()
        ends.removeAll(keepingCapacity: true)
        for low in Swift.stride(from: stream.startIndex, to: stream.endIndex, by: BitPacking.blockCount) {
            Self.write(stream[low..<min(low + BitPacking.blockCount, stream.endIndex)], mayPatch: true, to: &data)
            ends.append(UInt32(data.count))
        }
        for end in ends { writer.uint32(end) }
        writer.raw(data.bytes)
        return start
    }

    private static func write(_ block: ArraySlice<UInt32>, mayPatch: Bool, to output: inout ByteWriter) {
        guard !block.isEmpty else { return }
        let plan = PatchedPacking.plan(block, mayPatch: mayPatch)
        output.uint8(plan.byte)
        PatchedPacking.pack(block, plan, into: &output)
    }
}
