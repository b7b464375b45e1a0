/// Composes persons' names of many origins.
struct PersonMaker {
    /// A name in capitals, part by part.
    struct Person {
        var last: [String], first: [String], middle: [String], suffix: [String]
    }

    private let surnames = WeightedWords(SurnameTable.common, shift: 30)
    private let men = WeightedWords(GivenNameTable.men, shift: 9)
    private let women = WeightedWords(GivenNameTable.women, shift: 9)
    private let chineseSurnames = WeightedWords(SurnameTable.chinese, shift: 4)
    private let koreanSurnames = WeightedWords(SurnameTable.korean, shift: 2)
    private let indianSurnames = WeightedWords(SurnameTable.indian, shift: 4)
    private let suffixes = ["JR", "JR", "JR", "JR", "JR", "III", "III", "II", "SR", "IV", "MD", "PHD"]
    private let rareSurnameCount = SurnameTable.families.reduce(0) { $0 + $1.count }

    /// A person, of the given family if any.
    func next(familyName: [String]?, _ random: inout SeededRandom) -> Person {
        var person = Person(last: [], first: [], middle: [], suffix: [])
        let origin = random.unit()
        if origin < 0.84 {
            person.last = surname(&random)
            person.first = [givenName(&random)]
        } else {
            person = personFromElsewhere(&random)
            if random.chance(0.25) { person.first = [givenName(&random)] }
        }
        if let familyName { person.last = familyName }
        addMiddle(&person, &random)
        if random.chance(0.06) { person.suffix = [random.element(suffixes)] }
        return person
    }

    /// A common or rare given name.
    func givenName(_ random: inout SeededRandom) -> String {
        if random.chance(0.06) {
            let middles = GivenNameTable.rareMiddles
            let endings = GivenNameTable.rareEndings
            let beginnings = GivenNameTable.rareBeginnings
            let number = WeightedWords.rank(
                below: beginnings.count * middles.count * endings.count, shift: 300, &random)
            // The multiplier scatters neighbours in rank over the table.
            let place = number &* 7919 % (beginnings.count * middles.count * endings.count)
            return beginnings[place % beginnings.count] + middles[place / beginnings.count % middles.count]
                + endings[place / beginnings.count / middles.count]
        }
        return random.chance(0.72) ? men.draw(&random) : women.draw(&random)
    }

    /// A surname in one word, common or rare.
    func surnameWord(_ random: inout SeededRandom) -> String {
        random.chance(0.4) ? surnames.draw(&random) : rareSurname(&random)
    }

    private func rareSurname(_ random: inout SeededRandom) -> String {
        let rank = WeightedWords.rank(below: rareSurnameCount, shift: 800, &random)
        var place = rank &* 104_729 % rareSurnameCount
        for family in SurnameTable.families {
            if place < family.count { return family[place] }
            place -= family.count
        }
        return surnames.draw(&random)
    }

    /// A surname as filed: with particles, apostrophe or hyphen now and then.
    private func surname(_ random: inout SeededRandom) -> [String] {
        let word = surnameWord(&random)
        let form = random.unit()
        if form < 0.012 { return [word + "-" + surnameWord(&random)] }
        if form < 0.017 { return [word, surnameWord(&random)] }
        if form < 0.035 {
            let particle = random.element(SurnameTable.particles).split(separator: "_").map(String.init)
            // As filed, one in five has lost its blank.
            return random.chance(0.2) ? [particle.joined() + word] : particle + [word]
        }
        if form < 0.043, !word.hasPrefix("O"), !word.hasPrefix("MC") {
            return [random.element(["O'", "O'", "D'", "O", "D"]) + word]
        }
        if word.hasPrefix("O"), SurnameTable.common.contains(word), word.count > 5, random.chance(0.4) {
            return Self.irish.contains(word) ? ["O'" + word.dropFirst()] : [word]
        }
        return [word]
    }

    private static let irish: Set<String> = [
        "OBRIEN", "OCONNOR", "ONEILL", "OCONNELL", "OKEEFE", "OLEARY", "OMALLEY", "OREILLY", "ODONNELL", "OHARA",
        "OGRADY",
    ]

    private func personFromElsewhere(_ random: inout SeededRandom) -> Person {
        var person = Person(last: [], first: [], middle: [], suffix: [])
        switch random.below(12) {
        case 0...2:
            person.last = [chineseSurnames.draw(&random)]
            let syllables = GivenNameTable.chineseSyllables
            person.first = asianGivenName(
                (0..<(random.chance(0.3) ? 1 : 2)).map { _ in random.element(syllables) }, &random)
        case 3:
            person.last = [koreanSurnames.draw(&random)]
            let syllables = GivenNameTable.koreanSyllables
            person.first = asianGivenName((0..<2).map { _ in random.element(syllables) }, &random)
        case 4...5:
            person.last = [random.chance(0.5) ? indianSurnames.draw(&random) : rareSurname(&random)]
            person.first = [random.element(GivenNameTable.indian)]
        case 6...7:
            person.last = [filedAccents(random.element(SurnameTable.accented), &random)]
            person.first = [filedAccents(random.element(GivenNameTable.hispanic), &random)]
        case 8...9:
            person.last = [filedAccents(random.element(SurnameTable.accented), &random)]
            person.first = [filedAccents(random.element(GivenNameTable.european), &random)]
        case 10:
            person.last = surname(&random)
            person.first = [filedAccents(random.element(GivenNameTable.european), &random)]
        default:
            person.last = surname(&random)
            person.first = [random.element(GivenNameTable.eastern)]
        }
        return person
    }

    /// EDGAR's older names are without accents, newer ones not always.
    private func filedAccents(_ word: String, _ random: inout SeededRandom) -> String {
        if random.chance(0.35) { return word }
        return word.split(separator: "-").map { NameText.folded(String($0)) }.joined(separator: "-")
    }

    private func asianGivenName(_ syllables: [String], _ random: inout SeededRandom) -> [String] {
        let form = random.unit()
        if syllables.count == 1 || form < 0.4 { return [syllables.joined()] }
        return form < 0.7 ? [syllables.joined(separator: "-")] : syllables
    }

    private func addMiddle(_ person: inout Person, _ random: inout SeededRandom) {
        let form = random.unit()
        let name = givenName(&random)
        if form < 0.355 { return }
        if form < 0.835 {
            person.middle = [String(name.prefix(1))]
        } else if form < 0.975 {
            person.middle = [random.chance(0.7) ? name : surnameWord(&random)]
        } else if form < 0.982 {
            person.middle = [String(name.prefix(1)), String(givenName(&random).prefix(1))]
        } else if form < 0.987 {
            person.middle = [name, givenName(&random)]
        } else {
            // Called by the middle name: SMITH J RANDOLPH.
            person.middle = [name]
            person.first = [String(givenName(&random).prefix(1))]
        }
        if person.middle == person.first { person.middle = [String(name.prefix(1))] }
    }

    /// The name as a filing has it, and how many words each part has.
    func filed(_ person: Person, _ random: inout SeededRandom) -> (name: String, counts: String) {
        let isCapital = random.chance(0.5)
        let hasDots = isCapital ? random.chance(0.01) : random.chance(0.25)
        func cased(_ words: [String]) -> [String] {
            words.map { word in
                var word = isCapital ? word : NameText.titled(word)
                if !isCapital, word.hasPrefix("Mc"), word.count > 4 {
                    word = "Mc" + NameText.titled(String(word.dropFirst(2)))
                }
                return hasDots && word.count == 1 ? word + "." : word
            }
        }
        let suffix = person.suffix.map { word in
            isCapital || word.hasPrefix("I") || word == "MD" ? word : word == "PHD" ? "PhD" : NameText.titled(word)
        }
        let counts = "\(person.last.count),\(person.first.count),\(person.middle.count),\(person.suffix.count)"
        let (last, first, middle) = (cased(person.last), cased(person.first), cased(person.middle))
        // Four names in a thousand stand the other way round.
        let isNatural = random.chance(0.004)
        let words = isNatural ? first + middle + last + suffix : last + first + middle + suffix
        return (words.joined(separator: " "), isNatural ? "N" + counts : counts)
    }
}
