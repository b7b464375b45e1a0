/// Names that nobody bears, for which the best answer is none.
enum AbsentNames {
    /// How absent names are made; what a draft's expectations find is too much like it for it to be called absent.
    struct Kind: Sendable {
        let name: String
        let make: @Sendable (inout QueryMaker) -> Draft?
    }

    static let kinds = [
        // Surname of one person, given name of another.
        Kind(name: "neg_swapped") { maker in
            guard let first = maker.anybody(), let second = maker.anybody(), first.last.count == 1,
                first.surname.count > 3,
                second.given.count > 2
            else { return nil }
            let middle = maker.random.chance(0.5) ? [String(maker.random.element(Array("ABCDEFGHJKLMNPRSTW")))] : []
            return maker.absentPerson(first.surname, second.given, middle)
        },
        // A surname that is there, with a common given name of the same initial that its bearers lack.
        Kind(name: "neg_near") { maker in
            guard let party = maker.anybody(), party.last.count == 1, party.surname.count > 3, party.given.count > 2
            else { return nil }
            let names = (GivenNameTable.men + GivenNameTable.women).filter {
                $0.first == party.given.first && $0 != party.given
            }
            guard !names.isEmpty else { return nil }
            return maker.absentPerson(
                party.surname, maker.random.element(names), party.middles.prefix(1).map { String($0.prefix(1)) })
        },
        // A surname that nobody has, put together from two, with a given name that many have.
        Kind(name: "neg_unknown_surname") { maker in
            guard let first = maker.anybody(), let second = maker.anybody(), let third = maker.anybody(),
                min(first.surname.count, second.surname.count) > 5, third.given.count > 2
            else { return nil }
            let surname =
                first.surname.prefix(3 + maker.random.below(2)) + second.surname.suffix(3 + maker.random.below(2))
            guard maker.isUnknown(String(surname)) else { return nil }
            return maker.absentPerson(
                String(surname), third.given, third.middles.prefix(1).map { String($0.prefix(1)) })
        },
        // An organisation whose telling word nobody has.
        Kind(name: "neg_entity") { maker in
            guard let party = maker.anyOrganisation(), let (rest, tail, _) = QueryClass.legalTail(party.name),
                OrganisationName(party.name).core.count > 1
            else { return nil }
            let brand = madeUp(&maker.random)
            guard maker.isUnknown(brand) else { return nil }
            return Draft(text: maker.cased(renamed(rest, brand) + " " + tail), expectations: [])
        },
        // The telling word of one organisation before the other words of another.
        Kind(name: "neg_entity_swapped") { maker in
            guard let first = maker.anyOrganisation(), let second = maker.anyOrganisation(),
                let brand = OrganisationName(first.name).core.first, brand.count > 3,
                let (rest, tail, _) = QueryClass.legalTail(second.name)
            else { return nil }
            let text = renamed(rest, brand) + " " + tail
            let wanted = OrganisationName(text).core.filter {
                OrganisationName.numbers[$0] == nil && !$0.allSatisfy(\.isNumber)
            }
            guard wanted.count > 1 else { return nil }
            let near = maker.coreWords.near(brand, within: 1)
            let others = Set(wanted.dropFirst())
            // Whoever has the telling word or a near one, and another word of the name, is not clearly somebody else.
            let tooLike = Expectation(near.keys.map(PartyMarks.coreWord)) { party in
                !others.isDisjoint(with: OrganisationName(party.name).core)
            }
            let person = Expectation(near.keys.map(PartyMarks.surname)) { !others.isDisjoint(with: $0.words) }
            let givenName = Expectation(others.map(PartyMarks.surname)) {
                !near.keys.filter(Set($0.words).contains).isEmpty
            }
            return Draft(text: maker.cased(text), expectations: [tooLike, person, givenName])
        },
        // Words that stand in no name.
        Kind(name: "neg_made_up") { maker in
            let words = (0..<2 + maker.random.below(2)).map { _ in madeUp(&maker.random) }
            guard words.allSatisfy({ maker.isUnknown($0) }) else { return nil }
            return Draft(text: maker.cased(words.joined(separator: " ")), expectations: [])
        },
    ]

    /// An organisation's name with another telling word in front.
    private static func renamed(_ name: String, _ brand: String) -> String {
        var words = name.filter { $0 != "," }.split(separator: " ").map(String.init)
        if words.count > 2, words[0].uppercased() == "THE" { words.removeFirst() }
        return ([brand] + words.dropFirst()).joined(separator: " ")
    }

    private static let syllableBeginnings = [
        "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "qu", "r", "s", "t", "v", "w", "x", "z", "zh",
    ]
    private static let vowels = ["a", "e", "i", "o", "u", "oo", "ae", "y"]

    /// Two or three syllables as nothing is called.
    private static func madeUp(_ random: inout SeededRandom) -> String {
        let word = (0..<3).map { _ in random.element(syllableBeginnings) + random.element(vowels) }.joined()
        return (word + random.element(["", "n", "x", "b", "rk"])).uppercased()
    }
}

extension QueryMaker {
    mutating func anybody() -> Party? {
        for _ in 0..<50 {
            if let party = parties[random.below(parties.count)], party.isPerson { return party }
        }
        return nil
    }

    mutating func anyOrganisation() -> Party? {
        for _ in 0..<200 {
            if let party = parties[random.below(parties.count)], !party.isPerson { return party }
        }
        return nil
    }

    /// Whether no word of any name is within two edits.
    mutating func isUnknown(_ word: String) -> Bool {
        surnames.near(word, within: 2).isEmpty && givenNames.near(word, within: 2).isEmpty
            && coreWords.near(word, within: 2).isEmpty
    }

    /// A person's name, and who would be too much like it: whoever has both words or near ones in any of their parts, or a
    /// short form of the given name.
    mutating func absentPerson(_ surname: String, _ given: String, _ middle: [String]) -> Draft? {
        // Whoever is two edits away in a long word may have been meant, as in the class `typo_two`.
        func edits(_ word: String) -> Int { word.count > 6 ? 2 : 1 }
        let surnamesNear = Set(surnames.near(surname, within: edits(surname)).keys)
        // JEAN and JEANETTE may be one, and so may MARY and MARIE.
        let begun = givenNames.words.filter {
            min($0.count, given.count) > 2 && ($0.hasPrefix(given) || given.hasPrefix($0))
        }
        let givensNear = Set(givenNames.near(given, within: edits(given)).keys).union(begun)
            .union(NicknameGroups.relatives(of: given)).union(NicknameGroups.sameRoot[given] ?? [])
        let surnamesTurned = Set(surnames.near(given, within: edits(given)).keys)
        let givensTurned = Set(givenNames.near(surname, within: edits(surname)).keys)
        let tooLike = Expectation(surnamesNear.union(surnamesTurned).map(PartyMarks.surname)) { party in
            let names = Set([party.given] + party.middles)
            return surnamesNear.contains(party.surname) && !names.isDisjoint(with: givensNear)
                || surnamesTurned.contains(party.surname) && !names.isDisjoint(with: givensTurned)
        }
        let inParts = Expectation([PartyMarks.surnameWord(surname)]) {
            !givensNear.isDisjoint(with: [$0.given] + $0.middles)
        }
        let inOrganisations = Expectation([PartyMarks.coreWord(surname)]) {
            !givensNear.isDisjoint(with: OrganisationName($0.name).core)
        }
        return Draft(text: written(surname, given, middle), expectations: [tooLike, inParts, inOrganisations])
    }
}
