/// What tells one filing from another: its accession number or, for a paper that holds none, a hash of its bytes.
public enum FilingIdentity: Hashable, Sendable {
    /// Filed on EDGAR under this number.
    case accession(AccessionNumber)
    /// The first 63 bits of the SHA-256 of the bytes it was read from: the same paper twice is one filing.
    case content(UInt64)

    /// The identity of a paper without an accession number.
    ///
    /// - Parameter digest: of the bytes the filing was read from.
    public init(contentOf digest: ContentDigest) {
        self = .content(digest.leadingBits >> 1)
    }

    /// A number in which every identity has its own value: accession numbers above zero, content hashes below.
    public var sortKey: Int64 {
        switch self {
        case .accession(let number): Int64(number.digits)
        case .content(let hash): -Int64(hash) - 1
        }
    }

    /// The identity behind a `sortKey`; `nil` for a number that is none.
    ///
    /// - Parameter sortKey: as `sortKey` gives it.
    public init?(sortKey: Int64) {
        if sortKey < 0 {
            self = .content(UInt64(-(sortKey + 1)))
        } else {
            guard let number = AccessionNumber(digits: UInt64(sortKey)) else { return nil }
            self = .accession(number)
        }
    }

    /// Reads what `description` writes, or an accession number without dashes.
    ///
    /// - Parameter text: `0001209191-20-002775` or `content-0f3a…` with sixteen hexadecimal digits.
    public init?(parsing text: some StringProtocol) {
        if let number = AccessionNumber(parsing: text) {
            self = .accession(number)
        } else if text.hasPrefix("content-"), text.utf8.count == 24,
            text.dropFirst(8).allSatisfy(\.isHexDigit), let hash = UInt64(text.dropFirst(8), radix: 16), hash >> 63 == 0
        {
            self = .content(hash)
        } else {
            return nil
        }
    }
}

extension FilingIdentity: CustomStringConvertible {
    /// The accession number with dashes, or `content-` and sixteen hexadecimal digits.
    public var description: String {
        switch self {
        case .accession(let number):
            return number.description
        case .content(let hash):
            let digits = String(hash, radix: 16)
            return "content-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
    }

    /// Appends the bytes of `description`, for output of many.
    ///
    /// - Parameter text: gets ASCII.
    public func append(to text: inout [UInt8]) {
        switch self {
        case .accession(let number): number.append(to: &text)
        case .content: text += description.utf8
        }
    }
}
