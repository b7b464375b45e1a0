internal import Storage

/// One commit: which segments make up the index.
///
/// On disk it is a few lines of text that end in their own checksum, so that a commit is readable with any pager and
/// half a manifest is never taken for a whole one. See `Index/FORMAT.md`, *manifest*.
package struct Manifest: Equatable, Sendable {
    /// Number of the commit, from 1.
    package var generation: UInt64
    /// The segments of each collection, collections in the order written.
    package var segments: [Entry]

    /// A segment in its collection.
    package struct Entry: Equatable, Sendable {
        /// Which collection it belongs to.
        package var collection: String
        /// The file.
        package var name: SegmentName
        /// Documents in it, deleted ones among them.
        package var documentCount: Int
        /// Which of them are deleted; `nil` for none.
        package var deleted: Deleted?

        /// An entry.
        package init(collection: String, name: SegmentName, documentCount: Int, deleted: Deleted? = nil) {
            (self.collection, self.name, self.documentCount) = (collection, name, documentCount)
            self.deleted = deleted
        }

        /// The files it stands for.
        var fileNames: [String] {
            guard let deleted else { return [name.fileName] }
            return [name.fileName, DeletedDocuments.fileName(of: name, generation: deleted.generation)]
        }

        /// Their length.
        package var lengthBytes: Int { name.lengthBytes + (deleted?.lengthBytes ?? 0) }

        /// Documents that are not deleted.
        package var liveCount: Int { documentCount - (deleted?.count ?? 0) }
    }

    /// The file that says which documents of a segment are deleted.
    package struct Deleted: Equatable, Sendable {
        /// Number of the commit it was written for.
        package var generation: UInt64
        /// How many documents are deleted.
        package var count: Int
        /// Length of the file.
        package var lengthBytes: Int
        /// CRC-32C of all of it but its own checksum.
        package var checksum: UInt32
    }

    /// A commit.
    package init(generation: UInt64, segments: [Entry]) {
        (self.generation, self.segments) = (generation, segments)
    }

    /// What manifests are called, before the generation.
    static let prefix = "manifest-"

    /// The name of a commit's file.
    package static func fileName(generation: UInt64) -> String { prefix + String(generation) }

    /// The generation in a file name, or `nil` if it is no manifest's.
    static func generation(ofFileName name: String) -> UInt64? {
        guard name.hasPrefix(prefix), let number = UInt64(name.dropFirst(prefix.utf8.count)), number > 0,
            name == fileName(generation: number)
        else { return nil }
        return number
    }

    /// Versions read.
    ///
    /// One without deleted documents is written in the first, which older programs read as well.
    private static let versions = 1...2
    private static let titlePrefix = "filings manifest "

    /// The file's bytes.
    package var serialized: [UInt8] {
        let version = segments.contains { $0.deleted != nil } ? Self.versions.upperBound : Self.versions.lowerBound
        var text = "\(Self.titlePrefix)\(version)\n"
        text += "generation \(generation)\n"
        for entry in segments {
            text += "segment \(entry.collection) \(entry.name.digest) \(entry.name.lengthBytes) "
            text += "\(entry.name.footerChecksum) \(entry.documentCount)"
            if let deleted = entry.deleted {
                text += " deleted \(deleted.generation) \(deleted.count) \(deleted.lengthBytes) \(deleted.checksum)"
            }
            text += "\n"
        }
        let bytes = Array(text.utf8)
        return bytes + Array("crc32c \(CRC32C.of(bytes.span))\n".utf8)
    }

    /// Reads a manifest, or says what is wrong with it.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - path: for messages.
    /// - Throws: `IndexError.corrupt`, or `IndexError.version` for another format.
    package init(parsing bytes: [UInt8], path: String) throws(IndexError) {
        func corrupt(_ line: Int, _ expected: String, _ found: String) -> IndexError {
            .corrupt(file: path, section: "line \(line)", offset: 0, expected: expected, found: found)
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard bytes.last == UInt8(ascii: "\n"), lines.count >= 4 else {
            throw corrupt(lines.count, "a checksum line at the end", "none")
        }
        let title = String(decoding: lines[0], as: UTF8.self)
        let version = title.hasPrefix(Self.titlePrefix) ? Int(title.dropFirst(Self.titlePrefix.utf8.count)) : nil
        if let version, !Self.versions.contains(version) {
            throw .version(file: path, found: version, readable: Self.versions)
        }
        let lastLine = lines[lines.count - 2]
        let covered = lastLine.startIndex
        let expected = "crc32c \(CRC32C.of(bytes.span.extracting(0..<covered)))"
        guard String(decoding: lastLine, as: UTF8.self) == expected, let version,
            title == "\(Self.titlePrefix)\(version)"
        else {
            throw corrupt(lines.count - 1, "a matching checksum", "another")
        }
        let generationWords = String(decoding: lines[1], as: UTF8.self).split(separator: " ")
        guard generationWords.count == 2, generationWords[0] == "generation",
            let generation = UInt64(generationWords[1])
        else { throw corrupt(2, "a generation", "none") }
        self.generation = generation
        segments = []
        for (index, line) in lines[2..<lines.count - 2].enumerated() {
            guard let entry = Self.entry(String(decoding: line, as: UTF8.self)) else {
                throw corrupt(index + 3, "a segment", "something else")
            }
            segments.append(entry)
        }
    }

    /// The segment of a line.
    private static func entry(_ line: String) -> Entry? {
        let words = line.split(separator: " ").map(String.init)
        guard words.count == 6 || words.count == 11, words[0] == "segment", SegmentName.isDigest(words[2]),
            let length = Int(words[3]), let checksum = UInt32(words[4]), let documents = Int(words[5])
        else { return nil }
        let name = SegmentName(digest: words[2], lengthBytes: length, footerChecksum: checksum)
        var entry = Entry(collection: words[1], name: name, documentCount: documents)
        guard words.count == 11 else { return entry }
        guard words[6] == "deleted", let generation = UInt64(words[7]), let count = Int(words[8]),
            let length = Int(words[9]), let checksum = UInt32(words[10]), (1...max(1, documents)).contains(count)
        else { return nil }
        entry.deleted = Deleted(generation: generation, count: count, lengthBytes: length, checksum: checksum)
        return entry
    }
}
