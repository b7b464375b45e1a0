/// Tells which words a pattern means, word after word: it keeps what it has learnt of the pattern.
package struct TermTest {
    // One of the two.
    private var machine: TermMachine?
    private var kin: (stems: KinStems, beginnings: [[UInt8]])?

    /// A test.
    ///
    /// - Parameter pattern: the pattern.
    package init(_ pattern: TermPattern) {
        if case .kin(let word) = pattern {
            let stems = KinStems(word)
            kin = (stems, stems.beginnings)
        } else {
            machine = TermMachine(pattern)
        }
    }

    /// Whether a word is meant.
    ///
    /// - Parameter word: folded, in UTF-8.
    /// - Returns: whether it is.
    /// - Complexity: most words are told by their first letters.
    package mutating func matches(_ word: ArraySlice<UInt8>) -> Bool {
        if let kin {
            return kin.beginnings.contains { word.starts(with: $0) } && kin.stems.grade(of: word) != nil
        }
        machine?.renew()
        return machine?.matches(word) ?? false
    }
}
