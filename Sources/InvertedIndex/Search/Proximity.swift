/// Words or patterns that stand close to one another.
package struct Proximity: Equatable, Sendable {
    /// What stands at one spot.
    package enum Spot: Hashable, Sendable {
        /// Words one after another.
        case words([[UInt8]])
        /// A word that the pattern matches.
        case pattern(TermPattern)
        /// A word out of those a pattern was found to stand for.
        case expanded(ExpandedPattern)

        /// How many words stand there.
        var length: Int {
            if case .words(let words) = self { return words.count }
            return 1
        }
    }

    /// What has to be there.
    package var spots: [Spot]
    /// How many other words may stand among them.
    package var distance: Int
    /// Whether the spots follow one another without a gap, in this order; then the distance means nothing.
    package var isRun: Bool

    /// Spots close to one another.
    ///
    /// - Parameters:
    ///   - spots: at least one, each of at least one word.
    ///   - distance: how many other words may stand among them.
    ///   - isRun: whether they follow one another instead.
    package init(_ spots: [Spot], distance: Int = 0, isRun: Bool = false) {
        (self.spots, self.distance, self.isRun) = (spots, distance, isRun)
    }

    /// The spots that have to be looked for, each by its first place and how often it is asked for: without repetitions,
    /// unless they follow one another.
    package var distinct: [(spot: Int, times: Int)] {
        var distinct: [(spot: Int, times: Int)] = []
        var known: [Spot: Int] = [:]
        for (number, spot) in spots.enumerated() {
            if !isRun, let place = known[spot] {
                distinct[place].times += 1
            } else {
                known[spot] = distinct.count
                distinct.append((number, 1))
            }
        }
        return distinct
    }

    /// Places of the first spot at which all follow one another, or the stretches, by their first places, in which every
    /// spot has an occurrence of its own and not too many other words stand.
    ///
    /// A spot that is asked for twice needs two occurrences; different spots may share a word, such as `exec*` and
    /// `executive`.
    ///
    /// - Parameters:
    ///   - starts: for each spot where it begins, ascending; those of repetitions may be left out.
    ///   - lengths: for each spot how many words it takes.
    ///   - distinct: the spots without repetitions.
    /// - Returns: the first places, ascending.
    package func matches(
        starts: [[UInt32]], lengths: [Int], distinct: [(spot: Int, times: Int)]
    ) -> [UInt32] {
        guard !starts.isEmpty, distinct.allSatisfy({ !starts[$0.spot].isEmpty }) else { return [] }
        if isRun {
            return starts[0].filter { start in
                var place = start
                for spot in starts.indices {
                    if spot > 0, !Self.contains(starts[spot], place) { return false }
                    // Positions come from disk: they may be anything.
                    place &+= UInt32(lengths[spot])
                }
                return true
            }
        }
        let wordCount = lengths.reduce(0, +)
        var next = [Int](repeating: 0, count: distinct.count)
        var found: [UInt32] = []
        for start in Self.merged(distinct.map { starts[$0.spot] }) {
            var end = 0
            for (index, (spot, times)) in distinct.enumerated() {
                while next[index] < starts[spot].count, starts[spot][next[index]] < start { next[index] += 1 }
                let last = next[index] + times - 1
                guard last < starts[spot].count else { return found }
                end = max(end, Int(starts[spot][last]) + lengths[spot])
            }
            if end - Int(start) - wordCount <= distance { found.append(start) }
        }
        return found
    }

    private static func contains(_ sorted: [UInt32], _ value: UInt32) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == value
    }

    private static func merged(_ lists: [[UInt32]]) -> [UInt32] {
        if lists.count == 1 { return lists[0] }
        var all = lists.flatMap(\.self).sorted()
        var count = 0
        for index in all.indices where index == 0 || all[index] != all[count - 1] {
            all[count] = all[index]
            count += 1
        }
        all.removeLast(all.count - count)
        return all
    }
}

extension Proximity {
    /// The occurrences of spots that make up the matches, each with its first word and number of words.
    ///
    /// - Parameter starts: for each spot where it begins, ascending.
    /// - Returns: occurrences in no order that means anything, perhaps several times.
    package func occurrences(starts: [[UInt32]]) -> [(first: Int, count: Int)] {
        let lengths = spots.map(\.length)
        let distinct = distinct
        var found: [(first: Int, count: Int)] = []
        for match in matches(starts: starts, lengths: lengths, distinct: distinct) {
            if isRun {
                found.append((Int(match), lengths.reduce(0, +)))
                continue
            }
            for (spot, times) in distinct {
                for start in starts[spot].drop(while: { $0 < match }).prefix(times) {
                    found.append((Int(start), lengths[spot]))
                }
            }
        }
        return found
    }
}
