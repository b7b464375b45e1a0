/// Counts edits between words: a letter put in, left out or changed, or two neighbours swapped.
enum Edits {
    /// The fewest edits that turn one word into the other (optimal string alignment), or `nil` if more than `max`.
    static func count(_ first: [UInt8], _ second: [UInt8], max: Int) -> Int? {
        if abs(first.count - second.count) > max { return nil }
        var before: [Int] = []
        var previous = Array(0...second.count)
        for row in 1..<first.count + 1 {
            var current = [row]
            current.reserveCapacity(second.count + 1)
            for column in 1..<second.count + 1 {
                let change = previous[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1)
                var best = min(change, previous[column] + 1, current[column - 1] + 1)
                if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                    best = min(best, before[column - 2] + 1)
                }
                current.append(best)
            }
            if (current.min() ?? 0) > max { return nil }
            before = previous
            previous = current
        }
        return previous[second.count] <= max ? previous[second.count] : nil
    }

    /// The edits between two texts.
    static func count(_ first: String, _ second: String) -> Int {
        count(Array(first.utf8), Array(second.utf8), max: Swift.max(first.utf8.count, second.utf8.count)) ?? 0
    }
}
