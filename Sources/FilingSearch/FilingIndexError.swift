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
    }

    /// What kind of trouble.
    public let kind: Kind
    /// A sentence that says what happened and what to do.
    public let description: String

    package init(_ error: IndexError) {
        description = error.description
        switch error {
        case .missing: kind = .missing
        case .storage(let cause):
            if case .locked = cause { kind = .locked } else { kind = .storage }
        default: kind = .damaged
        }
    }
}
