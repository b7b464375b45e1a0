/// Writes one number, or none, for each of many places, in blocks of 1,024 with their own minimum and width.
///
/// See `Index/FORMAT.md`, *column*. The minimum and maximum of each block let a range filter pass over whole blocks.
package struct ColumnWriter {
    /// Values in a block.
    package static let blockCount = 1024
    /// Bytes of an entry in the block table.
    static let blockEntryBytes = 32

    private var table = ByteWriter()
    private var data = ByteWriter()
    private var takenBytes = 0
    private var count = 0
    // The block being filled; the number of a place without one is `Int64.min`.
    private var block: [Int64] = []
    private var bits = BitWriter()

    /// A column without places.
    package init() { block.reserveCapacity(Self.blockCount) }

    /// Adds a place.
    ///
    /// - Parameter value: its number; `nil` for none. `Int64.min` cannot be told from none.
    package mutating func append(_ value: Int64?) {
        block.append(value ?? .min)
        count += 1
        if block.count == Self.blockCount { flush() }
    }

    /// Number of bytes of data held.
    var heldBytes: Int { data.count }

    /// Hands over the data there is, so that a long column need not be held as a whole.
    mutating func take() -> [UInt8] {
        takenBytes += data.count
        return data.take()
    }

    /// Ends the column.
    ///
    /// - Returns: what comes before the data, and the data without what was taken.
    package mutating func finish() -> (head: [UInt8], data: [UInt8]) {
        if !block.isEmpty { flush() }
        var head = ByteWriter()
        head.uint32(UInt32(count))
        head.uint32(UInt32((count + Self.blockCount - 1) / Self.blockCount))
        head.raw(table.bytes)
        return (head.bytes, data.bytes)
    }

    /// The section for some values.
    ///
    /// - Parameter values: in order; `nil` for none.
    /// - Returns: the bytes of the section.
    package static func section(_ values: [Int64?]) -> [UInt8] {
        var writer = ColumnWriter()
        for value in values { writer.append(value) }
        let (head, data) = writer.finish()
        return head + data
    }

    private mutating func flush() {
        var low = Int64.max
        var high = Int64.min
        var presentCount = 0
        for value in block where value != .min {
            low = min(low, value)
            high = max(high, value)
            presentCount += 1
        }
        if presentCount == 0 { (low, high) = (0, 0) }
        let hasMissing = presentCount < block.count
        // Code 0 stands for none; a block without any value needs no codes at all.
        let extra: UInt64 = hasMissing && presentCount > 0 ? 1 : 0
        let range = UInt64(bitPattern: high &- low) + extra
        let width = 64 - range.leadingZeroBitCount
        table.uint64(UInt64(bitPattern: low))
        table.uint64(UInt64(bitPattern: high))
        table.uint64(UInt64(takenBytes + data.count))
        table.uint8(UInt8(width))
        // 0: every place has a value; 1: some have none, coded as 0; 2: none has one.
        table.uint8(presentCount == 0 ? 2 : hasMissing ? 1 : 0)
        table.raw(repeatElement(0, count: 6))
        if width > 0 {
            for value in block {
                bits.append(value == .min ? 0 : UInt64(bitPattern: value &- low) + extra, width: width)
            }
            bits.finish(into: &data)
        }
        block.removeAll(keepingCapacity: true)
    }
}
