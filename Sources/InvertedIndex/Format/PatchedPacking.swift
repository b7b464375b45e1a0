internal import Storage

/// Full blocks of numbers with few exceptions: packed at the width that most of them need, and behind that what the others
/// have above it.
///
/// After the patched frame of reference of Zukowski and others, "Super-scalar RAM-CPU cache compression", 2006. See
/// `Index/FORMAT.md`, *packed numbers*.
enum PatchedPacking {
    /// In the byte of the width: exceptions follow the packed numbers.
    static let mark: UInt8 = 0x80
    /// Bits that an exception has above the width, at most.
    private static let highBits = 8
    /// Exceptions of a block at most: they are put in place one by one.
    private static let exceptionsMax = 16

    /// How a block is written.
    struct Plan {
        /// Bits of the packed numbers.
        var width: Int
        /// Numbers that need more.
        var exceptionCount = 0

        /// The byte that tells it.
        var byte: UInt8 { UInt8(width) | (exceptionCount > 0 ? PatchedPacking.mark : 0) }
    }

    /// The plan that takes the fewest bytes.
    ///
    /// - Parameters:
    ///   - values: of a block.
    ///   - mayPatch: whether there may be exceptions; only in full blocks.
    /// - Returns: the plan; of several equally short ones that with the largest width.
    static func plan(_ values: ArraySlice<UInt32>, mayPatch: Bool) -> Plan {
        let most = BitPacking.width(of: values)
        var best = Plan(width: most)
        guard mayPatch, values.count == BitPacking.blockCount, most > 0 else { return best }
        var widths = InlineArray<33, Int>(repeating: 0)
        for value in values { widths[32 - value.leadingZeroBitCount] += 1 }
        var bestBytes = BitPacking.packedBytes(count: values.count, width: most)
        var above = 0
        for width in (max(0, most - highBits)..<most).reversed() {
            above += widths[width + 1]
            if above > exceptionsMax { break }
            let bytes = BitPacking.packedBytes(count: values.count, width: width) + 1 + 2 * above
            if bytes < bestBytes { (best, bestBytes) = (Plan(width: width, exceptionCount: above), bytes) }
        }
        return best
    }

    /// Appends a block, without the byte of its width.
    static func pack(_ values: ArraySlice<UInt32>, _ plan: Plan, into writer: inout ByteWriter) {
        guard plan.exceptionCount > 0 else { return BitPacking.pack(values, width: plan.width, into: &writer) }
        let mask: UInt32 = (1 << UInt32(plan.width)) - 1
        BitPacking.pack(values.map { $0 & mask }[...], width: plan.width, into: &writer)
        writer.uint8(UInt8(plan.exceptionCount))
        for (index, value) in values.enumerated() where value > mask {
            writer.uint8(UInt8(index))
            writer.uint8(UInt8(value >> UInt32(plan.width)))
        }
    }

    /// Bytes of a block, without that of its width.
    ///
    /// - Parameters:
    ///   - bytes: of the list or stream.
    ///   - offset: behind the byte of the width.
    ///   - count: its numbers.
    ///   - byte: that of the width.
    /// - Returns: `nil` when no block lies there.
    static func length(_ bytes: MappedBytes, at offset: Int, count: Int, _ byte: UInt8) -> Int? {
        let width = Int(byte & ~mark)
        guard width <= 32 else { return nil }
        let packed = BitPacking.packedBytes(count: count, width: width)
        guard byte & mark != 0 else { return packed }
        guard count == BitPacking.blockCount, let exceptions = bytes.byte(at: offset + packed) else { return nil }
        return packed + 1 + 2 * Int(exceptions)
    }

    /// Adds to unpacked numbers what their exceptions have above the width.
    ///
    /// - Parameters:
    ///   - bytes: of the list or stream.
    ///   - offset: where the exceptions begin.
    ///   - width: of the packed numbers.
    ///   - add: gets the place of each in the block and what is to be added there.
    /// - Returns: whether they lie there.
    @inline(__always)
    static func patch(
        _ bytes: MappedBytes, at offset: Int, width: Int, _ add: (_ place: Int, _ more: UInt32) -> Void
    ) -> Bool {
        guard let count = bytes.byte(at: offset) else { return false }
        for exception in 0..<Int(count) {
            guard let place = bytes.byte(at: offset &+ 1 &+ 2 &* exception), place < BitPacking.blockCount,
                let high = bytes.byte(at: offset &+ 2 &+ 2 &* exception)
            else { return false }
            add(Int(place), UInt32(high) &<< UInt32(truncatingIfNeeded: width))
        }
        return true
    }
}
