public import FilingModel

/// All filings that match a query, one after the other, for programs that must not wait on the thread they are on.
///
/// ```swift
/// for try await filing in index.filings(matching: "form:3") { print(filing.identity) }
/// ```
///
/// The search is made when the first filing is asked for, and again by each iterator. Filings are read some at a time, away
/// from the caller's actor; at most `Iterator.readAheadMax` wait to be taken, and none is read while nobody asks. When the
/// task is cancelled the sequence ends. It stands on one commit, whatever is published meanwhile.
public struct FilingSequence: AsyncSequence, Sendable {
    /// A filing.
    public typealias Element = Filing
    /// Why there can be no more: bytes of the index are damaged, the query does not fit it, or the time was up.
    public typealias Failure = FilingIndexError

    let index: FilingIndex
    let query: String
    let timeout: Duration?

    /// Begins at the first filing.
    ///
    /// - Returns: an iterator; the search is made when it is first asked.
    public func makeAsyncIterator() -> Iterator { Iterator(filings: self) }

    /// Goes through the filings.
    public struct Iterator: AsyncIteratorProtocol {
        /// Filings that are read ahead at most.
        public static let readAheadMax = 32

        private let filings: FilingSequence
        private var stream: FilingStream?
        /// Read and not yet taken, the next one last.
        private var waiting: [Filing] = []
        private var isAtEnd = false

        init(filings: FilingSequence) { self.filings = filings }

        /// The next filing.
        ///
        /// - Parameter actor: the caller's, to which it comes back.
        /// - Returns: the filing; `nil` at the end, when the task is cancelled, and ever after.
        /// - Throws: `FilingIndexError`, once; then the sequence is at its end.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(FilingIndexError) -> Filing? {
            if isAtEnd || Task.isCancelled {
                end()
                return nil
            }
            if waiting.isEmpty {
                let (stream, read, failure) = await Self.read(from: stream, of: filings)
                self.stream = stream
                waiting = read.reversed()
                if let failure, waiting.isEmpty {
                    end()
                    throw failure
                }
            }
            guard let filing = waiting.popLast() else {
                end()
                return nil
            }
            return filing
        }

        private mutating func end() {
            isAtEnd = true
            stream = nil
            waiting = []
        }

        /// Reads some filings where it holds nobody up.
        @concurrent private static func read(
            from known: FilingStream?, of filings: FilingSequence
        ) async -> (stream: FilingStream?, read: [Filing], failure: FilingIndexError?) {
            var read: [Filing] = []
            do throws(FilingIndexError) {
                var stream: FilingStream
                if let known {
                    stream = known
                } else {
                    stream = try filings.index.stream(filings.query, timeout: filings.timeout)
                }
                while read.count < readAheadMax, !Task.isCancelled, let filing = stream.next() { read.append(filing) }
                // What was read before the fault is handed over first; the stream tells the fault again.
                return (stream, read, stream.failure)
            } catch {
                return (known, read, error)
            }
        }
    }
}

extension FilingIndex {
    /// All filings that match, as an asynchronous sequence.
    ///
    /// - Parameters:
    ///   - query: in the query language; one that holds nothing matches every filing.
    ///   - timeout: how long finding them may take; reading has no limit.
    /// - Returns: the filings, in the order that `stream(_:timeout:)` gives them.
    public func filings(matching query: String, timeout: Duration? = nil) -> FilingSequence {
        FilingSequence(index: self, query: query, timeout: timeout)
    }
}
