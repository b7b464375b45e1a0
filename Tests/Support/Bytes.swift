package import Storage

/// Bytes in a file of their own, mapped: what readers of the index are given.
package final class MappedArray {
    private let directory = TemporaryDirectory()
    private let file: MappedFile
    /// The bytes; to be used only while this object lives.
    package var bytes: MappedBytes { file.bytes }

    /// Maps some bytes.
    package init(_ bytes: [UInt8]) throws(StorageError) {
        let path = directory.path + "/bytes"
        let written = try LocalFileSystem().create(path)
        try written.write(bytes)
        written.close()
        file = try MappedFile(path: path)
    }
}

/// Writes a whole file as it is.
///
/// - Parameters:
///   - bytes: its content.
///   - path: where it goes.
/// - Throws: what the disk says.
package func writeFile(_ bytes: [UInt8], to path: String) throws(StorageError) {
    let file = try LocalFileSystem().create(path)
    try file.write(bytes)
    file.close()
}
