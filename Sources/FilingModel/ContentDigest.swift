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
        self.init(bytes: Array(bytes))
    }

    /// Takes the thirty-two bytes of a digest.
    ///
    /// The same for an array: callers in other modules get it without going through generic code, which costs
    /// 5 µs a digest.
    ///
    /// - Parameter bytes: exactly 32 of them, else `nil`.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        func word(_ start: Int) -> UInt64 {
            bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
        (word0, word1, word2, word3) = (word(0), word(8), word(16), word(24))
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
