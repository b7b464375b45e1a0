internal import Dispatch
internal import EDGAR
internal import InvertedIndex
internal import Synchronization

/// Batches between the thread that reads and those that import: as many as fit some bytes, so that neither waits long
/// and memory stays bounded.
final class BatchQueue: Sendable {
    private struct State {
        var batches: [ImportBatch] = []
        var heldBytes = 0
        var isClosed = false
        var isReaderWaiting = false
        var failure: IndexError?
    }

    private let state = Mutex(State())
    private let bytesMax: Int
    /// Raised once for each batch, and once for each thread when there are no more.
    private let isAvailable = DispatchSemaphore(value: 0)
    private let hasSpace = DispatchSemaphore(value: 0)

    /// An empty queue.
    ///
    /// - Parameter bytesMax: bytes of batches that wait; one batch may always wait.
    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// What went wrong first, if anything did.
    var failure: IndexError? { state.withLock { $0.failure } }

    /// Adds a batch as soon as there is room.
    ///
    /// - Returns: `false` when nothing more will be taken.
    func put(_ batch: ImportBatch) -> Bool {
        while true {
            let isDone: Bool? = state.withLock { state in
                guard state.failure == nil else { return false }
                guard state.batches.isEmpty || state.heldBytes + batch.byteCount <= bytesMax else {
                    state.isReaderWaiting = true
                    return nil
                }
                state.batches.append(batch)
                state.heldBytes += batch.byteCount
                return true
            }
            guard let isDone else {
                hasSpace.wait()
                continue
            }
            if isDone { isAvailable.signal() }
            return isDone
        }
    }

    /// Says that no batch follows.
    ///
    /// - Parameter threadCount: how many take from the queue.
    func close(threadCount: Int) {
        state.withLock { $0.isClosed = true }
        for _ in 0..<threadCount { isAvailable.signal() }
    }

    /// Takes the next batch; `nil` when there are no more, or none should be worked on.
    func take() -> ImportBatch? {
        isAvailable.wait()
        let (batch, wakesReader): (ImportBatch?, Bool) = state.withLock { state in
            let wakesReader = state.isReaderWaiting
            state.isReaderWaiting = false
            guard state.failure == nil, !state.batches.isEmpty else { return (nil, wakesReader) }
            let batch = state.batches.removeFirst()
            state.heldBytes -= batch.byteCount
            return (batch, wakesReader)
        }
        if wakesReader { hasSpace.signal() }
        return batch
    }

    /// Ends all work; the first reason given stands.
    func fail(_ error: IndexError) {
        let wakesReader = state.withLock { state in
            state.failure = state.failure ?? error
            defer { state.isReaderWaiting = false }
            return state.isReaderWaiting
        }
        if wakesReader { hasSpace.signal() }
    }
}

/// Reads inputs on the calling thread and hands them to others, which import them.
struct ImportPipeline {
    let cutter: BatchCutter
    let threadCount: Int

    /// Imports all batches.
    ///
    /// - Parameters:
    ///   - files: what is read.
    ///   - work: imports one batch with the parsers of its thread; called by several threads at a time.
    /// - Throws: the first `IndexError` of `work`.
    func run(
        _ files: [InputFile],
        work: @escaping @Sendable (ImportBatch, ImportSession) throws(IndexError) -> Void
    ) throws(IndexError) {
        let queue = BatchQueue(bytesMax: cutter.limits.waitingBytesMax)
        let threads = DispatchQueue(label: "filings.import", attributes: .concurrent)
        let group = DispatchGroup()
        for _ in 0..<threadCount {
            threads.async(group: group) {
                let session = ImportSession()
                while let batch = queue.take() {
                    do throws(IndexError) {
                        try work(batch, session)
                    } catch {
                        queue.fail(error)
                    }
                }
            }
        }
        cutter.cut(files) { queue.put($0) }
        queue.close(threadCount: threadCount)
        group.wait()
        if let failure = queue.failure { throw failure }
    }
}
