internal import Storage

/// The bytes of a segment, taken apart and put right by hand, as `Index/FORMAT.md` draws them.
package enum SegmentBytes {
    /// A little-endian number.
    package static func number(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> Int {
        (0..<length).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    /// Writes a number of 32 bits.
    package static func set(_ value: UInt32, _ bytes: inout [UInt8], at offset: Int) {
        for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index)) }
    }

    /// Where the section table begins, and the sections by the table.
    package static func table(_ bytes: [UInt8]) -> (
        offset: Int, sections: [(kind: Int, number: Int, range: Range<Int>)]
    ) {
        let footer = bytes.count - 64
        let offset = number(bytes, footer, 8)
        let sections = (0..<number(bytes, footer + 8, 4)).map { index in
            let line = offset + 32 * index
            let start = number(bytes, line + 8, 8)
            return (number(bytes, line, 2), number(bytes, line + 2, 2), start..<start + number(bytes, line + 16, 8))
        }
        return (offset, sections)
    }

    /// Makes every checksum right again after the content was changed; lengths and offsets must be as they were.
    package static func repair(_ bytes: inout [UInt8]) {
        func checksum(_ range: Range<Int>) -> UInt32 { CRC32C.of(bytes.span.extracting(range)) }
        let footer = bytes.count - 64
        set(checksum(0..<60), &bytes, at: 60)
        let (tableOffset, sections) = table(bytes)
        for (index, section) in sections.enumerated() {
            set(checksum(section.range), &bytes, at: tableOffset + 32 * index + 4)
        }
        let checksumsOffset = number(bytes, footer + 16, 8)
        for (block, start) in stride(from: 0, to: tableOffset, by: 65_536).enumerated() {
            set(checksum(start..<min(tableOffset, start + 65_536)), &bytes, at: checksumsOffset + 4 * block)
        }
        set(checksum(tableOffset..<checksumsOffset), &bytes, at: footer + 32)
        set(checksum(checksumsOffset..<footer), &bytes, at: footer + 36)
        set(checksum(footer..<footer + 60), &bytes, at: footer + 60)
    }

    /// Whether the table leads to sections within the file, so that `repair` can follow it.
    package static func canRepair(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 128 else { return false }
        let offset = number(bytes, bytes.count - 64, 8)
        let count = number(bytes, bytes.count - 56, 4)
        let checksums = number(bytes, bytes.count - 48, 8)
        guard offset >= 64, offset <= bytes.count, offset + count * 32 <= bytes.count - 64, checksums >= offset,
            checksums <= bytes.count, checksums + (offset + 65_535) / 65_536 * 4 <= bytes.count - 64
        else { return false }
        return (0..<count).allSatisfy { index in
            let start = number(bytes, offset + 32 * index + 8, 8)
            let length = number(bytes, offset + 32 * index + 16, 8)
            return start >= 0 && length >= 0 && start <= offset && length <= offset - start
        }
    }
}
