/// Elements side by side in memory that somebody else owns: a mapped file, or a block made for them.
///
/// It neither copies nor counts references, so it costs in a hot loop what a pointer costs, plus a check of bounds.
/// Whoever makes one keeps the owner alive for as long; `NameUniverse` does.
@safe package struct FlatArray<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
    // Sendable: the memory is not written after the array is made.
    private let base: UnsafePointer<Element>?
    package let count: Int

    /// The elements in some bytes; `nil` unless the bytes are a whole number of elements, aligned for them.
    @unsafe init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count % MemoryLayout<Element>.stride == 0 else { return nil }
        count = bytes.count / MemoryLayout<Element>.stride
        guard let address = bytes.baseAddress, count > 0 else {
            unsafe base = nil
            return
        }
        guard Int(bitPattern: address) % MemoryLayout<Element>.alignment == 0 else { return nil }
        unsafe base = address.assumingMemoryBound(to: Element.self)
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package subscript(position: Int) -> Element {
        @inline(__always) get {
            precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "position beyond the array")
            // Safe: the position was just checked; a count above zero comes with a base.
            return unsafe base.unsafelyUnwrapped[position]
        }
    }

    /// Calls `body` with the elements as a span.
    @inline(__always)
    func withSpan<Result>(_ body: (Span<Element>) -> Result) -> Result {
        // Safe: the span covers exactly the elements and ends with the call.
        body(unsafe Span(_unsafeElements: UnsafeBufferPointer(start: base, count: count)))
    }
}

/// The bytes of some elements as they lie in memory, little-endian on the machines we run on.
func flatBytes<Element: BitwiseCopyable>(_ elements: [Element]) -> [UInt8] {
    // Safe: the element types used have no padding, so every byte is set.
    unsafe elements.withUnsafeBytes { unsafe [UInt8]($0) }
}

/// Sections of a universe in memory of their own, each aligned for any element.
@safe final class FlatMemory: @unchecked Sendable {
    // Sendable: written only in init.
    private let blocks: [UInt16: UnsafeMutableRawBufferPointer]

    init(_ sections: [(kind: UInt16, bytes: [UInt8])]) {
        var blocks: [UInt16: UnsafeMutableRawBufferPointer] = unsafe [:]
        for section in sections {
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: section.bytes.count, alignment: 64)
            unsafe block.copyBytes(from: section.bytes)
            unsafe blocks[section.kind] = block
        }
        unsafe self.blocks = blocks
    }

    deinit { unsafe blocks.values.forEach { unsafe $0.deallocate() } }

    /// The bytes of a section.
    @unsafe func bytes(_ kind: UInt16) -> UnsafeRawBufferPointer? {
        unsafe blocks[kind].map { UnsafeRawBufferPointer($0) }
    }
}
