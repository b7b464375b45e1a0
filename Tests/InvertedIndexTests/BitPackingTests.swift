import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Bit packing` {
    private static func values(_ count: Int, width: Int, using generator: inout SeededGenerator) -> [UInt32] {
        let largest: UInt32 = width == 0 ? 0 : .max >> UInt32(32 - width)
        return (0..<count).map { index in
            // The largest value often: carries between neighbours show there.
            index % 3 == 0 ? largest : UInt32.random(in: 0...largest, using: &generator)
        }
    }

    /// One mapping for all runs of a width: each is unpacked from its own slice, with nothing readable behind it.
    @Test(arguments: 0...32)
    func `gives back what was packed, for every count`(width: Int) throws {
        var generator = SeededGenerator(seed: UInt64(width))
        var writer = ByteWriter()
        var runs: [(values: [UInt32], start: Int)] = []
        for count in 1...128 {
            let values = Self.values(count, width: width, using: &generator)
            runs.append((values, writer.count))
            BitPacking.pack(values[...], width: width, into: &writer)
        }
        let mapped = try MappedArray(writer.bytes)
        for (values, start) in runs {
            let length = BitPacking.packedBytes(count: values.count, width: width)
            let bytes = try #require(mapped.bytes.slice(start, length))
            var output = [UInt32](repeating: 0xdead, count: 128)
            #expect(BitPacking.unpack(bytes, count: values.count, width: width, into: &output))
            #expect(Array(output.prefix(values.count)) == values)
            if let short = bytes.slice(0, length - 1) {
                #expect(!BitPacking.unpack(short, count: values.count, width: width, into: &output))
            }
        }
    }

    /// The layout of the format, bit by bit: value i in lane i mod 4, four-byte words of the lanes taking turns.
    @Test(arguments: 1...32)
    func `lays out a full block in four lanes`(width: Int) {
        var generator = SeededGenerator(seed: UInt64(100 + width))
        let values = Self.values(128, width: width, using: &generator)
        var writer = ByteWriter()
        BitPacking.pack(values[...], width: width, into: &writer)
        var expected = [UInt8](repeating: 0, count: 16 * width)
        for (index, value) in values.enumerated() {
            for bit in 0..<width where value >> UInt32(bit) & 1 == 1 {
                let place = index / 4 * width + bit
                let byte = place / 32 * 16 + index % 4 * 4 + place % 32 / 8
                expected[byte] |= 1 << UInt8(place % 8)
            }
        }
        #expect(writer.bytes == expected)
    }

    @Test func `refuses counts, widths and buffers that cannot be`() throws {
        let mapped = try MappedArray([UInt8](repeating: 0, count: 1024))
        var output = [UInt32](repeating: 0, count: 128)
        for (count, width) in [(0, 1), (-1, 1), (129, 1), (1, 33), (1, -1)] {
            #expect(!BitPacking.unpack(mapped.bytes, count: count, width: width, into: &output))
        }
        var short = [UInt32](repeating: 0, count: 127)
        #expect(!BitPacking.unpack(mapped.bytes, count: 1, width: 1, into: &short))
    }

    @Test func `adds gaps up as a loop would`() {
        var generator = SeededGenerator(seed: 5)
        for count in 0...128 {
            for start: UInt32 in [.max, 0, 17, .max - 5] {
                let gaps = (0..<128).map { _ in UInt32.random(in: 0...(1 << 26), using: &generator) }
                var output = gaps
                BitPacking.accumulate(&output, count: count, start: start)
                var carry = start
                for index in 0..<count {
                    carry = carry &+ gaps[index] &+ 1
                    #expect(output[index] == carry)
                }
                #expect(output[count...] == gaps[count...])
            }
        }
    }

    @Test func `finds the least width`() {
        #expect(BitPacking.width(of: []) == 0)
        #expect(BitPacking.width(of: [0, 0]) == 0)
        for width in 1...32 {
            let largest: UInt32 = .max >> UInt32(32 - width)
            #expect(BitPacking.width(of: [largest, 0]) == width)
            #expect(BitPacking.width(of: [1 << UInt32(width - 1)]) == width)
        }
    }

    @Test func `writes and reads bits of any width at any offset`() throws {
        for lead in 0..<8 {
            var writer = BitWriter()
            writer.append(0, width: lead)
            var expected: [(offset: Int, width: Int, value: UInt64)] = []
            var offset = lead
            for width in 0...64 {
                let value: UInt64 = width == 0 ? 0 : (0xa5a5_5a5a_c3c3_3c3c >> UInt64(64 - width)) | 1
                // Bits above the width must not get through.
                writer.append(width == 64 ? value : value | 1 << UInt64(width), width: width)
                expected.append((offset, width, value))
                offset += width
            }
            let bytes = writer.finish()
            #expect(bytes.count == (offset + 7) / 8)
            let mapped = try MappedArray(bytes)
            for (offset, width, value) in expected {
                #expect(BitPacking.bits(of: mapped.bytes, at: offset, width: width) == value, "\(lead) \(width)")
            }
            #expect(BitPacking.bits(of: mapped.bytes, at: bytes.count * 8 - 3, width: 4) == nil)
            #expect(BitPacking.bits(of: mapped.bytes, at: -1, width: 4) == nil)
            #expect(BitPacking.bits(of: mapped.bytes, at: 0, width: 65) == nil)
        }
    }
}
