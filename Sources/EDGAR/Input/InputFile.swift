/// A file to import, known by its path.
package struct InputFile: Hashable, Sendable {
    /// The path for people; bytes that are no UTF-8 show as replacement characters.
    package let path: String
    /// The path as the file system has it, without a final zero.
    package let pathBytes: [UInt8]
    /// Its size when it was listed.
    package let sizeBytes: Int
    /// When it was changed last, in nanoseconds since 1970, as it was when listed.
    package let modifiedNanoseconds: Int
}

/// One thing that reading a file gave: bytes to import, or something odd about them.
package enum InputPart: Sendable {
    /// A document, or several of a file that was cut between them.
    case input(ImportInput)
    /// What could not be read, or not as expected.
    case issue(ImportIssue)
}

/// Why bytes could not be had.
enum InputFault: Error {
    /// The system refuses, or the bytes are not what an archive should hold.
    case damaged(String)
    /// More than a limit allows, with a sentence that names it and the option that raises it.
    case overLimit(String)

    /// The fault in words.
    var words: String {
        switch self {
        case .damaged(let words), .overLimit(let words): words
        }
    }
}
