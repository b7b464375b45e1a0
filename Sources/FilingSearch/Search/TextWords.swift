/// The words of a text with their places in it, their bytes one after another: texts of filings have tens of thousands, and
/// an array for each would cost more than cutting them.
struct TextWords {
    private var bytes: [UInt8] = []
    /// For each word where its bytes end.
    private var ends: [Int] = []
    /// For each word where it stands in the text, in bytes.
    private(set) var places: [Range<Int>] = []

    /// Number of words.
    var count: Int { ends.count }
    /// Their numbers.
    var indices: Range<Int> { 0..<ends.count }

    /// Forgets all words and keeps the room.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    /// Takes the next word.
    mutating func append(_ word: Span<UInt8>, at place: Range<Int>) {
        for index in 0..<word.count { bytes.append(word[index]) }
        ends.append(bytes.count)
        places.append(place)
    }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// The bytes of a word.
    subscript(index: Int) -> [UInt8] { Array(bytes[range(index)]) }

    /// Whether a word is another.
    func isEqual(_ index: Int, to word: [UInt8]) -> Bool {
        let range = range(index)
        return range.count == word.count && bytes[range].elementsEqual(word)
    }

    /// Whether a word begins like another.
    func begins(_ index: Int, with beginning: [UInt8]) -> Bool { bytes[range(index)].starts(with: beginning) }
}
