/// Tells which words a pattern means, word after word: it keeps what it has learnt of the pattern.
package struct TermTest {
    // One of the two.
    private var machine: TermMachine?
    private var kin: (stems: KinStems, beginnings: [[UInt8]])?

    /// For each byte whether a word that begins with it can be meant: most are told by that alone.
    package private(set) var mayBegin: [Bool]

    /// A test.
    ///
    /// - Parameter pattern: the pattern.
    package init(_ pattern: TermPattern) {
        if case .kin(let word) = pattern {
            let stems = KinStems(word)
            kin = (stems, stems.beginnings)
            mayBegin = [Bool](repeating: false, count: 256)
            for beginning in stems.beginnings { if let byte = beginning.first { mayBegin[Int(byte)] = true } }
        } else {
            var machine = TermMachine(pattern)
            // What is not ASCII begins a character, which a byte does not tell.
            mayBegin = (0..<256).map { $0 >= 128 || machine.step(machine.start, $0) != 0 }
            self.machine = machine
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
