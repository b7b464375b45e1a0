/// Where a filing's bytes were read: the evidence behind every answer.
///
/// An index keeps the `name` as its file, and no member: the same papers give the same index whether they lie in a
/// folder, an archive or packed one by one. The digest tells papers of one name apart.
public struct FilingSource: Hashable, Sendable {
    /// Path of the file as given to the importer.
    public var file: String
    /// Path inside an archive, if the file is one.
    public var member: String?
    /// The filing's bytes within the file or member, after decompression.
    public var byteRange: Range<Int>
    /// SHA-256 of those bytes.
    public var sha256: ContentDigest
    /// What kind of paper it is.
    public var kind: Kind

    /// A kind of paper; the raw value stands in records of an index.
    public enum Kind: UInt8, CaseIterable, Hashable, Sendable {
        /// Not told: by an index written before kinds were kept.
        case unknown = 0
        /// An XML document by itself.
        case xml = 1
        /// A submission with its header.
        case submission = 2
        /// Rows of a data set.
        case dataSet = 3
        /// A form as a web page.
        case page = 4
        /// A form as text.
        case paper = 5
        /// Any other web page.
        case html = 6
        /// A line of JSON.
        case line = 7
        /// Any other text.
        case text = 8
        /// A list of what a party filed, or of what a search found.
        case list = 9
        /// Rows of an index file.
        case index = 10

        /// The kind in words.
        public var words: String {
            switch self {
            case .unknown: "paper"
            case .xml: "XML"
            case .submission: "submission"
            case .dataSet: "rows of a data set"
            case .page: "form as HTML"
            case .paper: "form as text"
            case .html: "HTML page"
            case .line: "JSON line"
            case .text: "text"
            case .list: "list of filings"
            case .index: "EDGAR index"
            }
        }
    }

    /// A source.
    ///
    /// - Parameters:
    ///   - file: path as given.
    ///   - member: path inside an archive.
    ///   - byteRange: within the decompressed bytes.
    ///   - sha256: of that range.
    ///   - kind: what kind of paper it is.
    public init(
        file: String, member: String? = nil, byteRange: Range<Int>, sha256: ContentDigest, kind: Kind = .unknown
    ) {
        self.file = file
        self.member = member
        self.byteRange = byteRange
        self.sha256 = sha256
        self.kind = kind
    }

    /// What of the path tells the paper wherever it lies: the name of the file or member, without the suffix of what
    /// packed it, behind that of its folder if only the folder's holds an accession number.
    public var name: String {
        let path = Self.tail(member ?? file)
        return member == nil || !path.name.isEmpty ? path.folder + path.name : Self.tail(file).name
    }

    /// What an index keeps: the name in place of the path.
    public var kept: FilingSource {
        FilingSource(file: name, byteRange: byteRange, sha256: sha256, kind: kind)
    }

    private static let packedSuffixes = [".gz", ".xz", ".Z", ".bz2", ".zst"]

    private static func tail(_ path: String) -> (folder: String, name: String) {
        // A member of an archive in an archive: the innermost counts.
        guard let last = part(of: path.utf8[...]) else { return ("", "") }
        var name = String(Substring(last))
        while let suffix = packedSuffixes.first(where: { name.hasSuffix($0) }), name.utf8.count > suffix.utf8.count {
            name.removeLast(suffix.count)
        }
        guard AccessionNumber(inPath: name) == nil, let before = part(of: path.utf8[..<last.startIndex]) else {
            return ("", name)
        }
        let folder = String(Substring(before))
        return AccessionNumber(inPath: folder) == nil ? ("", name) : (folder + "/", name)
    }

    /// The last part of a path that is not empty.
    private static func part(of path: Substring.UTF8View) -> Substring.UTF8View? {
        func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") }
        var end = path.endIndex
        while end > path.startIndex, isSeparator(path[path.index(before: end)]) { end = path.index(before: end) }
        var start = end
        while start > path.startIndex, !isSeparator(path[path.index(before: start)]) {
            start = path.index(before: start)
        }
        return start < end ? path[start..<end] : nil
    }
}
