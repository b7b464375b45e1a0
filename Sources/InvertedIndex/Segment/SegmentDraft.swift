package import Storage

/// A segment that this process writes to read again: a step on the way to one that is published.
///
/// It has a temporary name and no digest, is not synced, and no manifest ever names it; what a stopped process leaves
/// of it goes with the next commit.
package struct SegmentDraft: Equatable, Sendable {
    /// The file.
    package let path: String
    /// Length of the file.
    package let lengthBytes: Int
    /// CRC-32C of the footer, which holds those of everything else.
    package let footerChecksum: UInt32

    /// A draft written before.
    package init(path: String, lengthBytes: Int, footerChecksum: UInt32) {
        (self.path, self.lengthBytes, self.footerChecksum) = (path, lengthBytes, footerChecksum)
    }

    /// Opens it.
    ///
    /// - Parameter fileSystem: the disk.
    /// - Returns: a reader of it.
    /// - Throws: `IndexError` when it is gone or not as it was written.
    package func open(on fileSystem: some FileSystem) throws(IndexError) -> SegmentReader {
        let name = SegmentName(digest: "", lengthBytes: lengthBytes, footerChecksum: footerChecksum)
        return try SegmentReader(path: path, expected: name, on: fileSystem)
    }

    /// Removes it; a reader that is open stays whole.
    package func remove(on fileSystem: some FileSystem) { try? fileSystem.remove(path) }
}
