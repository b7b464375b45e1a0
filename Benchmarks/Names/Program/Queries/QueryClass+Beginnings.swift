extension QueryClass {
    /// Names of which only a part is written: one still being typed, an initial, the surname alone.
    static let beginnings = [
        QueryClass("last_only") { maker, party in
            guard party.surname.count > 3 else { return nil }
            let surname = party.surname
            var right = [
                Expectation([PartyMarks.surname(surname), PartyMarks.surnameWord(surname)]) { $0.isPerson }
            ]
            if party.last.count == 1 { right.append(Expectation([PartyMarks.coreWord(surname)])) }
            return Draft(text: maker.cased(party.lastText), expectations: right)
        },
        QueryClass("prefix_edgar") { maker, party in
            guard party.surname.count > 2, party.given.count > 2, !party.isNaturalOrder else { return nil }
            let letters = Array(party.words.joined(separator: " "))
            let least = max(5, party.surnameWords.joined(separator: " ").count + 2)
            guard least < letters.count else { return nil }
            return maker.begun(letters, count: least + maker.random.below(letters.count - least))
        },
        QueryClass("prefix_natural") { maker, party in
            guard party.isPlain, party.surname.count > 4, party.given.count > 2 else { return nil }
            let beginning = party.surname.prefix(2 + maker.random.below(party.surname.count - 2))
            let given = party.given
            let fitting = maker.surnames.words.filter { $0.hasPrefix(beginning) }
            return Draft(
                text: (given + " " + beginning).lowercased(),
                expectations: [
                    Expectation(fitting.map { PartyMarks.pair($0, given) }), maker.beginning(given + " " + beginning),
                ])
        },
        QueryClass("first_initial") { maker, party in
            guard party.given.count > 2, party.surname.count > 3, let letter = party.given.first else { return nil }
            let middle = maker.random.chance(0.5) ? party.middles.first?.first : nil
            return Draft(
                text: maker.written(
                    party.lastText, String(letter) + maker.random.element(["", "."]), middle.map { [String($0)] } ?? []),
                expectations: [
                    Expectation([PartyMarks.surname(party.surname)]) {
                        $0.given.first == letter && (middle == nil || $0.middles.first?.first == middle)
                    }
                ])
        },
    ]
}

extension QueryMaker {
    /// The first letters of a name, as one types them.
    mutating func begun(_ letters: [Character], count: Int) -> Draft {
        let text = String(letters.prefix(count)).split(separator: " ").joined(separator: " ")
        return Draft(text: random.chance(0.7) ? text.lowercased() : cased(text), expectations: [beginning(text)])
    }
}
