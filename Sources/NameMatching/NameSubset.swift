/// Some of the names of a universe, a bit each: those that a search may return.
package struct NameSubset: Sendable, Equatable {
    private var bits: [UInt64]
    /// How many names it holds.
    package private(set) var count = 0

    /// No name of a universe of so many.
    package init(nameCount: Int) { bits = [UInt64](repeating: 0, count: nameCount / 64 + 1) }

    /// Takes a name in.
    ///
    /// - Parameter name: its number in the universe, below the count given to the initialiser.
    package mutating func insert(_ name: UInt32) {
        let bit: UInt64 = 1 << UInt64(name & 63)
        guard bits[Int(name >> 6)] & bit == 0 else { return }
        bits[Int(name >> 6)] |= bit
        count += 1
    }

    /// Whether it holds a name.
    @inline(__always)
    package func contains(_ name: UInt32) -> Bool { bits[Int(name >> 6)] & (1 << UInt64(name & 63)) != 0 }
}
