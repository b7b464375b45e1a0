/// Distinct words of one part of names, to be searched for those that are within some edits of another.
struct Vocabulary {
    private struct Entry {
        let word: String
        let bytes: [UInt8]
        let letters: UInt32
    }

    private(set) var words: Set<String> = []
    private var entries: [[Entry]] = []
    private var found: [String: [String: Int]] = [:]

    mutating func insert(_ word: String) {
        guard !word.isEmpty, words.insert(word).inserted else { return }
        let bytes = Array(word.utf8)
        while entries.count <= bytes.count { entries.append([]) }
        entries[bytes.count].append(Entry(word: word, bytes: bytes, letters: Self.letters(bytes)))
    }

    /// The words within some edits, and how many each is away.
    mutating func near(_ word: String, within max: Int) -> [String: Int] {
        let key = "\(max) \(word)"
        if let known = found[key] { return known }
        let bytes = Array(word.utf8)
        let letters = Self.letters(bytes)
        var result: [String: Int] = [:]
        for length in Swift.max(0, bytes.count - max)...bytes.count + max where length < entries.count {
            for entry in entries[length] {
                // An edit changes at most one letter of each word's set.
                if (entry.letters & ~letters).nonzeroBitCount > max || (letters & ~entry.letters).nonzeroBitCount > max
                {
                    continue
                }
                if let count = Edits.count(bytes, entry.bytes, max: max) { result[entry.word] = count }
            }
        }
        found[key] = result
        return result
    }

    private static func letters(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }
}
