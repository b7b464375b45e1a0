package import EDGAR
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
        self.fileSystem = fileSystem
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
        /// The commit that published it; `nil` when nothing could be imported and the old index was left as it was.
        package var generation: UInt64?
    }

    /// Imports everything and publishes the new index.
    ///
    /// - Parameters:
    ///   - holder: a line about this process, for others that want to write.
    ///   - progress: called by any thread, often.
    /// - Returns: counts, issues and the new commit.
    /// - Throws: `IndexError` when another process writes, or the disk refuses; the old index stays as it was.
    package func run(
        holder: String, progress: @escaping @Sendable (Progress) -> Void
    ) throws(IndexError) -> Outcome {
        // Listed before the lock makes a file, for the index may lie in a folder that is imported.
        let (files, listingIssues) = source.files(at: inputs)
        let lock = try directory.lock(holder: holder)
        // What an interrupted rebuild left behind makes room first.
        if try !directory.generations().isEmpty { try? directory.removeOrphans(holding: lock) }
        var results = try importAll(files, counting(files, progress))
        // Copies of one filing in different segments: the fullest stays, the other batches are imported again without.
        let excluded = Self.inferiorCopies(in: results)
        if !excluded.isEmpty {
            let again = try importAll(files, excluding: excluded) { _, _ in }
            for (number, result) in again { results[number] = result }
        }
        var report = ImportReport()
        for issue in listingIssues { report.add(issue, kind: ImportReport.reading) }
        // Lists first, wherever they stand: what becomes of a party must not depend on how inputs were cut.
        var catalog = PartyCatalog()
        let order = results.keys.sorted()
        for number in order { if let result = results[number] { catalog.merge(result.listed) } }
        var entries: [Manifest.Entry] = []
        for number in order {
            guard let result = results[number] else { continue }
            report.merge(result.report)
            catalog.merge(result.catalog)
            for (name, count) in result.segments {
                entries.append(
                    Manifest.Entry(collection: FilingSchema.collection, name: name, documentCount: count))
            }
        }
        results = [:]
        let parties = catalog.finished(sameAs(&report))
        for issue in parties.issues { report.add(issue, kind: Self.sameAsKind) }
        if let entry = try PartySegment.write(parties, directory: directory.path, on: fileSystem) {
            entries.append(entry)
        }
        var outcome = Outcome(
            report: report, partyCount: parties.profiles.count,
            indexBytes: entries.reduce(0) { $0 + $1.name.lengthBytes },
            segmentCount: entries.count, generation: nil)
        // An index of nothing in place of one of something is nobody's wish: a path was mistyped, or nothing was read.
        guard !entries.isEmpty else { return outcome }
        try verify(entries)
        outcome.generation = try directory.commit(entries, holding: lock).generation
        return outcome
    }

    /// Reads everything and writes nothing.
    ///
    /// - Parameter progress: called by any thread, often.
    /// - Returns: what a rebuild would find; filings are those that would be in the index.
    /// - Throws: nothing that the inputs cause.
    package func inspect(progress: @escaping @Sendable (Progress) -> Void) throws(IndexError) -> ImportReport {
        let (files, listingIssues) = source.files(at: inputs)
        let results = try importAll(files, writes: false, counting(files, progress))
        var report = ImportReport()
        for issue in listingIssues { report.add(issue, kind: ImportReport.reading) }
        var identities: Set<Int64> = []
        var readCount = 0
        for number in results.keys.sorted() {
            guard let result = results[number] else { continue }
            report.merge(result.report)
            readCount += result.copies.count
            identities.formUnion(result.copies.lazy.map(\.identity))
        }
        report.filingCount = identities.count
        report.duplicateCount = readCount - identities.count
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

    /// Imports batches, as many at a time as there are threads: all of them, or those of which filings are left out.
    private func importAll(
        _ files: [InputFile], excluding excluded: [Int: [Int: String]]? = nil, writes: Bool = true,
        _ batchDone: @escaping @Sendable (_ batch: ImportBatch, _ filingCount: Int) -> Void
    ) throws(IndexError) -> [Int: BatchImporter.Result] {
        let results = Mutex<[Int: BatchImporter.Result]>([:])
        let pipeline = ImportPipeline(
            cutter: BatchCutter(source: source, limits: limits), threadCount: threadCount)
        let importer = BatchImporter(
            directory: directory.path, source: source, limits: limits, fileSystem: fileSystem, writes: writes)
        try pipeline.run(files, wants: { excluded == nil || excluded?[$0] != nil }) {
            (batch, session) throws(IndexError) in
            var importer = importer
            importer.excluded = excluded?[batch.number] ?? [:]
            let result = try importer.run(batch, session)
            results.withLock { $0[batch.number] = result }
            batchDone(batch, writes ? result.report.filingCount : result.copies.count)
        }
        return results.withLock { $0 }
    }

    /// The copies to leave out of each batch that wrote a filing of which there is a better copy, each with the file
    /// of the copy that stays.
    private static func inferiorCopies(in results: [Int: BatchImporter.Result]) -> [Int: [Int: String]] {
        var best: [Int64: (batch: Int, copy: BatchImporter.FilingCopy)] = [:]
        for number in results.keys.sorted() {
            for copy in results[number]?.copies ?? [] {
                if let other = best[copy.identity], other.copy.rank >= copy.rank { continue }
                best[copy.identity] = (number, copy)
            }
        }
        var excluded: [Int: [Int: String]] = [:]
        for (number, result) in results {
            var inferior: [Int: String] = [:]
            var isAffected = false
            for copy in result.copies {
                guard let kept = best[copy.identity], kept.batch != number || kept.copy.place != copy.place else {
                    continue
                }
                inferior[copy.place] = kept.copy.file
                if copy.isWritten { isAffected = true }
            }
            if isAffected { excluded[number] = inferior }
        }
        return excluded
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
