internal import FilingSearch
internal import Synchronization

/// One commit of the index, open for questions on any number of threads.
final class Commit: Sendable {
    /// The index as of this commit.
    let index: FilingIndex
    /// What tells answers of this commit and program from others.
    let tag: String
    private let seats: [Seat]

    /// A commit.
    ///
    /// - Parameters:
    ///   - index: opened.
    ///   - threadCount: how many threads may look names up at a time without waiting.
    ///   - version: of the program: other programs may give other bytes for the same commit.
    init(_ index: FilingIndex, threadCount: Int, version: String) {
        self.index = index
        tag = "\(index.generation)-\(index.contentTag)-\(version)"
        seats = (0..<max(1, threadCount)).map { _ in Seat() }
    }

    /// A place with a look-up of names, whose working space is used again and again.
    private final class Seat: Sendable {
        private let session = Mutex<FilingIndex.NameSession?>(nil)

        /// Uses the look-up if nobody else does.
        func useIfFree<Value: Sendable>(
            _ index: FilingIndex,
            _ body: @Sendable (inout FilingIndex.NameSession) throws(FilingIndexError) -> Value
        ) throws(FilingIndexError) -> Value? {
            try session.withLockIfAvailable { (session) throws(FilingIndexError) in
                // Taken out while in use, so that its arrays are not copied.
                var own = session ?? index.nameSession()
                session = nil
                defer { session = own }
                return try body(&own)
            }
        }

        /// Waits for the look-up, and uses it.
        func use<Value: Sendable>(
            _ index: FilingIndex,
            _ body: @Sendable (inout FilingIndex.NameSession) throws(FilingIndexError) -> Value
        ) throws(FilingIndexError) -> Value {
            try session.withLock { (session) throws(FilingIndexError) in
                var own = session ?? index.nameSession()
                session = nil
                defer { session = own }
                return try body(&own)
            }
        }
    }

    /// Looks names up with a look-up that nobody else uses meanwhile.
    ///
    /// - Parameter body: asks it.
    /// - Returns: what `body` gives.
    /// - Throws: `Problem` when bytes of the index are damaged.
    func withNames<Value: Sendable>(
        _ body: @Sendable (inout FilingIndex.NameSession) throws(FilingIndexError) -> Value
    ) throws(Problem) -> Value {
        try answering { () throws(FilingIndexError) in
            for seat in seats { if let found = try seat.useIfFree(index, body) { return found } }
            return try seats[0].use(index, body)
        }
    }
}
