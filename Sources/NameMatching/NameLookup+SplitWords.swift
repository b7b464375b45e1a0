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
                    addSplit(position, count: 1, [UInt32(first), UInt32(second)], 1, &names)
                }
                // Three words: two particles and a name, or any in a word nobody bears.
                let isParticle = universe.profiles[first].traits.contains(.particle)
                guard cut > 1, isParticle || cut > 2 && query.words[position].frequency == 0 else { continue }
                for next in (cut + 2)..<max(cut + 2, bytes.count - 2) {
                    guard let second = universe.word(of: bytes.span.extracting(cut..<next)),
                        universe.profiles[second].traits.contains(.particle) || query.words[position].frequency == 0,
                        let third = universe.word(of: bytes.span.extracting(next..<bytes.count))
                    else { continue }
                    addSplit(position, count: 1, [UInt32(first), UInt32(second), UInt32(third)], 1, &names)
                }
            }
        }
        for position in query.words.indices {
            addCompounds(position, count: 1, query.bytes[position], &names)
            guard position + 1 < query.words.count else { break }
            addCompounds(position, count: 2, query.bytes[position] + query.bytes[position + 1], &names)
        }
        return names
    }

    /// Adds the compounds that words of the query, written together, read like or begin.
    private mutating func addCompounds(_ position: Int, count: Int, _ bytes: [UInt8], _ names: inout [UInt32]) {
        guard bytes.count > 2, bytes.allSatisfy({ $0 &- 0x30 > 9 }) else { return }
        let similarity = WordSimilarity(bytes, frequency: 0)
        // Words cut elsewhere must at least read the same.
        let isSure = count > 1 || bytes.count < Self.compoundLengthMin
        let edits = isSure ? 0 : WordSimilarity.editLimit(length: bytes.count)
        for compound in universe.compounds.within(edits, of: similarity.pattern, bytes.span) {
            let words = universe.compounds.words(of: compound)
            if words.count == count, words.elementsEqual(wordNumbers(position, count)) { continue }
            let other = universe.compounds.bytes(of: compound)
            let score = similarity.score(other.span, WordProfile(other))
            if score.value > 0 { addSplit(position, count: count, words, score.value, &names) }
        }
        guard position + count == query.words.count, bytes.count >= Self.compoundLengthMin else { return }
        for compound in universe.compounds.beginning(with: bytes.span) {
            let words = universe.compounds.words(of: compound)
            let length = universe.compounds.bytes(of: compound).count
            // Where the first word is not typed to its end, it is found as a word that begins so.
            guard length > bytes.count, universe.letters(ofWord: Int(words[0])).count < bytes.count else { continue }
            let score = WordExpansion.prefixScore(length: bytes.count, of: length, isKnown: false)
            addSplit(position, count: count, words, score.value, &names)
        }
    }

    private func wordNumbers(_ position: Int, _ count: Int) -> [UInt32] {
        (position..<position + count).compactMap { index in
            let bytes = query.bytes[index]
            return universe.word(of: bytes.span).map { UInt32($0) }
        }
    }

    /// Shorter readings have too many neighbours: they must be exact.
    private static let compoundLengthMin = 6

    /// Adds the names that contain all of some words, and the reading itself if there is such a name.
    private mutating func addSplit(
        _ position: Int, count: Int, _ words: [UInt32], _ likeness: Float, _ names: inout [UInt32]
    ) {
        if query.split.contains(where: { $0.position == position && $0.count == count && $0.words == words }) { return }
        let before = names.count
        let rarest = words.min { universe.frequencies[Int($0)] < universe.frequencies[Int($1)] } ?? words[0]
        for role in [NameUniverse.Role.surname, .given] {
            var others = words.filter { $0 != rarest }.map { ListPair(universe, word: Int($0)) }
            for posting in universe.postingRange(ofWord: Int(rarest), role) {
                let name = universe.postings[posting]
                if others.indices.allSatisfy({ others[$0].contains(name, universe.postings) }) { names.append(name) }
            }
        }
        guard names.count > before else { return }
        query.split.append(SplitWord(position: position, count: count, words: words, likeness: likeness))
        table.markUnit(words[0])
    }
}

/// The two lists of a word, asked for names in ascending order.
private struct ListPair {
    private var positions: [2 of Int]
    private let ends: [2 of Int]

    init(_ universe: NameUniverse, word: Int) {
        let lists = [universe.postingRange(ofWord: word, .surname), universe.postingRange(ofWord: word, .given)]
        positions = [lists[0].lowerBound, lists[1].lowerBound]
        ends = [lists[0].upperBound, lists[1].upperBound]
    }

    /// Whether one of the lists has a name; never asked for a lower one than before.
    ///
    /// - Complexity: O(log *d*) in the entries passed over.
    mutating func contains(_ name: UInt32, _ postings: FlatArray<UInt32>) -> Bool {
        for list in 0..<2 {
            var low = positions[list]
            var step = 1
            while low + step < ends[list], postings[low + step] < name {
                low += step
                step *= 2
            }
            var high = min(ends[list], low + step + 1)
            while low < high {
                let middle = (low + high) / 2
                if postings[middle] < name { low = middle + 1 } else { high = middle }
            }
            positions[list] = low
            if low < ends[list], postings[low] == name { return true }
        }
        return false
    }
}
