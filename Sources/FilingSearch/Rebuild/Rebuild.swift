internal import Dispatch
package import EDGAR
internal import FilingModel
package import InvertedIndex
package import Storage
internal import Synchronization

/// Builds an index anew from inputs and publishes it in one commit.
///
/// While it runs, readers go on with the old index; if it is stopped at any moment, the old index stays. Batches of
/// inputs are imported side by side, one a core.
package struct Rebuild: Sendable {
    /// Where the index lies.
    package let directory: IndexDirectory
    /// Files and folders to import.
    package let inputs: [String]
    /// Batches imported at a time.
    package var threadCount: Int
    /// A reviewed file that says which parties are the same, if there is one.
    package var sameAsPath: String?
    /// How inputs are read.
    package var source = InputSource()
    /// How inputs are cut into batches.
    package var limits = ImportLimits()
    let fileSystem: any FileSystem

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
        holder: String, progress: @Sendable (Progress) -> Void
    ) throws(IndexError) -> Outcome {
        // Listed before the lock makes a file, for the index may lie in a folder that is imported.
        let (files, listingIssues) = source.files(at: inputs)
        let lock = try directory.lock(holder: holder)
        // Drafts go whatever happens, here or when an interrupted rebuild is followed by another.
        try? directory.removeUnfinished(holding: lock)
        defer { try? directory.removeUnfinished(holding: lock) }
        // What else an interrupted rebuild left behind makes room first.
        if try !directory.generations().isEmpty { try? directory.removeOrphans(holding: lock) }
        let batches = ImportBatch.batches(of: files, limits: limits)
        let state = Mutex(Progress(fileCount: files.count, byteCount: files.reduce(0) { $0 + $1.sizeBytes }))
        var results = try importAll(batches) { byteCount, filingCount in
            let current = state.withLock { state in
                state.filesDone += 1
                state.bytesDone += byteCount
                state.filingCount += filingCount
                return state
            }
            progress(current)
        }
        var report = ImportReport()
        for issue in listingIssues { report.add(issue) }
        for result in results { report.merge(result.report) }
        let filings = try DraftedFilings(results, on: fileSystem)
        try filings.tellCopies(&report)
        // Lists first, wherever they stand: what becomes of a party must not depend on how inputs were cut.
        var catalog = PartyCatalog()
        for result in results { catalog.merge(result.listed) }
        for (number, result) in results.enumerated() {
            catalog.merge(try filings.catalog(ofBatch: number) ?? result.catalog)
        }
        results = []
        var entries = try merge(filings)
        let parties = catalog.finished(sameAs(&report))
        for issue in parties.issues { report.add(issue) }
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

    /// The reviewed file; empty when there is none, or none that can be read.
    private func sameAs(_ report: inout ImportReport) -> SameAs {
        guard let sameAsPath else { return SameAs() }
        let (files, issues) = source.files(at: [sameAsPath])
        for issue in issues { report.add(issue) }
        guard let file = files.first else { return SameAs() }
        let loaded = source.load(file)
        for issue in loaded.issues { report.add(issue) }
        return loaded.input.map { SameAs($0.bytes, file: file.path) } ?? SameAs()
    }

    /// Imports batches, as many at a time as there are threads.
    private func importAll(
        _ batches: [ImportBatch], fileDone: @Sendable (_ byteCount: Int, _ filingCount: Int) -> Void
    ) throws(IndexError) -> [ImportBatch.Result] {
        struct State {
            var next = 0
            var results: [Int: ImportBatch.Result] = [:]
            var failure: IndexError?
        }
        let state = Mutex(State())
        DispatchQueue.concurrentPerform(iterations: min(threadCount, max(1, batches.count))) { _ in
            while true {
                let batch: ImportBatch? = state.withLock { state in
                    guard state.failure == nil, state.next < batches.count else { return nil }
                    state.next += 1
                    return batches[state.next - 1]
                }
                guard let batch else { return }
                do throws(IndexError) {
                    let result = try batch.run(
                        directory: directory.path, source: source, on: fileSystem, fileDone: fileDone)
                    state.withLock { $0.results[batch.number] = result }
                } catch {
                    state.withLock { $0.failure = $0.failure ?? error }
                }
            }
        }
        let (results, failure) = state.withLock { ($0.results, $0.failure) }
        if let failure { throw failure }
        return batches.compactMap { results[$0.number] }
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
