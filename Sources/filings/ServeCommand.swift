internal import ArgumentParser
internal import FilingSearch
internal import FilingServer
internal import Glibc

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve pages to look at in a browser, and an HTTP API of the same shape.",
        usage: """
            filings serve
                filings serve --port 9000 --index ~/edgar-index
                filings serve --host 0.0.0.0 --allow-origin https://newsroom.example
            """,
        discussion: """
            Listens on this machine only unless --host says otherwise. A rebuild by another process is taken up by \
            itself. SIGTERM and Ctrl-C end it when the last request is answered. The API is described at \
            /openapi.json; /healthz and /metrics are for those who run it. There is no login: put a proxy with one in \
            front before you let the world in.
            """)

    @OptionGroup var index: IndexOptions

    @Option(name: .long, help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(name: [.long, .customShort("p")], help: "The port; 0 takes a free one and tells it.")
    var port = 8_080

    @Option(
        name: .long,
        help: "A web origin whose pages may ask the API, such as https://example.org; may be given several times.")
    var allowOrigin: [String] = []

    @Option(name: .long, help: "Threads that look things up (default: one a core, at least 2).")
    var threads: Int?

    @Option(name: .long, help: "Seconds a search may take; what was found by then is the answer.")
    var timeout = 10.0

    @Flag(name: [.long, .customShort("q")], help: "Log no requests, only what goes wrong.")
    var quiet = false

    mutating func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port must be from 0 to 65535, but is \(port)")
        }
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1, but is \(threads)") }
        guard timeout > 0, timeout <= 3_600 else {
            throw ValidationError("--timeout must lie above 0 seconds and within an hour, but is \(timeout)")
        }
        for origin in allowOrigin where !origin.contains("://") || origin.hasSuffix("/") {
            throw ValidationError(
                "--allow-origin takes an origin such as https://example.org without a path, but is '\(origin)'")
        }
    }

    func run() throws {
        var options = ServeOptions(path: index.path, version: Filings.version)
        (options.host, options.port, options.origins) = (host, port, allowOrigin)
        options.threadCount = threads ?? max(2, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        options.timeout = .milliseconds(Int64(timeout * 1_000))
        options.logsRequests = !quiet
        let server = try answering { () throws(FilingIndexError) in try FilingServer(options) }
        raiseFileLimit()
        do throws(ServeError) {
            try server.run()
        } catch {
            Output.note("filings: \(error)")
            throw ExitStatus.unavailable
        }
    }

    /// Takes as many open files as the system allows: each connection is one.
    private func raiseFileLimit() {
        var limit = rlimit()
        // Safe: both calls read or write our own value.
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
