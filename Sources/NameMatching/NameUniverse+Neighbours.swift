extension NameUniverse {
    /// The words within some edits of a folded word, ascending, among them the word itself if somebody bears it.
    ///
    /// - Parameters:
    ///   - edits: insertions, deletions, substitutions and swaps of neighbours, one or two.
    ///   - word: at least three letters, at least five for two edits.
    /// - Returns: their numbers.
    /// - Complexity: O(1) look-ups, then a distance for each candidate that its letters do not rule out.
    package func words(within edits: Int, of word: [UInt8]) -> [UInt32] {
        var found: [UInt32] = []
        _ = appendWords(within: edits, of: WordSimilarity(word, frequency: 0), to: &found)
        return found
    }

    /// Appends every word within some edits: lengths and letters rule out most candidates, the distance decides on the rest.
    ///
    /// - Returns: how many candidates there were.
    func appendWords(within edits: Int, of similarity: WordSimilarity, to found: inout [UInt32]) -> Int {
        let start = found.count
        let profile = similarity.profile
        let length = similarity.word.count
        let count = deletions.forEachCandidate(similarity.word.span, edits: edits) { word in
            let other = profiles[Int(word)]
            let otherLength = letters(ofWord: Int(word)).count
            guard abs(otherLength - length) <= edits,
                (other.signature ^ profile.signature).nonzeroBitCount <= 2 * edits
            else { return }
            found.append(word)
        }
        found[start...].sort()
        var kept = start
        wordBytes.withSpan { all in
            var last = UInt32.max
            for index in start..<found.count where found[index] != last {
                last = found[index]
                let own = all.extracting(letters(ofWord: Int(last)))
                if similarity.distance(to: own, limit: edits) != nil {
                    found[kept] = last
                    kept += 1
                }
            }
        }
        found.removeLast(found.count - kept)
        return count
    }

    /// The words of which some beginning is exactly one edit, or none, from a word, ascending.
    ///
    /// The sorted vocabulary is walked as the tree it is: a step takes one letter and narrows a range of words.
    ///
    /// - Returns: their numbers.
    /// - Complexity: O(*m* · *a*) ranges for *m* letters typed and an alphabet of *a*, each found by binary search.
    func words(beginningWithinOneEditOf typed: [UInt8]) -> [UInt32] {
        var ranges: [Range<Int>] = []
        walk(typed, 0, depth: 0, 0..<wordCount, edits: 1, &ranges)
        ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var words: [UInt32] = []
        var next = 0
        for range in ranges {
            for word in max(next, range.lowerBound)..<max(next, range.upperBound) { words.append(UInt32(word)) }
            next = max(next, range.upperBound)
        }
        return words
    }

    private func walk(
        _ typed: [UInt8], _ position: Int, depth: Int, _ range: Range<Int>, edits: Int, _ ranges: inout [Range<Int>]
    ) {
        guard !range.isEmpty else { return }
        guard position < typed.count else {
            ranges.append(range)
            return
        }
        let match = narrowed(range, depth, to: typed[position])
        walk(typed, position + 1, depth: depth + 1, match, edits: edits, &ranges)
        guard edits > 0 else { return }
        walk(typed, position + 1, depth: depth, range, edits: 0, &ranges)
        if position + 1 < typed.count {
            let swapped = narrowed(narrowed(range, depth, to: typed[position + 1]), depth + 1, to: typed[position])
            walk(typed, position + 2, depth: depth + 2, swapped, edits: 0, &ranges)
        }
        var start = narrowed(range, depth, to: 0).upperBound
        while start < range.upperBound {
            let letter = wordBytes[Int(wordOffsets[start]) + depth]
            let child = narrowed(start..<range.upperBound, depth, to: letter)
            if letter != typed[position] {
                walk(typed, position + 1, depth: depth + 1, child, edits: 0, &ranges)
            }
            walk(typed, position, depth: depth + 1, child, edits: 0, &ranges)
            start = child.upperBound
        }
    }

    /// The words of a range, which agree in their first letters, that have a letter next; with 0 those that end before.
    private func narrowed(_ range: Range<Int>, _ depth: Int, to letter: UInt8) -> Range<Int> {
        func first(_ isBefore: (UInt8) -> Bool) -> Int {
            var low = range.lowerBound
            var high = range.upperBound
            while low < high {
                let middle = (low + high) / 2
                let own = letters(ofWord: middle)
                if isBefore(own.count > depth ? wordBytes[own.lowerBound + depth] : 0) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
        let start = first { $0 < letter }
        return start..<first { $0 <= letter }
    }
}
