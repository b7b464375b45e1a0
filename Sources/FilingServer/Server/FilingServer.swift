internal import Dispatch
public import FilingSearch
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Synchronization

/// Serves an index over HTTP: pages for people, an API for programs.
public struct FilingServer: Sendable {
    private let options: ServeOptions
    private let logger: Logger
    private let metrics = Metrics()
    private let index: ServedIndex

    /// Opens the index; nothing is served yet.
    ///
    /// - Parameter options: which index, and where and how to serve it.
    /// - Throws: `FilingIndexError` when there is no index that opens.
    public init(_ options: ServeOptions) throws(FilingIndexError) {
        self.options = options
        logger = Logger(label: "filings") { StreamLogHandler.standardError(label: $0) }
        index = try ServedIndex(options, metrics: metrics, logger: logger)
    }

    /// Serves until the process is told to end by SIGTERM or SIGINT, and the last request is answered.
    ///
    /// The thread that calls waits; the work is done on others.
    ///
    /// - Throws: `ServeError` when it cannot listen, or the system fails it.
    public func run() throws(ServeError) {
        let outcome = Mutex<ServeError?>(nil)
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                try await serve()
            } catch let error as ServeError {
                outcome.withLock { $0 = error }
            } catch {
                outcome.withLock { $0 = .failed(reason: "\(error)") }
            }
            done.signal()
        }
        done.wait()
        if let error = outcome.withLock({ $0 }) { throw error }
    }

    private func serve() async throws {
        let threads = QueryThreads(count: options.threadCount, questionCountMax: options.questionCountMax)
        var siteOptions = SiteOptions()
        siteOptions.version = options.version
        siteOptions.timeout = options.timeout
        let responder = SiteResponder(
            site: Site(siteOptions), index: index, threads: threads, metrics: metrics, options: options, logger: logger)
        var configuration = HTTP1Channel.Configuration(
            idleTimeout: .nanoseconds(options.idleTimeout.wholeNanoseconds))
        // A query has 2,048 characters of up to twelve bytes, percent-encoded.
        configuration.httpDecoder = .init(
            maxHeaderFieldSize: 32_768, maxHeaderListSize: 65_536, maxHeaderFieldCount: 100)
        let logger = logger
        let host = options.host
        var application = Application(
            responder: responder, server: .http1(configuration: configuration),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(options.connectionCountMax)),
            services: [index],
            onServerRunning: { channel in
                let shown = host.contains(":") ? "[\(host)]" : host
                logger.info("serving at http://\(shown):\(channel.localAddress?.port ?? 0)/")
            }, logger: Self.quiet(logger))
        application.logger.logLevel = .warning
        do {
            try await application.runService()
        } catch let error as IOError {
            throw ServeError.listening(host: options.host, port: options.port, reason: error.description)
        }
        await threads.shutDown()
        logger.info("ended")
    }

    /// The libraries' own log: what goes wrong, not what goes on.
    private static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = .warning
        return logger
    }
}

/// Why nothing is served.
public enum ServeError: Error, CustomStringConvertible {
    /// The system gives no such place to listen at.
    case listening(host: String, port: Int, reason: String)
    /// Something else in the system.
    case failed(reason: String)

    /// A sentence that says what to do.
    public var description: String {
        switch self {
        case .listening(let host, let port, let reason):
            "cannot listen at \(host), port \(port): \(reason). Choose another with --host and --port"
        case .failed(let reason): "the server ended: \(reason)"
        }
    }
}

extension Duration {
    /// In nanoseconds, parts of one left out.
    fileprivate var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
