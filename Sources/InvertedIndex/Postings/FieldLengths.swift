/// A field's length in words as one byte: exact to 40, then never too high and low by less than 1/8.
///
/// Small lengths are kept as they are up to 23; above, what exceeds 24 becomes four significant bits and a shift, as a
/// tiny floating-point number. The scale and its use for BM25 follow Lucene's, so that scores can be compared.
package enum FieldLengths {
    /// The byte for a length.
    package static func byte(forLength length: UInt32) -> UInt8 {
        guard length >= 24 else { return UInt8(length) }
        let rest = min(length, UInt32(Int32.max)) - 24
        let bits = 32 - rest.leadingZeroBitCount
        guard bits > 3 else { return UInt8(24 + rest) }
        let shift = UInt32(bits - 4)
        // Four significant bits, the first of them always set and therefore left out.
        let code = (rest >> shift) & 0x07 | (shift + 1) << 3
        return UInt8(min(255, 24 + code))
    }

    /// The length each byte stands for: the smallest that becomes it.
    package static let decoded: [UInt32] = (0..<256).map { byte in
        guard byte >= 24 else { return UInt32(byte) }
        let code = UInt32(byte - 24)
        let mantissa = code & 0x07
        let shift = code >> 3
        return 24 + (shift == 0 ? mantissa : (mantissa | 0x08) << (shift - 1))
    }
}
