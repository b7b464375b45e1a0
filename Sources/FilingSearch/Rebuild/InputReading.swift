internal import EDGAR
internal import InvertedIndex
internal import Storage
internal import Synchronization

/// Reads inputs into drafts of segments, on several threads.
struct InputReading {
    /// How inputs are read.
    let source: InputSource
    /// How they are cut into batches.
    let limits: ImportLimits
    /// Threads that import.
    let threadCount: Int

    /// Imports all batches but those that were done before.
    ///
    /// - Parameters:
    ///   - files: the inputs.
    ///   - importer: imports a batch.
    ///   - journal: of a rebuild that goes on after it was stopped, if there is one.
    ///   - sink: takes what batches give.
    ///   - progress: called by any thread, often.
    /// - Throws: `IndexError` when the disk refuses.
    func run(
        _ files: [InputFile], _ importer: BatchImporter, _ journal: ImportJournal? = nil, into sink: ImportSink,
        progress: @escaping @Sendable (Rebuild.Progress) -> Void
    ) throws(IndexError) {
        let pipeline = ImportPipeline(cutter: BatchCutter(source: source, limits: limits), threadCount: threadCount)
        let batchDone = Self.counting(files, progress)
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
            batchDone(batch, importer.writes ? result.report.filingCount : result.identities.count)
        }
    }

    /// Counts what batches bring.
    private static func counting(
        _ files: [InputFile], _ progress: @escaping @Sendable (Rebuild.Progress) -> Void
    ) -> @Sendable (ImportBatch, Int) -> Void {
        let state = Counter(
            Rebuild.Progress(fileCount: files.count, byteCount: files.reduce(0) { $0 + $1.sizeBytes }))
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
        let progress: Mutex<Rebuild.Progress>
        init(_ progress: Rebuild.Progress) { self.progress = Mutex(progress) }
    }

    /// A reviewed file that says which parties are the same; empty when it cannot be read.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - report: gets what was odd about it.
    /// - Returns: what it says.
    func sameAs(_ path: String, _ report: inout ImportReport) -> SameAs {
        let (files, issues) = source.files(at: [path])
        for issue in issues { report.add(issue, kind: Self.sameAsKind) }
        guard let file = files.first else { return SameAs() }
        let loaded = source.load(file)
        for issue in loaded.issues { report.add(issue, kind: Self.sameAsKind) }
        return loaded.input.map { SameAs($0.bytes, file: file.path) } ?? SameAs()
    }

    /// Stands for the format of the reviewed file in reports.
    static let sameAsKind = "same-as file"
}
