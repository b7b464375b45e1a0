/// For every name a byte of which words of the query it has something like, and bounds already computed for such bytes.
///
/// Reading a byte is much cheaper than scoring a name; most names of a long list have only the one word.
struct NameFilter {
    /// The bit that says that some word of the query is like the name's surname, or like any word of an organisation.
    static let surname: UInt8 = 0x80

    private(set) var masks: [UInt8] = []
    /// The first letter of each word in the order of the search, as a bit.
    var letters: [UInt32] = []
    var isReady = false
    private var keys: [UInt32] = []
    private var lines: [ScoreBound.Line] = []

    /// Wipes the filter for names of a universe.
    mutating func reset(nameCount: Int) {
        if masks.count == nameCount {
            for index in masks.indices { masks[index] = 0 }
        } else {
            masks = [UInt8](repeating: 0, count: nameCount)
            lines = [ScoreBound.Line](
                repeating: ScoreBound.Line(constant: 1, slope: 0, least: 0), count: Self.cacheSize)
        }
        letters.removeAll(keepingCapacity: true)
        isReady = true
    }

    /// Forgets the bounds, which hold for one word of the order only.
    mutating func forget() { keys = [UInt32](repeating: .max, count: Self.cacheSize) }

    /// Adds bits to the masks of names.
    mutating func note(_ names: FlatArray<UInt32>, _ range: Range<Int>, _ bits: UInt8) {
        for index in range { masks[Int(names[index])] |= bits }
    }

    /// A bound computed before.
    @inline(__always)
    func known(_ key: UInt32) -> ScoreBound.Line? {
        let slot = Self.slot(key)
        return keys[slot] == key ? lines[slot] : nil
    }

    mutating func remember(_ key: UInt32, _ line: ScoreBound.Line) {
        let slot = Self.slot(key)
        keys[slot] = key
        lines[slot] = line
    }

    private static let cacheSize = 1024

    @inline(__always)
    private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 22) }
}
