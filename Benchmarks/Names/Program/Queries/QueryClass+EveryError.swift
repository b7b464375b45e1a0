extension QueryClass {
    /// What may be written in place of a real name: itself, its words in other orders, and one error of each kind.
    static let everyError =
        [
            named("exact", "itself"), named("natural_full", "natural order"),
            named("natural_no_middle", "natural order, no middle"),
            named("edgar_no_middle", "no middle"), named("suffix_dropped", "no suffix"),
            named("middle_full_to_initial", "middle initial"),
            initials,
        ].compactMap { $0 } + slips
        + [
            named("ocr", "misread"), named("nickname", "short form"), named("phonetic", "same sound"),
            named("hyphen", "hyphen"),
            named("particle_space", "particle"), named("apostrophe", "apostrophe"), named("noise_words", "request"),
            named("ent_legal_dropped", "organisation, no legal form"),
            named("ent_legal_form", "organisation, legal form"),
            named("ent_abbrev", "organisation, abbreviated"), named("ent_typo", "organisation, one letter"),
            named("ent_ticker", "organisation, ticker"), named("ent_and_the", "organisation, and"),
        ].compactMap { $0 }

    private static func named(_ name: String, _ title: String) -> QueryClass? {
        all.first { $0.name == name }.map { QueryClass(title, of: $0.bearers, make: $0.make) }
    }

    /// Surname with the first letters of the other names.
    private static let initials = QueryClass("initials") { maker, party in
        guard party.given.count > 1, let letter = party.given.first else { return nil }
        let middles = party.middles.compactMap(\.first)
        let written = maker.written(party.lastText, String(letter), middles.map { String($0) })
        return Draft(
            text: written,
            expectations: [
                Expectation([PartyMarks.surname(party.surname)]) {
                    $0.given.first == letter && $0.middles.compactMap(\.first) == middles
                }
            ])
    }

    /// One slip of each kind in the surname, the given name, and the first letter of either.
    private static let slips: [QueryClass] = Typist.Slip.allCases.flatMap { slip in
        [
            QueryClass("surname, \(slip)") { maker, party in
                guard party.isPlain, party.surname.count > 3, party.given.count > 1 else { return nil }
                let place = 1 + maker.random.below(party.surname.count - 1)
                guard let wrong = Typist.slipped(party.surname, slip, at: place, &maker.random) else { return nil }
                return maker.mistypedName(party, surname: wrong, given: party.given)
            },
            QueryClass("given name, \(slip)") { maker, party in
                guard party.isPlain, party.given.count > 3 else { return nil }
                let place = 1 + maker.random.below(party.given.count - 1)
                guard let wrong = Typist.slipped(party.given, slip, at: place, &maker.random) else { return nil }
                return maker.mistypedName(party, surname: party.surname, given: wrong)
            },
            QueryClass("first letter, \(slip)") { maker, party in
                guard party.isPlain, party.surname.count > 3, party.given.count > 3 else { return nil }
                let isSurname = maker.random.chance(0.5)
                let word = isSurname ? party.surname : party.given
                guard let wrong = Typist.slipped(word, slip, at: 0, &maker.random) else { return nil }
                return maker.mistypedName(
                    party, surname: isSurname ? wrong : party.surname, given: isSurname ? party.given : wrong)
            },
        ]
    }
}
