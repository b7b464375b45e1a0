import Storage
import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Packing with exceptions` {
    private static func unpacked(_ bytes: MappedBytes, _ plan: PatchedPacking.Plan) -> [UInt32]? {
        var output = [UInt32](repeating: 0, count: 128)
        guard BitPacking.unpack(bytes, count: 128, width: plan.width, into: &output) else { return nil }
        guard plan.exceptionCount > 0 else { return output }
        let isWhole = PatchedPacking.patch(bytes, at: 16 * plan.width, width: plan.width) { output[$0] &+= $1 }
        return isWhole ? output : nil
    }

    @Test(arguments: UInt64(1)...40)
    func `gives back what was packed, in no more bytes than without`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let usual = Int.random(in: 0...24, using: &generator)
            let share = Int.random(in: 1...128, using: &generator)
            let values = (0..<128).map { _ in
                let width =
                    Int.random(in: 0..<share, using: &generator) == 0
                    ? Int.random(in: 0...32, using: &generator) : usual
                return width == 0 ? 0 : UInt32.random(in: 0...(.max >> UInt32(32 - width)), using: &generator)
            }
            let plan = PatchedPacking.plan(values[...], mayPatch: true)
            var writer = ByteWriter()
            PatchedPacking.pack(values[...], plan, into: &writer)
            let mapped = try MappedArray(writer.bytes)
            #expect(Self.unpacked(mapped.bytes, plan) == values)
            #expect(PatchedPacking.length(mapped.bytes, at: 0, count: 128, plan.byte) == writer.count)
            #expect(writer.count <= 16 * BitPacking.width(of: values))
            // What is cut off is noticed.
            if let short = mapped.bytes.slice(0, writer.count - 1) { #expect(Self.unpacked(short, plan) == nil) }
        }
    }

    @Test func `patches full blocks only, where that saves bytes`() {
        var values = [UInt32](repeating: 1, count: 128)
        values[5] = 200
        let patched = PatchedPacking.plan(values[...], mayPatch: true)
        #expect(patched.width == 1 && patched.exceptionCount == 1)
        #expect(PatchedPacking.plan(values[...], mayPatch: false).width == 8)
        #expect(PatchedPacking.plan(values[..<127], mayPatch: true).width == 8)
        // Above the width an exception has a byte.
        values[5] = 1 << 20
        #expect(PatchedPacking.plan(values[...], mayPatch: true).width == 13)
        // Too many.
        for index in 0..<17 { values[index * 7] = 200 }
        values[5] = 1
        #expect(PatchedPacking.plan(values[...], mayPatch: true).exceptionCount == 0)
    }

    @Test func `refuses places beyond the block`() throws {
        let mapped = try MappedArray([1, 128, 7])
        #expect(!PatchedPacking.patch(mapped.bytes, at: 0, width: 0) { _, _ in })
        #expect(PatchedPacking.length(mapped.bytes, at: 0, count: 127, PatchedPacking.mark) == nil)
        #expect(PatchedPacking.length(mapped.bytes, at: 0, count: 128, 33) == nil)
    }
}
