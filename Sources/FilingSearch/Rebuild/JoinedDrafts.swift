internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage

/// Drafts of filings that were put together of several papers.
struct JoinedDrafts {
    /// The index.
    let directory: String
    let limits: ImportLimits
    let fileSystem: any FileSystem
    private var drafts: [DraftedFilings.Draft] = []
    private var builder = SegmentBuilder(schema: FilingSchema.schema)
    private var filings: [BatchImporter.FilingCopy] = []
    private var byteCount = 0
    private var writtenCount = 0

    /// None yet.
    init(directory: String, limits: ImportLimits, on fileSystem: any FileSystem) {
        (self.directory, self.limits, self.fileSystem) = (directory, limits, fileSystem)
    }

    /// Adds a filing.
    ///
    /// - Parameters:
    ///   - filing: put together.
    ///   - copy: the fullest of its papers.
    /// - Throws: `IndexError` when the disk refuses.
    mutating func add(_ filing: Filing, _ copy: BatchImporter.FilingCopy) throws(IndexError) {
        let document = FilingDocument.document(for: filing)
        byteCount += document.stored.count * 3
        builder.add(document)
        filings.append(copy)
        // No more at a time than a batch takes.
        if byteCount > min(limits.segmentBytesMax, limits.byteCountMax * 3) { try write() }
    }

    /// The drafts, all written; none are left.
    mutating func finished() throws(IndexError) -> [DraftedFilings.Draft] {
        try write()
        defer { drafts = [] }
        return drafts
    }

    private mutating func write() throws(IndexError) {
        guard !filings.isEmpty else { return }
        let draft = try builder.writeDraft(
            directory: directory, temporaryName: "building-joined-\(writtenCount)", on: fileSystem)
        let segment = try draft.open(on: fileSystem)
        drafts.append(
            DraftedFilings.Draft(
                segment: segment, filings: filings, dropped: DocumentSet(of: segment.documentCount)))
        (filings, byteCount) = ([], 0)
        writtenCount += 1
    }
}

extension DraftedFilings {
    /// Puts together what several papers tell of one filing, in one more draft.
    ///
    /// - Parameter writer: writes it.
    /// - Throws: `IndexError` when a draft is not as it was written, or the disk refuses.
    mutating func joinTellings(_ writer: inout JoinedDrafts) throws(IndexError) {
        var start = 0
        while start < tellings.count {
            var end = start + 1
            let fullest = copy(of: tellings[start])
            while end < tellings.count, copy(of: tellings[end]).identity == fullest.identity { end += 1 }
            var papers: [FilingTelling] = []
            for telling in tellings[start..<end] {
                let filing = try FilingRecord.filing(telling.document, in: drafts[Int(telling.draft)].segment)
                papers += TellingJoin.tellings(of: filing)
            }
            if let joined = TellingJoin.joined(papers) {
                try writer.add(joined, fullest)
                joinedCount += 1
                joinedPaperCount += end - start
                for telling in tellings[start + 1..<end] where joinedExamples.count < ImportReport.exampleMax {
                    joinedExamples.append((telling, fullest.file))
                }
            }
            start = end
        }
        drafts += try writer.finished()
    }

    /// Tells of the papers that were put together.
    func tellJoined(_ report: inout ImportReport, _ furtherCount: Int) throws(IndexError) {
        for (telling, kept) in joinedExamples {
            let place = try place(of: copy(of: telling), in: drafts[Int(telling.draft)].segment)
            let path = files.indices.contains(Int(kept)) ? files[Int(kept)].path : ""
            report.add(
                ImportIssue(
                    kind: Self.joinedKind, severity: .note, file: place.file, member: place.member,
                    message: "also told by \(path), which holds more; put together with it"),
                kind: ImportReport.filings)
        }
        report.add(Self.joinedKind, .note, count: furtherCount - joinedExamples.count, kind: ImportReport.filings)
    }

    private static let joinedKind = "same filing on another paper"
}
