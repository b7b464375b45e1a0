package import EDGAR
package import FilingModel
package import InvertedIndex
package import Storage

/// Changes an index in place: filings and lists come in, filings go, each time in one commit.
///
/// Readers go on with the commit they have; whoever opens afterwards sees the next. Whatever the order of changes, the
/// index answers as one built anew of the filings that are in it.
///
/// A value that is kept remembers what the parties of its last commit are made of, and need not read that again as long
/// as nobody else writes.
package struct IndexUpdate: Sendable {
    /// Where the index lies.
    package let directory: IndexDirectory
    /// Threads that import.
    package var threadCount: Int
    /// A reviewed file that says which parties are the same; without one that of the index stays.
    package var sameAsPath: String?
    /// Whether what comes replaces a filing of the same accession number also when that holds more.
    package var replacesFuller = false
    /// How inputs are read.
    package var source = InputSource()
    /// How inputs are cut into batches.
    package var limits = ImportLimits()
    /// Which segments are merged.
    package var policy = MergePolicy()
    let fileSystem: any FileSystem
    /// One in how many parties may change for what is known of the others to be taken over as bytes; 0 for all.
    package var revisedShare = 4
    /// What the parties of a segment are made of, by the segment's digest.
    var known: (digest: String, sources: PartySources)?

    /// An update of an index.
    ///
    /// - Parameters:
    ///   - path: the index directory; made by the first commit if it is not there.
    ///   - threadCount: batches at a time.
    ///   - fileSystem: the disk that holds the index.
    package init(path: String, threadCount: Int = 1, on fileSystem: any FileSystem = LocalFileSystem()) {
        directory = IndexDirectory(path: path, on: fileSystem)
        self.threadCount = max(1, threadCount)
        // One writer: when a sync fails anywhere, nothing is published.
        self.fileSystem = directory.fileSystem
    }

    /// What became of a filing that was read.
    package struct Change: Equatable, Sendable {
        /// The filing.
        package var identity: FilingIdentity
        /// What became of it.
        package var fate: Fate
        /// The file it was read from.
        package var file: String

        /// What became of it.
        package enum Fate: String, Equatable, Sendable {
            /// The index did not have it.
            case imported
            /// It took the place of what the index had.
            case updated
            /// The index has it already, or something fuller, and was left as it was.
            case unchanged
        }
    }

    /// What an update did.
    package struct Outcome: Sendable {
        /// What became of the inputs; its filings are those imported and updated.
        package var report = ImportReport()
        /// What became of each filing.
        package var changes: [Change] = []
        /// Filings removed that nothing replaced.
        package var removedCount = 0
        /// Filings in the index.
        package var filingCount = 0
        /// Parties in the index; `nil` when nothing was written.
        package var partyCount: Int?
        /// Length of its files in bytes.
        package var indexBytes = 0
        /// Number of its segments.
        package var segmentCount = 0
        /// The commit that published it; `nil` when there was nothing to change.
        package var generation: UInt64?
        /// Whether parties that did not change were taken over as they were.
        package var isRevision = false

        /// Number of filings with a fate.
        package func count(_ fate: Change.Fate) -> Int { changes.count { $0.fate == fate } }
    }

    /// Adds inputs to the index.
    ///
    /// A filing that is there already with the same content is left alone, one with other content is replaced, unless it
    /// holds more than what comes (`replacesFuller`). Among the inputs themselves the fuller copy counts.
    ///
    /// - Parameters:
    ///   - inputs: files and folders.
    ///   - holder: a line about this process, for others that want to write.
    ///   - rejected: told of every rejection, in order.
    ///   - progress: called by any thread, often.
    /// - Returns: what became of the inputs.
    /// - Throws: `IndexError` when another process writes, the newest commit does not open, or the disk refuses; the
    ///   index stays as it was.
    package mutating func add(
        _ inputs: [String], holder: String, rejected: @escaping @Sendable (ImportIssue) -> Void = { _ in },
        progress: @escaping @Sendable (Rebuild.Progress) -> Void = { _ in }
    ) throws(IndexError) -> Outcome {
        // Listed before the lock makes a file, for the index may lie in a folder that is imported.
        let (files, listingIssues) = source.files(at: inputs)
        let lock = try directory.lock(holder: holder)
        try? directory.removeUnfinished(holding: lock)
        defer { try? directory.removeUnfinished(holding: lock) }
        var index = try LiveFilings(newestOf: directory)
        let sink = ImportSink(rejected: rejected)
        for issue in listingIssues where issue.severity == .rejected { rejected(issue) }
        let reading = InputReading(source: source, limits: limits, threadCount: threadCount)
        let importer = BatchImporter(
            directory: directory.path, source: source, limits: limits, fileSystem: fileSystem)
        try reading.run(files, importer, into: sink, progress: progress)
        let collected = sink.finish()
        var outcome = Outcome()
        for issue in listingIssues { outcome.report.add(issue, kind: ImportReport.reading) }
        outcome.report.merge(collected.report)
        var drafts = try DraftedFilings(collected, of: files, on: fileSystem)
        var joined = JoinedDrafts(directory: directory.path, limits: limits, on: fileSystem)
        try drafts.joinTellings(&joined)
        try drafts.tellCopies(&outcome.report)
        var touched: Set<PartyKey> = []
        let isJoined = try resolve(&drafts, &joined, files, &index, &touched, &outcome) || drafts.joinedCount > 0
        var reviewed: SameAs?
        if let sameAsPath { reviewed = reading.sameAs(sameAsPath, &outcome.report) }
        let isNothingNew = outcome.count(.imported) + outcome.count(.updated) == 0
        if isNothingNew, collected.listed.isEmpty, reviewed == nil { return outcome }
        var counted = PartyCatalog()
        if !isNothingNew {
            let ofAll = outcome.count(.unchanged) == 0 && !isJoined ? collected.catalog : nil
            counted = if let ofAll { ofAll } else { try drafts.catalog() }
        }
        var change = PartyChange(listed: collected.listed, filed: counted, reviewed: reviewed)
        try change.forget(touched, leaving: index)
        let new = isNothingNew ? nil : drafts
        if let revision = revision(of: index, change) {
            if !revision.isEmpty { _ = try commit(index, new, .revised(revision), &outcome, holding: lock) }
            return outcome
        }
        var sources = try partySources(of: index)
        if isNothingNew {
            let before = (sources.listed.bytes, sources.reviewed)
            sources.listed.merge(collected.listed)
            if sources.listed.bytes == before.0, reviewed.map({ $0.lines == before.1.lines }) ?? true {
                known = index.parties.map { ($0.entry.name.digest, sources) }
                return outcome
            }
        } else {
            try sources.gatherAnew(touched, from: index)
            sources.filed.merge(counted)
            sources.listed.merge(collected.listed)
        }
        if let reviewed { sources.reviewed = reviewed }
        let issues = try commit(index, new, .anew(sources), &outcome, holding: lock)
        // What the index kept of an earlier file was told with that.
        if sameAsPath != nil { for issue in issues { outcome.report.add(issue, kind: InputReading.sameAsKind) } }
        return outcome
    }

    /// Removes filings from the index.
    ///
    /// - Parameters:
    ///   - identities: the filings.
    ///   - holder: a line about this process, for others that want to write.
    /// - Returns: what was done, and which of them the index does not have.
    /// - Throws: `IndexError` when another process writes, the newest commit does not open, or the disk refuses; the
    ///   index stays as it was.
    package mutating func remove(
        _ identities: [FilingIdentity], holder: String
    ) throws(IndexError) -> (outcome: Outcome, unknown: [FilingIdentity]) {
        guard fileSystem.exists(directory.path) else { throw .missing(directory: directory.path) }
        let lock = try directory.lock(holder: holder)
        try? directory.removeUnfinished(holding: lock)
        var index = try LiveFilings(newestOf: directory)
        guard index.generation > 0 else { throw .missing(directory: directory.path) }
        var outcome = Outcome()
        var unknown: [FilingIdentity] = []
        var touched: Set<PartyKey> = []
        var seen: Set<FilingIdentity> = []
        for identity in identities where seen.insert(identity).inserted {
            guard let place = try index.place(of: identity) else {
                unknown.append(identity)
                continue
            }
            let filing = try index.filing(at: place)
            index.delete(place, filing)
            touched.formUnion(PartyCatalog.sightings(in: filing).map(\.key))
            outcome.removedCount += 1
        }
        outcome.filingCount = index.count
        guard outcome.removedCount > 0 else { return (outcome, unknown) }
        var change = PartyChange()
        try change.forget(touched, leaving: index)
        if let revision = revision(of: index, change) {
            _ = try commit(index, nil, .revised(revision), &outcome, holding: lock)
            return (outcome, unknown)
        }
        var sources = try partySources(of: index)
        try sources.gatherAnew(touched, from: index)
        _ = try commit(index, nil, .anew(sources), &outcome, holding: lock)
        return (outcome, unknown)
    }

    /// Finds out which filings of the drafts the index has, and settles what of the two stays.
    ///
    /// - Returns: whether filings were put together of what the index has and what came.
    private func resolve(
        _ drafts: inout DraftedFilings, _ joined: inout JoinedDrafts, _ files: [InputFile], _ index: inout LiveFilings,
        _ touched: inout Set<PartyKey>, _ outcome: inout Outcome
    ) throws(IndexError) -> Bool {
        let always = replacesFuller
        var changes: [Change] = []
        var report = outcome.report
        var isJoined = false
        try drafts.decide(&joined) { (copy, filing) throws(IndexError) in
            let file = files.indices.contains(Int(copy.file)) ? files[Int(copy.file)].path : ""
            guard let identity = FilingIdentity(sortKey: copy.identity) else { return .isLeftOut }
            guard let place = try index.place(of: identity) else {
                changes.append(Change(identity: identity, fate: .imported, file: file))
                return .stays
            }
            let (old, new) = (try index.filing(at: place), try filing())
            let (result, hasPoorer) = always ? (new, false) : TellingJoin.updated(old, with: new)
            if hasPoorer { report.add(Self.poorer(file: file, identity), kind: ImportReport.filings) }
            if TellingJoin.isSame(result, old) {
                changes.append(Change(identity: identity, fate: .unchanged, file: file))
                return .isLeftOut
            }
            index.delete(place, old)
            touched.formUnion(PartyCatalog.sightings(in: old).map(\.key))
            changes.append(Change(identity: identity, fate: .updated, file: file))
            if TellingJoin.isSame(result, new) { return .stays }
            isJoined = true
            return .isReplaced(result)
        }
        (outcome.changes, outcome.report) = (changes, report)
        outcome.filingCount = index.count
        outcome.report.filingCount = outcome.count(.imported) + outcome.count(.updated)
        return isJoined
    }

    private static func poorer(file: String, _ identity: FilingIdentity) -> ImportIssue {
        ImportIssue(
            kind: "less than the index has", severity: .note, file: file,
            message: "\(identity) is in the index with more in it and stays as it is; --replace takes this one instead")
    }

    /// What the parties of a commit are made of: remembered, or read.
    private func partySources(of index: LiveFilings) throws(IndexError) -> PartySources {
        guard let parties = index.parties else { return PartySources() }
        if let known, known.digest == parties.entry.name.digest { return known.sources }
        return try PartySources(parties.reader)
    }

    /// The parties with a change, if those that stay can be taken over as they are.
    private func revision(of index: LiveFilings, _ change: PartyChange) -> PartyRevision? {
        index.parties.flatMap { PartyRevision(of: $0.reader, change, share: revisedShare) }
    }

    /// Writes what is new and publishes it.
    private mutating func commit(
        _ index: LiveFilings, _ drafts: DraftedFilings?, _ parties: NewSegments.Parties, _ outcome: inout Outcome,
        holding lock: DirectoryLock
    ) throws(IndexError) -> [ImportIssue] {
        let segments = NewSegments(
            directory: directory.path, wordCountMax: limits.segmentWordCountMax, fileSystem: fileSystem)
        let written = try segments.write(drafts, parties)
        let generation = try directory.nextGeneration()
        var entries = try index.entries(in: directory, generation: generation) + written.filings
        if let parties = written.parties { entries.append(parties) }
        outcome.generation = try directory.commit(entries, holding: lock).generation
        known = nil
        if case .anew(let sources) = parties {
            known = written.parties.map { ($0.name.digest, sources) }
        } else {
            outcome.isRevision = true
        }
        outcome.partyCount = written.partyCount
        outcome.filingCount = index.count + written.filings.reduce(0) { $0 + $1.documentCount }
        outcome.indexBytes = entries.reduce(0) { $0 + $1.lengthBytes }
        outcome.segmentCount = entries.count
        return written.issues
    }
}
