/// For every name a byte of which words of the query it has something like, and bounds already computed for such bytes.
///
/// Reading a byte is much cheaper than scoring a name; most names of a long list have only the one word.
struct NameFilter {
    /// The bit that says that some word of the query is like the name's surname, or like any word of an organisation.
    static let surname: UInt8 = 0x80

    private(set) var masks: [UInt8] = []
    /// The first letter of each word in the order of the search, as a bit.
    private(set) var letters: [UInt32] = []
    /// All of `letters` together.
    private(set) var allLetters: UInt32 = 0
    /// Whether `masks` are those of this query.
    private(set) var isFilled = false
    /// Whether any surname may be like the query's last letter, so that none is noted for it.
    private(set) var isSurnameTyped = false
    private var keys = [UInt32](repeating: .max, count: cacheSize)
    private var bounds = [Float](repeating: 1, count: cacheSize)

    /// Forgets the last query.
    mutating func begin(_ query: PreparedQuery, order: [Int]) {
        isFilled = false
        letters.removeAll(keepingCapacity: true)
        allLetters = 0
        for index in order.prefix(ScoreBound.orderMax) {
            letters.append(letter(of: query.words[index]))
            allLetters |= letter(of: query.words[index])
        }
        for slot in keys.indices { keys[slot] = .max }
    }

    /// The first letter of a word as a bit; none if it is no letter.
    @inline(__always)
    func letter(of word: QueryWord) -> UInt32 {
        let letter = word.profile.first &- 0x61
        return letter < 26 ? 1 << UInt32(letter) : 0
    }

    /// Wipes the masks for the names of a universe, to be noted anew.
    mutating func fill(nameCount: Int, isSurnameTyped: Bool) {
        self.isSurnameTyped = isSurnameTyped
        if masks.count == nameCount {
            for index in masks.indices { masks[index] = 0 }
        } else {
            masks = [UInt8](repeating: 0, count: nameCount)
        }
        isFilled = true
    }

    /// Adds bits to the masks of names.
    mutating func note(_ names: FlatArray<UInt32>, _ range: Range<Int>, _ bits: UInt8) {
        for index in range { masks[Int(names[index])] |= bits }
    }

    /// A bound computed before.
    @inline(__always)
    func known(_ key: UInt32) -> Float? {
        let slot = Self.slot(key)
        return keys[slot] == key ? bounds[slot] : nil
    }

    mutating func remember(_ key: UInt32, _ bound: Float) {
        let slot = Self.slot(key)
        keys[slot] = key
        bounds[slot] = bound
    }

    private static let cacheSize = 1024

    @inline(__always)
    private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 22) }
}
