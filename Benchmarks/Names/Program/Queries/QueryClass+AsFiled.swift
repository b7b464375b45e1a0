extension QueryClass {
    /// The name as filed, and with names left out, put in or shortened.
    static let asFiled = [
        QueryClass("exact", of: .everybody) { maker, party in Draft(text: party.name, expectations: []) },
        QueryClass("exact_case_punct", of: .everybody) { maker, party in
            var words = party.name.split(separator: " ").map(String.init)
            if party.isPerson, !party.isNaturalOrder, maker.random.chance(0.5) { words[party.last.count - 1] += "," }
            words = words.map { word in
                let bare = word.filter { $0 != "." }
                return bare.count == 1 && maker.random.chance(0.5) ? bare + "." : bare
            }
            return Draft(text: maker.cased(words.joined(separator: " ")), expectations: [])
        },
        QueryClass("natural_full") { maker, party in
            guard !party.middle.isEmpty else { return nil }
            let text = maker.written(
                party.lastText, party.firstText, party.middle, generation: party.generation, as: .natural)
            return Draft(
                text: text,
                expectations: [
                    maker.persons(
                        [party.surname], [party.given], middles: party.middles, generations: [party.generation])
                ])
        },
        QueryClass("natural_no_middle") { maker, party in
            guard !party.middle.isEmpty, party.given.count > 1 else { return nil }
            return Draft(
                text: maker.written(party.lastText, party.firstText, as: .natural),
                expectations: [maker.persons([party.surname], [party.given]), calledByMiddleName(party)])
        },
        QueryClass("edgar_no_middle") { maker, party in
            guard !party.middle.isEmpty, party.given.count > 1 else { return nil }
            return Draft(
                text: maker.written(party.lastText, party.firstText, as: maker.random.element([.edgar, .comma])),
                expectations: [maker.persons([party.surname], [party.given]), calledByMiddleName(party)])
        },
        QueryClass("middle_full_to_initial") { maker, party in
            guard party.middles.count == 1, party.middles[0].count > 2, party.given.count > 1 else { return nil }
            let initial = String(party.middles[0].prefix(1))
            return Draft(
                text: maker.written(party.lastText, party.firstText, [initial], generation: party.generation),
                expectations: [
                    maker.persons([party.surname], [party.given], middles: [initial], generations: [party.generation])
                ])
        },
        QueryClass("middle_initial_to_full") { maker, party in
            guard party.middles.count == 1, party.middles[0].count == 1, party.given.count > 1 else { return nil }
            let names = (GivenNameTable.men + GivenNameTable.women).filter {
                $0.hasPrefix(party.middles[0]) && $0.count > 2
            }
            guard !names.isEmpty else { return nil }
            let name = maker.random.element(names)
            return Draft(
                text: maker.written(party.lastText, party.firstText, [name], generation: party.generation),
                expectations: [
                    maker.persons([party.surname], [party.given], middles: [name], generations: [party.generation])
                ])
        },
        QueryClass("suffix_dropped") { maker, party in
            guard ["JR", "SR", "II", "III", "IV"].contains(party.generation), party.given.count > 1 else { return nil }
            let (shown, demand) = maker.middles(of: party, share: 0.8)
            return Draft(
                text: maker.written(party.lastText, party.firstText, shown),
                expectations: [maker.persons([party.surname], [party.given], middles: demand)])
        },
        QueryClass("suffix_added") { maker, party in
            guard party.generation.isEmpty, party.given.count > 1, !party.middle.isEmpty else { return nil }
            let generation = maker.random.element(["JR", "III", "SR", "II"])
            return Draft(
                text: maker.written(party.lastText, party.firstText, party.middle, generation: generation),
                expectations: [
                    maker.persons(
                        [party.surname], [party.given], middles: party.middles, generations: ["", generation])
                ])
        },
        QueryClass("honorific") { maker, party in
            guard party.given.count > 1 else { return nil }
            let (shown, demand) = maker.middles(of: party, share: 0.6)
            var text = maker.written(party.lastText, party.firstText, shown, as: .natural)
            if maker.random.chance(0.6) {
                text =
                    maker.random.element(["Dr. ", "Mr. ", "Ms. ", "Mrs ", "Prof. ", "Hon. ", "dr ", "mr ", "Sir "])
                    + text
            } else {
                text += maker.random.element([", Ph.D.", " PhD", ", M.D.", " MD", ", Esq.", ", CPA", ", CFA", " J.D."])
            }
            return Draft(text: text, expectations: [maker.persons([party.surname], [party.given], middles: demand)])
        },
        QueryClass("noise_words") { maker, party in
            guard party.given.count > 1 else { return nil }
            let (shown, demand) = maker.middles(of: party, share: 0.6)
            let name = maker.written(party.lastText, party.firstText, shown, as: .natural)
            let requests = [
                ("", " form 4"), ("insider trades by ", ""), ("filings of ", ""), ("ceo ", ""), ("", " insider"),
                ("", " director"),
                ("sec form 3 ", ""), ("who is ", ""), ("", " beneficial ownership"), ("director ", " stock sale"),
                ("", " cfo"),
            ]
            let (before, behind) = maker.random.element(requests)
            return Draft(
                text: before + name + behind,
                expectations: [maker.persons([party.surname], [party.given], middles: demand)])
        },
    ]

    /// C MICHAEL DOZIER is who MICHAEL DOZIER may be as well as MICHAEL JOE DOZIER is.
    private static func calledByMiddleName(_ party: Party) -> Expectation {
        let given = party.given
        return Expectation([PartyMarks.surname(party.surname)]) { $0.given.count == 1 && $0.middles == [given] }
    }
}

extension Party {
    /// Surname and given name as written.
    var lastText: String { last.joined(separator: " ") }
    var firstText: String { first.joined(separator: " ") }
}
