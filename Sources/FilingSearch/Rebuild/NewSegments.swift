internal import Dispatch
internal import EDGAR
internal import InvertedIndex
internal import Storage
internal import Synchronization

/// Writes the segments of a commit: the filings of drafts, and beside them the parties of the whole index.
struct NewSegments {
    /// The index.
    let directory: String
    /// Words that make a segment.
    let wordCountMax: Int
    let fileSystem: any FileSystem

    /// What was written.
    struct Written: Sendable {
        /// Segments of filings in the order of their filings; none when there are no filings.
        var filings: [Manifest.Entry] = []
        /// The segment of parties; `nil` when there are none.
        var parties: Manifest.Entry?
        /// Number of parties.
        var partyCount = 0
        /// What of the reviewed file could not be used.
        var issues: [ImportIssue] = []
    }

    /// Where the parties of the index come from.
    enum Parties: Sendable {
        /// All are made of their sources.
        case anew(PartySources)
        /// Some change.
        case revised(PartyRevision)
    }

    /// Writes all of them, and reads them back before anyone else does.
    ///
    /// - Parameters:
    ///   - drafts: the filings; what is left out of them stays out.
    ///   - parties: all parties of the index.
    /// - Returns: what a commit has to name.
    /// - Throws: `IndexError` when a draft is not as it was written, or the disk refuses.
    func write(_ drafts: DraftedFilings?, _ parties: consuming Parties) throws(IndexError) -> Written {
        let outcome = Mutex<Result<Written, IndexError>>(.success(Written()))
        let group = DispatchGroup()
        // Taken out by the one that needs it: what is held by two is copied as soon as it changes.
        let known = Mutex<Parties?>(parties)
        let (directory, fileSystem) = (directory, fileSystem)
        // Parties are put in order and written while filings are merged.
        DispatchQueue(label: "filings.parties").async(group: group) {
            let result = Result { () throws(IndexError) in
                guard let parties = known.withLock({ $0.take() }) else { return Written() }
                return try Self.parties(parties, directory: directory, on: fileSystem)
            }
            outcome.withLock { $0 = result }
        }
        let merged = Result { () throws(IndexError) in try drafts.map(filings) ?? [] }
        group.wait()
        var written = try outcome.withLock { $0 }.get()
        written.filings = try merged.get()
        for entry in written.filings + [written.parties].compactMap(\.self) {
            try Self.verify(entry, directory: directory, on: fileSystem)
        }
        return written
    }

    private static func parties(
        _ parties: consuming Parties, directory: String, on fileSystem: any FileSystem
    ) throws(IndexError) -> Written {
        let sources: PartySources
        switch consume parties {
        case .revised(let revision):
            let entry = try PartySegment.write(revision, directory: directory, on: fileSystem)
            return Written(parties: entry, partyCount: revision.count)
        case .anew(let all): sources = all
        }
        let sections = sources.sections
        let finished = sources.finished()
        let entry = try PartySegment.write(finished, sources: sections, directory: directory, on: fileSystem)
        return Written(parties: entry, partyCount: finished.profiles.count, issues: finished.issues)
    }

    /// Makes the segments of filings of drafts: one, unless it would become too large.
    private func filings(_ drafts: DraftedFilings) throws(IndexError) -> [Manifest.Entry] {
        var merger = try SegmentMerger(drafts.inputs(), schema: FilingSchema.schema)
        merger.wordCountMax = wordCountMax
        guard merger.documentCount > 0 else { return [] }
        let outputs = try merger.write(directory: directory, temporaryName: "building-filings", on: fileSystem)
        return outputs.map {
            Manifest.Entry(collection: FilingSchema.collection, name: $0.name, documentCount: $0.documentCount)
        }
    }

    /// Reads a new segment back.
    static func verify(
        _ entry: Manifest.Entry, directory: String, on fileSystem: any FileSystem
    ) throws(IndexError) {
        let reader = try SegmentReader(
            path: directory + "/" + entry.name.fileName, expected: entry.name, on: fileSystem)
        var fault: IndexError?
        reader.file.verifyAll { fault = fault ?? $0 }
        if let fault { throw fault }
    }
}
