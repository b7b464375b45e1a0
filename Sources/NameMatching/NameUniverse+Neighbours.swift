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
}
