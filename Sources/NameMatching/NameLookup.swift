/// Finds the names of a universe that are most like a query: exactly the best, not a sample of candidates.
///
/// Every word of the query is expanded to all words of the vocabulary that are like it. Their postings are gone through word
/// by word, the rarest word first; a bound on what a name can still score (`ScoreBound`) ends this as soon as no name left
/// can enter the best. It is MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995) with a
/// bound that depends on the shape of a name and with a score that is not a sum.
///
/// A look-up keeps scratch space as large as the universe has names (a bit each, and a byte once a query has several frequent
/// words) and words (seven bytes each): make one a thread and use it again.
package struct NameLookup {
    /// The names searched.
    package let universe: NameUniverse
    /// What the last search had to touch.
    package internal(set) var work = LookupWork()

    var table: LikenessTable
    private var scorer = NameScorer()
    private var visitedBits: [UInt64]
    private var visited: [UInt32] = []
    private var found: [UInt32] = []
    var query: PreparedQuery
    var expansions: [WordExpansion] = []
    /// The expansions of the words of this query's readings so far.
    private var knownExpansions: [(bytes: [UInt8], ending: WordEnding, expansion: WordExpansion)] = []
    var filter = NameFilter()
    /// What each word costs that an organisation's name has beyond the query; 0 for legal forms and fillers.
    let costsOfExtra: [Float]
    /// For each word what a bound needs to know of it in a person's name.
    let marks: [WordMark]
    /// The words that `query`, `expansions` and `table` are about: a search is often followed by an explanation.
    private var preparedTokens: [NameToken] = []
    /// What the last word of a query is taken for.
    private(set) var ending = WordEnding.mayBeUnfinished
    private var readingCost: Float = 0
    /// The names a search may return; all if nil.
    private var subset: NameSubset?
    /// The query's letters that only a given name or a letter can stand for.
    var givenLetters: [UInt32] = []
    /// Words of the order that a name must have to be looked at, as bits of the filter.
    var required: UInt8 = 0
    /// How far the names reach that can still enter, for either role, and for what that was found.
    var reaches: [(value: Float, current: Int, version: Int, end: UInt32)] = [(-1, -1, -1, 0), (-1, -1, -1, 0)]
    /// The word of the query whose postings are being gone through.
    var current = 0

    /// Names below this score are no hits unless asked for: half the weight of a query is then unaccounted for.
    package static let scoreMin: Float = 0.35
    /// How much less than the best a hit may score unless asked for: with the name itself found, half-alike ones are noise.
    package static let spread: Float = 0.4
    /// The same while a name is typed: what it begins leaves no room for what it nearly begins.
    package static let spreadTyping: Float = 0.2
    /// The score from which a hit is probably the one meant; below it the answer is "nothing like it is filed".
    ///
    /// What it keeps and what it rejects is measured by Benchmarks/quality.sh; see Documentation/NameMatching.md.
    package static let suggestedThreshold: Float = 0.84

    /// A look-up in a universe.
    package init(_ universe: NameUniverse) {
        self.universe = universe
        costsOfExtra = (0..<universe.wordCount).map { word in
            universe.profiles[word].traits.isDisjoint(with: [.legalForm, .filler])
                ? Costs.extraWord * min(1, universe.wordWeights[word] / Costs.extraWordWeight) : 0
        }
        marks = (0..<universe.wordCount).map { WordMark(universe.profiles[$0]) }
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
    ///   - spread: how much less than the best hit another may score; without it the usual one.
    ///   - subset: only these names, if given.
    ///   - isTyping: whether the last word is still being typed: every word it begins counts alike, also with an error in
    ///     it, and symbols that begin so are found.
    /// - Returns: at most `count` names, the best first.
    /// - Complexity: some hundred candidates of `WordExpansion` for each word, then the postings of the rarest words.
    package mutating func search(
        _ text: String, count: Int, scoreMin: Float = NameLookup.scoreMin, spread: Float? = nil,
        within subset: NameSubset? = nil, isTyping: Bool = false
    ) -> [NameHit] {
        work = LookupWork()
        ending = isTyping ? .beingTyped : .mayBeUnfinished
        self.subset = subset
        defer { self.subset = nil }
        guard count > 0, universe.nameCount > 0 else { return [] }
        let name = NormalizedName(parsing: text)
        guard !name.tokens.isEmpty else { return [] }
        knownExpansions.removeAll(keepingCapacity: true)
        var top = TopNames(
            capacity: count, floor: scoreMin, spread: spread ?? (isTyping ? Self.spreadTyping : Self.spread))
        insertSymbols(text, &top)
        for tokens in RequestWords.stripped(name.tokens) {
            readingCost = Costs.reading
            search(tokens, name.hasSurnameComma, &top)
        }
        readingCost = 0
        search(name.tokens, name.hasSurnameComma, &top)
        return top.hits
    }

    /// Explains the scores of some names for a query, pair by pair.
    ///
    /// - Parameters:
    ///   - text: as asked.
    ///   - names: numbers of names.
    ///   - isTyping: as searched.
    /// - Returns: an explanation for each name.
    /// - Complexity: the query is prepared once, as for a search; then a score for each name.
    package mutating func explain(_ text: String, names: [UInt32], isTyping: Bool = false) -> [NameExplanation] {
        let ending = isTyping ? WordEnding.beingTyped : .mayBeUnfinished
        if ending != self.ending { preparedTokens = [] }
        self.ending = ending
        let parsed = NormalizedName(parsing: text)
        knownExpansions.removeAll(keepingCapacity: true)
        var best = names.map { _ in NameExplanation(score: 0, beyond: 0, pairs: []) }
        for tokens in RequestWords.stripped(parsed.tokens) + [parsed.tokens] where !tokens.isEmpty {
            readingCost = tokens.count < parsed.tokens.count ? Costs.reading : 0
            if preparedTokens != tokens || query.hasSurnameComma != parsed.hasSurnameComma {
                prepare(tokens, parsed.hasSurnameComma)
                _ = findSplitWords()
            }
            for (place, name) in names.enumerated() {
                let score = score(name)
                guard score > best[place].score || best[place].pairs.isEmpty else { continue }
                let words = universe.words(ofName: Int(name)).map { universe.bytes(ofWord: Int($0)) }
                let pairs = scorer.evidence(query, words)
                best[place] = NameExplanation(
                    score: score, beyond: scorer.beyond(query, pairs, score: score), pairs: pairs)
            }
        }
        return best
    }

    /// Scores every name: what `search` must return, found without bounds or postings.
    ///
    /// For tests.
    package mutating func searchAll(
        _ text: String, count: Int, scoreMin: Float = NameLookup.scoreMin, spread: Float? = nil,
        isTyping: Bool = false
    ) -> [NameHit] {
        ending = isTyping ? .beingTyped : .mayBeUnfinished
        let parsed = NormalizedName(parsing: text)
        knownExpansions.removeAll(keepingCapacity: true)
        var top = TopNames(
            capacity: count, floor: scoreMin, spread: spread ?? (isTyping ? Self.spreadTyping : Self.spread))
        insertSymbols(text, &top)
        for tokens in RequestWords.stripped(parsed.tokens) + [parsed.tokens] where !tokens.isEmpty {
            readingCost = tokens.count < parsed.tokens.count ? Costs.reading : 0
            prepare(tokens, parsed.hasSurnameComma)
            _ = findSplitWords()
            for name in 0..<UInt32(universe.nameCount) { top.insert(NameHit(name: name, score: score(name))) }
        }
        return top.hits
    }

    /// Enters the companies whose trading symbol the text is or, while it is typed, begins.
    private func insertSymbols(_ text: String, _ top: inout TopNames) {
        let key = tickerKey(text)
        if ending == .beingTyped, !key.isEmpty {
            for name in universe.names(withTickerBeginning: key) where subset?.contains(name) ?? true {
                top.insert(NameHit(name: name, score: Costs.symbolBeingTyped))
            }
        }
        for name in universe.names(withTicker: key) where subset?.contains(name) ?? true {
            top.insert(NameHit(name: name, score: Self.symbolScore(text)))
        }
    }

    /// What a company scores whose trading symbol is the text: less when it is typed with large and small letters, as
    /// names are and symbols are not.
    private static func symbolScore(_ text: String) -> Float {
        let hasLarge = text.utf8.contains { $0 &- 0x41 < 26 }
        let hasSmall = text.utf8.contains { $0 &- 0x61 < 26 }
        return hasLarge && hasSmall ? Costs.symbolTypedAsName : 1
    }

    private func tickerKey(_ text: String) -> [UInt8] {
        Array(text.lowercased().utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
    }

    // MARK: One reading of the query

    private mutating func prepare(_ tokens: [NameToken], _ hasSurnameComma: Bool) {
        preparedTokens = tokens
        query = PreparedQuery(tokens, hasSurnameComma: hasSurnameComma, nameCount: universe.nameCount) { word in
            universe.word(of: word).map { universe.frequency(ofWord: $0) } ?? 0
        }
        if ending == .beingTyped { query.extraFirst = Costs.extraFirstTyping }
        expansions.removeAll(keepingCapacity: true)
        for (index, word) in query.words.enumerated() {
            let isLast = index == query.words.count - 1
            expansions.append(expansion(word, query.bytes[index], isLast ? ending : .finished))
            if word.frequency == 0 { reweigh(index) }
        }
        findJoinedWords()
        table.reset(width: query.words.count)
        for (index, expansion) in expansions.enumerated() {
            for entry in expansion.entries { table.set(entry.word, query: index, entry.score) }
        }
        for joined in query.joined { table.markUnit(joined.word) }
    }

    /// What a word may stand for; looked up once for all readings of a query.
    private mutating func expansion(_ word: QueryWord, _ bytes: [UInt8], _ ending: WordEnding) -> WordExpansion {
        if let known = knownExpansions.first(where: { $0.bytes == bytes && $0.ending == ending }) {
            return known.expansion
        }
        let expansion = WordExpansion(word, bytes, in: universe, ending: ending, found: &found, work: &work)
        knownExpansions.append((bytes, ending, expansion))
        return expansion
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
            var bytes = query.bytes[first]
            for count in 2...3 where first + count <= query.words.count {
                bytes += query.bytes[first + count - 1]
                guard bytes.count > 3 || bytes.count == count, !bytes.allSatisfy({ $0 &- 0x30 < 10 }) else { continue }
                guard let word = universe.word(of: bytes.span) else { continue }
                if universe.profiles[word].traits.isDisjoint(with: [.generation, .degree]) {
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
        for name in splitNames where isNew(name) { top.insert(NameHit(name: name, score: score(name))) }
        var sizes: [Int] = []
        let order = postingOrder(&sizes)
        let bound = ScoreBound(query, order: order, readingCost: readingCost)
        let all = sizes.reduce(0, +)
        filter.begin(query, order: order)
        givenLetters = lettersOfGivenNames(bound)
        for role in reaches.indices { reaches[role].version = -1 }
        for position in order.indices { visitNames(position, bound, sizes[position], all, &top) }
    }

    /// The words whose postings are gone through, those with the fewest first, and how many each has.
    private func postingOrder(_ sizes: inout [Int]) -> [Int] {
        var order = query.words.indices.filter { query.anchors & (1 << UInt64($0)) != 0 }
        let sizeOfWord = query.words.indices.map { index in
            var size = universe.postingCount(ofWords: expansions[index].prefixes)
            for entry in expansions[index].entries {
                size += universe.postingCount(ofWords: Int(entry.word)..<Int(entry.word) + 1)
            }
            return size
        }
        order.sort { (sizeOfWord[$0], $0) < (sizeOfWord[$1], $1) }
        sizes = order.map { sizeOfWord[$0] }
        return order
    }

    /// Whether a name may be returned and was not met before in this search.
    mutating func isNew(_ name: UInt32) -> Bool {
        let bit: UInt64 = 1 << UInt64(name & 63)
        if visitedBits[Int(name >> 6)] & bit != 0 { return false }
        visitedBits[Int(name >> 6)] |= bit
        visited.append(name)
        return subset?.contains(name) ?? true
    }

    // MARK: One candidate

    mutating func score(_ name: UInt32) -> Float {
        work.scoredNames += 1
        let range = universe.wordRange(ofName: Int(name))
        let width = query.words.count
        let count = min(range.count, PreparedQuery.wordsMax)
        scorer.candidate.removeAll(keepingCapacity: true)
        scorer.likeness.removeAll(keepingCapacity: true)
        scorer.units.removeAll(keepingCapacity: true)
        scorer.surname = universe.surname(ofName: Int(name))
        scorer.isOrganisation = universe.isOrganisation(Int(name))
        let prefixes = expansions[width - 1].prefixes
        let prefixesCount = expansions[width - 1].prefixesCount(inOrganisation: scorer.isOrganisation)
        for offset in 0..<count {
            let word = universe.nameWords[range.lowerBound + offset]
            let profile = universe.profiles[Int(word)]
            scorer.candidate.append(
                NameScorer.CandidateWord(
                    traits: profile.traits, length: profile.length, first: profile.first,
                    weight: universe.wordWeights[Int(word)]))
            let slot = table.slot(word)
            for index in 0..<width { scorer.likeness.append(table.rows[slot * width + index]) }
            if prefixesCount, prefixes.contains(Int(word)) {
                let score = expansions[width - 1].prefixScore(wordLength: Int(profile.length))
                if score.value > scorer.likeness[scorer.likeness.count - 1].value {
                    scorer.likeness[scorer.likeness.count - 1] = score
                }
            }
            if table.isUnit[slot] { addUnits(word, offset, range, count) }
        }
        return ScoreBound.quantised(max(0, scorer.score(query) - readingCost))
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
                    place =
                        (0..<count).first {
                            universe.nameWords[range.lowerBound + $0] == part && bits & (1 << UInt64($0)) == 0
                        } ?? -1
                }
                if place < 0 { bits = 0 } else { bits |= 1 << UInt64(place) }
                if bits == 0 { break }
            }
            guard bits != 0 else { continue }
            scorer.units.append(
                NameScorer.Pairing(
                    rank: 0, value: split.likeness * (inOrder ? Costs.split : Costs.splitReordered), weight: 0,
                    query: split.position, queryCount: split.count, candidate: offset, candidateBits: bits, kind: .split
                ))
        }
    }
}
