/// Looks up what the patterns of a query stand for, in every segment and before anything else.
package enum PatternExpander {
    /// A query with every pattern replaced by the terms it stands for.
    ///
    /// - Parameters:
    ///   - query: any query.
    ///   - segments: whose dictionaries to go through.
    ///   - meter: counts the terms looked at; when it is used up, what comes is no more than a part of the query.
    /// - Returns: the query without patterns.
    /// - Throws: `IndexError.corrupt` when a dictionary is damaged.
    package static func expand(
        _ query: Query, over segments: [SegmentReader], meter: WorkMeter
    ) throws(IndexError) -> Query {
        switch query {
        case .pattern(let pattern, let fields):
            return .expanded(try expand(pattern, fields, segments, meter))
        case .near(var proximity, let fields):
            for index in proximity.spots.indices {
                guard case .pattern(let pattern) = proximity.spots[index] else { continue }
                proximity.spots[index] = .expanded(try expand(pattern, fields, segments, meter))
            }
            return .near(proximity, fields: fields)
        case .all(let parts):
            return .all(try expandAll(parts, segments, meter))
        case .any(let parts):
            return .any(try expandAll(parts, segments, meter))
        case .not(let part):
            return .not(try expand(part, over: segments, meter: meter))
        case .filter(let part):
            return .filter(try expand(part, over: segments, meter: meter))
        case .boosted(let part, let factor):
            return .boosted(try expand(part, over: segments, meter: meter), by: factor)
        case .term, .prefix, .phrase, .range, .everything, .expanded, .place:
            return query
        }
    }

    private static func expandAll(
        _ parts: [Query], _ segments: [SegmentReader], _ meter: WorkMeter
    ) throws(IndexError) -> [Query] {
        var expanded: [Query] = []
        for part in parts where meter.cut == nil {
            expanded.append(try expand(part, over: segments, meter: meter))
        }
        return expanded
    }

    private static func expand(
        _ pattern: TermPattern, _ fields: [Query.WeightedField], _ segments: [SegmentReader], _ meter: WorkMeter
    ) throws(IndexError) -> ExpandedPattern {
        var perSegment: [[ExpandedPattern.Entry]] = []
        var kin: Set<[UInt8]> = []
        var isKin = false
        if case .kin = pattern { isKin = true }
        for segment in segments {
            var entries: [ExpandedPattern.Entry] = []
            try PatternWalk.forEachMatch(of: pattern, in: segment.dictionary, meter: meter) {
                match throws(IndexError) in
                guard fields.contains(where: { $0.field == match.field }),
                    segment.schema.fields.indices.contains(match.field)
                else { return }
                let info = try match.info()
                // What kin there are has a part in weights: those that only deleted documents hold have none.
                if isKin, try segment.liveFrequency(info, field: match.field) == 0 { return }
                entries.append(ExpandedPattern.Entry(field: match.field, info: info, grade: match.grade))
                if isKin, match.grade > 0 { kin.insert(Array(match.term)) }
            }
            perSegment.append(entries)
        }
        return ExpandedPattern(
            pattern, fields: fields, perSegment: perSegment, kin: kin.sorted { $0.lexicographicallyPrecedes($1) })
    }
}
