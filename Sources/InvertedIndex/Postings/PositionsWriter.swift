/// Writes where each term occurs within its documents.
///
/// See `Index/FORMAT.md`, *positions*. The positions of a term form one stream over all its documents, in each
/// document the first as it is and the others as gaps, packed in blocks of 128.
package struct PositionsWriter {
    private var writer = ByteWriter()

    /// No positions.
    package init() {}

    /// The section so far.
    package var bytes: [UInt8] { writer.bytes }

    /// Writes a term's stream.
    ///
    /// - Parameter stream: first positions and gaps.
    /// - Returns: where it begins.
    package mutating func write(_ stream: [UInt32]) -> UInt64 {
        let start = writer.count
        let blockCount = (stream.count + BitPacking.blockCount - 1) / BitPacking.blockCount
        var data = ByteWriter()
        var ends: [UInt32] = []
        for block in 0..<blockCount {
            let low = block * BitPacking.blockCount
            let slice = stream[low..<min(low + BitPacking.blockCount, stream.count)]
            let width = BitPacking.width(of: slice)
            data.uint8(UInt8(width))
            BitPacking.pack(slice, width: width, into: &data)
            ends.append(UInt32(data.count))
        }
        if blockCount > 1 { for end in ends { writer.uint32(end) } }
        writer.raw(data.bytes)
        return UInt64(start)
    }
}
