extension Query {
    /// The parts that put documents on the list and give them scores: those under NOT and filters left out.
    package var scoringParts: [Query] {
        switch self {
        case .term, .prefix, .phrase, .pattern, .expanded, .near: [self]
        case .all(let parts), .any(let parts): parts.flatMap(\.scoringParts)
        case .boosted(let part, _): part.scoringParts
        case .not, .filter, .range, .place, .everything: []
        }
    }

    /// The numbers of all fields and columns that it looks at.
    package var places: (fields: Set<Int>, columns: Set<Int>) {
        switch self {
        case .term(_, let fields), .prefix(_, let fields), .phrase(_, let fields), .pattern(_, let fields),
            .near(_, let fields):
            return (Set(fields.map(\.field)), [])
        case .expanded(let pattern):
            return (Set(pattern.fields.map(\.field)), [])
        case .all(let parts), .any(let parts):
            return parts.reduce(into: ([], [])) { all, part in
                let own = part.places
                all.fields.formUnion(own.fields)
                all.columns.formUnion(own.columns)
            }
        case .not(let part), .filter(let part), .boosted(let part, _):
            return part.places
        case .range(let column, _):
            return ([], [column])
        case .place(let condition):
            return ([], condition.columns)
        case .everything:
            return ([], [])
        }
    }
}
