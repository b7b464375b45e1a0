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
    struct FilingCopy: Hashable, Sendable {
        var identity: Int64
        var rank: TellingRank
        /// The first bits of the SHA-256 of the bytes it was read from.
        var digest: UInt64
        /// What it has in common with other versions of the same paper: `TellingRank.paper`.
        var paper: UInt32
        /// Number of the file it was read from.
        var file: UInt32

        /// Whether it is the same paper of the same filing: the same bytes, or another version.
        func isCopy(of other: Self) -> Bool { digest == other.digest || paper == other.paper }
    }

    /// Two copies of a filing that were met for one draft.
    struct Duplicate: Sendable {
        var identity: Int64
        /// Where the copy was read that came later.
        var source: FilingSource
        /// Whether it is the one in the draft.
        var isKept: Bool
        /// The earlier copy.
        var other: FilingCopy
    }

    /// A draft being built.
    private struct Building {
        var builder = SegmentBuilder(schema: FilingSchema.schema)
        /// Each filing taken; `nil` for one taken back for a better copy.
        var filings: [FilingCopy?] = []
        var sightings: [[PartyCatalog.Sighting]] = []
        /// Where the copy of each paper stands that counts so far.
        var best: [Paper: Int] = [:]
        var bytes = 0
    }

    /// The bytes of a filing.
    private struct Paper: Hashable {
        var identity: Int64
        var digest: UInt64
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
        var building = Building()
        result.report.fileCount = batch.fileCount
        result.report.byteCount = batch.fileBytes
        func take(_ filing: Filing, _ file: Int, _ result: inout Result) throws(IndexError) {
            guard writes else {
                result.identities.append(filing.identity.sortKey)
                return
            }
            add(filing, file: file, to: &building, &result)
            // One file may hold more than a segment should.
            guard building.bytes > limits.segmentBytesMax else { return }
            try write(&building, batch.number, &result)
        }
        for (part, file) in batch.parts {
            try read(part, session, &result) { (filing, result) throws(IndexError) in
                try take(filing, file, &result)
            }
        }
        // What a session keeps until it is whole never goes beyond a batch.
        try read(nil, session, &result) { (filing, result) throws(IndexError) in
            try take(filing, batch.parts.last?.file ?? 0, &result)
        }
        try write(&building, batch.number, &result)
        return result
    }

    private func add(_ filing: Filing, file: Int, to building: inout Building, _ result: inout Result) {
        let copy = FilingCopy(
            identity: filing.identity.sortKey, rank: TellingRank(of: filing),
            digest: filing.source.sha256.leadingBits, paper: TellingRank.paper(filing.source), file: UInt32(file))
        let paper = Paper(identity: copy.identity, digest: copy.digest)
        if let other = building.best[paper], let known = building.filings[other] {
            result.duplicateCount += 1
            if result.duplicates.count < ImportReport.exampleMax {
                result.duplicates.append(
                    Duplicate(
                        identity: copy.identity, source: filing.source, isKept: copy.rank > known.rank,
                        other: known))
            }
            guard copy.rank > known.rank else { return }
            building.builder.remove(other)
            building.filings[other] = nil
            building.sightings[other] = []
        }
        let cast = FilingCast(filing)
        let document = FilingDocument.document(for: filing, cast)
        building.bytes += document.stored.count * 3
        building.best[paper] = building.filings.count
        building.filings.append(copy)
        building.sightings.append(PartyCatalog.sightings(in: filing, cast))
        building.builder.add(document)
    }

    /// Reads one part, or what is left when none follows, and hands on its filings; everything else goes into the result.
    private func read(
        _ part: ImportBatch.Part?, _ session: ImportSession, _ result: inout Result,
        take: (Filing, inout Result) throws(IndexError) -> Void
    ) throws(IndexError) {
        var failure: IndexError?
        func handle(_ event: ImportEvent, _ format: String, _ result: inout Result) {
            switch event {
            case .filing(let filing):
                guard failure == nil else { return }
                result.report.addFound(filings: 1, kind: format)
                do throws(IndexError) { try take(filing, &result) } catch { failure = error }
            case .party(let party):
                result.listed.add(party)
                result.report.addFound(parties: 1, kind: format)
            case .issue(let issue):
                result.report.add(issue, kind: format)
            }
        }
        func read(_ input: ImportInput, _ result: inout Result) {
            let format = Importers.format(of: input)
            result.report.addInput(input, kind: format.name)
            session.read(input, as: format) { handle($0, format.name, &result) }
        }
        switch part {
        case nil: session.finishFile { handle($0, InsiderTablesImporter.name, &result) }
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

    private func write(_ building: inout Building, _ number: Int, _ result: inout Result) throws(IndexError) {
        guard building.builder.count > 0 else { return }
        var filings: [FilingCopy] = []
        filings.reserveCapacity(building.builder.count)
        for (index, copy) in building.filings.enumerated() {
            guard let copy else { continue }
            filings.append(copy)
            result.sightings.append(building.sightings[index])
        }
        result.report.filingCount += filings.count
        let segment = try building.builder.writeDraft(
            directory: directory, temporaryName: "building-\(number)-\(result.drafts.count)", on: fileSystem)
        result.drafts.append(Draft(segment: segment, filings: filings))
        building = Building()
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
                let documents = try DraftDocuments(segment)
                for filing in draft.filings {
                    let document = try documents.document(of: filing, in: segment)
                    result.sightings.append(
                        PartyCatalog.sightings(in: try FilingRecord.filing(document, in: segment)))
                }
            }
        } catch {
            return nil
        }
        return result
    }
}
