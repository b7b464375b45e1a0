import Storage
import TestSupport

@testable import InvertedIndex

/// A file that holds some sections and nothing else, so that readers of one section can be tried without a segment.
final class Sections {
    private let directory = TemporaryDirectory()
    let file: SegmentFileReader

    init(_ sections: [(SegmentFile.Section, [UInt8])], documentCount: Int = 0) throws(IndexError) {
        let digest = SHA256Stream()
        var writer = try SegmentFileWriter(
            directory: directory.path, temporaryName: "t", documentCount: documentCount, digest: digest,
            on: LocalFileSystem())
        for (section, bytes) in sections { try writer.append(section, bytes) }
        let name = try writer.finish(digest)
        file = try SegmentFileReader(path: directory.path + "/" + name.fileName, expected: name, on: LocalFileSystem())
    }

    subscript(section: SegmentFile.Section) -> SectionBytes {
        get throws(IndexError) { try file.requiredSection(section) }
    }
}

extension SegmentBuilder {
    /// A segment of some documents, written and opened.
    static func segment(
        of documents: [Document], schema: Schema = RandomCollection.schema, in directory: TemporaryDirectory
    ) throws(IndexError) -> (reader: SegmentReader, name: SegmentName) {
        var builder = SegmentBuilder(schema: schema)
        for document in documents { builder.add(document) }
        let name = try builder.write(directory: directory.path, temporaryName: "t", on: LocalFileSystem())
        let path = directory.path + "/" + name.fileName
        return (try SegmentReader(path: path, expected: name, on: LocalFileSystem()), name)
    }
}
