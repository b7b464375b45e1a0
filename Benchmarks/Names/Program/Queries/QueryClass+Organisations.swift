extension QueryClass {
    /// Companies, funds and trusts.
    static let organisations = [
        QueryClass("ent_exact", of: .organisations) { maker, party in
            let bare = party.name.filter { $0 != "." && $0 != "," }
            return Draft(
                text: maker.random.element([party.name, party.name.lowercased(), bare]),
                expectations: [maker.sameOrganisation(OrganisationName(party.name))])
        },
        QueryClass("ent_legal_form", of: .organisations) { maker, party in
            guard let (rest, tail, form) = legalTail(party.name) else { return nil }
            let others = (OrganisationName.spellings[form] ?? []).filter { $0.lowercased() != tail.lowercased() }
            guard !others.isEmpty else { return nil }
            let text = rest + maker.random.element([" ", ", "]) + maker.random.element(others)
            return Draft(
                text: maker.cased(text), expectations: [maker.sameOrganisation(OrganisationName(party.name))])
        },
        QueryClass("ent_legal_dropped", of: .organisations) { maker, party in
            let name = OrganisationName(party.name)
            guard name.core.count > 1, let (rest, _, _) = legalTail(party.name) else { return nil }
            return Draft(
                text: maker.cased(rest),
                expectations: [maker.sameOrganisation(name, formsCount: false)] + maker.personsWithAll(of: name.core))
        },
        QueryClass("ent_abbrev", of: .organisations) { maker, party in
            var words = OrganisationName.withoutStateMark(party.name).split(separator: " ").map(String.init)
            var isChanged = false
            for place in words.indices.dropFirst() {
                let bare = words[place].filter { $0 != "," && $0 != "." }.uppercased()
                if let short = OrganisationName.abbreviations[bare] {
                    words[place] = maker.random.element(short)
                    isChanged = true
                }
            }
            let name = OrganisationName(party.name)
            let text = words.joined(separator: " ")
            guard isChanged, OrganisationName(text).core == name.core else { return nil }
            return Draft(text: maker.cased(text), expectations: [maker.sameOrganisation(name)])
        },
        QueryClass("ent_and_the", of: .organisations) { maker, party in
            var words = party.name.split(separator: " ").map(String.init)
            let before = words
            words = words.map { $0 == "&" ? "and" : $0.uppercased() == "AND" ? "&" : $0 }
            if words.first?.uppercased() == "THE" {
                words.removeFirst()
            } else if words != before, maker.random.chance(0.3) {
                words.insert("The", at: 0)
            }
            guard words != before else { return nil }
            return Draft(
                text: maker.cased(words.joined(separator: " ")),
                expectations: [maker.sameOrganisation(OrganisationName(party.name))])
        },
        QueryClass("ent_typo", of: .organisations) { maker, party in
            let name = OrganisationName(party.name)
            var words = party.name.split(separator: " ").map(String.init)
            let places = words.indices.filter { place in
                let word = words[place].uppercased()
                return word.count > 4 && name.core.contains(word) && word.allSatisfy { $0.isLetter && $0.isASCII }
            }
            guard !places.isEmpty else { return nil }
            let place = maker.random.element(places)
            let word = words[place].uppercased()
            guard let wrong = maker.mistyped(word), let position = name.core.firstIndex(of: word) else { return nil }
            words[place] = wrong
            var marks: [UInt64] = []
            for near in maker.coreWords.near(wrong, within: Edits.count(wrong, word)).keys {
                var core = name.core
                core[position] = near
                marks.append(PartyMarks.core(core))
            }
            return Draft(
                text: maker.cased(words.joined(separator: " ")),
                expectations: [
                    maker.sameOrganisation(name),
                    Expectation(marks) { !$0.isPerson && OrganisationName($0.name).forms == name.forms },
                ])
        },
        QueryClass("ent_partial", of: .organisations) { maker, party in
            var core = OrganisationName(party.name).core
            guard core.count > 2 else { return nil }
            core.remove(at: 1 + maker.random.below(core.count - 1))
            guard core.contains(where: { $0.count > 2 && !$0.allSatisfy(\.isNumber) }) else { return nil }
            let wanted = Set(core)
            return Draft(
                text: maker.cased(core.joined(separator: " ")),
                expectations: [
                    Expectation(core.map(PartyMarks.coreWord)) { wanted.isSubset(of: OrganisationName($0.name).core) }
                ] + maker.personsWithAll(of: core))
        },
        QueryClass("ent_reorder", of: .organisations) { maker, party in
            let core = OrganisationName(party.name).core
            guard core.count > 1 else { return nil }
            var turned = core
            let place = maker.random.below(core.count - 1)
            turned.swapAt(place, place + 1)
            guard turned != core else { return nil }
            return Draft(
                text: maker.cased(turned.joined(separator: " ")),
                expectations: [Expectation([PartyMarks.coreWords(core)])] + maker.personsWithAll(of: core))
        },
        QueryClass("ent_ticker", of: .organisations) { maker, party in
            guard party.ticker.count > 1 else { return nil }
            return Draft(
                text: maker.random.element([party.ticker, party.ticker.lowercased()]),
                expectations: [Expectation([PartyMarks.ticker(party.ticker), PartyMarks.core([party.ticker])])])
        },
        QueryClass("ent_numeral", of: .organisations) { maker, party in
            let name = OrganisationName(party.name)
            var isChanged = false
            let words = party.name.split(separator: " ").enumerated().map { place, word -> String in
                let bare = word.filter { $0 != "," }.uppercased()
                guard place > 0, !isChanged else { return String(word) }
                let other = OrganisationName.numbers[bare] ?? OrganisationName.numbers.first { $0.value == bare }?.key
                guard let other else { return String(word) }
                isChanged = true
                return other + (word.hasSuffix(",") ? "," : "")
            }
            let text = words.joined(separator: " ")
            guard isChanged, OrganisationName(text).core == name.core else { return nil }
            return Draft(
                text: maker.random.chance(0.5) ? maker.cased(text) : text, expectations: [maker.sameOrganisation(name)])
        },
        QueryClass("ent_join", of: .organisations) { maker, party in
            let name = OrganisationName(party.name)
            var words = party.name.split(separator: " ").map(String.init)
            guard words.count > 2, words[0].uppercased() != "THE", words[0].allSatisfy(\.isLetter),
                words[1].allSatisfy(\.isLetter), name.core.count > 1
            else { return nil }
            let letters = Array(words[0])
            if let place = letters.indices.dropFirst().first(where: {
                letters[$0].isUppercase && letters[$0 - 1].isLowercase
            }) {
                words[0] = String(letters[..<place]) + " " + String(letters[place...])
            } else {
                words[0] += words.remove(at: 1).lowercased()
            }
            return Draft(
                text: maker.cased(words.joined(separator: " ")),
                expectations: [
                    Expectation([PartyMarks.coreLetters(name.core.joined())]) {
                        !$0.isPerson && OrganisationName($0.name).forms == name.forms
                    }
                ])
        },
        QueryClass("ent_prefix", of: .organisations) { maker, party in
            let letters = Array(party.words.joined(separator: " "))
            guard letters.count > 9 else { return nil }
            return maker.begun(letters, count: 6 + maker.random.below(min(letters.count, 24) - 6))
        },
        QueryClass("ent_noise", of: .organisations) { maker, party in
            let name = OrganisationName(party.name)
            guard name.core.count > 1 else { return nil }
            let requests = [
                ("", " 10-k"), ("", " form 13f"), ("", " stock"), ("filings by ", ""), ("", " annual report"),
                ("sec filings ", ""),
                ("", " holdings form"),
            ]
            let (before, behind) = maker.random.element(requests)
            let bare = party.name.filter { $0 != "." && $0 != "," }
            return Draft(text: before + maker.cased(bare) + behind, expectations: [maker.sameOrganisation(name)])
        },
    ]

    /// A name without its legal form at the end, that form as written, and the one name of the form.
    static func legalTail(_ name: String) -> (rest: String, tail: String, form: String)? {
        let words = OrganisationName.withoutStateMark(name).split(separator: " ").map(String.init)
        for count in [1, 2, 3] where words.count > count {
            let tail = words.suffix(count).joined(separator: " ")
            let bare = tail.filter { $0 != "." && $0 != " " }.uppercased()
            if let form = OrganisationName.legalForms[bare], OrganisationName.spellings[form] != nil {
                var rest = words.dropLast(count).joined(separator: " ")
                while rest.last == "," { rest.removeLast() }
                return rest.isEmpty ? nil : (rest, tail, form)
            }
        }
        return nil
    }
}

extension QueryMaker {
    /// Persons who bear all of some words, which an organisation named after them leaves when words are dropped.
    func personsWithAll(of words: [String]) -> [Expectation] {
        let wanted = Set(words)
        return [Expectation(words.map(PartyMarks.surname)) { wanted.isSubset(of: $0.words) }]
    }
}
