package import Storage
internal import TextAnalysis

/// What can go wrong with an index.
package enum IndexError: Error, Equatable, Sendable {
    /// Bytes that no version of this program writes, or that changed after it wrote them.
    case corrupt(file: String, section: String, offset: Int, expected: String, found: String)
    /// Written by another format version.
    case version(file: String, found: Int, readable: ClosedRange<Int>)
    /// Written with a feature that this program does not know.
    case feature(file: String, bits: UInt64)
    /// A field whose text became terms in a way that this program does not know.
    case analyzer(file: String, field: String, found: String)
    /// Written by a version of this program that did not keep what is needed.
    case lacks(file: String, what: String)
    /// No index in this directory.
    case missing(directory: String)
    /// No commit before the newest opens.
    case noEarlierCommit(directory: String, newest: UInt64, reason: String?)
    /// A directory in which something is to be made already holds something.
    case occupied(directory: String)
    /// More than the format can hold.
    case tooLarge(what: String, limit: Int)
    /// The disk refused.
    case storage(StorageError)
}

extension IndexError: CustomStringConvertible {
    /// A sentence that says what happened and what to do.
    package var description: String {
        switch self {
        case .corrupt(let file, let section, let offset, let expected, let found):
            "\(file): damaged in \(section) at byte \(offset): expected \(expected), found \(found). "
                + "Run `filings check` for the extent, then build the index again with `filings rebuild <inputs>`."
        case .version(let file, let found, let readable):
            "\(file): format version \(found), this program reads \(readable.lowerBound)…\(readable.upperBound). "
                + "Build the index again with `filings rebuild <inputs>`, or use the program that wrote it."
        case .feature(let file, let bits):
            "\(file): uses a feature this program does not know (bits \(String(bits, radix: 16))). "
                + "Use a newer program, or build the index again with `filings rebuild <inputs>`."
        case .lacks(let file, let what):
            "\(file): expected \(what), found an index written before that was kept. "
                + "Build it again with `filings rebuild <inputs>`."
        case .analyzer(let file, let field, let found):
            "\(file): the words of field '\(field)' were made by the analyzer '\(found)', this program knows "
                + "\(Analyzer.allCases.map(\.rawValue).joined(separator: " and ")). "
                + "Use a newer program, or build the index again with `filings rebuild <inputs>`."
        case .missing(let directory):
            "no index in \(directory). Build one with `filings rebuild <inputs>`, "
                + "or name another with --index or FILINGS_INDEX."
        case .noEarlierCommit(let directory, let newest, let reason):
            "no commit before \(newest) in \(directory) can be returned to"
                + (reason.map { ": \($0)" } ?? "; there is none") + ". Nothing was changed."
        case .occupied(let directory):
            "\(directory) is not empty, and nothing is overwritten. Name a directory that is not there yet."
        case .tooLarge(let what, let limit):
            "\(what) exceeds what the index format holds (\(limit))."
        case .storage(let error):
            error.description
        }
    }
}

extension IndexError {
    /// Runs a storage operation and passes its error on as an index error.
    package static func wrapping<Value>(_ body: () throws(StorageError) -> Value) throws(IndexError) -> Value {
        do {
            return try body()
        } catch {
            throw .storage(error)
        }
    }
}
