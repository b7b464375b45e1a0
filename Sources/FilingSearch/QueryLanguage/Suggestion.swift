/// The distance between two short words, for *did you mean*.
enum Suggestion {
    /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
    ///
    /// - Complexity: O(*m* · *n*); for a handful of names at a time.
    static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var rows = [Array(0...right.count)]
        for (index, character) in left.enumerated() {
            var row = [index + 1]
            for column in right.indices {
                var best = min(
                    rows[index][column + 1] + 1, row[column] + 1,
                    rows[index][column] + (character == right[column] ? 0 : 1))
                if index > 0, column > 0, character == right[column - 1], left[index - 1] == right[column] {
                    best = min(best, rows[index - 1][column - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
