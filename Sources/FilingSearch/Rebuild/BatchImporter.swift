internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage

/// Imports one batch: its filings into drafts of segments, the parties they name into a catalog.
struct BatchImporter {
    /// The index.
    let directory: String
    let source: InputSource
    let limits: ImportLimits
    let fileSystem: any FileSystem
    /// Whether drafts are written; else inputs are read and what is odd is told.
    var writes = true

    /// What a batch gives.
    struct Result: Sendable {
        var drafts: [Draft] = []
        /// Copies left out because a draft of the batch holds a better one: how many, and the first few.
        var duplicateCount = 0
        var duplicates: [Duplicate] = []
        /// The parties of each filing in the drafts, in the order of the filings.
        var sightings: [[PartyCatalog.Sighting]] = []
        /// The same, put together.
        var catalog = PartyCatalog()
        /// Parties of lists.
        var listed = PartyCatalog()
        var report = ImportReport()
        /// Identities of the filings read, where no drafts are written.
        var identities: [Int64] = []
    }

    /// A segment of filings on the way, and the filings in it in the order they were read.
    struct Draft: Sendable {
        var segment: SegmentDraft
        var filings: [FilingCopy]
    }

    /// A filing in a draft; other drafts may hold other copies of it.
    struct FilingCopy: Sendable {
        var identity: Int64
        var rank: Rank
        /// The first bits of the SHA-256 of the bytes it was read from.
        var digest: UInt64
        /// Number of the file it was read from.
        var file: UInt32
    }

    /// Which of two copies of one filing counts: the fuller, then what says so wherever the copies stand.
    struct Rank: Comparable, Sendable {
        /// How much it holds.
        var fullness: Int
        /// A hash of what the record keeps of its source.
        var tie: UInt64

        static func < (left: Self, right: Self) -> Bool { (left.fullness, left.tie) < (right.fullness, right.tie) }
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

    /// Imports a batch.
    ///
    /// - Parameters:
    ///   - batch: what to import.
    ///   - session: of this thread.
    /// - Returns: drafts written, parties named and what was odd.
    /// - Throws: `IndexError` when the disk refuses.
    func run(_ batch: ImportBatch, _ session: ImportSession) throws(IndexError) -> Result {
        var result = Result()
        var pending: [Pending] = []
        var pendingBytes = 0
        result.report.fileCount = batch.fileCount
        result.report.byteCount = batch.fileBytes
        for (part, file) in batch.parts {
            try read(part, session, &result) { (filing, result) throws(IndexError) in
                guard writes else {
                    result.identities.append(filing.identity.sortKey)
                    return
                }
                let document = FilingDocument.document(for: filing)
                pendingBytes += document.stored.count * 3
                pending.append(
                    Pending(
                        document: document, sightings: PartyCatalog.sightings(in: filing),
                        copy: FilingCopy(
                            identity: filing.identity.sortKey, rank: Self.rank(of: filing),
                            digest: filing.source.sha256.leadingBits, file: UInt32(file)),
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
            let identity = filing.copy.identity
            guard let other = best[identity] else {
                best[identity] = index
                continue
            }
            let isBetter = filing.copy.rank > pending[other].copy.rank
            best[identity] = isBetter ? index : other
            result.duplicateCount += 1
            guard result.duplicates.count < ImportReport.exampleMax else { continue }
            result.duplicates.append(
                Duplicate(
                    identity: identity, source: pending[isBetter ? other : index].source, draft: result.drafts.count))
        }
        var builder = SegmentBuilder(schema: FilingSchema.schema)
        var filings: [FilingCopy] = []
        for (index, filing) in pending.enumerated() where best[filing.copy.identity] == index {
            builder.add(filing.document)
            result.catalog.add(filing.sightings)
            result.sightings.append(filing.sightings)
            filings.append(filing.copy)
        }
        pending.removeAll()
        result.report.filingCount += builder.count
        let segment = try builder.writeDraft(
            directory: directory, temporaryName: "building-\(number)-\(result.drafts.count)", on: fileSystem)
        result.drafts.append(Draft(segment: segment, filings: filings))
    }

    /// What a batch gave that was done before, its parties read from its drafts.
    ///
    /// - Parameter entry: of a journal.
    /// - Returns: the same as `run` gave; `nil` when a draft is gone or not as it was written.
    func restore(_ entry: ImportJournal.Entry) -> Result? {
        var result = Result(drafts: entry.drafts, duplicateCount: entry.duplicateCount, report: entry.report)
        do throws(IndexError) {
            for draft in entry.drafts {
                let segment = try draft.segment.open(on: fileSystem)
                let documents = try DraftedFilings.documents(in: segment)
                for filing in draft.filings {
                    guard let document = documents[filing.identity] else { return nil }
                    result.sightings.append(
                        PartyCatalog.sightings(in: try FilingRecord.filing(document, in: segment)))
                }
            }
        } catch {
            return nil
        }
        for sightings in result.sightings { result.catalog.add(sightings) }
        return result
    }
}
