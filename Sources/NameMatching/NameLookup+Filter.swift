extension NameLookup {
    /// Notes for every name which words of the query it has something like.
    mutating func fillFilter(_ bound: ScoreBound) {
        filter.fill(nameCount: universe.nameCount, isSurnameTyped: isSurnameTyped)
        for letter in surnameLetters {
            filter.note(universe.postings, universe.postingRange(ofWord: letter, .surname), NameFilter.surname)
        }
        for (position, index) in bound.order.prefix(ScoreBound.orderMax).enumerated() {
            let bit: UInt8 = 1 << UInt8(position)
            noteWords(expansions[index].prefixes, bit)
            for entry in expansions[index].entries { noteWords(Int(entry.word)..<Int(entry.word) + 1, bit) }
            for joined in query.joined where joined.first..<joined.first + joined.count ~= index {
                noteWords(Int(joined.word)..<Int(joined.word) + 1, bit)
            }
        }
        // The other words tell of a name's surname only.
        for index in query.words.indices where !bound.notes(index) && query.words[index].person.part != .initial {
            noteSurnames(expansions[index].prefixes)
            for entry in expansions[index].entries { noteSurnames(Int(entry.word)..<Int(entry.word) + 1) }
            for joined in query.joined where joined.first..<joined.first + joined.count ~= index {
                noteSurnames(Int(joined.word)..<Int(joined.word) + 1)
            }
        }
    }

    /// Whether a word beside those whose postings are gone through may be a surname: a letter, or a generation as typed.
    func hasSurnameBeside(_ bound: ScoreBound) -> Bool {
        // The only word of a query is no other.
        if query.words.count == 1, bound.notes(0) { return false }
        return isSurnameTyped || !surnameLetters.isEmpty
            || query.words.indices.contains { index in
                !bound.notes(index) && query.words[index].person.part != .initial
                    && !(expansions[index].entries.isEmpty && expansions[index].prefixes.isEmpty)
            }
    }

    /// Whether the last word is a letter that, while it is typed, may begin any surname.
    private var isSurnameTyped: Bool {
        guard ending == .beingTyped, let last = query.words.last else { return false }
        return last.person.part == .initial
    }

    /// The query's letters that are part of somebody's surname, as the D of D ANGELO.
    var surnameLetters: [Int] {
        query.words.indices.compactMap { index in
            let word = query.words[index]
            guard word.person.part == .initial,
                universe.surnameLetters & (1 << UInt32((word.profile.first &- 0x61) & 31)) != 0
            else { return nil }
            let bytes = query.bytes[index]
            return universe.word(of: bytes.span)
        }
    }

    private mutating func noteSurnames(_ words: Range<Int>) {
        for word in words {
            filter.note(universe.postings, universe.postingRange(ofWord: word, .surname), NameFilter.surname)
        }
    }

    private mutating func noteWords(_ words: Range<Int>, _ bit: UInt8) {
        let surname = NameFilter.surname
        let postings = universe.postings
        for word in words {
            work.readPostings += universe.postingCount(ofWords: word..<word + 1)
            filter.note(postings, universe.postingRange(ofWord: word, .surname), bit | surname)
            filter.note(postings, universe.postingRange(ofWord: word, .given), bit)
        }
    }

    /// The most a name can score by what the filter knows of it, when the word gone through is worth `value`.
    @inline(__always)
    mutating func filterBound(
        _ mask: UInt8, _ letters: UInt32, _ shape: Int, _ value: Float, _ bound: ScoreBound
    ) -> Float {
        let constant = constant(
            found: mask & ~NameFilter.surname,
            isSurnameReachable: mask & NameFilter.surname != 0 || filter.isSurnameTyped, letters, shape, bound
        )
        let word = query.words[current]
        var value = value
        if universe.shapes[shape].isOrganisation {
            return ScoreBound.quantised(
                constant - word.organisation.weight * (1 - value) / bound.organisationTotal)
        }
        if letters & filter.letter(of: word) != 0 { value = max(value, Costs.middleAsInitial) }
        if word.mayBeInitials { value = max(value, Costs.initials) }
        return ScoreBound.quantised(constant - word.person.weight * (1 - value) / bound.personTotal)
    }

    /// The query's letters that only a given name or a letter can stand for, one bit each.
    ///
    /// A letter that is part of a joined word is none of them; one being typed is marked by the topmost bit.
    func lettersOfGivenNames(_ bound: ScoreBound) -> [UInt32] {
        query.words.indices.compactMap { index in
            let word = query.words[index]
            // Letters that are gone through, where the query has nothing else, are not taken as found by the bound.
            if bound.notes(index) { return nil }
            let isJoined =
                query.joined.contains { $0.first..<$0.first + $0.count ~= index }
                || query.split.contains { $0.position..<$0.position + $0.count ~= index }
            guard word.person.part == .initial, !isJoined else { return nil }
            // A letter being typed may begin the surname as well.
            let isTyped = ending == .beingTyped && index == query.words.count - 1
            return filter.letter(of: word) | (isTyped ? NameUniverse.letterFirst : 0)
        }
    }

    private static let letterBits: UInt32 = (1 << 26) - 1

    /// What a person's name loses at least whose given names begin with none of some of the query's letters.
    @inline(__always)
    func lost(_ letters: [UInt32], _ first: UInt32, _ bound: ScoreBound) -> Float {
        var count = 0
        for letter in letters where first & letter & Self.letterBits == 0 {
            let surname = first >> NameUniverse.surnameLetterShift & 31
            let beginsSurname = surname == 31 || letter & (1 << surname) != 0
            if letter & NameUniverse.letterFirst == 0 || !beginsSurname { count += 1 }
        }
        return Float(count) * NameScorer.initialWeight * (1 - Costs.missingInitial) / bound.personTotal
    }

    /// The most a name can score by how alike each of its words is to those of the query.
    ///
    /// A tenth of the work of a score: which words pair with which is left open, each of the query's may take its best.
    /// Names with a word of the query in parts were scored before and are not its business.
    mutating func likenessBound(_ name: UInt32, _ shape: Int, _ bound: ScoreBound) -> Float {
        let width = query.words.count
        guard width <= Self.boundWidthMax else { return 1 }
        work.boundedNames += 1
        let range = universe.wordRange(ofName: Int(name))
        let isOrganisation = universe.shapes[shape].isOrganisation
        let surname = universe.surname(ofName: Int(name))
        let prefixes = expansions[width - 1].prefixes
        let prefixesCount = expansions[width - 1].prefixesCount(inOrganisation: isOrganisation)
        var best: [16 of Float] = .init(repeating: 0)
        var beyond = WordsBeyond()
        var given = GivenNames()
        var isSurnameReachable = false
        for position in range {
            let word = universe.nameWords[position]
            let offset = position - range.lowerBound
            let slot = table.slot(word)
            var likest: Float = 0
            if slot != 0 {
                if table.isUnit[slot] {
                    for joined in query.joined where joined.word == word {
                        likest = Costs.joined
                        if joined.first == offset { beyond.mayStart = true }
                        for index in joined.first..<joined.first + joined.count {
                            given.alike |= 1 << UInt32(index)
                            best[index] = max(best[index], Costs.joined)
                        }
                    }
                }
                let isSurname = surname.contains(offset)
                for index in 0..<width {
                    let score = table.rows[slot * width + index]
                    let value =
                        isSurname && score.kind == .nickname ? score.value * Costs.nicknameOfSurname : score.value
                    best[index] = max(best[index], value)
                    likest = max(likest, value)
                    if value > 0, index == offset { beyond.mayStart = true }
                    if value > 0, !isSurname { given.alike |= 1 << UInt32(index) }
                }
            }
            if prefixesCount, prefixes.contains(Int(word)) {
                let length = universe.letters(ofWord: Int(word)).count
                let value = expansions[width - 1].prefixScore(wordLength: length).value
                best[width - 1] = max(best[width - 1], value)
                likest = max(likest, value)
                given.alike |= 1 << UInt32(width - 1)
                if offset == width - 1 { beyond.mayStart = true }
            }
            if isOrganisation {
                beyond.add(costsOfExtra[Int(word)], isMatched: likest > 0)
            } else if surname.contains(offset) {
                if likest > 0 { isSurnameReachable = true } else { given.surnamesBeyond += 1 }
                given.addSurname(marks[Int(word)])
            } else {
                given.add(marks[Int(word)])
            }
        }
        return isOrganisation
            ? organisationBound(best, beyond, bound)
            : personBound(name, best, given, isSurnameReachable: isSurnameReachable, shape, bound)
    }

    /// What an organisation's name has beyond the words that could be the query's.
    private struct WordsBeyond {
        /// Words but legal forms and fillers.
        var fullCount = 0
        /// What those cost that are like no word of the query.
        var cost: Float = 0
        /// Whether some word may stand where the query's stands.
        var mayStart = false

        mutating func add(_ cost: Float, isMatched: Bool) {
            if cost > 0 { fullCount += 1 }
            if !isMatched { self.cost += cost }
        }
    }

    /// A person's given names as far as a bound needs them.
    private struct GivenNames {
        /// How many there are, letters among them.
        var count = 0
        /// The letters they begin with, and those that stand in the surname.
        var letters: UInt32 = 0
        /// The words of the query that are like one of them.
        var alike: UInt32 = 0
        /// Words of the surname that are like none of the query's.
        var surnamesBeyond = 0

        mutating func add(_ mark: WordMark) {
            if mark.isTail { return }
            count += 1
            letters |= mark.letter
        }

        mutating func addSurname(_ mark: WordMark) { if mark.isLetter { letters |= mark.letter } }
    }

    private func organisationBound(_ best: [16 of Float], _ beyond: WordsBeyond, _ bound: ScoreBound) -> Float {
        var sum: Float = 0
        var foundCount = 0
        var lost = LostWeights()
        for index in query.words.indices {
            let (part, weight) = query.words[index].organisation
            if best[index] > 0 {
                foundCount += 1
                sum += weight * max(best[index], part == .filler ? Costs.missingFiller : Costs.missing)
            } else if part == .filler {
                sum += weight * Costs.missingFiller
            } else if weight > 0 {
                lost.insert(weight)
            }
        }
        sum += lost.most(
            contradictions: max(0, beyond.fullCount - foundCount), contradiction: Costs.organisationContradiction)
        let extra = min(Costs.extraWordsMax, beyond.cost * (beyond.mayStart ? Costs.extraAfterBeginning : 1))
        return ScoreBound.quantised(sum / bound.organisationTotal - extra - bound.readingCost)
    }

    private mutating func personBound(
        _ name: UInt32, _ best: [16 of Float], _ given: GivenNames, isSurnameReachable: Bool, _ shape: Int,
        _ bound: ScoreBound
    ) -> Float {
        var found: UInt8 = 0
        // Given names that no word of the query can stand for: they contradict letters that are none of theirs.
        var free = given.count
        for index in query.words.indices {
            let word = query.words[index]
            let isLetter = word.person.part == .initial
            let stands =
                isLetter
                ? given.letters & filter.letter(of: word) != 0
                : best[index] == 0 || given.alike & (1 << UInt32(index)) != 0
            if stands || word.mayBeInitials { free -= word.mayBeInitials ? 3 : 1 }
        }
        for (position, index) in bound.order.prefix(ScoreBound.orderMax).enumerated() where best[index] > 0 {
            found |= 1 << UInt8(position)
        }
        let letters = universe.shapes[shape].initialCount > 0 ? universe.initialLetters[Int(name)] : 0
        let constant = constant(found: found, isSurnameReachable: isSurnameReachable, letters, shape, bound)
        var lost: Float = 0
        for index in query.words.indices where bound.counts(index, found: found) {
            let word = query.words[index]
            let (part, weight) = word.person
            var value = max(best[index], part == .filler ? Costs.missingFiller : Costs.missing)
            if part == .initial {
                if best[index] > 0 || given.letters & filter.letter(of: word) != 0 {
                    value = max(value, Costs.initial)
                } else if free > 0 {
                    free -= 1
                    value = Costs.contradiction
                } else {
                    value = Costs.missingInitial
                }
            }
            if letters & filter.letter(of: word) != 0 { value = max(value, Costs.middleAsInitial) }
            if word.mayBeInitials { value = max(value, Costs.initials) }
            lost += weight * max(0, 1 - value)
        }
        let extra = isSurnameReachable ? Costs.extraSurname * Float(given.surnamesBeyond) : 0
        return ScoreBound.quantised(constant - lost / bound.personTotal - extra)
    }

    /// Queries of more words are scored without this bound.
    private static let boundWidthMax = 16

    /// The bound for a name of a shape that has the words `found` in full.
    @inline(__always)
    private mutating func constant(
        found: UInt8, isSurnameReachable: Bool, _ letters: UInt32, _ shape: Int, _ bound: ScoreBound
    ) -> Float {
        var key = UInt32(found) | (isSurnameReachable ? 0x80 : 0) | UInt32(shape) << 16
        if letters & filter.allLetters != 0 {
            var initials: UInt32 = 0
            for position in filter.letters.indices where filter.letters[position] & letters != 0 {
                initials |= 1 << UInt32(position)
            }
            initials &= ~UInt32(found)
            if initials != 0 { key |= initials << 8 | letters & NameUniverse.letterFirst }
        }
        if let known = filter.known(key) { return known }
        let line = bound.line(
            found: UInt32(found) | ~((1 << UInt32(ScoreBound.orderMax)) - 1), initials: key >> 8 & 0x7F,
            letterFirst: key & NameUniverse.letterFirst != 0, surnameReachable: isSurnameReachable, current: -1,
            shape: universe.shapes[shape])
        filter.remember(key, line.constant)
        return line.constant
    }
}
