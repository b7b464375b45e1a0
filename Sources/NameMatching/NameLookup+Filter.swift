extension NameLookup {
    /// Notes for every name which words of the query it has something like.
    mutating func fillFilter(_ bound: ScoreBound) {
        filter.fill(nameCount: universe.nameCount)
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
        !surnameLetters.isEmpty
            || query.words.indices.contains { index in
                !bound.notes(index) && query.words[index].person.part != .initial
                    && !(expansions[index].entries.isEmpty && expansions[index].prefixes.isEmpty)
            }
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
            filter.note(postings, universe.postingRange(ofWord: word, .surname), bit | surname)
            filter.note(postings, universe.postingRange(ofWord: word, .given), bit)
        }
    }

    /// The most a name can score by what the filter knows of it, when the word gone through is worth `value`.
    @inline(__always)
    mutating func filterBound(_ name: UInt32, _ shape: Int, _ value: Float, _ bound: ScoreBound) -> Float {
        let mask = filter.masks[Int(name)]
        let letters = universe.initialLetters[Int(name)]
        let constant = constant(
            found: mask & ~NameFilter.surname, isSurnameReachable: mask & NameFilter.surname != 0, letters, shape, bound)
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

    /// The most a name can score by how alike each of its words is to those of the query.
    ///
    /// A tenth of the work of a score: which words pair with which is left open, each of the query's may take its best.
    mutating func likenessBound(_ name: UInt32, _ shape: Int, _ bound: ScoreBound) -> Float {
        let width = query.words.count
        guard width <= Self.boundWidthMax else { return 1 }
        let range = universe.wordRange(ofName: Int(name))
        let isOrganisation = universe.shapes[shape].isOrganisation
        let surname = universe.surname(ofName: Int(name))
        let prefixes = expansions[width - 1].prefixes
        let prefixesCount = expansions[width - 1].prefixesCount(inOrganisation: isOrganisation)
        var best: [16 of Float] = .init(repeating: 0)
        var isSurnameReachable = isOrganisation
        for position in range {
            let word = universe.nameWords[position]
            let slot = table.slot(word)
            if slot != 0 {
                var likest: Float = 0
                if table.isUnit[slot] {
                    // Names with a word of the query in parts were scored before: only joined words are left.
                    for joined in query.joined where joined.word == word {
                        likest = Costs.joined
                        for index in joined.first..<joined.first + joined.count {
                            best[index] = max(best[index], Costs.joined)
                        }
                    }
                }
                for index in 0..<width {
                    let value = table.rows[slot * width + index].value
                    best[index] = max(best[index], value)
                    likest = max(likest, value)
                }
                if likest > 0, surname.contains(position - range.lowerBound) { isSurnameReachable = true }
            }
            if prefixesCount, prefixes.contains(Int(word)) {
                let length = universe.letters(ofWord: Int(word)).count
                best[width - 1] = max(best[width - 1], expansions[width - 1].prefixScore(wordLength: length).value)
                if surname.contains(position - range.lowerBound) { isSurnameReachable = true }
            }
        }
        var found: UInt8 = 0
        for (position, index) in bound.order.prefix(ScoreBound.orderMax).enumerated() where best[index] > 0 {
            found |= 1 << UInt8(position)
        }
        let letters = universe.initialLetters[Int(name)]
        let constant = constant(found: found, isSurnameReachable: isSurnameReachable, letters, shape, bound)
        var lost: Float = 0
        for index in 0..<width where bound.counts(index, found: found) {
            let word = query.words[index]
            let (part, weight) = isOrganisation ? word.organisation : word.person
            var value = max(best[index], part == .filler ? Costs.missingFiller : Costs.missing)
            if !isOrganisation {
                if part == .initial { value = max(value, Costs.initial) }
                if letters & filter.letter(of: word) != 0 { value = max(value, Costs.middleAsInitial) }
                if word.mayBeInitials { value = max(value, Costs.initials) }
            }
            lost += weight * max(0, 1 - value)
        }
        let total = isOrganisation ? bound.organisationTotal : bound.personTotal
        return ScoreBound.quantised(constant - lost / total)
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
