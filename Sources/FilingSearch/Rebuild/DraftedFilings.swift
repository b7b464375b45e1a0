internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage

/// The filings in the drafts of all batches, and which of several copies of one filing are left out.
///
/// Which copy stays depends on the copies alone, not on how inputs fell into batches and drafts.
/// Memory: 32 bytes a filing while copies are looked for.
struct DraftedFilings {
    private var drafts: [Draft] = []
    /// The draft whose copy stays, of filings that stand in several.
    private var keepers: [Int64: Int] = [:]
    private let duplicates: [BatchImporter.Duplicate]
    private let duplicateCount: Int
    private let files: [InputFile]

    private struct Draft {
        var segment: SegmentReader
        /// In the order they were read.
        var filings: [BatchImporter.FilingCopy]
        var dropped: DocumentSet
    }

    /// Opens drafts and finds the copies.
    ///
    /// - Parameters:
    ///   - collected: what all batches gave.
    ///   - files: the inputs.
    ///   - fileSystem: the disk that holds the drafts.
    /// - Throws: `IndexError` when a draft is not as it was written.
    init(
        _ collected: ImportSink.Collected, of files: [InputFile], on fileSystem: any FileSystem
    ) throws(IndexError) {
        (duplicates, duplicateCount, self.files) = (collected.duplicates, collected.duplicateCount, files)
        for draft in collected.drafts {
            let segment = try draft.segment.open(on: fileSystem)
            drafts.append(
                Draft(segment: segment, filings: draft.filings, dropped: DocumentSet(of: segment.documentCount)))
        }
        try dropCopies()
    }

    private mutating func dropCopies() throws(IndexError) {
        struct Copy {
            var identity: Int64
            var draft: Int
            var rank: BatchImporter.Rank
        }
        var copies: [Copy] = []
        copies.reserveCapacity(drafts.reduce(0) { $0 + $1.filings.count })
        for (number, draft) in drafts.enumerated() {
            for filing in draft.filings {
                copies.append(Copy(identity: filing.identity, draft: number, rank: filing.rank))
            }
        }
        copies.sort { ($0.identity, $0.draft) < ($1.identity, $1.draft) }
        var dropped: [(draft: Int, identity: Int64)] = []
        var start = 0
        while start < copies.count {
            var end = start + 1
            var best = start
            while end < copies.count, copies[end].identity == copies[start].identity {
                if copies[end].rank > copies[best].rank { best = end }
                end += 1
            }
            if end > start + 1 { keepers[copies[start].identity] = copies[best].draft }
            for copy in copies[start..<end] where copy.draft != copies[best].draft {
                dropped.append((copy.draft, copy.identity))
            }
            start = end
        }
        dropped.sort { $0.draft < $1.draft }
        var documents: [Int64: DocumentID] = [:]
        for (index, copy) in dropped.enumerated() {
            if index == 0 || dropped[index - 1].draft != copy.draft {
                documents = try Self.documents(in: drafts[copy.draft].segment)
            }
            drafts[copy.draft].dropped.insert(
                try Self.document(of: copy.identity, among: documents, in: drafts[copy.draft].segment))
        }
    }

    /// What a merge takes.
    func inputs() throws(IndexError) -> [SegmentMerger.Input] {
        var inputs: [SegmentMerger.Input] = []
        for draft in drafts {
            inputs.append(try SegmentMerger.Input(draft.segment, dropped: draft.dropped))
            draft.segment.file.letGo()
        }
        return inputs
    }

    /// Leaves out further filings.
    ///
    /// - Parameter isLeftOut: gets each filing that stays so far, in the order they were read, and a way to its record.
    /// - Throws: `IndexError` when a draft is not as it was written, or what `isLeftOut` throws.
    mutating func leaveOut(
        _ isLeftOut: (BatchImporter.FilingCopy, () throws(IndexError) -> Filing) throws(IndexError) -> Bool
    ) throws(IndexError) {
        for number in drafts.indices {
            let segment = drafts[number].segment
            let documents = try Self.documents(in: segment)
            for copy in drafts[number].filings {
                let document = try Self.document(of: copy.identity, among: documents, in: segment)
                guard !drafts[number].dropped.contains(document) else { continue }
                let isOut = try isLeftOut(copy) { () throws(IndexError) in
                    try FilingRecord.filing(document, in: segment)
                }
                if isOut { drafts[number].dropped.insert(document) }
            }
        }
    }

    /// The parties of all filings that stay, read from the drafts.
    ///
    /// - Throws: `IndexError` when a draft is not as it was written.
    func catalog() throws(IndexError) -> PartyCatalog {
        var catalog = PartyCatalog()
        for draft in drafts {
            for document in 0..<DocumentID(draft.segment.documentCount) where !draft.dropped.contains(document) {
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
        report.duplicateCount += duplicateCount + droppedCount
        // Records are unfolded only for copies that are named.
        var namedCount = 0
        for duplicate in duplicates.prefix(ImportReport.exampleMax) {
            let later = duplicate.source
            let earlier = files.indices.contains(Int(duplicate.other.file)) ? files[Int(duplicate.other.file)].path : ""
            let name = later.file + (later.member.map { "!" + $0 } ?? "")
            report.add(
                duplicate.isKept
                    ? issue(file: earlier, member: nil, keeping: name)
                    : issue(file: later.file, member: later.member, keeping: earlier), kind: ImportReport.filings)
            namedCount += 1
        }
        for (number, draft) in drafts.enumerated() where draft.dropped.count > 0 {
            for copy in draft.filings where namedCount < ImportReport.exampleMax {
                guard let keeper = keepers[copy.identity], keeper != number else { continue }
                let dropped = try place(of: copy, in: draft.segment)
                var kept: (file: String, member: String?) = ("", nil)
                if let better = drafts[keeper].filings.first(where: { $0.identity == copy.identity }) {
                    kept = try place(of: better, in: drafts[keeper].segment)
                }
                report.add(
                    issue(
                        file: dropped.file, member: dropped.member,
                        keeping: kept.file + (kept.member.map { "!" + $0 } ?? "")), kind: ImportReport.filings)
                namedCount += 1
            }
        }
        report.add(
            Self.kind, .note, count: duplicateCount + droppedCount - namedCount, kind: ImportReport.filings)
    }

    private static let kind = "same filing twice"

    private func issue(file: String, member: String?, keeping kept: String) -> ImportIssue {
        ImportIssue(
            kind: Self.kind, severity: .note, file: file, member: member,
            message: "also in \(kept), which holds at least as much and was kept")
    }

    /// The file that a copy was read from and, in an archive, the name that its record keeps.
    private func place(
        of copy: BatchImporter.FilingCopy, in segment: SegmentReader
    ) throws(IndexError) -> (file: String, member: String?) {
        let document = try Self.document(of: copy.identity, among: Self.documents(in: segment), in: segment)
        let name = try FilingRecord.filing(document, in: segment).source.file
        guard files.indices.contains(Int(copy.file)) else { return (name, nil) }
        let file = files[Int(copy.file)].path
        let own = FilingSource(file: file, byteRange: 0..<0, sha256: .zero).name
        return (file, own == name ? nil : name)
    }

    /// The documents of a draft by the identities of their filings.
    ///
    /// - Throws: `IndexError` when the draft is not as it was written.
    static func documents(in segment: SegmentReader) throws(IndexError) -> [Int64: DocumentID] {
        let identities = try segment.column(FilingSchema.Column.identity.rawValue)
        var documents: [Int64: DocumentID] = [:]
        documents.reserveCapacity(segment.documentCount)
        for document in 0..<segment.documentCount {
            if let identity = try identities.value(at: document) { documents[identity] = DocumentID(document) }
        }
        return documents
    }

    private static func document(
        of identity: Int64, among documents: [Int64: DocumentID], in segment: SegmentReader
    ) throws(IndexError) -> DocumentID {
        guard let document = documents[identity] else {
            throw .corrupt(
                file: segment.file.path, section: "column \(FilingSchema.Column.identity.rawValue)", offset: 0,
                expected: "the identity \(identity)", found: "none")
        }
        return document
    }
}
