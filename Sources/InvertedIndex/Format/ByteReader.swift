package import Storage

/// Reads numbers one after another from bytes on disk; every read past the end throws.
package struct ByteReader {
    private let bytes: MappedBytes
    private let place: Place
    /// Where the next read begins.
    package private(set) var offset: Int

    /// What to say about these bytes in an error.
    package struct Place: Sendable {
        /// The file's path.
        package let file: String
        /// The section's name.
        package let section: String
        /// Where the bytes begin in the file.
        package let baseOffset: Int

        /// A place.
        package init(file: String, section: String, baseOffset: Int) {
            (self.file, self.section, self.baseOffset) = (file, section, baseOffset)
        }

        /// The error for bytes at `offset` that are not as they must be.
        package func corrupt(at offset: Int, expected: String, found: String) -> IndexError {
            // An offset from disk may be anything: at the end of the number range it stays there.
            let (sum, hasOverflowed) = baseOffset.addingReportingOverflow(offset)
            return .corrupt(
                file: file, section: section, offset: hasOverflowed ? .max : sum, expected: expected, found: found)
        }
    }

    /// A reader at an offset of some bytes.
    package init(_ bytes: MappedBytes, at offset: Int = 0, place: Place) {
        (self.bytes, self.offset, self.place) = (bytes, offset, place)
    }

    private func pastEnd() -> IndexError {
        place.corrupt(at: offset, expected: "more bytes", found: "the end of the section")
    }

    /// Reads one byte.
    package mutating func uint8() throws(IndexError) -> UInt8 {
        guard let value = bytes.byte(at: offset) else { throw pastEnd() }
        offset += 1
        return value
    }

    /// Reads two bytes.
    package mutating func uint16() throws(IndexError) -> UInt16 {
        guard let value = bytes.uint16(at: offset) else { throw pastEnd() }
        offset += 2
        return value
    }

    /// Reads four bytes.
    package mutating func uint32() throws(IndexError) -> UInt32 {
        guard let value = bytes.uint32(at: offset) else { throw pastEnd() }
        offset += 4
        return value
    }

    /// Reads eight bytes.
    package mutating func uint64() throws(IndexError) -> UInt64 {
        guard let value = bytes.uint64(at: offset) else { throw pastEnd() }
        offset += 8
        return value
    }

    /// Reads a LEB128 number.
    package mutating func varint() throws(IndexError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try uint8()
            guard shift < 63 || (shift == 63 && byte <= 1) else {
                throw place.corrupt(at: offset, expected: "a number of at most 64 bits", found: "a longer one")
            }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// Reads a LEB128 number that must not exceed `limit`.
    package mutating func count(atMost limit: Int) throws(IndexError) -> Int {
        let value = try varint()
        guard value <= UInt64(limit) else {
            throw place.corrupt(at: offset, expected: "at most \(limit)", found: "\(value)")
        }
        return Int(value)
    }

    /// The error for what was read last.
    package func corrupt(expected: String, found: String) -> IndexError {
        place.corrupt(at: offset, expected: expected, found: found)
    }

    /// Throws unless everything has been read.
    package func expectEnd() throws(IndexError) {
        guard offset == bytes.count else {
            throw corrupt(expected: "the end", found: "\(bytes.count - offset) more bytes")
        }
    }

    /// Reads a run of bytes.
    package mutating func raw(_ count: Int) throws(IndexError) -> MappedBytes {
        guard let run = bytes.slice(offset, count) else { throw pastEnd() }
        offset += count
        return run
    }
}
