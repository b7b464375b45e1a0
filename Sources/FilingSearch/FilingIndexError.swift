package import InvertedIndex
internal import Storage

/// Why an index could not be opened or asked.
public struct FilingIndexError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble, for exit codes.
    public enum Kind: Sendable {
        /// There is no index.
        case missing
        /// The index is damaged or of another version.
        case damaged
        /// Another process is writing.
        case locked
        /// The disk refused.
        case storage
        /// The question does not fit the index, such as a page of a commit that is gone.
        case question
    }

    /// What kind of trouble.
    public let kind: Kind
    /// A sentence that says what happened and what to do.
    public let description: String

    private init(kind: Kind, description: String) { (self.kind, self.description) = (kind, description) }

    /// An index written before it kept what parties were in filings.
    static func lacksUses(path: String) -> FilingIndexError {
        FilingIndexError(
            kind: .damaged,
            description: "\(path): expected what each party was in filings, found an index written before "
                + "that was kept. "
                + "Build it again with `filings rebuild <inputs>`, or ask without issuer, form, role, place and days.")
    }

    /// An index written before it kept what is asked for.
    static func lacks(_ what: [String], path: String) -> FilingIndexError {
        FilingIndexError(
            kind: .damaged,
            description: "\(path): expected \(what.joined(separator: ", ")) of filings, found an index written before "
                + "that was kept. Build it again with `filings rebuild <inputs>`, or ask without.")
    }

    /// A question that does not fit.
    static func question(_ description: String) -> FilingIndexError {
        FilingIndexError(kind: .question, description: description)
    }

    package init(_ error: IndexError) {
        description = error.description
        switch error {
        case .missing, .noEarlierCommit: kind = .missing
        case .occupied: kind = .question
        case .storage(let cause):
            if case .locked = cause { kind = .locked } else { kind = .storage }
        default: kind = .damaged
        }
    }
}
