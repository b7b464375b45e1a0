import TestSupport

@testable import InvertedIndex

extension RandomCollection {
    /// A random tree that holds patterns, words close together, lists of numbers and boosts among the rest.
    func patternQuery(depth: Int = 2, using generator: inout SeededGenerator) -> Query {
        let all: [Query.WeightedField] = [.init(field: 0, weight: 3), .init(field: 1), .init(field: 2)]
        var fields = all.filter { _ in Int.random(in: 0...3, using: &generator) > 0 }
        if fields.isEmpty { fields = [all[1]] }
        switch Int.random(in: 0...(depth > 0 ? 9 : 5), using: &generator) {
        case 0, 1: return .pattern(pattern(using: &generator), fields: fields)
        case 2, 3:
            let count = Int.random(in: 1...3, using: &generator)
            let spots = (0..<count).map { _ in spot(using: &generator) }
            return .near(
                Proximity(
                    spots, distance: Int.random(in: 0...8, using: &generator),
                    isRun: Int.random(in: 0...2, using: &generator) == 0),
                fields: fields)
        case 4: return .place(condition(using: &generator))
        case 5: return query(depth: 0, using: &generator)
        case 6:
            let factors: [Float] = [0.5, 2, 3]
            return .boosted(
                patternQuery(depth: depth - 1, using: &generator), by: factors.randomElement(using: &generator) ?? 2)
        case 7: return .not(patternQuery(depth: depth - 1, using: &generator))
        default:
            let parts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                patternQuery(depth: depth - 1, using: &generator)
            }
            return Bool.random(using: &generator) ? .all(parts) : .any(parts)
        }
    }

    func pattern(using generator: inout SeededGenerator) -> TermPattern {
        if Int.random(in: 0...3, using: &generator) == 0 { return .kin(word(using: &generator)) }
        var scalars = Array(String(decoding: word(using: &generator), as: UTF8.self).unicodeScalars)
        guard Bool.random(using: &generator) else {
            return .fuzzy(scalars, edits: Int.random(in: 0...2, using: &generator))
        }
        for _ in 0..<Int.random(in: 0...2, using: &generator) {
            let wildcard: Unicode.Scalar = Bool.random(using: &generator) ? "*" : "?"
            let place = Int.random(in: 0...scalars.count, using: &generator)
            if place < scalars.count, Bool.random(using: &generator) {
                scalars[place] = wildcard
            } else {
                scalars.insert(wildcard, at: place)
            }
        }
        return .expression(TermExpression(wildcard: scalars))
    }

    private func spot(using generator: inout SeededGenerator) -> Proximity.Spot {
        if Int.random(in: 0...2, using: &generator) == 0 { return .pattern(pattern(using: &generator)) }
        return .words(
            (0..<Int.random(in: 1...2, using: &generator)).map { _ in word(using: &generator) })
    }

    private func condition(using generator: inout SeededGenerator) -> PlaceCondition {
        let low = Int64.random(in: -5...5, using: &generator)
        let range = PlaceCondition.range(column: 2, low...low + Int64.random(in: 0...3, using: &generator))
        switch Int.random(in: 0...3, using: &generator) {
        case 0: return .not(range)
        case 1: return .any([range, .range(column: 2, -5...(-5))])
        default: return range
        }
    }
}
