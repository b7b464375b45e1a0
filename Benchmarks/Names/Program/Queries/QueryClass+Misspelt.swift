extension QueryClass {
    /// Other spellings: of people who mistype, who write by ear, who use short forms, and of machines that read.
    static let misspelt = [
        QueryClass("nickname") { maker, party in
            guard let names = NicknameGroups.shortForms[party.given] ?? NicknameGroups.fullNames[party.given] else {
                return nil
            }
            let name = maker.random.element(names)
            let (shown, demand) = maker.middles(of: party, share: 0.5)
            let relatives = NicknameGroups.relatives(of: name)
            // AL may be short for whatever begins with it.
            let begun = maker.givenNames.words.filter { $0.hasPrefix(name) }
            return Draft(
                text: maker.written(party.lastText, name, shown),
                expectations: [maker.persons([party.surname], relatives.union(begun), middles: demand)])
        },
        QueryClass("typo_last") { maker, party in
            guard party.isPlain, party.surname.count > 3, party.given.count > 1,
                let wrong = maker.mistyped(party.surname)
            else { return nil }
            return maker.mistypedName(party, surname: wrong, given: party.given)
        },
        QueryClass("typo_first") { maker, party in
            guard party.isPlain, party.given.count > 3, let wrong = maker.mistyped(party.given) else { return nil }
            return maker.mistypedName(party, surname: party.surname, given: wrong)
        },
        QueryClass("typo_two") { maker, party in
            guard party.isPlain, party.surname.count > 4, party.given.count > 3 else { return nil }
            var (surname, given) = (party.surname, party.given)
            if surname.count > 6, maker.random.chance(0.5) {
                surname = maker.mistyped(maker.mistyped(surname) ?? surname) ?? surname
            } else {
                surname = maker.mistyped(surname) ?? surname
                given = maker.mistyped(given) ?? given
            }
            guard Edits.count(surname, party.surname) + Edits.count(given, party.given) > 1 else { return nil }
            return maker.mistypedName(party, surname: surname, given: given)
        },
        QueryClass("ocr") { maker, party in
            guard party.isPlain, party.surname.count > 4, party.given.count > 3 else { return nil }
            var (surname, given) = (party.surname, party.given)
            if maker.random.chance(0.7) {
                surname = Typist.misread(surname, &maker.random) ?? surname
            } else {
                given = Typist.misread(given, &maker.random) ?? given
            }
            guard surname != party.surname || given != party.given else { return nil }
            return maker.mistypedName(party, surname: surname, given: given)
        },
        QueryClass("phonetic") { maker, party in
            guard party.isPlain, party.surname.count > 3, party.given.count > 1 else { return nil }
            let (shown, demand) = maker.middles(of: party, share: 0.5)
            if let sounds = NicknameGroups.sameSound[party.given], maker.random.chance(0.6) {
                let other = maker.random.element(sounds.subtracting([party.given]).sorted())
                let fitting = sounds.union(NicknameGroups.sameSound[other] ?? []).union(
                    NicknameGroups.relatives(of: other))
                return Draft(
                    text: maker.written(party.lastText, other, shown),
                    expectations: [maker.persons([party.surname], fitting, middles: demand)])
            }
            guard let respelt = SoundRules.respelt(party.surname, &maker.random) else { return nil }
            let sameSound = maker.surnamesBySound[SoundRules.roughSound(respelt)] ?? []
            return Draft(
                text: maker.written(respelt, party.firstText, shown),
                expectations: [
                    maker.alike(respelt, party.given, edits: Edits.count(respelt, party.surname), middles: demand),
                    maker.persons(sameSound, [party.given], middles: demand),
                ])
        },
        QueryClass("diacritics") { maker, party in
            guard party.given.count > 1 else { return nil }
            let isAccented = !party.name.utf8.allSatisfy { $0 < 0x80 }
            var (last, first) = (party.lastText.uppercased(), party.firstText.uppercased())
            if isAccented {
                if maker.random.chance(0.5) {
                    for (umlaut, vowels) in [("Ä", "AE"), ("Ö", "OE"), ("Ü", "UE"), ("Ø", "OE"), ("Å", "AA")] {
                        last = last.split(separator: umlaut, omittingEmptySubsequences: false).joined(separator: vowels)
                        first = first.split(separator: umlaut, omittingEmptySubsequences: false).joined(
                            separator: vowels)
                    }
                }
                (last, first) = (NameText.folded(last), NameText.folded(first))
            } else {
                (last, first) = (accented[last] ?? last, accented[first] ?? first)
            }
            guard last != party.lastText.uppercased() || first != party.firstText.uppercased() else { return nil }
            let surnameKey = NameText.withoutUmlautVowel(NameText.letters(last))
            let givenKey = NameText.withoutUmlautVowel(NameText.letters(first))
            return Draft(
                text: maker.written(last, first),
                expectations: [
                    maker.persons(
                        (maker.surnamesByUmlaut[surnameKey] ?? []).union([party.surname]),
                        (maker.givenNamesByUmlaut[givenKey] ?? []).union([party.given]))
                ])
        },
    ]

    /// Names as they are written with accents, by their folded letters and with umlauts spelled out.
    private static let accented: [String: String] = {
        var table: [String: String] = [:]
        for name in SurnameTable.accented + GivenNameTable.hispanic + GivenNameTable.european {
            let folded = name.split(separator: "-").map { NameText.folded(String($0)) }.joined(separator: "-")
            if folded != name { table[folded] = name }
        }
        for (folded, name) in [
            ("MUELLER", "MÜLLER"), ("SCHAEFER", "SCHÄFER"), ("KOENIG", "KÖNIG"), ("SCHROEDER", "SCHRÖDER"),
        ] {
            table[folded] = name
        }
        return table
    }()
}

extension QueryMaker {
    /// A query whose surname or given name has errors; whoever is no further away answers it.
    mutating func mistypedName(_ party: Party, surname: String, given: String) -> Draft {
        let (shown, demand) = middles(of: party, share: 0.7)
        let edits = Edits.count(surname, party.surname) + Edits.count(given, party.given)
        let relatives = given == party.given ? [given] : NicknameGroups.relatives(of: given).union([party.given])
        return Draft(
            text: written(surname, given, shown),
            expectations: [
                alike(surname, given, edits: edits, middles: demand),
                persons([surname == party.surname ? surname : party.surname], relatives, middles: demand),
            ])
    }
}
