internal import NIOPosix
internal import Synchronization

/// Threads that look things up, apart from those that listen and send: a question never keeps a connection waiting.
final class QueryThreads: Sendable {
    private let quick: NIOThreadPool
    private let long: NIOThreadPool
    private let underWay = Atomic(0)
    private let countMax: Int

    /// Starts threads.
    ///
    /// - Parameters:
    ///   - count: for each of the two lanes.
    ///   - questionCountMax: how many questions may wait or be answered at a time.
    init(count: Int, questionCountMax: Int) {
        quick = NIOThreadPool(numberOfThreads: max(1, count))
        long = NIOThreadPool(numberOfThreads: max(1, count))
        countMax = questionCountMax
        quick.start()
        long.start()
    }

    /// Runs a question on a thread of its lane.
    ///
    /// - Parameters:
    ///   - lane: which threads.
    ///   - body: the question.
    /// - Returns: its answer.
    /// - Throws: `Problem` when too many wait already; what `body` throws.
    func run<Value: Sendable>(
        _ lane: Endpoint.Lane, _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        if lane == .now { return try body() }
        let count = underWay.add(1, ordering: .relaxed).newValue
        defer { underWay.subtract(1, ordering: .relaxed) }
        guard count <= countMax else {
            throw Problem(.unavailable, "busy", "too many questions are waiting; ask again in a second")
        }
        return try await (lane == .quick ? quick : long).runIfActive(body)
    }

    /// Ends the threads when their last questions are answered.
    func shutDown() async {
        try? await quick.shutdownGracefully()
        try? await long.shutdownGracefully()
    }
}
