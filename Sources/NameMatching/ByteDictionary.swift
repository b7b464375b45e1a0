/// Gives byte strings dense numbers in the order of their first appearance.
///
/// Open addressing over FNV-1a; keys lie one after the other in one array, so a look-up allocates nothing.
///
/// - Complexity: look-up and insertion O(length of the key) on average.
package struct ByteDictionary: Sendable {
    private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)
    private var hashes: [UInt64] = []
    private var ends: [UInt32] = []
    private var bytes: [UInt8] = []

    /// An empty dictionary.
    package init() {}

    /// The number of distinct keys.
    package var count: Int { hashes.count }

    /// The number of a key, or nil if it was never inserted.
    package func index(of key: Span<UInt8>) -> Int? {
        let hash = Self.hash(key)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 7) & mask
        while slots[slot] != 0 {
            let candidate = Int(slots[slot]) - 1
            if hashes[candidate] == hash, equals(candidate, key) { return candidate }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The number of a key, which is given one if it is new.
    package mutating func insert(_ key: Span<UInt8>) -> Int {
        if let known = index(of: key) { return known }
        if (hashes.count + 1) * 2 > slots.count { grow() }
        let hash = Self.hash(key)
        for position in 0..<key.count { bytes.append(key[position]) }
        hashes.append(hash)
        ends.append(UInt32(bytes.count))
        place(hash, UInt32(hashes.count))
        return hashes.count - 1
    }

    /// The bytes of a key.
    package func key(_ index: Int) -> [UInt8] {
        Array(bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])])
    }

    private func equals(_ index: Int, _ key: Span<UInt8>) -> Bool {
        let start = index == 0 ? 0 : Int(ends[index - 1])
        guard Int(ends[index]) - start == key.count else { return false }
        for position in 0..<key.count where bytes[start + position] != key[position] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for index in hashes.indices { place(hashes[index], UInt32(index + 1)) }
    }

    private mutating func place(_ hash: UInt64, _ number: UInt32) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 7) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = number
    }

    /// FNV-1a of 64 bits (Fowler, Noll, Vo; offset basis and prime as published).
    static func hash(_ key: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for position in 0..<key.count { hash = (hash ^ UInt64(key[position])) &* 0x100_0000_01b3 }
        return hash
    }
}
