import Storage
import TestSupport

@testable import InvertedIndex

extension SegmentReader {
    /// Opens a segment of which some documents are deleted, the way a commit would have it: first half of them, then,
    /// beside those, the others.
    ///
    /// - Parameters:
    ///   - name: of the segment.
    ///   - directory: where it lies.
    ///   - gone: the documents to delete; those the segment doesn't hold are passed over.
    /// - Returns: the segment, open.
    /// - Throws: what writing and opening throw.
    static func open(_ name: SegmentName, in directory: String, deleting gone: [Document]) throws -> SegmentReader {
        let disk = LocalFileSystem()
        let index = IndexDirectory(path: directory, on: disk)
        var reader = try SegmentReader(path: directory + "/" + name.fileName, expected: name, on: disk)
        var entry = Manifest.Entry(collection: "filings", name: name, documentCount: reader.documentCount)
        var numbers: [Int64: DocumentID] = [:]
        for number in 0..<DocumentID(reader.documentCount) { numbers[try reader.identity(number)] = number }
        let own = gone.filter { numbers[$0.identity] != nil }
        for (part, documents) in [own.prefix(own.count / 2), own.dropFirst(own.count / 2)].enumerated()
        where !documents.isEmpty {
            var deleted = DeletedDocuments(of: reader)
            for document in documents {
                guard let number = numbers[document.identity] else { continue }
                deleted.insert(number, document, schema: reader.schema)
            }
            entry.deleted = try index.writeDeleted(deleted, of: name, generation: UInt64(part + 1))
            reader = try entry.open(in: directory, on: disk)
        }
        return reader
    }
}

extension SeededGenerator {
    /// Some documents to delete: often none, few, many or all.
    mutating func someGone(of documents: [Document]) -> [Document] {
        let share = [0, 0, 0, 5, 30, 90, 100].randomElement(using: &self) ?? 0
        return documents.filter { _ in Int.random(in: 0..<100, using: &self) < share }
    }
}
