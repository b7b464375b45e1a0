package import EDGAR
package import InvertedIndex
package import Storage

/// Builds an index anew from inputs and publishes it in one commit.
///
/// While it runs, readers go on with the old index; if it is stopped at any moment, the old index stays. One thread reads
/// and unpacks, others import what it read, batch by batch, so a single archive keeps all cores busy.
package struct Rebuild: Sendable {
    /// Where the index lies.
    package let directory: IndexDirectory
    /// Files and folders to import.
    package let inputs: [String]
    /// Threads that import.
    package var threadCount: Int
    /// A reviewed file that says which parties are the same, if there is one.
    package var sameAsPath: String?
    /// How inputs are read.
    package var source = InputSource()
    /// How inputs are cut into batches.
    package var limits = ImportLimits()
    private let fileSystem: any FileSystem

    /// A rebuild that has not begun.
    ///
    /// - Parameters:
    ///   - path: the index directory; made if it is not there.
    ///   - inputs: files and folders.
    ///   - threadCount: batches at a time.
    ///   - fileSystem: the disk that holds the index.
    package init(
        path: String, inputs: [String], threadCount: Int, on fileSystem: any FileSystem = LocalFileSystem()
    ) {
        directory = IndexDirectory(path: path, on: fileSystem)
        self.inputs = inputs
        self.threadCount = max(1, threadCount)
        // One writer: when a sync fails anywhere, nothing is published.
        self.fileSystem = directory.fileSystem
    }

    /// How far a rebuild has come.
    package struct Progress: Sendable {
        /// Files read and to be read.
        package var filesDone = 0, fileCount = 0
        /// Bytes read and to be read.
        package var bytesDone = 0, byteCount = 0
        /// Filings found.
        package var filingCount = 0
    }

    /// What a rebuild did.
    package struct Outcome: Sendable {
        /// What became of the inputs.
        package var report: ImportReport
        /// Parties known by the new index.
        package var partyCount: Int
        /// Length of its files in bytes.
        package var indexBytes: Int
        /// Number of its segments.
        package var segmentCount: Int
        /// Batches that an interrupted rebuild of the same inputs had done.
        package var resumedCount = 0
        /// Whether an interrupted rebuild was of other inputs, and what it had done was thrown away.
        package var discardedJournal = false
        /// The commit that published it; `nil` when nothing could be imported and the old index was left as it was.
        package var generation: UInt64?
    }

    /// Imports everything and publishes the new index.
    ///
    /// - Parameters:
    ///   - holder: a line about this process, for others that want to write.
    ///   - rejected: told of every rejection, in order.
    ///   - progress: called by any thread, often.
    /// - Returns: counts, issues and the new commit.
    /// - Throws: `IndexError` when another process writes, or the disk refuses; the old index stays as it was.
    package func run(
        holder: String, rejected: @escaping @Sendable (ImportIssue) -> Void = { _ in },
        progress: @escaping @Sendable (Progress) -> Void
    ) throws(IndexError) -> Outcome {
        // Listed before the lock makes a file, for the index may lie in a folder that is imported.
        let (files, listingIssues) = source.files(at: inputs)
        let lock = try directory.lock(holder: holder)
        // Drafts go whatever happens, but for those that an interrupted rebuild of the same inputs left.
        defer { try? directory.removeUnfinished(holding: lock) }
        let journal: ImportJournal?
        if let key = ImportJournal.key(files, source, limits) {
            journal = try ImportJournal(directory: directory.path, key: key, on: fileSystem)
        } else {
            journal = nil
        }
        try? directory.removeUnfinished(holding: lock, but: journal?.names ?? [])
        // What else an interrupted rebuild left behind makes room first.
        if try !directory.generations().isEmpty {
            try? directory.removeOrphans(holding: lock, but: journal?.names ?? [])
        }
        let sink = ImportSink(rejected: rejected)
        for issue in listingIssues where issue.severity == .rejected { rejected(issue) }
        let reading = InputReading(source: source, limits: limits, threadCount: threadCount)
        let importer = BatchImporter(
            directory: directory.path, source: source, limits: limits, fileSystem: fileSystem)
        try reading.run(files, importer, journal, into: sink, progress: progress)
        var collected = sink.finish()
        var report = ImportReport()
        for issue in listingIssues { report.add(issue, kind: ImportReport.reading) }
        report.merge(collected.report)
        var filings = try DraftedFilings(collected, of: files, on: fileSystem)
        var joined = JoinedDrafts(directory: directory.path, limits: limits, on: fileSystem)
        try filings.joinTellings(&joined)
        try filings.tellCopies(&report)
        var sources = PartySources()
        sources.listed = collected.listed
        if let counted = collected.catalog, filings.joinedCount == 0 {
            sources.filed = counted
        } else {
            sources.filed = try filings.catalog()
        }
        collected = ImportSink.Collected()
        if let sameAsPath { sources.reviewed = reading.sameAs(sameAsPath, &report) }
        let segments = NewSegments(
            directory: directory.path, wordCountMax: limits.segmentWordCountMax, fileSystem: fileSystem)
        let written = try segments.write(filings, .anew(sources))
        for issue in written.issues { report.add(issue, kind: InputReading.sameAsKind) }
        let entries = written.filings + [written.parties].compactMap(\.self)
        var outcome = Outcome(
            report: report, partyCount: written.partyCount,
            indexBytes: entries.reduce(0) { $0 + $1.name.lengthBytes },
            segmentCount: entries.count, generation: nil)
        outcome.resumedCount = journal?.entries.count ?? 0
        outcome.discardedJournal = journal?.isVoid ?? false
        // An index of nothing in place of one of something is nobody's wish: a path was mistyped, or nothing was read.
        guard !entries.isEmpty else { return outcome }
        outcome.generation = try directory.commit(entries, holding: lock).generation
        return outcome
    }

    /// Reads everything and writes nothing.
    ///
    /// - Parameters:
    ///   - rejected: told of every rejection, in order.
    ///   - progress: called by any thread, often.
    /// - Returns: what a rebuild would find; filings are those that would be in the index.
    /// - Throws: nothing that the inputs cause.
    package func inspect(
        rejected: @escaping @Sendable (ImportIssue) -> Void = { _ in },
        progress: @escaping @Sendable (Progress) -> Void
    ) throws(IndexError) -> ImportReport {
        let (files, listingIssues) = source.files(at: inputs)
        let sink = ImportSink(rejected: rejected)
        for issue in listingIssues where issue.severity == .rejected { rejected(issue) }
        let importer = BatchImporter(
            directory: "", source: source, limits: limits, fileSystem: fileSystem, writes: false)
        let reading = InputReading(source: source, limits: limits, threadCount: threadCount)
        try reading.run(files, importer, into: sink, progress: progress)
        let collected = sink.finish()
        var report = ImportReport()
        for issue in listingIssues { report.add(issue, kind: ImportReport.reading) }
        report.merge(collected.report)
        report.filingCount = collected.identities.count
        report.duplicateCount = collected.readCount - report.filingCount
        return report
    }
}
