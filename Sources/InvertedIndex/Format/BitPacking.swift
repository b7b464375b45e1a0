internal import CBitPacking
package import Storage

/// Packing of small numbers at a fixed number of bits.
///
/// A full block of 128 is *vertical*: four lanes of 32 values side by side, value *i* in lane *i* mod 4, so that one
/// 128-bit operation unpacks four. A shorter run is *horizontal*: values one after another, lowest bit first.
/// Layout after Lemire and Boytsov, "Decoding billions of integers per second through vectorization", 2015.
package enum BitPacking {
    /// Number of values in a full block.
    package static let blockCount = 128

    /// Room for a full block that is made eight at a time.
    static let roomCount = 136

    /// The bits that the largest of some values needs, 0 … 32.
    package static func width(of values: some Sequence<UInt32>) -> Int {
        var all: UInt32 = 0
        for value in values { all |= value }
        return 32 - all.leadingZeroBitCount
    }

    /// Bytes that `count` values take: 16 × width for a full block, else rounded up to whole bytes.
    package static func packedBytes(count: Int, width: Int) -> Int {
        count == blockCount ? 16 * width : (count * width + 7) / 8
    }

    /// Appends values at a width: vertical when there are 128, else horizontal.
    ///
    /// - Parameters:
    ///   - values: none needs more than `width` bits.
    ///   - width: 0 … 32.
    ///   - writer: gets `packedBytes(count:width:)` bytes.
    package static func pack(_ values: ArraySlice<UInt32>, width: Int, into writer: inout ByteWriter) {
        guard width > 0, !values.isEmpty else { return }
        precondition(width <= 32, "a number of 32 bits takes no more")
        guard values.count == blockCount else {
            var pending: UInt64 = 0
            var fill = 0
            for value in values {
                pending |= UInt64(value) << UInt64(fill)
                fill += width
                guard fill >= 32 else { continue }
                writer.uint32(UInt32(truncatingIfNeeded: pending))
                pending >>= 32
                fill -= 32
            }
            while fill > 0 {
                writer.uint8(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                fill -= 8
            }
            return
        }
        let start = writer.count
        writer.raw(repeatElement(0, count: 16 * width))
        unsafe writer.bytes.withUnsafeMutableBytes { output in
            unsafe values.withUnsafeBytes { input in
                // Safe: 16 × width bytes were just added behind `start`, and the input has 32 rows of 16 bytes. Row r
                // fills the words ⌊r·width/32⌋ and, if it straddles, the next, which is below `width`.
                guard let output = output.baseAddress, let input = input.baseAddress else { return }
                unsafe packRows(from: input, width: width, to: output + start)
            }
        }
    }

    /// - Precondition: 512 bytes can be read and 16 × width written.
    @unsafe private static func packRows(
        from input: UnsafeRawPointer, width: Int, to output: UnsafeMutableRawPointer
    ) {
        var word = SIMD4<UInt32>(repeating: 0)
        var fill = 0
        var place = 0
        for row in 0..<32 {
            let value = unsafe input.loadUnaligned(fromByteOffset: row &* 16, as: SIMD4<UInt32>.self)
            word |= value &<< SIMD4(repeating: UInt32(truncatingIfNeeded: fill))
            fill &+= width
            guard fill >= 32 else { continue }
            unsafe output.storeBytes(of: word, toByteOffset: place, as: SIMD4<UInt32>.self)
            place &+= 16
            fill &-= 32
            // What of the value did not fit; nothing if it just filled the word.
            word =
                fill == 0
                ? SIMD4(repeating: 0) : value &>> SIMD4(repeating: UInt32(truncatingIfNeeded: width &- fill))
        }
    }

    /// Unpacks values into a buffer.
    ///
    /// - Parameters:
    ///   - bytes: the packed bytes; more may follow.
    ///   - count: 1 … 128.
    ///   - width: 0 … 32.
    ///   - output: holds at least 128 values from `offset` on.
    ///   - offset: where in the output they go.
    /// - Returns: whether the bytes sufficed; if not, the output is as it was.
    package static func unpack(
        _ bytes: MappedBytes, count: Int, width: Int, into output: inout [UInt32], at offset: Int = 0
    ) -> Bool {
        guard count > 0, count <= blockCount, (0...32).contains(width), offset >= 0,
            output.count - blockCount >= offset, bytes.count >= packedBytes(count: count, width: width)
        else { return false }
        // Safe: the buffer was just checked to hold a block from the offset on.
        unsafe output.withUnsafeMutableBytes { target in
            guard let target = target.baseAddress else { return }
            unsafe unpack(bytes, count: count, width: width, to: target + offset * 4)
        }
        return true
    }

    /// The same into memory of a query.
    static func unpack(_ bytes: MappedBytes, count: Int, width: Int, into output: Scratch<UInt32>) -> Bool {
        guard count > 0, count <= blockCount, width >= 0, width <= 32, output.count >= blockCount,
            bytes.count >= packedBytes(count: count, width: width)
        else { return false }
        // Safe: checked as above.
        unsafe unpack(bytes, count: count, width: width, to: output.rawBase)
        return true
    }

    /// - Precondition: as `unpack(_:count:width:into:)` checks it.
    @unsafe private static func unpack(
        _ bytes: MappedBytes, count: Int, width: Int, to target: UnsafeMutableRawPointer
    ) {
        if width == 0 {
            // Safe: `count` values fit, as below.
            for index in 0..<count { unsafe target.storeBytes(of: 0, toByteOffset: index &* 4, as: UInt32.self) }
            return
        }
        if count < blockCount {
            let mask: UInt64 = (1 << UInt64(width)) &- 1
            var bit = 0
            for index in 0..<count {
                // A word of 64 bits holds any 32 that begin in its first byte.
                let value =
                    bytes.uint64(at: bit >> 3).map { $0 >> UInt64(bit & 7) & mask }
                    ?? bits(of: bytes, at: bit, width: width) ?? 0
                unsafe target.storeBytes(
                    of: UInt32(truncatingIfNeeded: value), toByteOffset: index &* 4, as: UInt32.self)
                bit &+= width
            }
            return
        }
        unsafe bytes.withUnsafeBytes { input in
            // Safe: 16 × width bytes are readable and 512 writable, both checked above.
            guard let input = input.baseAddress else { return }
            unsafe filings_unpack_block(input, Int32(width), target.assumingMemoryBound(to: UInt32.self))
        }
    }

    /// Unpacks a block of gaps and adds them up, as `accumulate` does.
    static func unpackGaps(
        _ bytes: MappedBytes, count: Int, width: Int, start: UInt32, into output: Scratch<UInt32>
    ) -> Bool {
        guard count == blockCount else {
            guard unpack(bytes, count: count, width: width, into: output) else { return false }
            accumulate(output, count: count, start: start)
            return true
        }
        guard width >= 0, width <= 32, output.count >= blockCount, bytes.count >= 16 * width else { return false }
        unsafe bytes.withUnsafeBytes { input in
            guard let input = input.baseAddress else { return }
            // Safe: checked above.
            let target = unsafe output.rawBase.assumingMemoryBound(to: UInt32.self)
            unsafe filings_unpack_block_of_gaps(input, Int32(width), start, target)
        }
        return true
    }

    /// Makes numbers of the bits set in words.
    ///
    /// - Parameters:
    ///   - bytes: the words; more may follow.
    ///   - wordCount: how many.
    ///   - first: what the first bit stands for.
    ///   - output: has `roomCount` elements.
    /// - Returns: how many bits are set, or some number above 128 when it is more; `nil` when there are fewer words.
    static func places(
        _ bytes: MappedBytes, wordCount: Int, from first: UInt32, into output: Scratch<UInt32>
    ) -> Int? {
        guard wordCount >= 0, output.count >= roomCount, bytes.count >= 8 * wordCount else { return nil }
        return unsafe bytes.withUnsafeBytes { input in
            guard let input = input.baseAddress else { return nil }
            // Safe: checked above.
            let target = unsafe output.rawBase.assumingMemoryBound(to: UInt32.self)
            return unsafe Int(filings_places_of_bits(input, Int32(wordCount), first, target, Int32(blockCount)))
        }
    }

    /// Unpacks a block of numbers that were written less one.
    static func unpackPlusOne(_ bytes: MappedBytes, count: Int, width: Int, into output: Scratch<UInt32>) -> Bool {
        guard count == blockCount else {
            guard unpack(bytes, count: count, width: width, into: output) else { return false }
            for index in 0..<count { output[index] &+= 1 }
            return true
        }
        guard width >= 0, width <= 32, output.count >= blockCount, bytes.count >= 16 * width else { return false }
        unsafe bytes.withUnsafeBytes { input in
            guard let input = input.baseAddress else { return }
            // Safe: checked above.
            let target = unsafe output.rawBase.assumingMemoryBound(to: UInt32.self)
            unsafe filings_unpack_block_plus_one(input, Int32(width), target)
        }
        return true
    }

    /// Turns gaps into the numbers they lead to: output *i* = start + Σ (gap + 1) over the gaps up to *i*.
    ///
    /// - Parameters:
    ///   - values: gaps in, numbers out; additions wrap.
    ///   - count: how many at the front count.
    ///   - start: what the first gap is counted from; −1 as `UInt32.max` for a list's beginning.
    package static func accumulate(_ values: inout [UInt32], count: Int, start: UInt32) {
        precondition(count <= values.count, "more values asked for than the buffer holds")
        unsafe values.withUnsafeMutableBytes { buffer in
            // Safe: the buffer was just checked.
            guard let base = buffer.baseAddress else { return }
            unsafe accumulate(base, count: count, start: start)
        }
    }

    /// The same in memory of a query.
    static func accumulate(_ values: Scratch<UInt32>, count: Int, start: UInt32) {
        precondition(count <= values.count, "more values asked for than the buffer holds")
        // Safe: checked.
        unsafe accumulate(values.rawBase, count: count, start: start)
    }

    @unsafe private static func accumulate(_ base: UnsafeMutableRawPointer, count: Int, start: UInt32) {
        // Safe: rows of four lie within `count`, the rest goes one by one.
        var carry = start
        let rows = count >> 2
        for row in 0..<rows {
            let gaps = unsafe base.loadUnaligned(fromByteOffset: row &* 16, as: SIMD4<UInt32>.self) &+ 1
            // a, b, c, d → a, a+b, c, c+d by one shift within 64-bit lanes, then a+b onto the upper pair.
            var lanes = unsafe unsafeBitCast(gaps, to: SIMD2<UInt64>.self)
            lanes = lanes &<< SIMD2(repeating: 32)
            let pairs = unsafe gaps &+ unsafeBitCast(lanes, to: SIMD4<UInt32>.self)
            let upper = pairs[1]
            let sums = pairs &+ SIMD4(carry, carry, carry &+ upper, carry &+ upper)
            unsafe base.storeBytes(of: sums, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
            carry = sums[3]
        }
        for index in (rows &* 4)..<count {
            carry = unsafe carry &+ base.load(fromByteOffset: index &* 4, as: UInt32.self) &+ 1
            unsafe base.storeBytes(of: carry, toByteOffset: index &* 4, as: UInt32.self)
        }
    }

    /// The `width` bits that begin at bit `offset` of horizontally packed bytes; `nil` past the end.
    ///
    /// - Parameters:
    ///   - bytes: packed lowest bit first.
    ///   - offset: in bits.
    ///   - width: 0 … 64.
    /// - Returns: the bits as a number; `nil` past the end.
    package static func bits(of bytes: MappedBytes, at offset: Int, width: Int) -> UInt64? {
        guard width > 0 else { return 0 }
        guard offset >= 0, width <= 64, offset <= bytes.count * 8 - width else { return nil }
        let first = offset >> 3
        let shift = UInt64(offset & 7)
        var value: UInt64
        if let word = bytes.uint64(at: first) {
            value = word >> shift
            if Int(shift) + width > 64, let more = bytes.byte(at: first + 8) { value |= UInt64(more) << (64 - shift) }
        } else {
            value = 0
            var position: UInt64 = 0
            var index = first
            // At most eight bytes: a ninth would have let the word above be loaded.
            while let byte = bytes.byte(at: index), position < 64 {
                value |= UInt64(byte) << position
                position += 8
                index += 1
            }
            value >>= shift
        }
        return width == 64 ? value : value & ((1 << UInt64(width)) - 1)
    }
}

/// Bits being put together, lowest first.
package struct BitWriter: Sendable {
    private var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingCount = 0

    /// No bits.
    package init() {}

    /// Appends the lowest `width` bits of a value, 0 … 64.
    package mutating func append(_ value: UInt64, width: Int) {
        precondition(width >= 0 && width <= 64, "a number of 64 bits takes no more")
        let bits = width == 64 ? value : value & ((1 << UInt64(width)) - 1)
        pending |= bits << UInt64(pendingCount)
        pendingCount += width
        guard pendingCount >= 64 else { return }
        // Safe: eight bytes of a local number.
        unsafe withUnsafeBytes(of: pending.littleEndian) { unsafe bytes.append(contentsOf: $0) }
        pendingCount -= 64
        // What of the value did not fit; nothing if it just filled the word.
        pending = pendingCount == 0 ? 0 : bits >> UInt64(width - pendingCount)
    }

    /// The bytes, the last filled up with zero bits.
    package mutating func finish() -> [UInt8] {
        while pendingCount > 0 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingCount -= 8
        }
        (pending, pendingCount) = (0, 0)
        return bytes
    }

    /// The same, into a writer; begins anew and keeps the room.
    mutating func finish(into writer: inout ByteWriter) {
        _ = finish()
        writer.raw(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
