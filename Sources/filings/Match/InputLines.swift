internal import Storage

/// Cuts bytes into lines as they come.
struct InputLines: Sendable {
    /// A line, or why there is none.
    enum Line: Equatable {
        /// A line without its newline.
        case whole([UInt8])
        /// The beginning of a line beyond the limit; the rest of it was passed over.
        case tooLong([UInt8])
        /// No whole line is there yet.
        case notYet
        /// There is nothing more.
        case end
    }

    /// Nothing that holds a name is longer; what is, is no text.
    static let lineBytesMax = 1 << 20

    /// How many bytes of lines were given so far.
    private(set) var byteCount = 0
    private let lineBytesMax: Int
    private var source: any ByteSource
    private var buffer: [UInt8] = []
    private var start = 0
    private var searched = 0
    private var isTooLong = false
    private var isAtEnd = false
    private var isFirst = true

    /// Cuts what a source gives.
    ///
    /// - Parameters:
    ///   - source: of bytes; only this reads from it.
    ///   - lineBytesMax: the longest line.
    init(_ source: any ByteSource, lineBytesMax: Int = InputLines.lineBytesMax) {
        (self.source, self.lineBytesMax) = (source, lineBytesMax)
    }

    /// The next line.
    ///
    /// - Parameter isWaiting: whether to wait for it.
    /// - Returns: a line; `notYet` only if not told to wait.
    /// - Throws: `StorageError` when the system refuses to read.
    mutating func next(isWaiting: Bool) throws(StorageError) -> Line {
        while true {
            if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) { return take(until: newline) }
            if isAtEnd { return start == buffer.count && !isTooLong ? .end : take(until: buffer.count) }
            buffer.removeSubrange(..<start)
            start = 0
            if buffer.count > lineBytesMax {
                isTooLong = true
                byteCount += buffer.count - lineBytesMax
                buffer.removeSubrange(lineBytesMax...)
            }
            searched = buffer.count
            switch try source.read(into: &buffer, isWaiting: isWaiting) {
            case .bytes: break
            case .notYet: return .notYet
            case .end: isAtEnd = true
            }
        }
    }

    /// The first byte that is no blank, waiting for it; it stays to be read.
    ///
    /// - Returns: `nil` if there is none.
    /// - Throws: `StorageError` when the system refuses to read.
    mutating func firstByte() throws(StorageError) -> UInt8? {
        while true {
            let isMarked = isFirst && buffer.starts(with: [0xEF, 0xBB, 0xBF])
            let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
            if let byte = buffer[(isMarked ? 3 : start)...].first(where: { !blanks.contains($0) }) { return byte }
            guard !isAtEnd else { return nil }
            if case .end = try source.read(into: &buffer, isWaiting: true) { isAtEnd = true }
        }
    }

    private mutating func take(until end: Int) -> Line {
        let isLong = isTooLong || end - start > lineBytesMax
        var line = Array(buffer[start..<min(end, start + lineBytesMax)])
        let next = min(end + 1, buffer.count)
        byteCount += next - start
        (start, searched, isTooLong) = (next, next, false)
        // The mark that some programs put before UTF-8.
        if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirst = false
        return isLong ? .tooLong(line) : .whole(line)
    }
}
