/// The distance between two short words, for *did you mean*.
enum Suggestion {
    /// Insertions, deletions and substitutions that turn one word into the other.
    ///
    /// - Complexity: O(*m* · *n*); for a handful of names at a time.
    static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let above = row[column + 1]
                row[column + 1] = min(
                    above + 1, row[column] + 1, diagonal + (character == right[column] ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
