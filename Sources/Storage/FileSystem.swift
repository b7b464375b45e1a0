/// The few operations on files that an index needs, so that tests can put faults between it and the disk.
///
/// Durability is the caller's: a file is safe after `WritableFile.sync`, its name after `syncDirectory`.
package protocol FileSystem: Sendable {
    /// Makes a directory and those above it; one that exists is no error.
    func createDirectory(_ path: String) throws(StorageError)
    /// The names in a directory in byte order, without `.` and `..`.
    func list(_ path: String) throws(StorageError) -> [String]
    /// All bytes of a small file.
    func read(_ path: String) throws(StorageError) -> [UInt8]
    /// A new, empty file; an old one of that name is emptied.
    func create(_ path: String) throws(StorageError) -> any WritableFile
    /// Gives a file a new name, replacing what had it.
    func rename(_ source: String, to destination: String) throws(StorageError)
    /// Gives a file a second name; one that is taken is an error.
    func link(_ source: String, to destination: String) throws(StorageError)
    /// Removes a file; one that does not exist is no error.
    func remove(_ path: String) throws(StorageError)
    /// Makes names created, changed or removed in a directory last.
    func syncDirectory(_ path: String) throws(StorageError)
    /// Maps a whole file for reading.
    func map(_ path: String) throws(StorageError) -> MappedFile
    /// Whether something has this name.
    func exists(_ path: String) -> Bool
}

/// A file being written from its beginning to its end.
package protocol WritableFile: AnyObject {
    /// Writes all of the bytes after those already written.
    func write(_ bytes: [UInt8]) throws(StorageError)
    /// Returns when the bytes written so far are on disk.
    func sync() throws(StorageError)
    /// Gives the descriptor back; later calls do nothing.
    func close()
}
