/// Publishing a small file so that others see the old one or the new one and never anything between.
package enum AtomicPublish {
    /// Writes the bytes beside the destination, syncs, renames, and syncs the directory.
    ///
    /// When this returns the file is on disk under its name. When it throws, the destination is as it was, or new and
    /// whole; a crash leaves at most a file that ends in `.tmp`.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - name: its name in the directory.
    ///   - directory: where it goes.
    ///   - fileSystem: the disk.
    /// - Throws: `StorageError` when the disk refuses.
    package static func write(
        _ bytes: [UInt8], as name: String, in directory: String, on fileSystem: some FileSystem
    ) throws(StorageError) {
        try writeUnsyncedName(bytes, as: name, in: directory, on: fileSystem)
        try fileSystem.syncDirectory(directory)
    }

    /// The same without the last step: the name is safe once the directory is synced.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - name: its name in the directory.
    ///   - directory: where it goes.
    ///   - fileSystem: the disk.
    /// - Throws: `StorageError` when the disk refuses.
    package static func writeUnsyncedName(
        _ bytes: [UInt8], as name: String, in directory: String, on fileSystem: some FileSystem
    ) throws(StorageError) {
        let temporary = directory + "/" + name + ".tmp"
        let file = try fileSystem.create(temporary)
        do {
            try file.write(bytes)
            try file.sync()
            file.close()
            try fileSystem.rename(temporary, to: directory + "/" + name)
        } catch {
            file.close()
            try? fileSystem.remove(temporary)
            throw error
        }
    }
}
