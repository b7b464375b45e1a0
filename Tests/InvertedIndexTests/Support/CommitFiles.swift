import Storage
import TestSupport

@testable import InvertedIndex

/// Segments to commit, told apart by a number.
enum CommitFiles {
    /// A collection of `count` documents, different for each seed.
    static func documents(_ count: Int, seed: Int) -> [Document] {
        (0..<count).map { number in
            var document = Document()
            document.integers = [(0, Int64(seed * 1000 + number))]
            document.texts = [(1, "word\(seed) common")]
            document.stored = Array("text \(seed) \(number)".utf8)
            return document
        }
    }

    /// A segment of one document more than the seed says.
    static func segment(
        _ seed: Int, in path: String, on disk: any FileSystem = LocalFileSystem()
    ) throws(IndexError) -> Manifest.Entry {
        var builder = SegmentBuilder(schema: RandomCollection.schema)
        for document in documents(seed + 1, seed: seed) { builder.add(document) }
        let name = try builder.write(directory: path, temporaryName: "building", on: disk)
        return Manifest.Entry(collection: "filings", name: name, documentCount: seed + 1)
    }

    /// The same in a directory of a test.
    static func segment(
        _ seed: Int, in directory: TemporaryDirectory, on disk: any FileSystem = LocalFileSystem()
    ) throws(IndexError) -> Manifest.Entry { try segment(seed, in: directory.path, on: disk) }
}
