extension QueryClass {
    /// Names of several parts, written together or apart.
    static let parts = [
        QueryClass("split_join") { maker, party in
            guard party.given.count > 1, party.first.count == 1 else { return nil }
            let right = maker.persons([party.surname], [party.given])
            if party.last.count > 1 {
                return Draft(text: maker.written(party.last.joined(), party.firstText), expectations: [right])
            }
            guard party.isPlain else { return nil }
            let particle = particles.first { party.surname.hasPrefix($0) && party.surname.count > $0.count + 3 }
            if let particle, maker.random.chance(0.8) {
                return Draft(
                    text: maker.written(particle + " " + party.surname.dropFirst(particle.count), party.firstText),
                    expectations: [right])
            }
            // Mostly what has a particle; the other names are cut or joined anywhere.
            guard maker.random.chance(0.1) else { return nil }
            if maker.random.chance(0.4) {
                let text = maker.random.chance(0.5) ? party.given + party.surname : party.surname + party.given
                return Draft(
                    text: maker.cased(text), expectations: [Expectation([PartyMarks.joined(text)]) { $0.isPerson }])
            }
            guard party.surname.count > 5 else { return nil }
            let place = 3 + maker.random.below(party.surname.count - 5)
            let cut = party.surname.prefix(place) + " " + party.surname.dropFirst(place)
            return Draft(text: maker.written(String(cut), party.firstText), expectations: [right])
        },
        QueryClass("particle_space") { maker, party in
            guard party.last.count > 1, party.given.count > 1, !party.name.contains("-") else { return nil }
            let last =
                maker.random.chance(0.6)
                ? party.last.joined() : party.last[0] + " " + party.last.dropFirst().joined()
            guard last != party.lastText || party.last.count > 2 else {
                return Draft(
                    text: maker.written(party.last.joined(), party.firstText),
                    expectations: [maker.persons([party.surname], [party.given])])
            }
            return Draft(
                text: maker.written(last, party.firstText),
                expectations: [maker.persons([party.surname], [party.given])])
        },
        QueryClass("hyphen") { maker, party in
            let hasHyphen = party.lastText.contains("-") || party.firstText.contains("-")
            guard hasHyphen || (party.last.count == 2 && party.last[0].count > 3) else { return nil }
            func turned(_ words: [String]) -> String {
                let text = words.joined(separator: " ")
                guard text.contains("-") else { return words.joined(separator: "-") }
                return text.split(separator: "-").joined(separator: maker.random.element([" ", " ", ""]))
            }
            let text = maker.written(turned(party.last), turned(party.first))
            return Draft(text: text, expectations: [maker.persons([party.surname], [party.given])])
        },
        QueryClass("hyphen_half") { maker, party in
            guard party.lastText.contains("-"), party.given.count > 1 else { return nil }
            let halves = party.surnameWords.filter { $0.count > 2 }
            guard !halves.isEmpty else { return nil }
            let half = maker.random.element(halves)
            let given = party.given
            return Draft(
                text: maker.written(half, party.firstText),
                expectations: [
                    maker.persons([half], [given]),
                    Expectation([PartyMarks.surnameWord(half)]) { $0.given == given },
                ])
        },
        QueryClass("apostrophe") { maker, party in
            guard party.given.count > 1 else { return nil }
            let last = party.lastText
            var text = ""
            if let mark = last.unicodeScalars.first(where: NameText.apostrophes.contains) {
                let other = maker.random.element(["", "", " ", "’", "`"])
                text = last.split(separator: Character(mark), omittingEmptySubsequences: false).joined(separator: other)
            } else if party.last.count == 1, isApostrophic(party.surname) {
                text = last.prefix(1) + maker.random.element(["'", "'", "’", " "]) + last.dropFirst()
            } else {
                return nil
            }
            // JAMES O TAYLOR may be James O'Taylor and James Ortiz Taylor.
            let letterAsMiddle = maker.persons(
                [String(party.surname.dropFirst())], [party.given], middles: [String(party.surname.prefix(1))])
            return Draft(
                text: maker.written(text, party.firstText),
                expectations: [maker.persons([party.surname], [party.given])]
                    + (text.contains(" ") ? [letterAsMiddle] : []))
        },
        QueryClass("asian_given") { maker, party in
            guard party.firstText.contains("-") || party.first.count > 1 else { return nil }
            let syllables = NameText.words(party.firstText)
            let given = syllables.joined(separator: maker.random.element(["", " ", "-"]))
            return Draft(
                text: maker.written(party.lastText, given, as: maker.random.element([.natural, .edgar])),
                expectations: [maker.persons([party.surname], [party.given])])
        },
        QueryClass("middle_as_first") { maker, party in
            guard party.given.count == 1, party.middles.count == 1, party.middles[0].count > 2, party.surname.count > 2
            else { return nil }
            let name = party.middles[0]
            return Draft(
                text: maker.written(
                    party.lastText, party.middle[0], as: maker.random.element([.natural, .edgar])),
                expectations: [
                    Expectation([PartyMarks.surname(party.surname)]) { $0.given == name || $0.middles.contains(name) },
                    maker.persons([party.surname], [name]),
                ])
        },
    ]

    private static let particles = [
        "VANDER", "VANDEN", "VAN", "VON", "DELA", "DEL", "DE", "DI", "LA", "LE", "MAC", "MC", "ST", "TEN", "EL",
    ]

    /// OBRIEN, DANGELO and the like: a letter that once had an apostrophe behind it.
    private static func isApostrophic(_ surname: String) -> Bool {
        let known = [
            "OBRIEN", "OCONNOR", "ONEILL", "OCONNELL", "OKEEFE", "OLEARY", "OMALLEY", "OREILLY", "ODONNELL", "OHARA",
            "OGRADY", "DAMICO",
            "DANGELO", "DAMATO", "DANDREA",
        ]
        return known.contains(surname)
    }
}
