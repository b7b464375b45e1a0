/// Writes one number, or none, for each of many places, in blocks of 1,024 with their own minimum and width.
///
/// See `Index/FORMAT.md`, *column*. The minimum and maximum of each block let a range filter pass over whole blocks.
package enum ColumnWriter {
    /// Values in a block.
    package static let blockCount = 1024
    /// Bytes of an entry in the block table.
    static let blockEntryBytes = 32

    /// The section for some values.
    ///
    /// - Parameter values: in order; `nil` for none. `Int64.min` cannot be told from none.
    /// - Returns: the bytes of the section.
    package static func section(_ values: [Int64?]) -> [UInt8] {
        let blocks = (values.count + blockCount - 1) / blockCount
        var table = ByteWriter()
        var data = ByteWriter()
        for block in 0..<blocks {
            let slice = values[block * blockCount..<min((block + 1) * blockCount, values.count)]
            let present = slice.compactMap { $0 == .min ? nil : $0 }
            let hasMissing = present.count < slice.count
            let low = present.min() ?? 0
            let high = present.max() ?? 0
            // Code 0 stands for none; a block without any value needs no codes at all.
            let extra: UInt64 = hasMissing && !present.isEmpty ? 1 : 0
            let range = UInt64(bitPattern: high &- low) + extra
            let width = 64 - range.leadingZeroBitCount
            table.uint64(UInt64(bitPattern: low))
            table.uint64(UInt64(bitPattern: high))
            table.uint64(UInt64(data.count))
            table.uint8(UInt8(width))
            // 0: every place has a value; 1: some have none, coded as 0; 2: none has one.
            table.uint8(present.isEmpty ? 2 : hasMissing ? 1 : 0)
            table.raw(repeatElement(0, count: 6))
            var bits = BitWriter()
            for value in slice {
                if let value, value != .min {
                    bits.append(UInt64(bitPattern: value &- low) + extra, width: width)
                } else {
                    bits.append(0, width: width)
                }
            }
            data.raw(bits.finish())
        }
        var writer = ByteWriter()
        writer.uint32(UInt32(values.count))
        writer.uint32(UInt32(blocks))
        writer.raw(table.bytes)
        writer.raw(data.bytes)
        return writer.bytes
    }
}
