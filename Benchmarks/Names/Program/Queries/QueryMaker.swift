/// Makes queries from the parties of a universe, each with what answers it.
///
/// Every party that fits a query at least as well as the one it was made from is a right answer: ambiguity is nobody's fault.
struct QueryMaker {
    var random: SeededRandom
    let parties: PartyList
    var surnames = Vocabulary()
    var givenNames = Vocabulary()
    var coreWords = Vocabulary()
    /// Surnames and given names by their letters without umlauts' vowels, and surnames by their rough sound.
    private(set) var surnamesByUmlaut: [String: Set<String>] = [:]
    private(set) var givenNamesByUmlaut: [String: Set<String>] = [:]
    private(set) var surnamesBySound: [String: Set<String>] = [:]

    /// How long the beginnings are that are asked for.
    static let beginnings = 3...40

    init(_ parties: PartyList, seed: UInt64) {
        self.parties = parties
        random = SeededRandom(seed: seed)
        for row in 0..<parties.count {
            guard let party = parties[row] else { continue }
            if party.isPerson {
                surnames.insert(party.surname)
                givenNames.insert(party.given)
                surnamesByUmlaut[NameText.withoutUmlautVowel(party.surname), default: []].insert(party.surname)
                givenNamesByUmlaut[NameText.withoutUmlautVowel(party.given), default: []].insert(party.given)
                surnamesBySound[SoundRules.roughSound(party.surname), default: []].insert(party.surname)
            } else {
                for word in OrganisationName(party.name).core { coreWords.insert(word) }
            }
        }
    }

    // MARK: Whole sets

    /// Labelled queries: some of each class, and names that nobody bears.
    mutating func labelled(perClass: Int, absentPerKind: Int) -> [LabelledQuery] {
        var drafts: [(group: String, draft: Draft)] = []
        for group in QueryClass.all {
            var texts: Set<String> = []
            var tries = 0
            while texts.count < perClass, tries < 400 * perClass + 20_000 {
                tries += 1
                guard let party = parties[random.below(parties.count)], group.suits(party),
                    let draft = group.make(&self, party), texts.insert(draft.text).inserted
                else { continue }
                drafts.append((group.name, completed(draft, from: party)))
            }
        }
        // Some names made up as absent turn out to be somebody's after all; among many millions most do.
        let candidateCount = absentPerKind * (parties.count > 1_000_000 ? 12 : 3)
        for kind in AbsentNames.kinds {
            var texts: Set<String> = []
            var tries = 0
            while texts.count < candidateCount, tries < absentPerKind * 400 {
                tries += 1
                if let draft = kind.make(&self), texts.insert(draft.text).inserted { drafts.append((kind.name, draft)) }
            }
        }
        var counts: [String: Int] = [:]
        return labelled(drafts).filter { query in
            guard query.group.hasPrefix("neg_") else { return true }
            guard query.right.isEmpty else { return false }
            counts[query.group, default: 0] += 1
            return counts[query.group] ?? 0 <= absentPerKind
        }
    }

    /// Labelled queries of some classes from every party, or from one in `step`.
    mutating func labelledOfEvery(step: Int, _ groups: [QueryClass]) -> [LabelledQuery] {
        var drafts: [(group: String, draft: Draft)] = []
        for group in groups {
            for row in stride(from: 0, to: parties.count, by: step) {
                guard let party = parties[row], group.suits(party), let draft = group.make(&self, party) else {
                    continue
                }
                drafts.append((group.name, completed(draft, from: party)))
            }
        }
        return labelled(drafts)
    }

    /// Whoever bears exactly the words of the query is a right answer in every class; the party itself always is.
    private func completed(_ draft: Draft, from party: Party) -> Draft {
        var draft = draft
        draft.expectations.append(Expectation([PartyMarks.words(NameText.words(draft.text))]))
        let key = party.key
        draft.expectations.append(Expectation([PartyMarks.words(party.words)]) { $0.key == key })
        return draft
    }

    private func labelled(_ drafts: [(group: String, draft: Draft)]) -> [LabelledQuery] {
        let right = AnswerKey.rightKeys(for: drafts.map(\.draft), in: parties)
        return zip(drafts, right).map { LabelledQuery(group: $0.group, text: $0.draft.text, right: $1) }
    }

    // MARK: What answers a query

    /// Persons of one of some surnames and one of some given names, either way round.
    ///
    /// What the query shows of the middle names and which suffixes fit may be `nil`: then they may be any.
    func persons(
        _ surnames: Set<String>, _ givens: Set<String>, middles: [String]? = nil, generations: Set<String>? = nil
    ) -> Expectation {
        var marks: [UInt64] = []
        for surname in surnames {
            for given in givens { marks += [PartyMarks.pair(surname, given), PartyMarks.pair(given, surname)] }
        }
        return Expectation(marks) { party in
            Self.fits(middles, party.middles) && generations?.contains(party.generation) ?? true
        }
    }

    /// Persons whose surname and given name are together within some edits of those asked for, either way round.
    mutating func alike(_ surname: String, _ given: String, edits: Int, middles: [String]?) -> Expectation {
        let max = min(2, edits)
        let surnamesNear = surnames.near(surname, within: max)
        let givensNear = givenNames.near(given, within: max)
        let surnamesTurned = surnames.near(given, within: max)
        let givensTurned = givenNames.near(surname, within: max)
        let marks = Set(surnamesNear.keys).union(surnamesTurned.keys).map { PartyMarks.surname($0) }
        return Expectation(marks) { party in
            guard Self.fits(middles, party.middles) else { return false }
            if let first = surnamesNear[party.surname], let second = givensNear[party.given], first + second <= edits {
                return true
            }
            guard let first = surnamesTurned[party.surname], let second = givensTurned[party.given] else {
                return false
            }
            return first + second <= edits
        }
    }

    /// Organisations of the same telling words, and of the same legal forms if these count.
    func sameOrganisation(_ name: OrganisationName, formsCount: Bool = true) -> Expectation {
        Expectation([PartyMarks.core(name.core)]) { party in
            !party.isPerson && (!formsCount || OrganisationName(party.name).forms == name.forms)
        }
    }

    /// Whoever's words, as filed or in natural order, begin with the text.
    func beginning(_ text: String) -> Expectation { Expectation([PartyMarks.beginning(text)]) }

    /// Whether middle names agree with those shown: as many, each the same or the other's initial.
    static func fits(_ shown: [String]?, _ middles: [String]) -> Bool {
        guard let shown else { return true }
        guard shown.count == middles.count else { return false }
        return zip(shown, middles).allSatisfy { asked, filed in
            asked == filed || (asked.count == 1 && filed.hasPrefix(asked))
                || (filed.count == 1 && asked.hasPrefix(filed))
        }
    }

    // MARK: How a query is written

    /// In which order a person's names are written.
    enum Layout {
        case natural, edgar, comma
    }

    /// A person's name in the order, case and punctuation of people.
    mutating func written(
        _ last: String, _ first: String, _ middle: [String] = [], generation: String = "", as layout: Layout? = nil
    ) -> String {
        var middle = middle.map { $0.filter { $0 != "." } }
        middle = middle.map { $0.count == 1 && random.chance(0.5) ? $0 + "." : $0 }
        let layout = layout ?? random.element([.natural, .natural, .edgar, .comma])
        var words =
            switch layout {
            case .natural: [first] + middle + [last]
            case .edgar: [last, first] + middle
            case .comma: [last + ",", first] + middle
            }
        switch generation {
        case "JR": words.append(random.element(["Jr", "Jr.", ", Jr."]))
        case "SR": words.append(random.element(["Sr", "Sr."]))
        case "": break
        default: words.append(generation)
        }
        return cased(words.joined(separator: " ").split(separator: " ,").joined(separator: ","))
    }

    /// Small letters, capitals, or capital first letters.
    mutating func cased(_ text: String) -> String {
        let style = random.unit()
        return style < 0.4 ? text.lowercased() : style < 0.8 ? NameText.titled(text) : text.uppercased()
    }

    /// The middle names as filed in a share of the cases, with what they demand of an answer.
    mutating func middles(of party: Party, share: Double) -> (shown: [String], demand: [String]?) {
        guard !party.middle.isEmpty, random.chance(share) else { return ([], nil) }
        return (party.middle, party.middles)
    }

    /// A word with some edits' distance found anew; see `Typist`.
    mutating func mistyped(_ word: String) -> String? { Typist.mistyped(word, &random) }
}
