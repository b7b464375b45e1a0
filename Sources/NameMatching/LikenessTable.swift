/// The likeness of every word of a universe to every word of a query, for one query at a time.
///
/// Most words are like none: they have slot 0. The table is as long as the vocabulary and is wiped by undoing.
struct LikenessTable {
    private var slotOfWord: [UInt16]
    private var used: [UInt32] = []
    private(set) var rows: [PairScore] = []
    /// Whether a slot's word is part of a joined or split reading.
    private(set) var isUnit: [Bool] = [false]
    private var width = 0

    init(wordCount: Int) { slotOfWord = [UInt16](repeating: 0, count: wordCount) }

    /// Forgets the last query and makes ready for one of so many words.
    mutating func reset(width: Int) {
        for word in used { slotOfWord[Int(word)] = 0 }
        used.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        isUnit.removeAll(keepingCapacity: true)
        isUnit.append(false)
        self.width = width
        for _ in 0..<width { rows.append(.none) }
    }

    /// The slot of a word, 0 if it is like none.
    @inline(__always)
    func slot(_ word: UInt32) -> Int { Int(slotOfWord[Int(word)]) }

    mutating func set(_ word: UInt32, query: Int, _ score: PairScore) {
        guard let slot = slotForWriting(word) else { return }
        if score.value > rows[slot * width + query].value { rows[slot * width + query] = score }
    }

    mutating func markUnit(_ word: UInt32) {
        if let slot = slotForWriting(word) { isUnit[slot] = true }
    }

    /// A slot for a word.
    ///
    /// A query has some hundred words that it is like; 65,535 would take a thousand-word query.
    private mutating func slotForWriting(_ word: UInt32) -> Int? {
        if slotOfWord[Int(word)] != 0 { return Int(slotOfWord[Int(word)]) }
        guard used.count < Int(UInt16.max) else { return nil }
        used.append(word)
        slotOfWord[Int(word)] = UInt16(used.count)
        for _ in 0..<width { rows.append(.none) }
        isUnit.append(false)
        return used.count
    }
}
