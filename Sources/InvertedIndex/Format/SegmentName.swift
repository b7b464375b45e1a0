/// What a manifest records of a segment.
package struct SegmentName: Hashable, Sendable {
    /// 32 hexadecimal digits: the file is named for them.
    package let digest: String
    /// Length of the file.
    package let lengthBytes: Int
    /// CRC-32C of the footer, which holds those of everything else.
    package let footerChecksum: UInt32

    /// A name.
    package init(digest: String, lengthBytes: Int, footerChecksum: UInt32) {
        (self.digest, self.lengthBytes, self.footerChecksum) = (digest, lengthBytes, footerChecksum)
    }

    /// The file's name in the index directory.
    package var fileName: String { digest + SegmentFile.suffix }

    /// The bytes that the digits of `digest` stand for.
    var digestBytes: [UInt8] {
        let digits = Array(digest.utf8)
        func value(_ digit: UInt8) -> UInt8 { digit < 0x3A ? digit &- 0x30 : digit &- 0x57 }
        return stride(from: 1, to: digits.count, by: 2).map { value(digits[$0 - 1]) << 4 | value(digits[$0]) }
    }

    /// Whether a text is a digest as files are named for.
    static func isDigest(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
    }
}
