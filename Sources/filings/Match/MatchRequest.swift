internal import Storage

/// One name to look up, or a line that holds none; every one of them is answered.
struct MatchRequest: Sendable {
    /// What an answer is known by.
    enum Identifier: Sendable, Equatable {
        /// The number of the line or row.
        case number(Int)
        /// The value of a column.
        case text(String)
        /// A string or number of JSON, given back as it came.
        case json([UInt8])
    }

    /// Given back with the answer.
    var id: Identifier
    /// The name.
    var query: String
    /// How many hits at most, if the line says so.
    var limit: Int?
    /// All columns of the row it came from, as CSV, to stand before those of the answer.
    var columns: [UInt8] = []
    /// What is wrong with it.
    var fault: Fault?

    /// Why a line could not be read.
    struct Fault: Sendable {
        /// As the answer says it.
        var words: String
        /// As standard error says it, with the place.
        var note: String
    }
}

/// Reads requests one after the other.
protocol MatchRequests: Sendable {
    /// The next request.
    ///
    /// - Parameter isWaiting: whether to wait for it.
    /// - Returns: a request; `nil` at the end, or if none is there and waiting is not wanted.
    /// - Throws: `StorageError` when the system refuses to read.
    mutating func next(isWaiting: Bool) throws(StorageError) -> MatchRequest?

    /// How many bytes were taken so far.
    var byteCount: Int { get }
}
