public import FilingModel

/// Turns the bytes of one input into filings, parties and issues.
///
/// An importer never traps and never gives up a whole input for one fault: what can be read comes out as a value, what
/// cannot comes out as an issue that says where.
public protocol FilingImporter: Sendable {
    /// A short name for reports, such as `ownership XML`.
    static var name: String { get }

    /// Reads one input and hands on what it holds, in the order of the bytes.
    ///
    /// - Parameters:
    ///   - input: the whole input, decompressed.
    ///   - emit: called for every filing, party and issue found.
    func read(_ input: ImportInput, emit: (ImportEvent) -> Void)
}

/// The decompressed bytes of one file or archive member.
public struct ImportInput: Sendable {
    /// Path of the file as given.
    public let file: String
    /// Path inside the archive, if the file is one.
    public let member: String?
    /// The bytes, or a piece of them where the format may be cut.
    public let bytes: [UInt8]
    /// Bytes of the file or member before these.
    package let offset: Int
    /// Lines of the file or member before these.
    package let lineCount: Int
    /// The importer that the begin of the file asked for, by its number; `nil` where `bytes` are that begin.
    let importer: Int?

    /// An input.
    ///
    /// - Parameters:
    ///   - file: path as given.
    ///   - member: path inside an archive.
    ///   - bytes: decompressed.
    public init(file: String, member: String? = nil, bytes: [UInt8]) {
        self.init(file: file, member: member, bytes: bytes, offset: 0, lineCount: 0, importer: nil)
    }

    init(file: String, member: String?, bytes: [UInt8], offset: Int, lineCount: Int, importer: Int?) {
        (self.file, self.member, self.bytes) = (file, member, bytes)
        (self.offset, self.lineCount, self.importer) = (offset, lineCount, importer)
    }
}

/// One thing an importer found.
public enum ImportEvent: Sendable {
    /// A filing, as complete as its bytes allow.
    case filing(Filing)
    /// A party out of a list of names.
    case party(ListedParty)
    /// Something odd; what could be read was read all the same.
    case issue(ImportIssue)
}
