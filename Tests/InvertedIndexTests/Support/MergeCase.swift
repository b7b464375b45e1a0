import Storage
import TestSupport

@testable import InvertedIndex

/// Documents spread over segments, some of them dropped: what a merge gets, and what it must give.
struct MergeCase {
    let directory = TemporaryDirectory()
    let schema: Schema
    var inputs: [SegmentMerger.Input] = []
    /// What remains.
    var remaining: [Document] = []

    /// Writes a segment for each list of documents.
    ///
    /// - Parameters:
    ///   - parts: the documents of each segment.
    ///   - schema: of all.
    ///   - isDraft: by number of the segment, whether it is a draft.
    ///   - isDropped: whether a document is to be left out.
    ///   - isDeleted: whether a document is deleted; those of drafts are not.
    /// - Throws: what the disk says.
    init(
        _ parts: [[Document]], schema: Schema = RandomCollection.schema, isDraft: (Int) -> Bool = { _ in true },
        isDropped: (Document) -> Bool = { _ in false }, isDeleted: (Document) -> Bool = { _ in false }
    ) throws {
        self.schema = schema
        for (number, part) in parts.enumerated() {
            var builder = SegmentBuilder(schema: schema)
            for document in part { builder.add(document) }
            let reader: SegmentReader
            if isDraft(number) {
                let draft = try builder.writeDraft(
                    directory: directory.path, temporaryName: "building-\(number)", on: LocalFileSystem())
                reader = try draft.open(on: LocalFileSystem())
            } else {
                let name = try builder.write(
                    directory: directory.path, temporaryName: "building-\(number)", on: LocalFileSystem())
                reader = try SegmentReader.open(name, in: directory.path, deleting: part.filter(isDeleted))
            }
            let sorted = part.sorted { schema.sortKey(of: $0) < schema.sortKey(of: $1) }
            var dropped = DocumentSet(of: part.count)
            for (number, document) in sorted.enumerated() {
                if reader.isDeleted(DocumentID(number)) { continue }
                if isDropped(document) { dropped.insert(DocumentID(number)) } else { remaining.append(document) }
            }
            inputs.append(try SegmentMerger.Input(reader, dropped: dropped))
        }
    }

    /// Merges into a directory of its own.
    func merge(
        bufferBytes: Int = 1 << 20, wordCountMax: Int? = nil, into output: TemporaryDirectory,
        on fileSystem: any FileSystem = LocalFileSystem()
    ) throws(IndexError) -> [SegmentMerger.Output] {
        var merger = try SegmentMerger(inputs, schema: schema)
        merger.bufferBytes = bufferBytes
        if let wordCountMax { merger.wordCountMax = wordCountMax }
        return try merger.write(directory: output.path, temporaryName: "building-merged", on: fileSystem)
    }

    /// The name of the segment that the builder makes of some documents.
    func built(of documents: [Document]) throws -> SegmentName {
        try SegmentBuilder.segment(of: documents, schema: schema, in: TemporaryDirectory()).name
    }
}

extension Document {
    /// The number unique to it in a random collection.
    var identity: Int64 { integers.first { $0.column == RandomCollection.schema.identityColumn }?.value ?? 0 }
}

extension SeededGenerator {
    /// Spreads elements over some lists, of which any may stay empty.
    mutating func spread<Element>(_ elements: [Element], over count: Int) -> [[Element]] {
        var parts = [[Element]](repeating: [], count: count)
        for element in elements { parts[Int.random(in: 0..<count, using: &self)].append(element) }
        return parts
    }
}
