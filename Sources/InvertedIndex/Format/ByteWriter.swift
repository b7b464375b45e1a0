/// Bytes being put together, little-endian.
package struct ByteWriter: Sendable {
    /// What has been written.
    package internal(set) var bytes: [UInt8] = []

    /// Nothing written.
    package init() {}

    /// Number of bytes written.
    package var count: Int { bytes.count }

    /// Makes room ahead of many small writes.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Writes one byte.
    package mutating func uint8(_ value: UInt8) { bytes.append(value) }

    /// Writes two bytes.
    package mutating func uint16(_ value: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: value))
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }

    /// Writes four bytes.
    package mutating func uint32(_ value: UInt32) {
        uint16(UInt16(truncatingIfNeeded: value))
        uint16(UInt16(truncatingIfNeeded: value >> 16))
    }

    /// Writes eight bytes.
    package mutating func uint64(_ value: UInt64) {
        uint32(UInt32(truncatingIfNeeded: value))
        uint32(UInt32(truncatingIfNeeded: value >> 32))
    }

    /// Writes seven bits a byte, lowest first, the top bit set on all but the last (LEB128).
    package mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes a run of bytes.
    package mutating func raw(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// Gives up what has been written and begins anew.
    package mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Forgets what has been written and keeps the room.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Writes zeros until the count is a multiple of `alignment`.
    package mutating func align(to alignment: Int) {
        let excess = bytes.count % alignment
        if excess != 0 { bytes.append(contentsOf: repeatElement(0, count: alignment - excess)) }
    }

    /// Replaces four bytes already written.
    package mutating func setUInt32(_ value: UInt32, at offset: Int) {
        for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(index))) }
    }
}
