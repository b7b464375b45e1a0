/// A run of mapped bytes with bounds-checked loads.
///
/// A copyable view without ownership: whoever makes one keeps the `MappedFile` alive for as long. Every load returns
/// `nil` beyond the end instead of trapping, because lengths and offsets come from disk.
///
/// Public and inlinable, for a call into another module costs more than the load itself.
@safe public struct MappedBytes: BitwiseCopyable, @unchecked Sendable {
    // Sendable: the bytes are mapped read-only and never change.
    @usableFromInline let base: UnsafeRawPointer
    /// Number of bytes.
    public let count: Int

    /// A view of `count` bytes at `base`.
    ///
    /// - Parameters:
    ///   - base: valid for as long as the view is used.
    ///   - count: number of readable bytes.
    @inlinable @unsafe public init(base: UnsafeRawPointer, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// The `length` bytes from `offset` on, or `nil` where they do not lie within these bytes.
    @inlinable public func slice(_ offset: Int, _ length: Int) -> MappedBytes? {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
        // Safe: the range was just checked.
        return unsafe MappedBytes(base: base + offset, count: length)
    }

    /// The byte at an offset.
    @inlinable public func byte(at offset: Int) -> UInt8? {
        guard offset >= 0, offset < count else { return nil }
        // Safe: checked above, as in the loads below.
        return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// A little-endian 16-bit number.
    @inlinable public func uint16(at offset: Int) -> UInt16? {
        guard offset >= 0, offset <= count - 2 else { return nil }
        return unsafe UInt16(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    /// A little-endian 32-bit number.
    @inlinable public func uint32(at offset: Int) -> UInt32? {
        guard offset >= 0, offset <= count - 4 else { return nil }
        return unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// A little-endian 64-bit number.
    @inlinable public func uint64(at offset: Int) -> UInt64? {
        guard offset >= 0, offset <= count - 8 else { return nil }
        return unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// A copy of the bytes.
    package var array: [UInt8] { unsafe [UInt8](UnsafeRawBufferPointer(start: base, count: count)) }

    /// Calls `body` with the bytes as a buffer that must not escape.
    @inlinable public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Takes the bytes into a checksum.
    package func update(_ checksum: inout CRC32C) {
        // Safe: the span covers exactly these bytes and does not leave this function.
        checksum.update(unsafe Span(_unsafeStart: base.assumingMemoryBound(to: UInt8.self), count: count))
    }

    /// CRC-32C of the bytes.
    package var checksum: UInt32 {
        // Safe: the span covers exactly these bytes and does not leave this function.
        CRC32C.of(unsafe Span(_unsafeStart: base.assumingMemoryBound(to: UInt8.self), count: count))
    }
}
