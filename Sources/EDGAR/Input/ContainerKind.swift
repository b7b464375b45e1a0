/// What holds other files, known by its first bytes; names are not asked.
enum ContainerKind {
    /// One file, packed: gzip, xz, compress, bzip2 or zstd. What is packed may be an archive.
    case packed
    /// A tar archive.
    case tar
    /// A zip archive.
    case zip
    /// A tar archive of nothing but its end.
    case empty

    /// Bytes that must be known to tell.
    static let headBytes = 1_024
    private static let blockBytes = 512

    /// The kind of a file or member; `nil` for what is to be read as it is.
    ///
    /// - Parameter head: the first `headBytes`, or all there are.
    init?(head: ArraySlice<UInt8>) {
        func starts(_ mark: [UInt8]) -> Bool { head.starts(with: mark) }
        if starts([0x1F, 0x8B]) || starts([0x1F, 0x9D]) || starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0])
            || starts([0x28, 0xB5, 0x2F, 0xFD]) || Self.isBzip2(head)
        {
            self = .packed
        } else if starts([0x50, 0x4B, 3, 4]) || starts([0x50, 0x4B, 5, 6]) || starts([0x50, 0x4B, 7, 8]) {
            self = .zip
        } else if head.count >= Self.headBytes, head.allSatisfy({ $0 == 0 }) {
            self = .empty
        } else if Self.isTar(head) {
            self = .tar
        } else {
            return nil
        }
    }

    private static func isBzip2(_ head: ArraySlice<UInt8>) -> Bool {
        // `BZh`, a digit, and the mark of a block or of the end: text may begin with the first three.
        guard head.starts(with: [0x42, 0x5A, 0x68]), head.count >= 10 else { return false }
        let mark = head.dropFirst(4).prefix(6)
        return mark.elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
            || mark.elementsEqual([0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
    }

    /// The sum of a header's bytes stands in the header, in octal digits; no text fulfils that by chance.
    private static func isTar(_ head: ArraySlice<UInt8>) -> Bool {
        guard head.count >= blockBytes, head.first != 0 else { return false }
        let header = head.prefix(blockBytes)
        let sumPlace = header.startIndex + 148..<header.startIndex + 156
        var digits = header[sumPlace].drop { $0 == 0x20 }
        digits = digits.prefix { (0x30...0x37).contains($0) }
        guard !digits.isEmpty else { return false }
        let stated = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
        var sum = 0
        for index in header.indices { sum += sumPlace.contains(index) ? 0x20 : Int(header[index]) }
        return sum == stated
    }
}
