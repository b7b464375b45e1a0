internal import InvertedIndex

/// The best matches by any order, each a place to go on from.
struct RankedMatches {
    /// A match and what it is sorted by.
    struct Match {
        /// Larger first.
        var key: Int64
        /// Its score, whatever the order.
        var score: Float
        /// Place of its segment, and its number there: where keys are equal, smaller first.
        var segment: Int
        var document: DocumentID
        /// Where it stands among the documents of other segments; needed only where there are several.
        var place: SortKey

        /// Whether this one stands before another.
        func isBefore(_ other: Match) -> Bool {
            if key != other.key { return key > other.key }
            if segment == other.segment { return document < other.document }
            return (place, segment) < (other.place, other.segment)
        }
    }

    private let limit: Int
    private let after: Match?
    private var matches: [Match] = []
    /// The last match that has a chance, once there are enough.
    private var bound: Match?
    private var groups: [MatchGroup: Match] = [:]

    /// Room for `limit` matches behind another, and one more that tells whether there are others.
    init(limit: Int, after: Match?) {
        self.limit = limit
        self.after = after
    }

    /// Takes a match if it is among the best.
    mutating func insert(_ match: Match) {
        if let after, !after.isBefore(match) { return }
        if let bound, !match.isBefore(bound) { return }
        matches.append(match)
        // Sorting seldom and many at a time costs a few comparisons a match.
        if matches.count >= max(1_024, 2 * (limit + 1)) { trim() }
    }

    /// Takes a match if it is the best of its group; the groups are put in order by `sorted`.
    mutating func insert(_ match: Match, of group: MatchGroup) {
        if let known = groups[group], !match.isBefore(known) { return }
        groups[group] = match
    }

    /// Number of groups.
    var groupCount: Int { groups.count }

    /// The best, in order, and whether others follow.
    mutating func sorted() -> (matches: [Match], hasMore: Bool) {
        for match in groups.values where after.map({ $0.isBefore(match) }) ?? true { matches.append(match) }
        matches.sort { $0.isBefore($1) }
        return (Array(matches.prefix(limit)), matches.count > limit)
    }

    private mutating func trim() {
        matches.sort { $0.isBefore($1) }
        if matches.count > limit + 1 { matches.removeLast(matches.count - limit - 1) }
        bound = matches.last
    }
}

/// Whose filing a match is.
enum MatchGroup: Hashable {
    /// A party's with a CIK.
    case cik(Int64)
    /// A party's without, by the words of its name.
    case name(String)
    /// Nobody's: stands for itself, by segment and document.
    case none(Int, DocumentID)
}
