internal import CZlib

/// Packs answers as RFC 1952 has it.
enum Gzip {
    /// Bytes below which packing saves less than the fields that tell of it.
    static let bytesMin = 1_024

    /// Packs all of an answer.
    ///
    /// - Parameter bytes: any.
    /// - Returns: packed; `nil` when the library has no memory.
    static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let stream = GzipStream() else { return nil }
        return stream.pack(bytes, isLast: true)
    }
}

/// Packs an answer piece by piece.
///
/// Not for several threads at a time: one answer asks for one piece after the other.
@safe final class GzipStream: @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>

    /// Level 5 of 9: of JSON and pages it gives within a few hundredths what level 9 does, at a third of the time.
    private static let level: Int32 = 5
    /// A window of 32 KiB, and 16 for gzip's own head and checksum.
    private static let windowBits: Int32 = 15 + 16

    /// A stream; `nil` when the library has no memory.
    init?() {
        // Safe: allocated here, freed in deinit; the library keeps its address, which stays the same.
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let code = unsafe deflateInit2_(
            stream, Self.level, Z_DEFLATED, Self.windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        // Behind a failure the library holds nothing, and ending it does nothing.
        guard code == Z_OK else { return nil }
    }

    deinit {
        // Safe: ours, and used by nobody any more.
        unsafe _ = deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Packs a piece.
    ///
    /// - Parameters:
    ///   - bytes: the piece.
    ///   - isLast: whether none follows.
    /// - Returns: packed, all that was given so far; `nil` when the library fails.
    func pack(_ bytes: [UInt8], isLast: Bool) -> [UInt8]? {
        var input = bytes
        var output: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 16_384)
        // Safe: the library reads `avail_in` bytes of the input and writes at most `avail_out` bytes of the room; both
        // outlive the calls.
        let isDone = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe stream.pointee.next_in = input.baseAddress
            unsafe stream.pointee.avail_in = UInt32(input.count)
            while true {
                let (code, count) = unsafe room.withUnsafeMutableBufferPointer { room in
                    unsafe stream.pointee.next_out = room.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(room.count)
                    let code = unsafe deflate(stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
                    return (code, unsafe room.count - Int(stream.pointee.avail_out))
                }
                guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { return false }
                output += room[..<count]
                if code == Z_STREAM_END || count < room.count { return true }
            }
        }
        return isDone ? output : nil
    }
}
