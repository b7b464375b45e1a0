internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage

/// Imports one batch: its filings into segments of its own, the parties they name into a catalog.
struct BatchImporter {
    /// The index.
    let directory: String
    let source: InputSource
    let limits: ImportLimits
    let fileSystem: any FileSystem
    /// Filings to leave out, each with the file that holds a better copy.
    var excluded: [Int: String] = [:]
    /// Whether segments are written; else inputs are read and what is odd is told.
    var writes = true

    /// What a batch gives.
    struct Result: Sendable {
        var segments: [(name: SegmentName, documentCount: Int)] = []
        var copies: [FilingCopy] = []
        /// Parties of the filings in segments.
        var catalog = PartyCatalog()
        /// Parties of lists.
        var listed = PartyCatalog()
        var report = ImportReport()
    }

    /// A filing that the batch read, kept or not.
    struct FilingCopy: Sendable {
        var identity: Int64
        var rank: Rank
        /// Which filing of the batch.
        var place: Int
        /// Path of the file, for reports.
        var file: String
        /// Whether it went into a segment, as the best copy met with it.
        var isWritten = false
    }

    /// Which of two copies of one filing counts: the fuller, then what says so wherever the copies stand.
    struct Rank: Comparable, Sendable {
        /// How much it holds.
        var fullness: Int
        /// Of the bytes that the record keeps of its source.
        var tie: UInt64

        static func < (left: Self, right: Self) -> Bool { (left.fullness, left.tie) < (right.fullness, right.tie) }
    }

    private struct Pending {
        var document: Document
        var sightings: [PartyCatalog.Sighting]
        var copy: Int
        var source: FilingSource
    }

    /// Imports a batch.
    ///
    /// - Parameters:
    ///   - batch: what to import.
    ///   - session: of this thread.
    /// - Returns: segments written, parties named and what was odd.
    /// - Throws: `IndexError` when the disk refuses.
    func run(_ batch: ImportBatch, _ session: ImportSession) throws(IndexError) -> Result {
        var result = Result()
        var pending: [Pending] = []
        var pendingBytes = 0
        result.report.fileCount = batch.fileCount
        result.report.byteCount = batch.fileBytes
        for part in batch.parts {
            try read(part, session, &result) { (filing, result) throws(IndexError) in
                let place = result.copies.count
                let rank = Self.rank(of: filing)
                result.copies.append(
                    FilingCopy(
                        identity: filing.identity.sortKey, rank: rank, place: place, file: filing.source.file))
                if let better = excluded[place] {
                    result.report.duplicateCount += 1
                    result.report.add(
                        Self.duplicate(filing.source, keeping: better), kind: ImportReport.filings)
                    return
                }
                guard writes else { return }
                let document = FilingDocument.document(for: filing)
                pendingBytes += document.stored.count * 3
                pending.append(
                    Pending(
                        document: document, sightings: PartyCatalog.sightings(in: filing), copy: place,
                        source: filing.source))
                // One file may hold more than a segment should.
                guard pendingBytes > limits.segmentBytesMax else { return }
                pendingBytes = 0
                try write(&pending, batch.number, &result)
            }
        }
        try write(&pending, batch.number, &result)
        return result
    }

    /// Reads one part and hands on its filings; everything else goes into the result.
    private func read(
        _ part: ImportBatch.Part, _ session: ImportSession, _ result: inout Result,
        take: (Filing, inout Result) throws(IndexError) -> Void
    ) throws(IndexError) {
        var failure: IndexError?
        func read(_ input: ImportInput, _ result: inout Result) {
            let format = Importers.format(of: input)
            result.report.addInput(input, kind: format.name)
            session.read(input, as: format) { event in
                switch event {
                case .filing(let filing):
                    guard failure == nil else { return }
                    result.report.addFound(filings: 1, kind: format.name)
                    do throws(IndexError) { try take(filing, &result) } catch { failure = error }
                case .party(let party):
                    result.listed.add(party)
                    result.report.addFound(parties: 1, kind: format.name)
                case .issue(let issue):
                    result.report.add(issue, kind: format.name)
                }
            }
        }
        switch part {
        case .issue(let issue): result.report.add(issue, kind: ImportReport.reading)
        case .input(let input): read(input, &result)
        case .file(let file):
            source.read(file) { part in
                switch part {
                case .issue(let issue): result.report.add(issue, kind: ImportReport.reading)
                case .input(let input): read(input, &result)
                }
                return failure == nil
            }
        }
        if let failure { throw failure }
    }

    /// Rows weigh most, then everything else that was read.
    private static func rank(of filing: Filing) -> Rank {
        let fullness =
            filing.rows.count * 8 + filing.owners.count * 4 + filing.footnotes.count * 2 + filing.documents.count
            + (filing.filed == nil ? 0 : 2) + (filing.issuer == nil ? 0 : 4)
        var tie = StableHash()
        tie.add(filing.source.sha256.leadingBits)
        tie.add(filing.source.name.utf8)
        tie.add(UInt64(filing.source.byteRange.lowerBound))
        return Rank(fullness: fullness, tie: tie.value)
    }

    private func write(_ pending: inout [Pending], _ number: Int, _ result: inout Result) throws(IndexError) {
        guard !pending.isEmpty else { return }
        var best: [Int64: Int] = [:]
        for (index, filing) in pending.enumerated() {
            let copy = result.copies[filing.copy]
            guard let other = best[copy.identity] else {
                best[copy.identity] = index
                continue
            }
            result.report.duplicateCount += 1
            let isBetter = copy.rank > result.copies[pending[other].copy].rank
            let (kept, dropped) = isBetter ? (index, other) : (other, index)
            best[copy.identity] = kept
            result.report.add(
                Self.duplicate(pending[dropped].source, keeping: pending[kept].source.file), kind: ImportReport.filings)
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
        let name = try builder.write(
            directory: directory, temporaryName: "building-\(number)-\(result.segments.count)", on: fileSystem)
        result.segments.append((name, count))
    }

    private static func duplicate(_ dropped: FilingSource, keeping kept: String) -> ImportIssue {
        ImportIssue(
            kind: "same filing twice", severity: .note, file: dropped.file, member: dropped.member,
            message: "also in \(kept), which holds at least as much and was kept")
    }
}
