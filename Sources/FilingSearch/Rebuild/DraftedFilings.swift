internal import EDGAR
internal import FilingModel
internal import InvertedIndex
internal import Storage

/// The filings in the drafts of all batches, and which of several copies of one filing are left out.
///
/// What stays depends on the copies alone, not on how inputs fell into batches and drafts. Several papers that tell one
/// filing differently are left out of their drafts, to be joined (`joinTellings`).
/// Memory: 16 bytes a filing while copies are looked for.
struct DraftedFilings {
    var drafts: [Draft] = []
    /// The draft whose copy stays, of filings that stand in several.
    private var keepers: [Int64: Int] = [:]
    /// Papers that tell a filing others tell too, those of one filing side by side, in the order of identities.
    var tellings: [Telling] = []
    /// Filings put together of several papers, and how many papers went into them.
    var (joinedCount, joinedPaperCount) = (0, 0)
    /// The first of these papers, with the file of the fullest.
    var joinedExamples: [(telling: Telling, kept: UInt32)] = []
    private let duplicates: [BatchImporter.Duplicate]
    private let duplicateCount: Int
    let files: [InputFile]

    struct Draft {
        var segment: SegmentReader
        /// In the order they were read.
        var filings: [BatchImporter.FilingCopy]
        var dropped: DocumentSet
    }

    /// A paper in a draft, as small as may be: there may be several for each of millions of filings.
    struct Telling {
        var draft: UInt32
        /// Its place among the draft's filings.
        var filing: UInt32
        var document: DocumentID = 0
    }

    /// What is known of a paper.
    func copy(of telling: Telling) -> BatchImporter.FilingCopy {
        drafts[Int(telling.draft)].filings[Int(telling.filing)]
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

    /// A filing in a draft, as small as may be.
    private struct Place {
        var identity: Int64
        var draft: UInt32
        var filing: UInt32
    }

    private mutating func dropCopies() throws(IndexError) {
        var places: [Place] = []
        places.reserveCapacity(drafts.reduce(0) { $0 + $1.filings.count })
        for (draft, number) in zip(drafts, UInt32(0)...) {
            for (copy, filing) in zip(draft.filings, UInt32(0)...) {
                places.append(Place(identity: copy.identity, draft: number, filing: filing))
            }
        }
        places.sort { ($0.identity, $0.draft, $0.filing) < ($1.identity, $1.draft, $1.filing) }
        var dropped: [(telling: Telling, isCopy: Bool)] = []
        var start = 0
        while start < places.count {
            var end = start + 1
            while end < places.count, places[end].identity == places[start].identity { end += 1 }
            if end > start + 1 { dropped += settle(places[start..<end]) }
            start = end
        }
        places = []
        dropped.sort { $0.telling.draft < $1.telling.draft }
        var documents = DraftDocuments()
        for index in dropped.indices {
            let copy = self.copy(of: dropped[index].telling)
            let draft = Int(dropped[index].telling.draft)
            if index == 0 || dropped[index - 1].telling.draft != dropped[index].telling.draft {
                documents = try DraftDocuments(drafts[draft].segment)
            }
            dropped[index].telling.document = try documents.document(of: copy, in: drafts[draft].segment)
            drafts[draft].dropped.insert(dropped[index].telling.document)
        }
        var tellings = dropped.filter { !$0.isCopy }.map(\.telling)
        tellings.sort {
            let (left, right) = (copy(of: $0), copy(of: $1))
            return left.identity != right.identity ? left.identity < right.identity : left.rank > right.rank
        }
        self.tellings = tellings
    }

    /// What is left out of the drafts of some copies of one filing: all if they tell it differently, all but the best if
    /// not.
    private mutating func settle(_ places: ArraySlice<Place>) -> [(telling: Telling, isCopy: Bool)] {
        var copies = places.map { place in
            Telling(draft: place.draft, filing: place.filing)
        }
        // Of equal ones the first, which it is that sorting keeps in its place.
        copies.sort { copy(of: $0).rank > copy(of: $1).rank }
        keepers[copy(of: copies[0]).identity] = Int(copies[0].draft)
        // The same bytes, or another version of the same paper, are a copy.
        var kept: [Telling] = []
        var dropped: [(telling: Telling, isCopy: Bool)] = []
        for telling in copies {
            let own = copy(of: telling)
            if kept.contains(where: { copy(of: $0).isCopy(of: own) }) {
                dropped.append((telling, true))
            } else {
                kept.append(telling)
            }
        }
        return kept.count > 1 ? dropped + kept.map { ($0, false) } : dropped
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

    /// Goes through the filings that stay so far, in the order they were read.
    ///
    /// - Parameters:
    ///   - writer: takes filings that stand in for others.
    ///   - decide: gets each filing and a way to its record, and says what becomes of it.
    /// - Throws: `IndexError` when a draft is not as it was written, or what `decide` throws.
    mutating func decide(
        _ writer: inout JoinedDrafts,
        _ decide: (BatchImporter.FilingCopy, () throws(IndexError) -> Filing) throws(IndexError) -> Decision
    ) throws(IndexError) {
        for number in drafts.indices {
            let segment = drafts[number].segment
            let documents = try DraftDocuments(segment)
            for copy in drafts[number].filings {
                guard let document = try documents.document(of: copy, in: segment, among: drafts[number].dropped) else {
                    continue
                }
                let decision = try decide(copy) { () throws(IndexError) in
                    try FilingRecord.filing(document, in: segment)
                }
                if case .stays = decision { continue }
                drafts[number].dropped.insert(document)
                if case .isReplaced(let filing) = decision { try writer.add(filing, copy) }
            }
        }
        drafts += try writer.finished()
    }

    /// What becomes of a filing in a draft.
    enum Decision {
        /// It is taken as it is.
        case stays
        /// It is not taken.
        case isLeftOut
        /// Another is taken in its place.
        case isReplaced(Filing)
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

    /// Tells of the copies left out, and of filings put together.
    ///
    /// - Parameter report: of all batches; gets the copies, and the filings that were left out again.
    /// - Throws: `IndexError` when a draft is not as it was written.
    func tellCopies(_ report: inout ImportReport) throws(IndexError) {
        let droppedCount = drafts.reduce(0) { $0 + $1.dropped.count } - joinedPaperCount
        let furtherCount = joinedPaperCount - joinedCount
        report.filingCount -= droppedCount + furtherCount
        report.duplicateCount += duplicateCount + droppedCount + furtherCount
        try tellJoined(&report, furtherCount)
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
        let joined = namedCount < ImportReport.exampleMax ? Set(tellings.map { self.copy(of: $0) }) : []
        for (number, draft) in drafts.enumerated() where draft.dropped.count > 0 {
            for copy in draft.filings where namedCount < ImportReport.exampleMax && !joined.contains(copy) {
                guard let keeper = keepers[copy.identity] else { continue }
                guard let better = drafts[keeper].filings.first(where: { $0.identity == copy.identity && $0 != copy })
                else { continue }
                guard number != keeper || copy.rank < better.rank else { continue }
                let dropped = try place(of: copy, in: draft.segment)
                let kept = try place(of: better, in: drafts[keeper].segment)
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
    func place(
        of copy: BatchImporter.FilingCopy, in segment: SegmentReader
    ) throws(IndexError) -> (file: String, member: String?) {
        let document = try DraftDocuments(segment).document(of: copy, in: segment)
        return place(of: copy, named: try FilingRecord.filing(document, in: segment).source.file)
    }

    /// The file of a copy whose record keeps a name.
    func place(of copy: BatchImporter.FilingCopy, named name: String) -> (file: String, member: String?) {
        guard files.indices.contains(Int(copy.file)) else { return (name, nil) }
        let file = files[Int(copy.file)].path
        let own = FilingSource(file: file, byteRange: 0..<0, sha256: .zero).name
        return (file, own == name ? nil : name)
    }
}
