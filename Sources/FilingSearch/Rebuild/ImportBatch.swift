internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage

/// Some of the inputs, imported by one thread into drafts of segments.
///
/// A batch shares nothing with others. Merging the drafts of all batches takes away every trace of how inputs fell into
/// batches.
struct ImportBatch {
    /// Its number, from 0.
    let number: Int
    /// Its files, in order.
    let files: [InputFile]
    /// What it may hold.
    let limits: ImportLimits

    /// Cuts a list of files into batches.
    static func batches(of files: [InputFile], limits: ImportLimits) -> [ImportBatch] {
        var batches: [ImportBatch] = []
        var start = 0
        var bytes = 0
        for (index, file) in files.enumerated() {
            let isFull = bytes + file.sizeBytes > limits.byteCountMax || index - start >= limits.fileCountMax
            if index > start, isFull {
                batches.append(
                    ImportBatch(number: batches.count, files: Array(files[start..<index]), limits: limits))
                (start, bytes) = (index, 0)
            }
            bytes += file.sizeBytes
        }
        if start < files.count {
            batches.append(ImportBatch(number: batches.count, files: Array(files[start...]), limits: limits))
        }
        return batches
    }

    /// What a batch gives.
    struct Result: Sendable {
        var drafts: [Draft] = []
        /// Copies left out because a draft holds a better one.
        var duplicates: [Duplicate] = []
        /// Parties of the filings in drafts.
        var catalog = PartyCatalog()
        /// Parties of lists.
        var listed = PartyCatalog()
        var report = ImportReport()
    }

    /// A segment of filings on the way, and the filings in it in the order they were read.
    struct Draft: Sendable {
        var segment: SegmentDraft
        var filings: [FilingCopy]
    }

    /// A filing in a draft; other drafts may hold other copies of it.
    struct FilingCopy: Sendable {
        var identity: Int64
        /// How much it holds: of two copies of one filing the fuller counts.
        var fullness: Int32
    }

    /// A copy of a filing that went into no draft.
    struct Duplicate: Sendable {
        var identity: Int64
        var source: FilingSource
        /// Number of the draft that holds a better one.
        var draft: Int
    }

    private struct Pending {
        var document: Document
        var sightings: [PartyCatalog.Sighting]
        var copy: FilingCopy
        var source: FilingSource
    }

    /// Imports the batch.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - source: how files are read.
    ///   - fileSystem: the disk that holds the index.
    ///   - fileDone: called after each file with its size and the filings it gave.
    /// - Returns: drafts written, parties named and what was odd.
    /// - Throws: `IndexError` when the disk refuses.
    func run(
        directory: String, source: InputSource, on fileSystem: any FileSystem,
        fileDone: (_ byteCount: Int, _ filingCount: Int) -> Void
    ) throws(IndexError) -> Result {
        let session = ImportSession()
        var result = Result()
        var pending: [Pending] = []
        var pendingBytes = 0
        var failure: IndexError?
        for file in files {
            result.report.fileCount += 1
            result.report.byteCount += file.sizeBytes
            let loaded = source.load(file)
            for issue in loaded.issues { result.report.add(issue) }
            var filingCount = 0
            if let input = loaded.input {
                session.read(input) { event in
                    switch event {
                    case .filing(let filing):
                        filingCount += 1
                        let document = FilingDocument.document(for: filing)
                        pendingBytes += document.stored.count * 3
                        pending.append(
                            Pending(
                                document: document, sightings: PartyCatalog.sightings(in: filing),
                                copy: FilingCopy(
                                    identity: filing.identity.sortKey, fullness: Self.fullness(of: filing)),
                                source: filing.source))
                        // One file may hold more than a segment should.
                        guard pendingBytes > limits.segmentBytesMax, failure == nil else { return }
                        pendingBytes = 0
                        do throws(IndexError) {
                            try write(&pending, to: directory, on: fileSystem, &result)
                        } catch {
                            failure = error
                        }
                    case .party(let party):
                        result.listed.add(party)
                        result.report.listedCount += 1
                    case .issue(let issue):
                        result.report.add(issue)
                    }
                }
            }
            if let failure { throw failure }
            fileDone(file.sizeBytes, filingCount)
        }
        try write(&pending, to: directory, on: fileSystem, &result)
        return result
    }

    /// Rows weigh most, then everything else that was read.
    private static func fullness(of filing: Filing) -> Int32 {
        let listed = filing.rows.count * 8 + filing.owners.count * 4 + filing.footnotes.count * 2
        return Int32(
            clamping: listed + filing.documents.count + (filing.filed == nil ? 0 : 2) + (filing.issuer == nil ? 0 : 4))
    }

    private func write(
        _ pending: inout [Pending], to directory: String, on fileSystem: any FileSystem, _ result: inout Result
    ) throws(IndexError) {
        guard !pending.isEmpty else { return }
        var best: [Int64: Int] = [:]
        for (index, filing) in pending.enumerated() {
            let identity = filing.copy.identity
            guard let other = best[identity] else {
                best[identity] = index
                continue
            }
            let isBetter = filing.copy.fullness > pending[other].copy.fullness
            let (kept, dropped) = isBetter ? (index, other) : (other, index)
            best[identity] = kept
            result.duplicates.append(
                Duplicate(identity: identity, source: pending[dropped].source, draft: result.drafts.count))
        }
        var builder = SegmentBuilder(schema: FilingSchema.schema)
        var filings: [FilingCopy] = []
        for (index, filing) in pending.enumerated() where best[filing.copy.identity] == index {
            builder.add(filing.document)
            result.catalog.add(filing.sightings)
            filings.append(filing.copy)
        }
        pending.removeAll()
        result.report.filingCount += builder.count
        let temporaryName = "building-\(number)-\(result.drafts.count)"
        let segment = try builder.writeDraft(directory: directory, temporaryName: temporaryName, on: fileSystem)
        result.drafts.append(Draft(segment: segment, filings: filings))
    }
}

/// What a batch of inputs may hold.
package struct ImportLimits: Sendable {
    /// Input bytes that make a batch: about 9,000 ownership filings, whose draft takes ≈ 140 MB to build.
    package var byteCountMax = 64 << 20
    /// Files that make a batch, however small.
    package var fileCountMax = 10_000
    /// Bytes of words and records that make a draft when one input holds very much.
    package var segmentBytesMax = 192 << 20
    /// Words that make a segment; what filings have beyond goes into further ones.
    package var segmentWordCountMax = SegmentMerger.wordCountMaxUsual

    /// The limits that fit EDGAR's filings and a laptop.
    package init() {}
}
