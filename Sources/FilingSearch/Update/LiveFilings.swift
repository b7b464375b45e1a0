internal import FilingModel
internal import InvertedIndex

/// The filings of the newest commit, as the next commit finds and deletes them.
struct LiveFilings {
    /// Number of the commit; 0 where there is none yet.
    let generation: UInt64
    /// The segment of parties; `nil` where there is none.
    let parties: (entry: Manifest.Entry, reader: SegmentReader)?
    private var segments: [Segment] = []
    private let searcher: Searcher

    private struct Segment {
        var entry: Manifest.Entry
        var reader: SegmentReader
        /// What is deleted of it with the next commit.
        var deleted: DeletedDocuments?
        /// Whether that is more than with the last.
        var isChanged = false

        func isLive(_ document: DocumentID) -> Bool { deleted.map { !$0.contains(document) } ?? true }
        var liveCount: Int { reader.documentCount - (deleted?.count ?? 0) }
    }

    /// Where a filing stands.
    struct Place {
        fileprivate var segment: Int
        fileprivate var document: DocumentID
    }

    /// Opens the newest commit; nothing in a directory without one.
    ///
    /// - Parameter directory: the index; whoever asks holds the right to write.
    /// - Throws: `IndexError` when the newest commit does not open: an older one is no ground to build on. Also when it
    ///   was written before what is needed was kept.
    init(newestOf directory: IndexDirectory) throws(IndexError) {
        guard let newest = try directory.generations().first else {
            (generation, parties, searcher) = (0, nil, Searcher([]))
            return
        }
        let snapshot = try directory.open(generation: newest)
        generation = newest
        var parties: (entry: Manifest.Entry, reader: SegmentReader)?
        for (entry, (collection, reader)) in zip(snapshot.manifest.segments, snapshot.all) {
            switch collection {
            case PartySchema.collection: parties = (entry, reader)
            case FilingSchema.collection:
                guard reader.schema == FilingSchema.schema else {
                    throw .lacks(file: reader.file.path, what: "all fields that filings are searched by")
                }
                segments.append(Segment(entry: entry, reader: reader, deleted: reader.deleted))
            default: throw .lacks(file: reader.file.path, what: "filings and parties")
            }
        }
        self.parties = parties
        searcher = Searcher(segments.map(\.reader))
    }

    /// Number of filings that the next commit keeps of this one.
    var count: Int { segments.reduce(0) { $0 + $1.liveCount } }

    /// Where a filing stands; `nil` when there is no such filing, or none that the next commit keeps.
    ///
    /// - Complexity: O(log *n*) in the terms of each segment.
    func place(of identity: FilingIdentity) throws(IndexError) -> Place? {
        guard !segments.isEmpty else { return nil }
        var found: Place?
        let term = Query.term(
            Array(identity.description.utf8),
            fields: [Query.WeightedField(field: FilingSchema.Field.accession.rawValue)])
        try searcher.forEachMatch(of: term) { (segment, document) in
            if segments[segment].isLive(document) { found = Place(segment: segment, document: document) }
        }
        return found
    }

    /// A filing by its place.
    func filing(at place: Place) throws(IndexError) -> Filing {
        try FilingRecord.filing(place.document, in: segments[place.segment].reader)
    }

    /// Leaves a filing out of the next commit.
    ///
    /// - Parameters:
    ///   - place: where it stands.
    ///   - filing: as it stands there.
    mutating func delete(_ place: Place, _ filing: Filing) {
        var deleted = segments[place.segment].deleted ?? DeletedDocuments(of: segments[place.segment].reader)
        deleted.insert(place.document, FilingDocument.document(for: filing), schema: FilingSchema.schema)
        segments[place.segment].deleted = deleted
        segments[place.segment].isChanged = true
    }

    /// Hands on every filing that the next commit keeps.
    func forEach(_ body: (Filing) throws(IndexError) -> Void) throws(IndexError) {
        for segment in segments {
            for document in 0..<DocumentID(segment.reader.documentCount) where segment.isLive(document) {
                try body(try FilingRecord.filing(document, in: segment.reader))
            }
        }
    }

    /// Hands on the filings that the next commit keeps and that name some parties.
    ///
    /// - Parameters:
    ///   - keys: of the parties.
    ///   - body: takes each such filing once.
    /// - Returns: `false`, and nothing was handed on, when a key is none that an index finds.
    /// - Throws: `IndexError` when a record is damaged, or what `body` throws.
    func forEach(
        naming keys: Set<PartyKey>, _ body: (Filing) throws(IndexError) -> Void
    ) throws(IndexError) -> Bool {
        guard !segments.isEmpty, !keys.isEmpty else { return true }
        let fields = [FilingSchema.Field.ownerKey, .issuerKey, .personKey].map {
            Query.WeightedField(field: $0.rawValue)
        }
        let terms = keys.map { Array($0.term.utf8) }
        guard terms.allSatisfy({ TermKey.isTerm($0.span) }) else { return false }
        let named = Query.filter(.any(terms.map { .term($0, fields: fields) }))
        try searcher.forEachMatch(of: named) { (segment, document) throws(IndexError) in
            guard segments[segment].isLive(document) else { return }
            try body(try FilingRecord.filing(document, in: segments[segment].reader))
        }
        return true
    }

    /// The segments of filings as the next commit names them, what is deleted written; those without a filing are gone.
    ///
    /// - Parameters:
    ///   - directory: the index.
    ///   - generation: of the next commit.
    /// - Returns: what the commit has to name.
    /// - Throws: `IndexError` when the disk refuses.
    func entries(
        in directory: IndexDirectory, generation: UInt64
    ) throws(IndexError) -> [Manifest.Entry] {
        var entries: [Manifest.Entry] = []
        for segment in segments where segment.liveCount > 0 {
            var entry = segment.entry
            if segment.isChanged, let deleted = segment.deleted {
                entry.deleted = try directory.writeDeleted(deleted, of: entry.name, generation: generation)
            }
            entries.append(entry)
        }
        return entries
    }
}
