import TestSupport
import Testing

@testable import InvertedIndex

@Suite struct `Field lengths` {
    @Test func `are exact to 40`() {
        for length in UInt32(0)...40 {
            #expect(FieldLengths.decoded[Int(FieldLengths.byte(forLength: length))] == length)
        }
    }

    @Test func `keep their order and are never too high nor low by an eighth`() {
        var previous: UInt8 = 0
        for length in Array(UInt32(0)...5000) + Array(stride(from: 5001, to: 2_000_000, by: 997)) {
            let byte = FieldLengths.byte(forLength: length)
            #expect(byte >= previous)
            previous = byte
            let kept = FieldLengths.decoded[Int(byte)]
            #expect(kept <= length)
            #expect((length - kept) * 8 < max(length, 1))
        }
    }

    /// The scale is Lucene's SmallFloat.intToByte4; the anchors come from its definition.
    @Test(arguments: [
        (UInt32(0), UInt8(0)), (23, 23), (24, 24), (39, 39), (40, 40), (41, 40), (42, 41), (54, 47), (56, 48),
        (.max, 255),
    ])
    func `follow the published scale`(length: UInt32, byte: UInt8) {
        #expect(FieldLengths.byte(forLength: length) == byte)
    }

    @Test func `every byte stands for the smallest length that becomes it`() {
        for byte in 0..<256 {
            let length = FieldLengths.decoded[byte]
            guard length <= UInt32(Int32.max) else { continue }
            #expect(Int(FieldLengths.byte(forLength: length)) == byte)
            if length > 0 { #expect(Int(FieldLengths.byte(forLength: length - 1)) == byte - 1) }
        }
    }
}

@Suite struct `Impacts` {
    @Test(arguments: UInt64(1)...50)
    func `bound every document of their block and are at most three`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let count = Int.random(in: 1...128, using: &generator)
            let most = [3, 20, 1000].randomElement(using: &generator) ?? 3
            let frequencies = (0..<count).map { _ in UInt32(Int.random(in: 1...most, using: &generator)) }
            let lengths = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let factors = BM25.factors(weight: 1, meanLength: Float.random(in: 1...500, using: &generator))
            let impacts = Impact.of(frequencies: frequencies[...], lengths: lengths, factors: factors)
            #expect((1...3).contains(impacts.count))
            for (frequency, length) in zip(frequencies, lengths) {
                let isBound = impacts.contains { $0.frequency >= UInt8(clamping: frequency) && $0.length <= length }
                #expect(isBound, "\(frequency) \(length) in \(impacts)")
            }
            // The first is that of a document, and none gives more.
            let own = zip(frequencies, lengths).map { Impact(frequency: UInt8(clamping: $0), length: $1) }
            #expect(impacts.first.map(own.contains) == true)
            #expect(impacts.first?.weighted(by: factors) == own.map { $0.weighted(by: factors) }.max())
            // No looser than need be at the ends: the highest frequency and the smallest length occur.
            #expect(impacts.map(\.frequency).max() == frequencies.max().map { UInt8(clamping: $0) })
            #expect(impacts.map(\.length).min() == lengths.min())
        }
    }
}
