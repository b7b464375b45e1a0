package import EDGAR
internal import Dispatch
internal import FilingModel
package import InvertedIndex
package import Storage
internal import Synchronization

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
        try importAll(files, journal, sink, counting(files, progress))
        var collected = sink.finish()
        var report = ImportReport()
        for issue in listingIssues { report.add(issue, kind: ImportReport.reading) }
        report.merge(collected.report)
        let filings = try DraftedFilings(collected, of: files, on: fileSystem)
        try filings.tellCopies(&report)
        // Lists first, wherever they stand: what becomes of a party must not depend on how inputs were cut.
        var catalog = collected.listed
        if let counted = collected.catalog { catalog.merge(counted) } else { catalog.merge(try filings.catalog()) }
        collected = ImportSink.Collected()
        let parties = Mutex<Parties>(.failed(.missing(directory: directory.path)))
        let (known, reviewed) = (catalog, sameAs(&report))
        // Parties are put in order and written while filings are merged.
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            do throws(IndexError) {
                let finished = known.finished(reviewed)
                let entry = try PartySegment.write(finished, directory: directory.path, on: fileSystem)
                parties.withLock { $0 = .written(entry, count: finished.profiles.count, issues: finished.issues) }
            } catch {
                parties.withLock { $0 = .failed(error) }
            }
        }
        catalog = PartyCatalog()
        let merged = Result { () throws(IndexError) in try merge(filings) }
        group.wait()
        var entries = try merged.get()
        let partyCount: Int
        switch parties.withLock({ $0 }) {
        case .failed(let error): throw error
        case .written(let entry, let count, let issues):
            if let entry { entries.append(entry) }
            for issue in issues { report.add(issue, kind: Self.sameAsKind) }
            partyCount = count
        }
        var outcome = Outcome(
            report: report, partyCount: partyCount,
            indexBytes: entries.reduce(0) { $0 + $1.name.lengthBytes },
            segmentCount: entries.count, generation: nil)
        outcome.resumedCount = journal?.entries.count ?? 0
        outcome.discardedJournal = journal?.isVoid ?? false
        // An index of nothing in place of one of something is nobody's wish: a path was mistyped, or nothing was read.
        guard !entries.isEmpty else { return outcome }
        try verify(entries)
        outcome.generation = try directory.commit(entries, holding: lock).generation
        return outcome
    }

    /// What became of the parties.
    private enum Parties: Sendable {
        case written(Manifest.Entry?, count: Int, issues: [ImportIssue])
        case failed(IndexError)
    }

    /// Makes the segments of filings of the drafts that batches wrote.
    ///
    /// - Parameter filings: the drafts of all batches.
    /// - Returns: the manifest's entries in the order of filings: one, unless it would become too large.
    /// - Throws: `IndexError` when a draft is not as it was written, or the disk refuses.
    private func merge(_ filings: DraftedFilings) throws(IndexError) -> [Manifest.Entry] {
        var merger = try SegmentMerger(filings.inputs(), schema: FilingSchema.schema)
        merger.wordCountMax = limits.segmentWordCountMax
        guard merger.documentCount > 0 else { return [] }
        let outputs = try merger.write(
            directory: directory.path, temporaryName: "building-filings", on: fileSystem)
        return outputs.map {
            Manifest.Entry(collection: FilingSchema.collection, name: $0.name, documentCount: $0.documentCount)
        }
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
        let count = counting(files, progress)
        let pipeline = ImportPipeline(cutter: BatchCutter(source: source, limits: limits), threadCount: threadCount)
        try pipeline.run(files) { (batch, session) throws(IndexError) in
            let result = try importer.run(batch, session)
            sink.take(result, of: batch.number)
            count(batch, result.identities.count)
        }
        let collected = sink.finish()
        var report = ImportReport()
        for issue in listingIssues { report.add(issue, kind: ImportReport.reading) }
        report.merge(collected.report)
        report.filingCount = collected.identities.count
        report.duplicateCount = collected.readCount - report.filingCount
        return report
    }

    /// Counts what batches bring.
    private func counting(
        _ files: [InputFile], _ progress: @escaping @Sendable (Progress) -> Void
    ) -> @Sendable (ImportBatch, Int) -> Void {
        let state = Counter(Progress(fileCount: files.count, byteCount: files.reduce(0) { $0 + $1.sizeBytes }))
        return { batch, filingCount in
            let current = state.progress.withLock { state in
                state.filesDone += batch.fileCount
                state.bytesDone += batch.fileBytes
                state.filingCount += filingCount
                return state
            }
            progress(current)
        }
    }

    private final class Counter: Sendable {
        let progress: Mutex<Progress>
        init(_ progress: Progress) { self.progress = Mutex(progress) }
    }

    /// Stands for the format of the reviewed file in reports.
    private static let sameAsKind = "same-as file"

    /// The reviewed file; empty when there is none, or none that can be read.
    private func sameAs(_ report: inout ImportReport) -> SameAs {
        guard let sameAsPath else { return SameAs() }
        let (files, issues) = source.files(at: [sameAsPath])
        for issue in issues { report.add(issue, kind: Self.sameAsKind) }
        guard let file = files.first else { return SameAs() }
        let loaded = source.load(file)
        for issue in loaded.issues { report.add(issue, kind: Self.sameAsKind) }
        return loaded.input.map { SameAs($0.bytes, file: file.path) } ?? SameAs()
    }

    /// Imports all batches but those that were done before.
    private func importAll(
        _ files: [InputFile], _ journal: ImportJournal?, _ sink: ImportSink,
        _ batchDone: @escaping @Sendable (_ batch: ImportBatch, _ filingCount: Int) -> Void
    ) throws(IndexError) {
        let pipeline = ImportPipeline(cutter: BatchCutter(source: source, limits: limits), threadCount: threadCount)
        let importer = BatchImporter(
            directory: directory.path, source: source, limits: limits, fileSystem: fileSystem)
        try pipeline.run(files) { (batch, session) throws(IndexError) in
            let result: BatchImporter.Result
            if let entry = journal?.entries[batch.number], let done = importer.restore(entry) {
                result = done
            } else {
                result = try importer.run(batch, session)
                // Lists are not in drafts; they are read again.
                if result.report.listedCount == 0 {
                    try journal?.append(
                        ImportJournal.Entry(
                            number: batch.number, drafts: result.drafts, report: result.report,
                            duplicateCount: result.duplicateCount))
                }
            }
            sink.take(result, of: batch.number)
            batchDone(batch, result.report.filingCount)
        }
    }

    /// Reads every new segment back before anyone else does.
    private func verify(_ entries: [Manifest.Entry]) throws(IndexError) {
        for entry in entries {
            let reader = try SegmentReader(
                path: directory.path + "/" + entry.name.fileName, expected: entry.name, on: fileSystem)
            var fault: IndexError?
            reader.file.verifyAll { fault = fault ?? $0 }
            if let fault { throw fault }
        }
    }
}
