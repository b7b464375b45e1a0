/// Bytes that come one after another: those of a file, or of a member of an archive.
protocol ByteFeed: AnyObject {
    /// Gives the next bytes.
    ///
    /// - Parameter buffer: where they go; not empty.
    /// - Returns: how many there were; 0 at the end.
    /// - Throws: `InputFault` when they cannot be had.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int
    /// How many bytes there are in all, where that is known and any of them can be asked for; else `nil`.
    var seekableCount: Int? { get }
    /// Goes on at another place; only where `seekableCount` is known.
    func seek(to offset: Int) throws(InputFault)
}

extension ByteFeed {
    var seekableCount: Int? { nil }
    func seek(to offset: Int) throws(InputFault) { throw .damaged("bytes of an archive come in their order only") }

    /// Appends the next bytes to others.
    ///
    /// - Parameters:
    ///   - bytes: grows by what was read, also when a fault ends the reading.
    ///   - count: at most this many are read; fewer only at the end or a fault.
    /// - Returns: the fault, if there was one.
    func append(to bytes: inout [UInt8], _ count: Int) -> InputFault? {
        var fault: InputFault?
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: max(1, count)) { buffer, filled in
            filled = 0
            while filled < count {
                // Safe: what is asked for ends with the buffer, and `filled` bytes of it are initialised.
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<count])
                do throws(InputFault) {
                    let got = try unsafe read(into: rest)
                    if got == 0 { return }
                    filled += got
                } catch {
                    fault = error
                    return
                }
            }
        }
        if bytes.isEmpty { bytes = piece } else { bytes.append(contentsOf: piece) }
        return fault
    }
}

/// Bytes in memory.
final class MemoryFeed: ByteFeed {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var seekableCount: Int? { bytes.count }
    func seek(to offset: Int) { self.offset = min(max(0, offset), bytes.count) }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - offset)
        // Safe: both ranges hold `count` bytes.
        unsafe bytes.withUnsafeBytes {
            unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
        }
        offset += count
        return count
    }
}

/// Bytes that were read ahead, then those of another feed.
final class ContinuedFeed: ByteFeed {
    private let head: MemoryFeed
    private let rest: any ByteFeed

    init(_ head: [UInt8], _ rest: any ByteFeed) { (self.head, self.rest) = (MemoryFeed(head), rest) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFault) -> Int {
        let count = unsafe head.read(into: buffer)
        return count > 0 ? count : try unsafe rest.read(into: buffer)
    }
}
