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
        /// Documents in it.
        package var documentCount: Int

        /// An entry.
        package init(collection: String, name: SegmentName, documentCount: Int) {
            (self.collection, self.name, self.documentCount) = (collection, name, documentCount)
        }
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

    private static let title = "filings manifest \(SegmentFile.version)"

    /// The file's bytes.
    package var serialized: [UInt8] {
        var text = Self.title + "\n"
        text += "generation \(generation)\n"
        for entry in segments {
            text += "segment \(entry.collection) \(entry.name.digest) \(entry.name.lengthBytes) "
            text += "\(entry.name.footerChecksum) \(entry.documentCount)\n"
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
        if title != Self.title, title.hasPrefix("filings manifest "), let version = Int(title.dropFirst(17)) {
            throw .version(file: path, found: version, readable: Int(SegmentFile.version)...Int(SegmentFile.version))
        }
        let lastLine = lines[lines.count - 2]
        let covered = lastLine.startIndex
        let expected = "crc32c \(CRC32C.of(bytes.span.extracting(0..<covered)))"
        guard String(decoding: lastLine, as: UTF8.self) == expected, title == Self.title else {
            throw corrupt(lines.count - 1, "a matching checksum", "another")
        }
        let generationWords = String(decoding: lines[1], as: UTF8.self).split(separator: " ")
        guard generationWords.count == 2, generationWords[0] == "generation",
            let generation = UInt64(generationWords[1])
        else { throw corrupt(2, "a generation", "none") }
        self.generation = generation
        segments = []
        for (index, line) in lines[2..<lines.count - 2].enumerated() {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
            guard words.count == 6, words[0] == "segment", words[2].utf8.count == 32,
                words[2].utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }),
                let length = Int(words[3]), let checksum = UInt32(words[4]), let documents = Int(words[5])
            else { throw corrupt(index + 3, "a segment", "something else") }
            let name = SegmentName(digest: words[2], lengthBytes: length, footerChecksum: checksum)
            segments.append(Entry(collection: words[1], name: name, documentCount: documents))
        }
    }
}
