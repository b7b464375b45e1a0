extension NameLookup {
    /// Finds the ways to split the query's words into words that some name has together, and those names.
    mutating func findSplitWords() -> [UInt32] {
        var names: [UInt32] = []
        for position in query.words.indices {
            let bytes = query.bytes[position]
            guard bytes.count > 3, bytes.allSatisfy({ $0 &- 0x30 > 9 }) else { continue }
            for cut in 1..<(bytes.count - 1) {
                if cut == 1, bytes[0] != UInt8(ascii: "o"), bytes[0] != UInt8(ascii: "d") { continue }
                guard let first = universe.word(of: bytes.span.extracting(0..<cut)) else { continue }
                if let second = universe.word(of: bytes.span.extracting(cut..<bytes.count)) {
                    addSplit(position, [UInt32(first), UInt32(second)], &names)
                }
                // Three words: two particles and a name, or any in a word nobody bears.
                let isParticle = universe.profiles[first].traits.contains(.particle)
                guard cut > 1, isParticle || cut > 2 && query.words[position].frequency == 0 else { continue }
                for next in (cut + 2)..<max(cut + 2, bytes.count - 2) {
                    guard let second = universe.word(of: bytes.span.extracting(cut..<next)),
                        universe.profiles[second].traits.contains(.particle) || query.words[position].frequency == 0,
                        let third = universe.word(of: bytes.span.extracting(next..<bytes.count))
                    else { continue }
                    addSplit(position, [UInt32(first), UInt32(second), UInt32(third)], &names)
                }
            }
        }
        return names
    }

    /// Adds the names that contain all of some words, and the reading itself if there is such a name.
    private mutating func addSplit(_ position: Int, _ words: [UInt32], _ names: inout [UInt32]) {
        let before = names.count
        let rarest = words.min { universe.frequencies[Int($0)] < universe.frequencies[Int($1)] } ?? words[0]
        for role in [NameUniverse.Role.surname, .given] {
            for posting in universe.postingRange(ofWord: Int(rarest), role) {
                let name = universe.postings[posting]
                if words.allSatisfy({ $0 == rarest || contains($0, name) }) { names.append(name) }
            }
        }
        guard names.count > before else { return }
        query.split.append(SplitWord(position: position, words: words))
        table.markUnit(words[0])
    }

    /// Whether a name contains a word, by its postings.
    private func contains(_ word: UInt32, _ name: UInt32) -> Bool {
        for role in [NameUniverse.Role.surname, .given] {
            let list = universe.postingRange(ofWord: Int(word), role)
            let position = skip(to: name, list.lowerBound, list.upperBound)
            if position < list.upperBound, universe.postings[position] == name { return true }
        }
        return false
    }
}
