/// Where a filing's bytes were read: the evidence behind every answer.
public struct FilingSource: Hashable, Sendable {
    /// Path of the file as given to the importer.
    public var file: String
    /// Path inside an archive, if the file is one.
    public var member: String?
    /// The filing's bytes within the file or member, after decompression.
    public var byteRange: Range<Int>
    /// SHA-256 of those bytes.
    public var sha256: ContentDigest

    /// A source.
    ///
    /// - Parameters:
    ///   - file: path as given.
    ///   - member: path inside an archive.
    ///   - byteRange: within the decompressed bytes.
    ///   - sha256: of that range.
    public init(file: String, member: String? = nil, byteRange: Range<Int>, sha256: ContentDigest) {
        self.file = file
        self.member = member
        self.byteRange = byteRange
        self.sha256 = sha256
    }
}
