internal import Storage

/// Gives bytes piece by piece.
protocol ByteSource: Sendable {
    /// Appends what is there.
    ///
    /// - Parameters:
    ///   - buffer: where it goes.
    ///   - isWaiting: whether to wait if nothing is there.
    /// - Returns: whether there was something; `notYet` only if not told to wait.
    /// - Throws: `StorageError` when the system refuses.
    mutating func read(into buffer: inout [UInt8], isWaiting: Bool) throws(StorageError) -> ByteReading
}

/// What one reading came to.
enum ByteReading {
    /// Some bytes.
    case bytes
    /// Nothing is there yet.
    case notYet
    /// There is nothing more.
    case end
}
