extension NameLookup {
    /// Notes for every name which words of the query it has something like.
    mutating func fillFilter(_ bound: ScoreBound) {
        filter.reset(nameCount: universe.nameCount)
        for letter in surnameLetters {
            filter.note(universe.postings, universe.postingRange(ofWord: letter, .surname), NameFilter.surname)
        }
        for (position, index) in bound.order.prefix(ScoreBound.orderMax).enumerated() {
            let letter = query.words[index].profile.first &- 0x61
            filter.letters.append(letter < 26 ? 1 << UInt32(letter) : 0)
            let bit: UInt8 = 1 << UInt8(position)
            noteWords(expansions[index].prefixes, bit)
            for entry in expansions[index].entries { noteWords(Int(entry.word)..<Int(entry.word) + 1, bit) }
            for joined in query.joined where joined.first..<joined.first + joined.count ~= index {
                noteWords(Int(joined.word)..<Int(joined.word) + 1, bit)
            }
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

    private mutating func noteWords(_ words: Range<Int>, _ bit: UInt8) {
        let surname = NameFilter.surname
        let postings = universe.postings
        for word in words {
            filter.note(postings, universe.postingRange(ofWord: word, .surname), bit | surname)
            filter.note(postings, universe.postingRange(ofWord: word, .given), bit)
        }
    }

    /// The most a name can score by what the filter knows of it.
    mutating func filterLine(_ name: UInt32, _ shape: Int, _ bound: ScoreBound) -> ScoreBound.Line {
        let mask = filter.masks[Int(name)]
        let letters = universe.initialLetters[Int(name)]
        var initials: UInt32 = 0
        for position in filter.letters.indices where filter.letters[position] & letters != 0 {
            initials |= 1 << UInt32(position)
        }
        let found = UInt32(mask & ~NameFilter.surname)
        initials &= ~found
        let letterFirst = letters & NameUniverse.letterFirst != 0
        let key = UInt32(mask) | (letterFirst ? 1 << 31 : 0) | initials << 8 | UInt32(shape) << 16
        if let known = filter.known(key) { return known }
        let reachable = mask & NameFilter.surname != 0
        let line = bound.line(
            found: found | ~((1 << UInt32(ScoreBound.orderMax)) - 1), initials: initials, letterFirst: letterFirst,
            surnameReachable: reachable, current: current, shape: universe.shapes[shape])
        filter.remember(key, line)
        return line
    }
}
