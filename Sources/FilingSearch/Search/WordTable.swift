/// The words of a text in the order they stand, each by its number in a vocabulary, with a way from any of them to all the
/// others that are the same.
///
/// Eight bytes a word, and the vocabulary. A word's *place* is its number in the text, from 0.
struct WordTable {
    // The vocabulary: spellings one after another, where each ends, its hash, and its last place with 1 added.
    private var spellings: [UInt8] = []
    private var spellingEnds: [UInt32] = []
    private var hashes: [UInt32] = []
    private var lastPlaces: [UInt32] = []
    // Numbers of words with 1 added, where their hashes lead; 0 where none does. At most half are taken.
    private var slots = [UInt32](repeating: 0, count: 64)

    // The text: the word at each place, and where it stood before, with 1 added.
    private var words: [UInt32] = []
    private var earlierPlaces: [UInt32] = []

    /// Number of words in the text.
    var count: Int { words.count }
    /// Number of different words.
    var vocabularyCount: Int { spellingEnds.count }

    /// Takes the next word of the text.
    mutating func append(_ spelling: Span<UInt8>) {
        let hash = Self.hash(spelling)
        let word: Int
        switch slot(of: spelling, hash) {
        case (_, let known?): word = known
        case (let slot, nil):
            word = vocabularyCount
            for index in spelling.indices { spellings.append(spelling[index]) }
            spellingEnds.append(UInt32(spellings.count))
            hashes.append(hash)
            lastPlaces.append(0)
            slots[slot] = UInt32(word + 1)
            if 2 * vocabularyCount > slots.count { grow() }
        }
        words.append(UInt32(word))
        earlierPlaces.append(lastPlaces[word])
        lastPlaces[word] = UInt32(words.count)
    }

    /// The number of a word; `nil` for one that the text does not hold.
    func word(_ spelling: [UInt8]) -> Int? { slot(of: spelling.span, Self.hash(spelling.span)).word }

    /// How a word is spelt.
    func spelling(of word: Int) -> ArraySlice<UInt8> {
        spellings[(word == 0 ? 0 : Int(spellingEnds[word - 1]))..<Int(spellingEnds[word])]
    }

    /// The byte that a word begins with.
    func firstByte(of word: Int) -> UInt8 { spellings[word == 0 ? 0 : Int(spellingEnds[word - 1])] }

    /// The word at a place.
    subscript(place: Int) -> Int { Int(words[place]) }

    /// The places of a word, ascending.
    ///
    /// - Parameters:
    ///   - word: its number.
    ///   - end: places from here on are left out.
    /// - Returns: the places.
    func places(of word: Int, below end: Int) -> [UInt32] {
        var places: [UInt32] = []
        var next = lastPlaces[word]
        while next > 0 {
            if next <= end { places.append(next - 1) }
            next = earlierPlaces[Int(next) - 1]
        }
        places.reverse()
        return places
    }

    private func slot(of spelling: Span<UInt8>, _ hash: UInt32) -> (slot: Int, word: Int?) {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] > 0 {
            let word = Int(slots[slot]) - 1
            if hashes[word] == hash, isSpelt(word, spelling) { return (slot, word) }
            slot = (slot + 1) & mask
        }
        return (slot, nil)
    }

    private func isSpelt(_ word: Int, _ spelling: Span<UInt8>) -> Bool {
        let start = word == 0 ? 0 : Int(spellingEnds[word - 1])
        guard Int(spellingEnds[word]) - start == spelling.count else { return false }
        for index in spelling.indices where spellings[start + index] != spelling[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 4 * slots.count)
        let mask = slots.count - 1
        for word in hashes.indices {
            var slot = Int(hashes[word]) & mask
            while slots[slot] > 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(word + 1)
        }
    }

    /// FNV-1a, its upper half folded in: the lower bits alone are those of the last letters.
    private static func hash(_ spelling: Span<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in spelling.indices { hash = (hash ^ UInt64(spelling[index])) &* 0x100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
