internal import InvertedIndex

/// The best matches by any order, each a place to go on from.
struct RankedMatches {
    /// A match and what it is sorted by.
    struct Match {
        /// Larger first.
        var key: Int64
        /// Settles ties, smaller first.
        var identity: Int64
        /// Its score, whatever the order.
        var score: Float
        /// Place of its segment, and its number there.
        var segment: Int
        var document: DocumentID

        /// Whether this one stands before another.
        func isBefore(_ other: Match) -> Bool { isBefore(key: other.key, identity: other.identity) }

        /// Whether this one stands before a place in the order.
        func isBefore(key: Int64, identity: Int64) -> Bool {
            self.key != key ? self.key > key : self.identity < identity
        }
    }

    private let limit: Int
    private let after: SearchCursor?
    private var matches: [Match] = []
    /// The last match that has a chance, once there are enough.
    private var bound: Match?
    private var groups: [MatchGroup: Match] = [:]

    /// Room for `limit` matches behind a place, and one more that tells whether there are others.
    init(limit: Int, after: SearchCursor?) {
        self.limit = limit
        self.after = after
    }

    /// Takes a match if it is among the best.
    mutating func insert(_ match: Match) {
        if let after, !isBehind(match, after) { return }
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
        for match in groups.values where after.map({ isBehind(match, $0) }) ?? true { matches.append(match) }
        matches.sort { $0.isBefore($1) }
        return (Array(matches.prefix(limit)), matches.count > limit)
    }

    private func isBehind(_ match: Match, _ cursor: SearchCursor) -> Bool {
        match.key != cursor.key ? match.key < cursor.key : match.identity > cursor.identity
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
