/// Scores candidates against a query by pairing their words one to one.
///
/// Each word of the query has a weight, its rarity. A pair earns the weight times the likeness of its two words, a word the
/// candidate lacks a part of it, and a word that stands against another one in the same role loses some; the sum over the
/// sum of weights, less small costs for what the candidate has beyond the query, is the score. Equal words in any order
/// score above everything else. Nothing is allocated for a candidate; the buffers live as long as the scorer.
package struct NameScorer {
    /// One word of a candidate.
    struct CandidateWord {
        var traits: TokenTraits
        var length: UInt8
        var first: UInt8
        var weight: Float
    }

    /// A possible pairing of a run of query words with a run of candidate words.
    struct Pairing {
        var rank: Float
        var value: Float
        var weight: Float
        var query: Int
        var queryCount: Int
        /// First word of the candidate, and all its words as bits.
        var candidate: Int
        var candidateBits: UInt64
        var kind: PairKind
    }

    /// The candidate, filled in by the caller: its words, the surname among them (empty for an organisation), the likeness
    /// of every pair (candidate word × query word) and the pairings of joined and split words.
    var candidate: [CandidateWord] = []
    var surname: Range<Int> = 0..<0
    var isOrganisation = false
    var likeness: [PairScore] = []
    var units: [Pairing] = []

    /// What `score` found: the pairings taken, and the words left over as bits.
    private(set) var taken: [Pairing] = []
    private(set) var queryUsed: UInt64 = 0
    private(set) var candidateUsed: UInt64 = 0
    private(set) var contradicted: UInt64 = 0
    private var pairings: [Pairing] = []

    /// A scorer with empty buffers.
    package init() {}

    /// The score of the candidate that the buffers hold, 0 to 1.
    mutating func score(_ query: PreparedQuery) -> Float {
        taken.removeAll(keepingCapacity: true)
        pairings.removeAll(keepingCapacity: true)
        queryUsed = 0
        candidateUsed = 0
        contradicted = 0
        return isOrganisation ? scoreOrganisation(query) : scorePerson(query)
    }

    // MARK: Pairing

    /// Takes pairings, the best first, as long as their words are free.
    private mutating func takePairings() {
        // A handful of entries: sorting by insertion is the quickest.
        for index in 1..<max(1, pairings.count) {
            let entry = pairings[index]
            var hole = index
            while hole > 0, precedes(entry, pairings[hole - 1]) {
                pairings[hole] = pairings[hole - 1]
                hole -= 1
            }
            pairings[hole] = entry
        }
        for pairing in pairings {
            let query = Self.bits(pairing.query, pairing.queryCount)
            if queryUsed & query != 0 || candidateUsed & pairing.candidateBits != 0 { continue }
            queryUsed |= query
            candidateUsed |= pairing.candidateBits
            taken.append(pairing)
        }
        pairings.removeAll(keepingCapacity: true)
    }

    private func precedes(_ left: Pairing, _ right: Pairing) -> Bool {
        if left.rank != right.rank { return left.rank > right.rank }
        let leftGap = abs(left.query - left.candidate)
        let rightGap = abs(right.query - right.candidate)
        if leftGap != rightGap { return leftGap < rightGap }
        return left.query < right.query
    }

    static func bits(_ first: Int, _ count: Int) -> UInt64 {
        first + count > 64 ? 0 : ((1 << UInt64(count)) - 1) << UInt64(first)
    }

    private mutating func add(_ score: PairScore, _ weight: Float, _ query: Int, _ candidate: Int) {
        pairings.append(
            Pairing(
                rank: score.value * max(weight, 0.1), value: score.value, weight: weight, query: query, queryCount: 1,
                candidate: candidate, candidateBits: 1 << UInt64(candidate), kind: score.kind))
    }

    private mutating func addUnits(_ weightOf: (Int) -> Float) {
        for unit in units {
            var unit = unit
            unit.weight = 0
            for offset in 0..<unit.queryCount { unit.weight += weightOf(unit.query + offset) }
            unit.rank = unit.value * max(unit.weight, 0.1)
            pairings.append(unit)
        }
    }

    private static func isFull(_ word: CandidateWord) -> Bool {
        word.length > 1 && word.traits.isDisjoint(with: [.generation, .degree])
    }

    // MARK: Persons

    private mutating func scorePerson(_ query: PreparedQuery) -> Float {
        let queryCount = query.words.count
        let candidateCount = min(candidate.count, 64)
        for q in 0..<queryCount {
            for c in 0..<candidateCount {
                var score = likeness[c * queryCount + q]
                if score.kind == .nickname, surname.contains(c) {
                    score = PairScore(score.value * Costs.nicknameOfSurname, .nickname)
                }
                if score.value > 0 { add(score, query.words[q].person.weight, q, c) }
            }
        }
        addUnits { query.words[$0].person.weight }
        takePairings()
        if queryUsed & query.anchors == 0 { return 0 }
        let surnameBits = Self.bits(surname.lowerBound, surname.count)
        let surnameFound = candidateUsed & surnameBits != 0
        if surnameFound { pairInitials(query, candidateCount) }
        return min(finishPerson(query, candidateCount, surnameFound, surnameBits), 1)
    }

    /// Pairs the letters left over on either side with the names left over on the other.
    private mutating func pairInitials(_ query: PreparedQuery, _ candidateCount: Int) {
        let firstGiven = surname.lowerBound == 0 ? surname.upperBound : 0
        let firstGivenFound = firstGiven < candidateCount && candidateUsed & (1 << UInt64(firstGiven)) != 0
        for q in 0..<query.words.count where queryUsed & (1 << UInt64(q)) == 0 {
            let word = query.words[q]
            for c in 0..<candidateCount where !surname.contains(c) && candidateUsed & (1 << UInt64(c)) == 0 {
                let other = candidate[c]
                guard other.first == word.profile.first else { continue }
                if word.person.part == .initial, Self.isFull(other) {
                    add(PairScore(Costs.initial, .initial), word.person.weight, q, c)
                } else if word.person.part == .full, other.traits.contains(.initial), word.profile.mayBeGivenName {
                    // A middle name against its initial, or a rare first name that an initial hardly proves.
                    let value =
                        firstGivenFound && c != firstGiven
                        ? Costs.middleAsInitial
                        : Self.nameAsInitial(word.person.weight)
                    add(PairScore(value, .initial), word.person.weight, q, c)
                }
            }
            if word.mayBeInitials { pairRun(word, q, candidateCount) }
        }
        if !pairings.isEmpty { takePairings() }
    }

    /// What a name in full earns from a letter: less the rarer it is, as any of many names may begin so.
    static func nameAsInitial(_ weight: Float) -> Float {
        max(0.35, Costs.nameAsInitial - Costs.rareAsInitial * max(0, weight - 7))
    }

    /// Pairs `RA` with two or three neighbouring given names that begin so.
    private mutating func pairRun(_ word: QueryWord, _ q: Int, _ candidateCount: Int) {
        let length = word.length
        guard candidateCount >= length else { return }
        for c in 0...(candidateCount - length) {
            var fits = true
            for offset in 0..<length {
                if surname.contains(c + offset) || candidate[c + offset].first != word.letters[offset] { fits = false }
            }
            guard fits else { continue }
            let weight = word.person.weight
            pairings.append(
                Pairing(
                    rank: Costs.initials * weight, value: Costs.initials, weight: weight, query: q, queryCount: 1,
                    candidate: c, candidateBits: Self.bits(c, length), kind: .initials))
        }
    }

    private mutating func finishPerson(
        _ query: PreparedQuery, _ candidateCount: Int, _ surnameFound: Bool, _ surnameBits: UInt64
    ) -> Float {
        var sum: Float = 0
        var total: Float = 0
        var penalty: Float = 0
        for word in query.words { total += word.person.weight }
        for pairing in taken { sum += pairing.weight * pairing.value }
        var free = ~candidateUsed & Self.bits(0, candidateCount)
        var generationFree = false
        var fullGiven: UInt64 = 0
        var initialGiven: UInt64 = 0
        for c in 0..<candidateCount where free & (1 << UInt64(c)) != 0 {
            let bit: UInt64 = 1 << UInt64(c)
            if surnameBits & bit != 0 { continue }
            if !candidate[c].traits.isDisjoint(with: [.generation, .degree]) {
                if candidate[c].traits.contains(.generation) { generationFree = true }
                free &= ~bit
            } else if candidate[c].length == 1 {
                initialGiven |= bit
            } else {
                fullGiven |= bit
            }
        }
        var surnameFree = free & surnameBits
        var generationAsked = false
        // Names in full first: they contradict before initials do.
        for q in 0..<query.words.count where queryUsed & (1 << UInt64(q)) == 0 {
            let word = query.words[q]
            switch word.person.part {
            case .title, .legalForm: if word.person.part == .legalForm { sum += Costs.missing * word.person.weight }
            case .generation: generationAsked = true
            case .filler: sum += word.person.weight * Costs.missingFiller
            case .initial: break
            case .full, .numeral:
                if surnameFree != 0, !surnameFound {
                    Self.removeLowest(&surnameFree)
                } else if fullGiven != 0 {
                    Self.removeLowest(&fullGiven)
                } else if initialGiven != 0 {
                    Self.removeLowest(&initialGiven)
                } else {
                    sum += Costs.missing * word.person.weight
                    continue
                }
                contradicted |= 1 << UInt64(q)
                sum += Costs.contradiction * min(word.person.weight, Costs.contradictionWeightMax)
            }
        }
        for q in 0..<query.words.count where queryUsed & (1 << UInt64(q)) == 0 {
            guard query.words[q].person.part == .initial else { continue }
            let weight = query.words[q].person.weight
            if initialGiven != 0 {
                Self.removeLowest(&initialGiven)
            } else if fullGiven != 0 {
                Self.removeLowest(&fullGiven)
            } else {
                sum += Costs.missingInitial * weight
                continue
            }
            contradicted |= 1 << UInt64(q)
            sum += Costs.contradiction * weight
        }
        if generationAsked {
            penalty += generationFree ? Costs.otherGeneration : Costs.generationAsked
        } else if generationFree {
            penalty += Costs.generationFree
        }
        penalty += extraCost(query, candidateCount, surnameFree, fullGiven, initialGiven, surnameFound)
        penalty += orderCost(query)
        if isEqual(query, candidateCount) { return penalty > 0 ? Costs.equalReordered : 1 }
        return max(0, min(Costs.unequalMax, sum / total - penalty))
    }

    /// What a person's names beyond the query cost.
    private func extraCost(
        _ query: PreparedQuery, _ candidateCount: Int, _ surnameFree: UInt64, _ fullGiven: UInt64,
        _ initialGiven: UInt64,
        _ surnameFound: Bool
    ) -> Float {
        var cost: Float = 0
        let several = query.words.count { $0.person.part == .full } > 1
        let each =
            surnameFound ? Costs.extraSurname : several ? Costs.noSurname : Costs.noSurname * Costs.noSurnameOfOne
        cost += each * Float(surnameFree.nonzeroBitCount)
        let firstGiven = surname.lowerBound == 0 ? surname.upperBound : 0
        let firstBit: UInt64 = firstGiven < 64 ? 1 << UInt64(firstGiven) : 0
        cost += Costs.extraInitial * Float(initialGiven.nonzeroBitCount)
        if initialGiven & firstBit != 0 { cost += Costs.extraInitial * 0.6 }
        var middles = fullGiven.nonzeroBitCount
        if fullGiven & firstBit != 0 {
            middles -= 1
            let laterFound = candidateUsed & ~((firstBit << 1) &- 1) != 0
            cost += query.extraFirst + (several && laterFound ? Costs.skippedFirst : 0)
        }
        for middle in 0..<middles { cost += Costs.extraMiddle / Float(middle + 1) }
        return cost
    }

    /// The order bonus, as a cost of its absence: neither as stored nor with the surname moved to the other end.
    private func orderCost(_ query: PreparedQuery) -> Float {
        var places: [8 of Int8] = .init(repeating: 0)
        var count = 0
        for q in 0..<query.words.count where query.words[q].person.part != .generation {
            for pairing in taken where pairing.query == q && count < 8 {
                places[count] = Int8(clamping: pairing.candidate)
                count += 1
            }
        }
        guard count > 1 else { return 0 }
        var descents = 0
        for index in 1..<count where places[index] < places[index - 1] { descents += 1 }
        if descents == 0 { return 0 }
        if query.hasSurnameComma { return Costs.commaOrder }
        return descents == 1 && places[count - 1] < places[0] ? 0 : Costs.order
    }

    private static func removeLowest(_ bits: inout UInt64) { bits &= bits &- 1 }

    /// Whether query and candidate have the same words, each as often.
    private func isEqual(_ query: PreparedQuery, _ candidateCount: Int) -> Bool {
        guard taken.count == query.words.count, taken.count == candidateCount else { return false }
        return taken.allSatisfy { $0.kind == .exact || isOrganisation && $0.value == 1 && $0.queryCount == 1 }
    }

    // MARK: Organisations

    private mutating func scoreOrganisation(_ query: PreparedQuery) -> Float {
        let queryCount = query.words.count
        let candidateCount = min(candidate.count, 64)
        for q in 0..<queryCount {
            for c in 0..<candidateCount {
                let score = likeness[c * queryCount + q]
                if score.value > 0 { add(score, query.words[q].organisation.weight, q, c) }
            }
        }
        addUnits { query.words[$0].organisation.weight }
        takePairings()
        if queryUsed & query.anchors == 0 { return 0 }
        var sum: Float = 0
        var total: Float = 0
        var penalty: Float = 0
        for word in query.words { total += word.organisation.weight }
        for pairing in taken { sum += pairing.weight * pairing.value }
        var legalFree = false
        var extra = 0
        var extraNumerals = 0
        var extraCost: Float = 0
        for c in 0..<candidateCount where candidateUsed & (1 << UInt64(c)) == 0 {
            let word = candidate[c]
            if c > 0, word.traits.contains(.legalForm) {
                legalFree = true
            } else if word.traits.contains(.filler) {
                extraCost += Costs.extraFiller
            } else {
                extra += 1
                if word.traits.contains(.numeral) { extraNumerals += 1 }
                extraCost += Costs.extraWord * min(1, word.weight / Costs.extraWordWeight)
            }
        }
        var legalAsked = false
        // Numbers contradict numbers first, then any words whatever is left.
        for pass in 0..<2 {
            for q in 0..<queryCount where queryUsed & (1 << UInt64(q)) == 0 {
                let word = query.words[q]
                guard (word.organisation.part == .numeral) == (pass == 0) else { continue }
                let weight = word.organisation.weight
                switch word.organisation.part {
                case .title, .generation: break
                case .legalForm: legalAsked = true
                case .filler: sum += weight * Costs.missingFiller
                case .numeral where extraNumerals > 0:
                    extraNumerals -= 1
                    extra -= 1
                    contradicted |= 1 << UInt64(q)
                    sum += Costs.otherNumeral * weight
                default:
                    if extra > 0 {
                        extra -= 1
                        contradicted |= 1 << UInt64(q)
                        sum += Costs.organisationContradiction * min(weight, Costs.contradictionWeightMax)
                    } else {
                        sum += Costs.missing * weight
                    }
                }
            }
        }
        if legalAsked {
            penalty += legalFree ? Costs.otherLegalForm : Costs.legalForm
        } else if legalFree {
            penalty += Costs.legalForm
        } else if taken.contains(where: { $0.kind == .legalForm }) {
            penalty += Costs.legalFormSpelling
        }
        var ascending = true
        var starts = true
        for pairing in taken {
            if pairing.query != pairing.candidate { starts = false }
            for other in taken where (other.query < pairing.query) != (other.candidate < pairing.candidate) {
                if other.query != pairing.query { ascending = false }
            }
        }
        if isEqual(query, candidateCount) {
            return !taken.allSatisfy { $0.kind == .exact } ? Costs.equalInMeaning : ascending ? 1 : Costs.equalReordered
        }
        if starts { extraCost *= Costs.extraAfterBeginning }
        penalty += min(extraCost, Costs.extraWordsMax)
        if !ascending { penalty += Costs.organisationOrder }
        return max(0, min(Costs.unequalMax, sum / total - penalty))
    }
}
