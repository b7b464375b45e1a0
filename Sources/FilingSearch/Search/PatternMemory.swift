internal import InvertedIndex

/// Remembers which words patterns match: texts say the same words over and over.
struct PatternMemory {
    private var known: [(pattern: TermPattern, words: [[UInt8]: Bool])] = []

    /// Whether a pattern matches a word.
    mutating func matches(_ pattern: TermPattern, _ word: [UInt8]) -> Bool {
        let place: Int
        if let index = known.firstIndex(where: { $0.pattern == pattern }) {
            place = index
        } else {
            place = known.count
            known.append((pattern, [:]))
        }
        if let answer = known[place].words[word] { return answer }
        let answer = pattern.grade(of: word) != nil
        known[place].words[word] = answer
        return answer
    }
}
