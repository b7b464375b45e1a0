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
    private let index: ReloadingIndex
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
        index = try ReloadingIndex(path: options.path)
        let opened = index.current
        for warning in opened.warnings { logger.warning("the newest commit was passed over: \(warning)") }
        current = Mutex(Commit(opened, threadCount: options.threadCount, version: options.version))
    }

    /// The commit to ask.
    var commit: Commit { current.withLock { $0 } }

    /// Looks for newer commits until the server ends.
    func run() async {
        try? await cancelWhenGracefulShutdown {
            var failure: String?
            while true {
                try await Task.sleep(for: Self.interval)
                if self.index.refresh() { self.take(self.index.current) }
                // Said once: the old commit is served until there is another that opens.
                let words = self.index.failure?.description
                if let words, words != failure { self.logger.error("the newest commit cannot be opened: \(words)") }
                failure = words
            }
        }
    }

    private func take(_ opened: FilingIndex) {
        let commit = Commit(opened, threadCount: options.threadCount, version: options.version)
        current.withLock { $0 = commit }
        metrics.reload()
        logger.info("serving commit \(opened.generation)")
    }
}
