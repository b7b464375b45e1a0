internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage

/// Some of the inputs, imported by one thread into segments of their own.
///
/// How inputs fall into batches depends on their names and sizes alone, never on the number of threads, and a batch
/// shares nothing with others: the same inputs give the same segments.
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
        var segments: [(name: SegmentName, documentCount: Int)] = []
        var copies: [FilingCopy] = []
        var catalog = PartyCatalog()
        var report = ImportReport()
    }

    /// A filing that the batch read, kept or not.
    struct FilingCopy: Sendable {
        var identity: Int64
        /// How much it holds: of two copies of one filing the fuller counts.
        var fullness: Int
        var place: Place
        /// Whether it went into a segment, as the best copy met with it.
        var isWritten = false
    }

    /// Which filing of which file of the batch.
    struct Place: Hashable, Sendable {
        var file: Int
        var filing: Int
    }

    private struct Pending {
        var document: Document
        var sightings: [PartyCatalog.Sighting]
        var copy: Int
        var source: FilingSource
    }

    /// Imports the batch.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - excluded: filings to leave out, each with the file that holds a better copy.
    ///   - source: how files are read.
    ///   - fileSystem: the disk that holds the index.
    ///   - fileDone: called after each file with its size and the filings it gave.
    /// - Returns: segments written, parties named and what was odd.
    /// - Throws: `IndexError` when the disk refuses.
    func run(
        directory: String, excluding excluded: [Place: String], source: InputSource, on fileSystem: any FileSystem,
        fileDone: (_ byteCount: Int, _ filingCount: Int) -> Void
    ) throws(IndexError) -> Result {
        let session = ImportSession()
        var result = Result()
        var pending: [Pending] = []
        var pendingBytes = 0
        var failure: IndexError?
        for (fileNumber, file) in files.enumerated() {
            result.report.fileCount += 1
            result.report.byteCount += file.sizeBytes
            var filingCount = 0
            source.read(file) { part in
                let input: ImportInput
                switch part {
                case .issue(let issue):
                    result.report.add(issue)
                    return true
                case .input(let next): input = next
                }
                session.read(input) { event in
                    switch event {
                    case .filing(let filing):
                        let place = Place(file: fileNumber, filing: filingCount)
                        filingCount += 1
                        if let better = excluded[place] {
                            result.report.duplicateCount += 1
                            result.report.add(Self.duplicate(filing.source, keeping: better))
                            return
                        }
                        let document = FilingDocument.document(for: filing)
                        pendingBytes += document.stored.count * 3
                        pending.append(
                            Pending(
                                document: document, sightings: PartyCatalog.sightings(in: filing),
                                copy: result.copies.count, source: filing.source))
                        result.copies.append(
                            FilingCopy(
                                identity: filing.identity.sortKey, fullness: Self.fullness(of: filing), place: place))
                        // One file may hold more than a segment should.
                        guard pendingBytes > limits.segmentBytesMax, failure == nil else { return }
                        pendingBytes = 0
                        do throws(IndexError) {
                            try write(&pending, to: directory, on: fileSystem, &result)
                        } catch {
                            failure = error
                        }
                    case .party(let party):
                        result.catalog.add(party)
                        result.report.listedCount += 1
                    case .issue(let issue):
                        result.report.add(issue)
                    }
                }
                return failure == nil
            }
            if let failure { throw failure }
            fileDone(file.sizeBytes, filingCount)
        }
        try write(&pending, to: directory, on: fileSystem, &result)
        return result
    }

    /// Rows weigh most, then everything else that was read.
    private static func fullness(of filing: Filing) -> Int {
        filing.rows.count * 8 + filing.owners.count * 4 + filing.footnotes.count * 2 + filing.documents.count
            + (filing.filed == nil ? 0 : 2) + (filing.issuer == nil ? 0 : 4)
    }

    private func write(
        _ pending: inout [Pending], to directory: String, on fileSystem: any FileSystem, _ result: inout Result
    ) throws(IndexError) {
        guard !pending.isEmpty else { return }
        var best: [Int64: Int] = [:]
        for (index, filing) in pending.enumerated() {
            let copy = result.copies[filing.copy]
            guard let other = best[copy.identity] else {
                best[copy.identity] = index
                continue
            }
            result.report.duplicateCount += 1
            let isBetter = copy.fullness > result.copies[pending[other].copy].fullness
            let (kept, dropped) = isBetter ? (index, other) : (other, index)
            best[copy.identity] = kept
            result.report.add(Self.duplicate(pending[dropped].source, keeping: pending[kept].source.file))
        }
        var builder = SegmentBuilder(schema: FilingSchema.schema)
        for (index, filing) in pending.enumerated() where best[result.copies[filing.copy].identity] == index {
            builder.add(filing.document)
            result.catalog.add(filing.sightings)
            result.copies[filing.copy].isWritten = true
        }
        pending.removeAll()
        let count = builder.count
        result.report.filingCount += count
        let temporaryName = "building-\(number)-\(result.segments.count)"
        let name = try builder.write(directory: directory, temporaryName: temporaryName, on: fileSystem)
        result.segments.append((name, count))
    }

    private static func duplicate(_ dropped: FilingSource, keeping kept: String) -> ImportIssue {
        ImportIssue(
            kind: "same filing twice", severity: .note, file: dropped.file, member: dropped.member,
            message: "also in \(kept), which holds at least as much and was kept")
    }
}

/// What a batch of inputs may hold.
package struct ImportLimits: Sendable {
    /// Input bytes that make a batch: about 9,000 ownership filings, whose segment takes ≈ 140 MB to build.
    package var byteCountMax = 64 << 20
    /// Files that make a batch, however small.
    package var fileCountMax = 10_000
    /// Bytes of words and records that make a segment when one input holds very much.
    package var segmentBytesMax = 192 << 20

    /// The limits that fit EDGAR's filings and a laptop.
    package init() {}
}
