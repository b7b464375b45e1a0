/// Reduces text to the form in which words are compared: no case, no accents, no width.
///
/// A character is decomposed for compatibility, stripped of general combining marks and case folded; letters that Unicode
/// does not decompose are spelled out (ß ss, ø o, ł l, æ ae, þ th); curly apostrophes and long dashes become `'` and `-`.
/// What the table does not know, and bytes that are not UTF-8, pass unchanged.
package enum Folding {
    /// Appends the folded form of UTF-8 bytes.
    ///
    /// - Complexity: O(*n*); about a nanosecond a byte for ASCII, a table look-up for each character beyond it.
    package static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        let count = bytes.count
        output.reserveCapacity(output.count + count)
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                output.append(lowercase(byte))
                index += 1
                continue
            }
            let length = sequenceLength(byte)
            guard length > 1, index + length <= count else {
                output.append(byte)
                index += 1
                continue
            }
            var scalar = UInt32(byte) & (0x7F >> UInt32(length))
            var valid = true
            for step in 1..<length {
                let next = bytes[index + step]
                if next & 0xC0 != 0x80 { valid = false }
                scalar = scalar << 6 | UInt32(next & 0x3F)
            }
            guard valid else {
                output.append(byte)
                index += 1
                continue
            }
            if !table.append(scalar, to: &output) {
                for step in 0..<length { output.append(bytes[index + step]) }
            }
            index += length
        }
    }

    /// The folded form of a string as UTF-8 bytes.
    package static func folded(_ text: String) -> [UInt8] {
        let source = Array(text.utf8)
        var output: [UInt8] = []
        append(source.span, to: &output)
        return output
    }

    /// The ASCII small letter of an ASCII capital; any other byte unchanged.
    @inline(__always)
    package static func lowercase(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    private static func sequenceLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    private static let table = FoldPages(parsing: FoldTable.source)
}

/// The fold table in two levels: pages of 64 code points, entries into one run of bytes.
private struct FoldPages: Sendable {
    /// Page number of each block of 64 code points; 0 is the page on which nothing folds.
    private var pageOfBlock: [UInt16]
    /// For each code point of each page, 1 + the offset of its entry in `bytes`, 0 when it folds to itself.
    private var entries: [UInt32]
    /// Length byte and folded UTF-8 of each entry.
    private var bytes: [UInt8]

    init(parsing source: String) {
        // 0x1FC00 code points: beyond are ideographs and private use, which the generator leaves out.
        pageOfBlock = [UInt16](repeating: 0, count: 0x1FC00 >> 6)
        entries = [UInt32](repeating: 0, count: 64)
        bytes = []
        var scalar: UInt32 = 0
        var value: UInt32 = 0
        var start = 0
        for byte in source.utf8 {
            switch byte {
            case UInt8(ascii: "="):
                scalar = value
                start = bytes.count
                bytes.append(0)
                value = 0
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                if let unicode = Unicode.Scalar(value), value > 0 {
                    bytes.append(contentsOf: Array(String(Character(unicode)).utf8))
                }
                value = 0
                if byte == UInt8(ascii: ";") { close(scalar, start: start) }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            default:
                break
            }
        }
    }

    private mutating func close(_ scalar: UInt32, start: Int) {
        bytes[start] = UInt8(bytes.count - start - 1)
        let block = Int(scalar >> 6)
        if pageOfBlock[block] == 0 {
            pageOfBlock[block] = UInt16(entries.count / 64)
            entries.append(contentsOf: repeatElement(0, count: 64))
        }
        entries[Int(pageOfBlock[block]) * 64 + Int(scalar & 63)] = UInt32(start + 1)
    }

    /// Appends what a code point folds to, or returns false when it folds to itself.
    @inline(__always)
    func append(_ scalar: UInt32, to output: inout [UInt8]) -> Bool {
        let block = Int(scalar >> 6)
        guard block < pageOfBlock.count else { return false }
        let entry = entries[Int(pageOfBlock[block]) * 64 + Int(scalar & 63)]
        guard entry > 0 else { return false }
        let start = Int(entry) - 1
        for offset in 0..<Int(bytes[start]) { output.append(bytes[start + 1 + offset]) }
        return true
    }
}
