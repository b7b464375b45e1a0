package import Storage

/// One commit, opened: its segments mapped, unchanged for as long as it is held.
package struct Snapshot: Sendable {
    /// The commit.
    package let manifest: Manifest
    private let readers: [(collection: String, reader: SegmentReader)]

    /// Opens every segment of a commit.
    package init(manifest: Manifest, directory: String, on fileSystem: any FileSystem) throws(IndexError) {
        self.manifest = manifest
        var readers: [(collection: String, reader: SegmentReader)] = []
        for entry in manifest.segments {
            let path = directory + "/" + entry.name.fileName
            let reader = try entry.open(in: directory, on: fileSystem)
            guard reader.documentCount == entry.documentCount else {
                throw .corrupt(
                    file: path, section: "header", offset: 32, expected: "\(entry.documentCount) documents",
                    found: "\(reader.documentCount)")
            }
            // Queries name fields and columns by number, so the segments of a collection must agree on them.
            if let other = readers.first(where: { $0.collection == entry.collection })?.reader,
                other.schema != reader.schema
            {
                throw .corrupt(
                    file: path, section: SegmentFile.Section.schema.name, offset: 0,
                    expected: "the schema of the other segments of \(entry.collection)", found: "another")
            }
            readers.append((entry.collection, reader))
        }
        self.readers = readers
    }

    /// The segments of a collection, in the manifest's order.
    package func segments(of collection: String) -> [SegmentReader] {
        readers.filter { $0.collection == collection }.map(\.reader)
    }

    /// All segments with their collections.
    package var all: [(collection: String, reader: SegmentReader)] { readers }
}

extension Manifest.Entry {
    /// Opens the segment, with what is deleted of it.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - fileSystem: the disk.
    /// - Returns: the segment.
    /// - Throws: `IndexError` when a file is missing, damaged or of another version.
    package func open(in directory: String, on fileSystem: any FileSystem) throws(IndexError) -> SegmentReader {
        var gone: DeletedDocuments?
        if let deleted { gone = try DeletedDocuments(deleted, of: name, directory: directory, on: fileSystem) }
        return try SegmentReader(path: directory + "/" + name.fileName, expected: name, deleted: gone, on: fileSystem)
    }
}
