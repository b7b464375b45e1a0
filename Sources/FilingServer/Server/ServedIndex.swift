internal import FilingSearch
internal import Logging
internal import ServiceLifecycle
internal import Synchronization

/// The index as it is served: always one commit, and the next as soon as there is one.
///
/// Who asks holds on to the commit that was newest when he asked; the one before goes when its last answer is given.
final class ServedIndex: Service {
    private let options: ServeOptions
    private let logger: Logger
    private let metrics: Metrics
    private let current: Mutex<Commit>

    /// How often a newer commit is looked for: a listing of the directory.
    private static let interval = Duration.milliseconds(500)

    /// Opens the newest commit.
    ///
    /// - Parameters:
    ///   - options: which index.
    ///   - metrics: counts reloads.
    ///   - logger: told of them.
    /// - Throws: `FilingIndexError` when there is none that is whole.
    init(_ options: ServeOptions, metrics: Metrics, logger: Logger) throws(FilingIndexError) {
        (self.options, self.metrics, self.logger) = (options, metrics, logger)
        current = Mutex(try Self.open(options, logger))
    }

    /// The commit to ask.
    var commit: Commit { current.withLock { $0 } }

    /// Looks for newer commits until the server ends.
    func run() async {
        try? await cancelWhenGracefulShutdown {
            var unreadable: UInt64?
            while true {
                try await Task.sleep(for: Self.interval)
                guard let newest = FilingIndex.newestGeneration(path: self.options.path),
                    newest != self.commit.index.generation, newest != unreadable
                else { continue }
                do throws(FilingIndexError) {
                    let commit = try Self.open(self.options, self.logger)
                    self.current.withLock { $0 = commit }
                    self.metrics.reload()
                    self.logger.info("serving commit \(commit.index.generation)")
                } catch {
                    // Said once: the old commit is served until there is another that opens.
                    unreadable = newest
                    self.logger.error("commit \(newest) cannot be opened: \(error.description)")
                }
            }
        }
    }

    private static func open(_ options: ServeOptions, _ logger: Logger) throws(FilingIndexError) -> Commit {
        let index = try FilingIndex(path: options.path)
        for warning in index.warnings { logger.warning("the newest commit was passed over: \(warning)") }
        return Commit(index, threadCount: options.threadCount, version: options.version)
    }
}
