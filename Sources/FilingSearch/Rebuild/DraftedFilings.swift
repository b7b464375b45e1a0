internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage

/// The filings in the drafts of all batches, and which of several copies of one filing are left out.
///
/// The fullest copy stays, then the first in the order of the inputs, however inputs fell into batches and drafts.
/// Memory: 16 bytes a filing, and 24 more while copies are looked for.
struct DraftedFilings {
    private var drafts: [Draft] = []
    /// For each batch its drafts.
    private var batches: [Range<Int>] = []
    /// The draft whose copy stays, of filings that stand in several.
    private var keepers: [Int64: Int] = [:]
    /// Copies left out within drafts, each with its draft.
    private var duplicates: [(draft: Int, duplicate: ImportBatch.Duplicate)] = []

    private struct Draft {
        var segment: SegmentReader
        /// In the order they were read.
        var filings: [ImportBatch.FilingCopy]
        var dropped: DocumentSet
    }

    /// Opens drafts and finds the copies.
    ///
    /// - Parameters:
    ///   - results: of all batches, in order.
    ///   - fileSystem: the disk that holds the drafts.
    /// - Throws: `IndexError` when a draft is not as it was written.
    init(_ results: [ImportBatch.Result], on fileSystem: any FileSystem) throws(IndexError) {
        for result in results {
            let first = drafts.count
            for draft in result.drafts {
                let segment = try draft.segment.open(on: fileSystem)
                drafts.append(
                    Draft(
                        segment: segment, filings: draft.filings,
                        dropped: DocumentSet(of: segment.documentCount)))
            }
            batches.append(first..<drafts.count)
            duplicates += result.duplicates.map { (first + $0.draft, $0) }
        }
        try dropCopies()
    }

    private mutating func dropCopies() throws(IndexError) {
        struct Copy {
            var identity: Int64
            var draft, fullness: Int32
        }
        var copies: [Copy] = []
        copies.reserveCapacity(drafts.reduce(0) { $0 + $1.filings.count })
        for (number, draft) in drafts.enumerated() {
            for filing in draft.filings {
                copies.append(Copy(identity: filing.identity, draft: Int32(number), fullness: filing.fullness))
            }
        }
        copies.sort { ($0.identity, $0.draft) < ($1.identity, $1.draft) }
        var start = 0
        while start < copies.count {
            var end = start + 1
            var best = start
            while end < copies.count, copies[end].identity == copies[start].identity {
                if copies[end].fullness > copies[best].fullness { best = end }
                end += 1
            }
            if end > start + 1 { keepers[copies[start].identity] = Int(copies[best].draft) }
            for copy in copies[start..<end] where copy.draft != copies[best].draft {
                let number = Int(copy.draft)
                drafts[number].dropped.insert(try Self.document(of: copy.identity, in: drafts[number].segment))
            }
            start = end
        }
    }

    /// What a merge takes.
    func inputs() throws(IndexError) -> [SegmentMerger.Input] {
        var inputs: [SegmentMerger.Input] = []
        for draft in drafts {
            inputs.append(try SegmentMerger.Input(draft.segment, dropped: draft.dropped))
        }
        return inputs
    }

    /// The parties of a batch's filings that stay, in case some do not.
    ///
    /// - Parameter batch: number of the batch among the results.
    /// - Returns: the parties as the filings tell them in the order they were read; `nil` when all filings stay and the
    ///   batch's own catalog is right.
    /// - Throws: `IndexError` when a draft is not as it was written.
    func catalog(ofBatch batch: Int) throws(IndexError) -> PartyCatalog? {
        guard drafts[batches[batch]].contains(where: { $0.dropped.count > 0 }) else { return nil }
        var catalog = PartyCatalog()
        for draft in drafts[batches[batch]] {
            for filing in draft.filings {
                let document = try Self.document(of: filing.identity, in: draft.segment)
                if draft.dropped.contains(document) { continue }
                catalog.add(PartyCatalog.sightings(in: try FilingRecord.filing(document, in: draft.segment)))
            }
        }
        return catalog
    }

    /// Tells of the copies left out.
    ///
    /// - Parameter report: of all batches; gets the copies, and the filings that were left out again.
    /// - Throws: `IndexError` when a draft is not as it was written.
    func tellCopies(_ report: inout ImportReport) throws(IndexError) {
        let droppedCount = drafts.reduce(0) { $0 + $1.dropped.count }
        report.filingCount -= droppedCount
        report.duplicateCount += duplicates.count + droppedCount
        // Records are unfolded only for copies that are named.
        var namedCount = 0
        for (draft, duplicate) in duplicates.prefix(ImportReport.exampleMax) {
            report.add(try issue(duplicate.source, duplicate.identity, draft: draft))
            namedCount += 1
        }
        for (number, draft) in drafts.enumerated() where draft.dropped.count > 0 {
            for document in 0..<DocumentID(draft.segment.documentCount) {
                guard namedCount < ImportReport.exampleMax else { break }
                guard draft.dropped.contains(document) else { continue }
                let filing = try FilingRecord.filing(document, in: draft.segment)
                report.add(try issue(filing.source, filing.identity.sortKey, draft: number))
                namedCount += 1
            }
        }
        report.add(Self.kind, .note, count: duplicates.count + droppedCount - namedCount)
    }

    private static let kind = "same filing twice"

    private func issue(_ source: FilingSource, _ identity: Int64, draft: Int) throws(IndexError) -> ImportIssue {
        let keeper = drafts[keepers[identity] ?? draft].segment
        let kept = try FilingRecord.filing(Self.document(of: identity, in: keeper), in: keeper)
        return ImportIssue(
            kind: Self.kind, severity: .note, file: source.file, member: source.member,
            message: "also in \(kept.source.file), which holds at least as much and was kept")
    }

    /// The document of a filing that a draft holds.
    private static func document(of identity: Int64, in segment: SegmentReader) throws(IndexError) -> DocumentID {
        let term = FilingIdentity(sortKey: identity).map { Array($0.description.utf8) } ?? []
        let info = try segment.dictionary.info(term: term, field: FilingSchema.Field.accession.rawValue)
        guard let info, info.documentFrequency == 1, info.postings < UInt64(segment.documentCount) else {
            throw .corrupt(
                file: segment.file.path, section: "terms", offset: 0,
                expected: "the document of \(String(decoding: term, as: UTF8.self))", found: "none")
        }
        return DocumentID(info.postings)
    }
}
