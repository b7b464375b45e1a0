/// Finds the names of a universe that are most like a query: exactly the best, not a sample of candidates.
///
/// Every word of the query is expanded to all words of the vocabulary that are like it. Their postings are gone through word
/// by word, the rarest word first; a bound on what a name can still score (`ScoreBound`) ends this as soon as no name left
/// can enter the best. It is MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995) with a
/// bound that depends on the shape of a name and with a score that is not a sum.
///
/// A look-up keeps scratch space as large as the universe has names (a bit each) and words (two bytes each): make one a
/// thread and use it again.
package struct NameLookup {
    /// The names searched.
    package let universe: NameUniverse
    /// How many candidates the last search scored.
    package private(set) var scoredCount = 0

    private var table: LikenessTable
    private var scorer = NameScorer()
    private var visitedBits: [UInt64]
    private var visited: [UInt32] = []
    private var found: [UInt32] = []
    private var query: PreparedQuery
    private var expansions: [WordExpansion] = []

    /// Names below this score are no hits unless asked for: half the weight of a query is then unaccounted for.
    package static let scoreMin: Float = 0.35
    /// The score from which a hit is probably the one meant; below it the answer is "nothing like it is filed".
    package static let suggestedThreshold: Float = 0.75

    /// A look-up in a universe.
    package init(_ universe: NameUniverse) {
        self.universe = universe
        table = LikenessTable(wordCount: universe.wordCount)
        visitedBits = [UInt64](repeating: 0, count: universe.nameCount / 64 + 1)
        query = PreparedQuery([], hasSurnameComma: false, nameCount: 0) { _ in 0 }
    }

    /// The best names for a query, by falling score, equal scores by number.
    ///
    /// - Parameters:
    ///   - text: a name in any order and case, its beginning, its initials, a ticker, or a request around a name.
    ///   - count: how many names at most.
    ///   - scoreMin: the least score of a hit.
    /// - Complexity: the vocabulary scan of `WordExpansion` for each word, then the postings of the rarest words.
    package mutating func search(_ text: String, count: Int, scoreMin: Float = NameLookup.scoreMin) -> [NameHit] {
        scoredCount = 0
        guard count > 0, universe.nameCount > 0 else { return [] }
        let name = NormalizedName(parsing: text)
        guard !name.tokens.isEmpty else { return [] }
        var top = TopNames(capacity: count, floor: scoreMin)
        for ticker in universe.names(withTicker: tickerKey(text)) { top.insert(NameHit(name: ticker, score: 1)) }
        if let core = RequestWords.stripped(name.tokens) { search(core, name.hasSurnameComma, &top) }
        search(name.tokens, name.hasSurnameComma, &top)
        return top.hits
    }

    /// Explains the score of one name for a query, pair by pair.
    package mutating func explain(_ text: String, name: UInt32) -> NameExplanation {
        let parsed = NormalizedName(parsing: text)
        var best = NameExplanation(score: 0, pairs: [])
        for tokens in [RequestWords.stripped(parsed.tokens) ?? [], parsed.tokens] where !tokens.isEmpty {
            prepare(tokens, parsed.hasSurnameComma)
            let score = score(name)
            if score > best.score || best.pairs.isEmpty {
                let words = universe.words(ofName: Int(name)).map { universe.bytes(ofWord: Int($0)) }
                best = NameExplanation(score: score, pairs: scorer.evidence(query, words))
            }
        }
        return best
    }

    /// Scores every name: what `search` must return, found without bounds or postings. For tests.
    package mutating func searchAll(_ text: String, count: Int, scoreMin: Float = NameLookup.scoreMin) -> [NameHit] {
        let parsed = NormalizedName(parsing: text)
        var top = TopNames(capacity: count, floor: scoreMin)
        for ticker in universe.names(withTicker: tickerKey(text)) { top.insert(NameHit(name: ticker, score: 1)) }
        for tokens in [RequestWords.stripped(parsed.tokens) ?? [], parsed.tokens] where !tokens.isEmpty {
            prepare(tokens, parsed.hasSurnameComma)
            for name in 0..<UInt32(universe.nameCount) { top.insert(NameHit(name: name, score: score(name))) }
        }
        return top.hits
    }

    private func tickerKey(_ text: String) -> [UInt8] {
        Array(text.lowercased().utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
    }

    // MARK: One reading of the query

    private mutating func prepare(_ tokens: [NameToken], _ hasSurnameComma: Bool) {
        query = PreparedQuery(tokens, hasSurnameComma: hasSurnameComma, nameCount: universe.nameCount) { word in
            universe.word(of: word).map { universe.frequency(ofWord: $0) } ?? 0
        }
        expansions.removeAll(keepingCapacity: true)
        let finished: TokenTraits = [.generation, .degree]
        for (index, word) in query.words.enumerated() {
            let isLast = index == query.words.count - 1
            let mayBeUnfinished = isLast && word.profile.traits.isDisjoint(with: finished)
            expansions.append(WordExpansion(word, in: universe, mayBeUnfinished: mayBeUnfinished, found: &found))
            if word.frequency == 0 { reweigh(index) }
        }
        findJoinedWords()
        table.reset(width: query.words.count)
        for (index, expansion) in expansions.enumerated() {
            for entry in expansion.entries { table.set(entry.word, query: index, entry.score) }
        }
        for joined in query.joined { table.markUnit(joined.word) }
    }

    /// Weighs an unknown word by how many names have one of the words it is most like.
    private mutating func reweigh(_ index: Int) {
        let expansion = expansions[index]
        var frequency = 0
        if let best = expansion.entries.first {
            for entry in expansion.entries where entry.score.value >= best.score.value - 0.05 {
                frequency += universe.frequency(ofWord: Int(entry.word))
            }
        }
        frequency += universe.postingCount(ofWords: expansion.prefixes)
        guard frequency > 0 else { return }
        // Nine bits: a mistyped rare name tells less than the name itself.
        let weight = min(9, NameScorer.weight(frequency: frequency, nameCount: universe.nameCount))
        if query.words[index].person.part == .full { query.words[index].person.weight = weight }
        if query.words[index].organisation.part == .full { query.words[index].organisation.weight = weight }
    }

    private mutating func findJoinedWords() {
        for first in query.words.indices {
            var bytes = query.words[first].bytes
            for count in 2...3 where first + count <= query.words.count {
                bytes += query.words[first + count - 1].bytes
                guard bytes.count > 3 || bytes.count == count, !bytes.allSatisfy({ $0 &- 0x30 < 10 }) else { continue }
                if let word = universe.word(of: bytes.span) {
                    query.joined.append(JoinedWords(first: first, count: count, word: UInt32(word)))
                }
            }
        }
    }

    private mutating func search(_ tokens: [NameToken], _ hasSurnameComma: Bool, _ top: inout TopNames) {
        prepare(tokens, hasSurnameComma)
        for name in visited { visitedBits[Int(name >> 6)] = 0 }
        visited.removeAll(keepingCapacity: true)
        let splitNames = findSplitWords()
        for name in splitNames { visit(name, &top) }
        let order = postingOrder()
        let bound = ScoreBound(query, order: order)
        for position in order.indices { visitNames(position, bound, &top) }
    }

    /// The words whose postings are gone through, those with the fewest first.
    private func postingOrder() -> [Int] {
        var order = query.words.indices.filter { index in
            let word = query.words[index]
            return word.person.part == .full && word.bytes.count > 1
        }
        if order.isEmpty { order = Array(query.words.indices) }
        let sizes = query.words.indices.map { index in
            var size = universe.postingCount(ofWords: expansions[index].prefixes)
            for entry in expansions[index].entries {
                size += universe.postingCount(ofWords: Int(entry.word)..<Int(entry.word) + 1)
            }
            return size
        }
        return order.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
    }

    /// Scores the names that one word of the query finds, as far as they can still enter.
    private mutating func visitNames(_ position: Int, _ bound: ScoreBound, _ top: inout TopNames) {
        let index = bound.order[position]
        // Joined words stand between the exact and the less like.
        for joined in query.joined where joined.first..<joined.first + joined.count ~= index {
            visitPostings(Int(joined.word)..<Int(joined.word) + 1, Costs.joined, position, bound, &top)
        }
        let expansion = expansions[index]
        var next = 0
        while next < expansion.entries.count, expansion.entries[next].score.value == 1 {
            let word = Int(expansion.entries[next].word)
            visitPostings(word..<word + 1, 1, position, bound, &top)
            next += 1
        }
        if !expansion.prefixes.isEmpty { visitPostings(expansion.prefixes, 0.98, position, bound, &top) }
        while next < expansion.entries.count {
            let entry = expansion.entries[next]
            visitPostings(Int(entry.word)..<Int(entry.word) + 1, entry.score.value, position, bound, &top)
            next += 1
        }
    }

    /// Scores the names that contain one of some words, shape by shape.
    private mutating func visitPostings(
        _ words: Range<Int>, _ value: Float, _ position: Int, _ bound: ScoreBound, _ top: inout TopNames
    ) {
        for role in [NameUniverse.Role.surname, .given] {
            var bounds: [Float] = []
            var best: Float = 0
            for shape in universe.shapes {
                let limit = bound.bound(position: position, value: value, role: role, shape: shape)
                bounds.append(limit)
                best = max(best, limit)
            }
            guard best >= top.threshold else { continue }
            for word in words { visitList(universe.postingRange(ofWord: word, role), bounds, &top) }
        }
    }

    private mutating func visitList(_ list: Range<Int>, _ bounds: [Float], _ top: inout TopNames) {
        var next = list.lowerBound
        for (number, shape) in universe.shapes.enumerated() {
            if next == list.upperBound { return }
            let first = universe.postings[next]
            guard first < shape.names.upperBound else { continue }
            guard top.admits(bounds[number], name: first) else {
                next = skip(to: shape.names.upperBound, next, list.upperBound)
                continue
            }
            while next < list.upperBound, universe.postings[next] < shape.names.upperBound {
                let name = universe.postings[next]
                guard top.admits(bounds[number], name: name) else {
                    next = skip(to: shape.names.upperBound, next, list.upperBound)
                    break
                }
                visit(name, &top)
                next += 1
            }
        }
    }

    /// The first position from `start` on whose name is not below `name`.
    private func skip(to name: UInt32, _ start: Int, _ end: Int) -> Int {
        var low = start
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if universe.postings[middle] < name { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func visit(_ name: UInt32, _ top: inout TopNames) {
        let bit: UInt64 = 1 << UInt64(name & 63)
        if visitedBits[Int(name >> 6)] & bit != 0 { return }
        visitedBits[Int(name >> 6)] |= bit
        visited.append(name)
        top.insert(NameHit(name: name, score: score(name)))
    }

    // MARK: One candidate

    private mutating func score(_ name: UInt32) -> Float {
        scoredCount += 1
        let range = universe.wordRange(ofName: Int(name))
        let width = query.words.count
        let count = min(range.count, PreparedQuery.wordsMax)
        scorer.candidate.removeAll(keepingCapacity: true)
        scorer.likeness.removeAll(keepingCapacity: true)
        scorer.units.removeAll(keepingCapacity: true)
        scorer.surname = universe.surname(ofName: Int(name))
        scorer.isOrganisation = universe.isOrganisation(Int(name))
        let prefixes = expansions[width - 1].prefixes
        for offset in 0..<count {
            let word = universe.nameWords[range.lowerBound + offset]
            let profile = universe.profiles[Int(word)]
            scorer.candidate.append(
                NameScorer.CandidateWord(
                    traits: profile.traits, length: profile.length, first: profile.first,
                    weight: universe.wordWeights[Int(word)]))
            let slot = table.slot(word)
            for index in 0..<width { scorer.likeness.append(table.rows[slot * width + index]) }
            if prefixes.contains(Int(word)), query.words[width - 1].bytes.count > 1 || scorer.isOrganisation {
                let score = expansions[width - 1].prefixScore(wordLength: Int(profile.length))
                if score.value > scorer.likeness[scorer.likeness.count - 1].value {
                    scorer.likeness[scorer.likeness.count - 1] = score
                }
            }
            if table.isUnit[slot] { addUnits(word, offset, range, count) }
        }
        return ScoreBound.quantised(scorer.score(query))
    }

    private mutating func addUnits(_ word: UInt32, _ offset: Int, _ range: Range<Int>, _ count: Int) {
        for joined in query.joined where joined.word == word {
            scorer.units.append(
                NameScorer.Pairing(
                    rank: 0, value: Costs.joined, weight: 0, query: joined.first, queryCount: joined.count,
                    candidate: offset, candidateBits: 1 << UInt64(offset), kind: .joined))
        }
        for split in query.split where split.words[0] == word {
            var bits: UInt64 = 1 << UInt64(offset)
            var inOrder = true
            for (step, part) in split.words.enumerated().dropFirst() {
                var place = offset + step
                if place >= count || universe.nameWords[range.lowerBound + place] != part {
                    inOrder = false
                    place = (0..<count).first {
                        universe.nameWords[range.lowerBound + $0] == part && bits & (1 << UInt64($0)) == 0
                    } ?? -1
                }
                if place < 0 { bits = 0 } else { bits |= 1 << UInt64(place) }
                if bits == 0 { break }
            }
            guard bits != 0 else { continue }
            scorer.units.append(
                NameScorer.Pairing(
                    rank: 0, value: inOrder ? Costs.split : Costs.splitReordered, weight: 0, query: split.position,
                    queryCount: 1, candidate: offset, candidateBits: bits, kind: .split))
        }
    }
}

// MARK: Split words

extension NameLookup {
    /// Finds the ways to split the query's words into words that some name has together, and those names.
    private mutating func findSplitWords() -> [UInt32] {
        var names: [UInt32] = []
        for position in query.words.indices {
            let bytes = query.words[position].bytes
            guard bytes.count > 3, bytes.allSatisfy({ $0 &- 0x30 > 9 }) else { continue }
            for cut in 1..<(bytes.count - 1) {
                if cut == 1, bytes[0] != UInt8(ascii: "o"), bytes[0] != UInt8(ascii: "d") { continue }
                guard let first = universe.word(of: bytes.span.extracting(0..<cut)) else { continue }
                if let second = universe.word(of: bytes.span.extracting(cut..<bytes.count)) {
                    addSplit(position, [UInt32(first), UInt32(second)], &names)
                }
                guard universe.profiles[first].traits.contains(.particle), cut > 1 else { continue }
                for next in (cut + 2)..<max(cut + 2, min(cut + 4, bytes.count - 2)) {
                    guard let second = universe.word(of: bytes.span.extracting(cut..<next)),
                        universe.profiles[second].traits.contains(.particle),
                        let third = universe.word(of: bytes.span.extracting(next..<bytes.count))
                    else { continue }
                    addSplit(position, [UInt32(first), UInt32(second), UInt32(third)], &names)
                }
            }
        }
        return names
    }

    /// Adds the names that contain all of some words, and the reading itself if there is such a name.
    private mutating func addSplit(_ position: Int, _ words: [UInt32], _ names: inout [UInt32]) {
        let before = names.count
        let rarest = words.min { universe.frequencies[Int($0)] < universe.frequencies[Int($1)] } ?? words[0]
        for role in [NameUniverse.Role.surname, .given] {
            for posting in universe.postingRange(ofWord: Int(rarest), role) {
                let name = universe.postings[posting]
                if words.allSatisfy({ $0 == rarest || contains($0, name) }) { names.append(name) }
            }
        }
        guard names.count > before else { return }
        query.split.append(SplitWord(position: position, words: words))
        table.markUnit(words[0])
    }

    /// Whether a name contains a word, by its postings.
    private func contains(_ word: UInt32, _ name: UInt32) -> Bool {
        for role in [NameUniverse.Role.surname, .given] {
            let list = universe.postingRange(ofWord: Int(word), role)
            let position = skip(to: name, list.lowerBound, list.upperBound)
            if position < list.upperBound, universe.postings[position] == name { return true }
        }
        return false
    }
}
