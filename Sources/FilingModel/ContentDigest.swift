/// A SHA-256: thirty-two bytes that vouch for the bytes a filing was read from.
public struct ContentDigest: Hashable, Sendable {
    private let word0, word1, word2, word3: UInt64

    /// Thirty-two zero bytes, which stand for no digest.
    public static let zero = ContentDigest()

    private init() { (word0, word1, word2, word3) = (0, 0, 0, 0) }

    /// Takes the thirty-two bytes of a digest.
    ///
    /// - Parameter bytes: exactly 32 of them, else `nil`.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for (index, byte) in bytes.enumerated() {
            switch index / 8 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
        }
        (word0, word1, word2, word3) = words
    }

    /// The first eight bytes as a big-endian number.
    public var leadingBits: UInt64 { word0 }

    /// The thirty-two bytes.
    public var bytes: [UInt8] {
        [word0, word1, word2, word3].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
        }
    }
}

extension ContentDigest: CustomStringConvertible {
    /// Sixty-four hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
