import TextAnalysis

@testable import InvertedIndex

/// Patterns, words close together and lists of numbers, by trying everything.
extension NaiveIndex {
    func patternScore(_ pattern: TermPattern, _ fields: [Query.WeightedField], _ document: Entry) -> Double? {
        if case .kin(let word) = pattern { return kinScore(word, fields, document) }
        let grades = fields.flatMap { document.words[$0.field] }.compactMap { Self.grade(pattern, $0.word) }
        return grades.min().map { [1, 0.5, 0.25][$0] }
    }

    /// The word as it scores alone, the weight of all kin for holding it, and the kin as one word.
    private func kinScore(_ word: [UInt8], _ fields: [Query.WeightedField], _ document: Entry) -> Double? {
        let known = Set(fields.flatMap { holding[$0.field].keys })
        let kin = known.filter { $0 != word && Self.grade(.kin(word), $0) != nil }
            .sorted { $0.lexicographicallyPrecedes($1) }
        let weight = (kin + known.filter { $0 == word }).map { inverseFrequency(of: $0, fields) }.min() ?? 0
        var others: Float?
        for kin in kin {
            for number in schema.fields.indices {
                guard let field = fields.first(where: { $0.field == number }) else { continue }
                let frequency = document.words[number].count { $0.word == kin }
                guard frequency > 0 else { continue }
                others = others ?? 0
                if schema.fields[number].hasPositions {
                    others = (others ?? 0) + Float(frequency) * factor(field, document)
                }
            }
        }
        let own = phraseScore([word], fields, document)
        if own == nil, others == nil { return nil }
        let rest = others.map { Double(weight - weight / (1 + $0)) } ?? 0
        return (own.map { Double($0) + Double(weight) } ?? 0) + rest
    }

    func placeScore(_ condition: PlaceCondition, _ document: Entry) -> Float? {
        let count = condition.columns.map { document.lists[$0]?.count ?? 0 }.max() ?? 0
        let isMatch = (0..<count).contains { place in
            condition.isFulfilled { column in
                guard let list = document.lists[column], place < list.count, list[place] != .min else { return nil }
                return list[place]
            }
        }
        return isMatch ? 0 : nil
    }

    func nearScore(_ proximity: Proximity, _ fields: [Query.WeightedField], _ document: Entry) -> Float? {
        var sum: Float?
        for number in schema.fields.indices where schema.fields[number].hasPositions {
            guard let field = fields.first(where: { $0.field == number }) else { continue }
            let frequency = Self.stretches(proximity, document.words[number]).count
            if frequency > 0 { sum = (sum ?? 0) + Float(frequency) * factor(field, document) }
        }
        guard let sum else { return nil }
        var idf: Float = 0
        for spot in proximity.spots {
            switch spot {
            case .words(let words): for word in words { idf += inverseFrequency(of: word, fields) }
            default: idf += 1
            }
        }
        return idf - idf / (1 + sum)
    }

    /// The first places of all combinations of occurrences that count.
    private static func stretches(_ proximity: Proximity, _ words: [(word: [UInt8], position: Int)]) -> Set<Int> {
        let at = Dictionary(words.map { ($0.position, $0.word) }, uniquingKeysWith: { first, _ in first })
        func starts(_ spot: Proximity.Spot) -> [Int] {
            switch spot {
            case .words(let run):
                at.keys.filter { start in run.indices.allSatisfy { at[start + $0] == run[$0] } }
            case .pattern(let pattern):
                at.filter { grade(pattern, $0.value) != nil }.map(\.key)
            case .expanded:
                []
            }
        }
        func length(_ spot: Proximity.Spot) -> Int { if case .words(let run) = spot { run.count } else { 1 } }
        let options = proximity.spots.map(starts)
        var found: Set<Int> = []
        func choose(_ chosen: [Int]) {
            guard chosen.count == options.count else {
                for option in options[chosen.count] {
                    // The same spot asked for twice needs two occurrences.
                    let isTaken = chosen.indices.contains {
                        chosen[$0] == option && proximity.spots[$0] == proximity.spots[chosen.count]
                    }
                    if !isTaken { choose(chosen + [option]) }
                }
                return
            }
            if proximity.isRun {
                var place = chosen[0]
                for (spot, start) in chosen.enumerated() {
                    if start != place { return }
                    place += length(proximity.spots[spot])
                }
                found.insert(chosen[0])
                return
            }
            let first = chosen.min() ?? 0
            let end = chosen.indices.map { chosen[$0] + length(proximity.spots[$0]) }.max() ?? 0
            let own = proximity.spots.map(length).reduce(0, +)
            if end - first - own <= proximity.distance { found.insert(first) }
        }
        choose([])
        return found
    }

    static func grade(_ pattern: TermPattern, _ word: [UInt8]) -> Int? {
        let term = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
        switch pattern {
        case .fuzzy(let wanted, let edits):
            let distance = distance(wanted, term)
            return distance <= edits ? distance : nil
        case .kin(let own):
            if own == word { return 0 }
            let stemmer = EnglishStemmer()
            return stemmer.stem(own) != nil && stemmer.stem(own) == stemmer.stem(word) ? 1 : nil
        case .expression(let expression):
            return matches(Array(expression.source.unicodeScalars), term) ? 0 : nil
        }
    }

    /// Wildcards by trying every length for an asterisk.
    private static func matches(_ pattern: [Unicode.Scalar], _ term: [Unicode.Scalar]) -> Bool {
        guard let first = pattern.first else { return term.isEmpty }
        let rest = Array(pattern.dropFirst())
        if first == "*" { return (0...term.count).contains { matches(rest, Array(term.dropFirst($0))) } }
        guard let head = term.first, first == "?" || first == head else { return false }
        return matches(rest, Array(term.dropFirst()))
    }

    /// Insertions, deletions, substitutions and swaps of neighbours, by the whole table.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in 0...left.count {
            for column in 0...right.count {
                if row == 0 || column == 0 {
                    table[row][column] = max(row, column)
                    continue
                }
                var best = min(table[row - 1][column], table[row][column - 1]) + 1
                best = min(best, table[row - 1][column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, table[row - 2][column - 2] + 1)
                }
                table[row][column] = best
            }
        }
        return table[left.count][right.count]
    }
}
