/// Sixty-four bits that stand for a text of some kind; two texts with the same ones are taken for equal.
enum Fingerprint {
    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    /// The bits of a text; FNV-1a with a final mix.
    static func of(_ kind: Character, _ text: String) -> UInt64 {
        var hash = beginning(kind)
        for byte in text.utf8 { hash = appending(byte, to: hash) }
        return mixed(hash)
    }

    /// The state before the first byte, for texts that grow byte by byte.
    static func beginning(_ kind: Character) -> UInt64 { appending(kind.asciiValue ?? 0, to: start) }

    /// The state after one more byte.
    static func appending(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* prime }

    /// The bits of a state.
    static func mixed(_ hash: UInt64) -> UInt64 {
        var bits = hash
        bits = (bits ^ (bits >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return bits ^ (bits >> 32)
    }
}
