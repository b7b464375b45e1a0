/// The distinct keys of a segment being built, numbered in the order they came.
///
/// An open-addressing table of numbers over one arena of bytes: a word that is known costs a hash, a probe and a
/// comparison, and no allocation.
struct Vocabulary {
    private var arena: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [UInt32] = []
    private var table: [UInt32]
    private var mask: Int

    /// No keys.
    init() {
        table = [UInt32](repeating: .max, count: 4096)
        mask = 4095
    }

    /// Number of keys.
    var count: Int { ends.count }

    /// The number of a term in a field, given now if it is new.
    mutating func intern(_ term: Span<UInt8>, field: Int) -> UInt32 {
        let fieldByte = TermKey.fieldByte(field)
        // Eight bytes at a time are mixed in by a multiplication whose high half folds into the low one.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(fieldByte)
        var chunk: UInt64 = 0
        for index in term.indices {
            chunk = chunk &<< 8 | UInt64(term[index])
            if index & 7 == 7 {
                hash = Self.mixed(hash, chunk)
                chunk = 0
            }
        }
        hash = Self.mixed(hash, chunk ^ UInt64(term.count) &<< 56)
        let short = UInt32(truncatingIfNeeded: hash)
        var slot = Int(short) & mask
        while table[slot] != .max {
            let number = Int(table[slot])
            if hashes[number] == short, isEqual(number, term, fieldByte) { return UInt32(number) }
            slot = (slot + 1) & mask
        }
        let number = UInt32(ends.count)
        table[slot] = number
        for index in 0..<term.count { arena.append(term[index]) }
        arena.append(fieldByte)
        ends.append(arena.count)
        hashes.append(short)
        if ends.count * 2 > table.count { grow() }
        return number
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ chunk: UInt64) -> UInt64 {
        let product = (hash ^ chunk).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.low ^ product.high
    }

    private func start(of number: Int) -> Int { number == 0 ? 0 : ends[number - 1] }

    private func isEqual(_ number: Int, _ term: Span<UInt8>, _ fieldByte: UInt8) -> Bool {
        let start = start(of: number)
        guard ends[number] - start == term.count + 1, arena[ends[number] - 1] == fieldByte else { return false }
        for index in 0..<term.count where arena[start + index] != term[index] { return false }
        return true
    }

    private mutating func grow() {
        mask = table.count * 2 - 1
        table = [UInt32](repeating: .max, count: mask + 1)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while table[slot] != .max { slot = (slot + 1) & mask }
            table[slot] = UInt32(number)
        }
    }

    /// A key: term and field byte.
    func key(of number: UInt32) -> ArraySlice<UInt8> { arena[start(of: Int(number))..<ends[Int(number)]] }

    /// The field of a key.
    func field(of number: UInt32) -> Int { Int(arena[ends[Int(number)] - 1]) - 1 }

    /// All numbers in the order of their keys' bytes.
    func sortedTerms() -> [UInt32] {
        // Most comparisons end within the first eight bytes, which travel with the number.
        var entries = (0..<count).map { number in
            (prefix: TermDictionaryWriter.prefix(of: key(of: UInt32(number))), number: UInt32(number))
        }
        entries.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            return key(of: left.number).lexicographicallyPrecedes(key(of: right.number))
        }
        return entries.map(\.number)
    }
}
