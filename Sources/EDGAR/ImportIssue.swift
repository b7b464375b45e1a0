/// Something in an input that is not as it should be.
public struct ImportIssue: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: UInt8, Hashable, Sendable {
        /// Odd, but nothing was lost.
        case note = 0
        /// A part could not be read as what it should be; the rest was imported.
        case warning = 1
        /// Nothing could be imported from this input or document.
        case rejected = 2
    }

    /// What kind of oddity, in a few words that are the same for all of its kind: reports count by it.
    public var kind: String
    /// How bad it is.
    public var severity: Severity
    /// Path of the file.
    public var file: String
    /// Path inside the archive, if any.
    public var member: String?
    /// Line in the decompressed bytes, from 1, where one can be named.
    public var line: Int?
    /// What was expected, what was found and what became of it, in a sentence.
    public var message: String

    /// An issue.
    ///
    /// - Parameters:
    ///   - kind: a few words, the same for all of its kind.
    ///   - severity: how bad it is.
    ///   - file: path of the file.
    ///   - member: path inside an archive.
    ///   - line: from 1.
    ///   - message: a sentence.
    public init(
        kind: String, severity: Severity, file: String, member: String? = nil, line: Int? = nil, message: String
    ) {
        self.kind = kind
        self.severity = severity
        self.file = file
        self.member = member
        self.line = line
        self.message = message
    }
}

extension ImportIssue: CustomStringConvertible {
    /// `path!member:line: message`, the way compilers point at a place.
    public var description: String {
        var place = file
        if let member { place += "!" + member }
        if let line { place += ":\(line)" }
        return place + ": " + message
    }
}
