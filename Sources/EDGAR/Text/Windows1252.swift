/// The character set of Windows for Western Europe, in which old filings were typed.
package enum Windows1252 {
    // Bytes 0x80 … 0x9F as the Unicode consortium's table CP1252.TXT gives them; unassigned ones stay controls.
    private static let upper: [UInt32] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]

    /// The character behind a byte.
    ///
    /// - Parameter byte: any byte.
    /// - Returns: a Unicode code point.
    package static func scalar(_ byte: UInt8) -> UInt32 {
        byte >= 0x80 && byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt32(byte)
    }

    /// The same text as UTF-8.
    ///
    /// Sequences that are UTF-8 already stay as they are: a file put together from two sources has both, and words in
    /// Windows-1252 hardly ever look like UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: text in Windows-1252, or mostly in UTF-8.
    ///   - range: the part to decode.
    /// - Returns: UTF-8.
    package static func decoded(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count + range.count / 8)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            let sequence = byte < 0x80 ? 1 : sequenceBytes(bytes, index, range.upperBound)
            if sequence > 0 {
                output.append(contentsOf: bytes[index..<index + sequence])
            } else {
                append(scalar(byte), to: &output)
            }
            index += max(1, sequence)
        }
        return output
    }

    /// Bytes of the UTF-8 sequence of two or more that begins at an offset; zero if none does.
    private static func sequenceBytes(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        let count: Int
        switch bytes[start] {
        case 0xC2...0xDF: count = 2
        case 0xE0...0xEF: count = 3
        case 0xF0...0xF4: count = 4
        default: return 0
        }
        guard start + count <= end else { return 0 }
        return (try? UTF8Span(validating: bytes.span.extracting(start..<start + count))) == nil ? 0 : count
    }

    /// Appends a character as UTF-8; one that does not exist becomes the replacement character.
    ///
    /// - Parameters:
    ///   - scalar: a Unicode code point.
    ///   - output: where it goes.
    package static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        for unit in String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8 { output.append(unit) }
    }
}
