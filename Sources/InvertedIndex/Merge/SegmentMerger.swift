internal import Dispatch
package import Storage
internal import Synchronization

/// Makes one segment of several, with the documents that remain: the very bytes that `SegmentBuilder` would have written
/// had it been given these documents at once.
///
/// Nothing in the result tells how documents fell into the inputs. When it would become too large it is cut into several
/// segments, again by the documents alone. Sections of a collection's own are not merged: what they mean is not known
/// here.
///
/// Memory: 12 bytes for each document, 15 more and one for each field with positions while its segment is written, some
/// 48 for each document and position of the term at hand, 16 KiB for each input, and buffers of some megabytes. The
/// sort keys, 24 bytes a document, are the caller's.
package struct SegmentMerger {
    private let segments: [SegmentReader]
    private let schema: Schema
    private let order: MergeOrder
    /// The most words, as their length bytes tell them, that the documents of a segment have together.
    ///
    /// A length byte is too low by less than an eighth, so this stays below `SegmentFile.wordCountMax` and leaves 76
    /// million to codes. A segment of filings of this size has some 2 GB.
    package var wordCountMax = Self.wordCountMaxUsual
    /// What `wordCountMax` is unless it is set.
    package static let wordCountMaxUsual = 3 << 27
    /// Bytes of a section held in memory before a file is begun for it.
    package var bufferBytes = 1 << 20

    /// A segment and what is to be taken from it.
    package struct Input: Sendable {
        /// The segment; its content is verified as it is read.
        package let segment: SegmentReader
        /// For each document the key it was sorted by.
        let sortKeys: [SortKey]
        /// Documents to leave out.
        package let dropped: DocumentSet

        /// A segment.
        ///
        /// - Parameters:
        ///   - segment: opened.
        ///   - dropped: documents to leave out beside those that are deleted; `nil` for none.
        /// - Throws: `IndexError.corrupt` when a column of the order is damaged.
        package init(_ segment: SegmentReader, dropped: DocumentSet? = nil) throws(IndexError) {
            self.segment = segment
            var sortKeys: [SortKey] = []
            sortKeys.reserveCapacity(segment.documentCount)
            for document in 0..<segment.documentCount { sortKeys.append(try segment.sortKey(DocumentID(document))) }
            self.sortKeys = sortKeys
            var left = dropped ?? DocumentSet(of: segment.documentCount)
            if let deleted = segment.deleted { left.formUnion(deleted.documents) }
            self.dropped = left
        }
    }

    /// A segment that was written.
    package struct Output: Equatable, Sendable {
        /// The file.
        package let name: SegmentName
        /// Documents in it.
        package let documentCount: Int
    }

    /// A merge that has not begun.
    ///
    /// - Parameters:
    ///   - inputs: the segments. The same identity must not remain in two of them.
    ///   - schema: the schema they share.
    /// - Throws: `IndexError.corrupt` when a segment is of another schema, has sections of its collection's own, or is
    ///   not in the order of its sort keys; `IndexError.tooLarge` for more documents than have numbers.
    package init(_ inputs: [Input], schema: Schema) throws(IndexError) {
        for input in inputs {
            let file = input.segment.file
            guard input.segment.schema == schema else {
                throw .corrupt(
                    file: file.path, section: SegmentFile.Section.schema.name, offset: 0,
                    expected: "the schema of the other segments", found: "another")
            }
            if let other = file.sections.first(where: { SegmentFile.extensionKinds.contains($0.kind) }) {
                throw .corrupt(
                    file: file.path, section: "section table", offset: file.coveredBytes,
                    expected: "sections that can be merged", found: other.name)
            }
        }
        segments = inputs.map(\.segment)
        self.schema = schema
        order = try MergeOrder(inputs)
    }

    /// Number of documents that remain.
    package var documentCount: Int { order.places.count }

    /// Writes the segments under their digests' names.
    ///
    /// The files are synced, their names are not: the commit syncs the directory. When this throws, nothing unfinished
    /// is left; a finished segment stays until a commit that does not name it, for an older one may.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - temporaryName: unlike any other being written there, and what none begins with.
    ///   - fileSystem: the disk.
    /// - Returns: the segments in the order of their documents; one without documents if none remain.
    /// - Throws: `IndexError` when an input is damaged or the disk refuses.
    package func write(
        directory: String, temporaryName: String, on fileSystem: any FileSystem
    ) throws(IndexError) -> [Output] {
        var outputs: [Output] = []
        for range in try ranges() {
            let name = try write(
                range, directory: directory, temporaryName: temporaryName + "-\(outputs.count)", on: fileSystem)
            outputs.append(Output(name: name, documentCount: range.count))
        }
        return outputs
    }

    private func write(
        _ range: Range<Int>, directory: String, temporaryName: String, on fileSystem: any FileSystem
    ) throws(IndexError) -> SegmentName {
        let temporaryPath = directory + "/" + temporaryName
        let digest = SHA256Stream()
        var writer = try SegmentFileWriter(
            directory: directory, temporaryName: temporaryName, documentCount: range.count, digest: digest,
            on: fileSystem)
        do throws(IndexError) {
            let places = order.places[range]
            let lengths = try lengths(of: places)
            let documents = compressing(places, temporaryPath: temporaryPath, on: fileSystem)
            var terms = MergedTerms(
                segments, schema: schema, temporaryPath: temporaryPath, bufferBytes: bufferBytes, on: fileSystem)
            let merged = Result { () throws(IndexError) in
                try terms.merge(numbers: order.numbers, range: range, lengths: lengths)
            }
            let compressed = try documents()
            try merged.get()
            try writer.append(.schema, schema.serialized)
            try writer.append(.statistics, SegmentReader.FieldStatistics.serialized(terms.statistics))
            try terms.write(to: &writer)
            for (number, field) in schema.fields.enumerated() where field.hasPositions {
                try writer.append(.lengths, number: number, lengths[number])
            }
            let columns = MergedColumns(
                segments: segments, places: places, temporaryPath: temporaryPath, bufferBytes: bufferBytes,
                fileSystem: fileSystem)
            try columns.write(schema, to: &writer)
            try compressed.write(to: &writer)
            return try writer.finish(digest)
        } catch {
            writer.abandon()
            throw error
        }
    }

    /// Begins to compress documents, on a thread of its own since it takes as long as merging terms.
    ///
    /// - Returns: waits for the end of it; must be called.
    private func compressing(
        _ places: ArraySlice<MergeOrder.Place>, temporaryPath: String, on fileSystem: any FileSystem
    ) -> () throws(IndexError) -> MergedDocuments.Compressed {
        let documents = MergedDocuments(
            segments: segments, places: places, numbers: order.numbers, bufferBytes: bufferBytes)
        let beginning = SpilledSection(path: temporaryPath + "-documents.tmp", on: fileSystem)
        let outcome = Mutex<Result<MergedDocuments.Compressed, IndexError>?>(nil)
        let group = DispatchGroup()
        DispatchQueue(label: "filings.documents").async(group: group) {
            let result = Result { () throws(IndexError) in try documents.compressed(beginning) }
            outcome.withLock { $0 = result }
        }
        return { () throws(IndexError) in
            group.wait()
            guard let result = outcome.withLock({ $0 }) else { return try documents.compressed(beginning) }
            return try result.get()
        }
    }

    /// For each field with positions its length bytes in the new order; nothing for the others.
    private func lengths(of places: ArraySlice<MergeOrder.Place>) throws(IndexError) -> [[UInt8]] {
        var lengths: [[UInt8]] = []
        for number in schema.fields.indices {
            var own: [UInt8] = []
            if schema.fields[number].hasPositions {
                let bytes = try lengthBytes(ofField: number)
                own.reserveCapacity(places.count)
                for place in places { own.append(bytes[Int(place.input)].byte(at: Int(place.document)) ?? 0) }
            }
            lengths.append(own)
        }
        return lengths
    }

    private func lengthBytes(ofField field: Int) throws(IndexError) -> [MappedBytes] {
        var all: [MappedBytes] = []
        for segment in segments {
            guard let bytes = try segment.lengths(ofField: field) else { continue }
            all.append(bytes)
        }
        return all
    }

    /// Which documents make which segment.
    private func ranges() throws(IndexError) -> [Range<Int>] {
        let fields = schema.fields.indices.filter { schema.fields[$0].hasPositions }
        // What length bytes tell is never more than what there is.
        let words = segments.reduce(0) { sum, segment in fields.reduce(sum) { $0 + segment.statistics[$1].wordCount } }
        guard words > wordCountMax else { return [0..<order.places.count] }
        var weights = [UInt32](repeating: 0, count: order.places.count)
        for field in fields {
            let bytes = try lengthBytes(ofField: field)
            for (index, place) in order.places.enumerated() {
                let length = bytes[Int(place.input)].byte(at: Int(place.document)) ?? 0
                weights[index] &+= FieldLengths.decoded[Int(length)]
            }
        }
        return order.ranges(weights: weights, limit: wordCountMax)
    }
}
