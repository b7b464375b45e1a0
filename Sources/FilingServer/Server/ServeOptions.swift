/// How `filings serve` runs.
public struct ServeOptions: Sendable {
    /// The index directory.
    public var path: String
    /// The program's version.
    public var version: String
    /// The address to listen at.
    public var host = "127.0.0.1"
    /// The port; 0 takes a free one, which the first line of the log tells.
    public var port = 8_080
    /// Origins whose pages may ask; none unless named.
    public var origins: [String] = []
    /// Threads for questions that may take long, and as many again for names; the number of cores, at least 2, unless set.
    public var threadCount = 2
    /// Questions that may wait for a thread, or be answered, at a time; more are told to come again.
    public var questionCountMax = 256
    /// Connections at a time; more wait until one ends.
    public var connectionCountMax = 20_000
    /// How long a search may take; what was found by then is the answer.
    public var timeout = Duration.seconds(10)
    /// How long a connection may be silent.
    public var idleTimeout = Duration.seconds(60)
    /// Bytes of a body at most.
    public var bodyBytesMax = 1 << 20
    /// Whether every request is written to the log.
    public var logsRequests = true

    /// Serves an index with the usual limits.
    ///
    /// - Parameters:
    ///   - path: the index directory.
    ///   - version: of the program.
    public init(path: String, version: String) { (self.path, self.version) = (path, version) }
}
