/// Composes the names of companies, funds and trusts.
struct OrganisationMaker {
    private typealias Table = OrganisationTable
    private var tickersUsed: Set<String> = []

    /// A name and its ticker, which is empty for most.
    mutating func next(_ people: PersonMaker, _ random: inout SeededRandom) -> (name: String, ticker: String) {
        var name = ""
        var brand = Self.brand(people, &random)
        if random.chance(0.15) { brand += " " + random.element(Table.places) }
        func surname() -> String { NameText.titled(people.surnameWord(&random)) }
        func form(_ forms: [String]) -> String {
            let form = random.element(forms)
            return form.hasPrefix(",") ? form : " " + form
        }
        func industry() -> String { random.element(Table.industries) }
        func numeral(_ count: Int) -> String { Table.numerals[random.below(count)] }
        var isListed = false
        switch random.below(100) {
        case 0..<22:
            name = "\(brand) \(industry())" + form(Table.corporateForms)
            isListed = random.chance(0.5)
        case 22..<32:
            name = "\(brand) \(industry()) \(industry())" + form(Table.corporateForms)
            isListed = random.chance(0.5)
        case 32..<52:
            let number = random.chance(0.75) ? numeral(6) : "\(1 + random.below(12))"
            name = "\(brand) \(random.element(Table.strategies)) Fund \(number)" + form(Table.partnershipForms)
        case 52..<60:
            let tail = random.element(["", "", "-A", " Offshore", " Parallel", " Feeder"])
            name = "\(brand) Capital Partners \(numeral(12))\(tail)" + form(Table.partnershipForms)
        case 60..<66: name = "\(surname()) Family \(random.element(Table.familyForms))"
        case 66..<72:
            let first = NameText.titled(people.givenName(&random))
            let letter = people.givenName(&random).prefix(1)
            name = "\(first) \(letter) \(surname()) \(random.element(Table.trustForms))"
        case 72..<75:
            name = "\(surname()) \(NameText.titled(people.givenName(&random))) \(random.element(Table.trustForms))"
        case 75..<82: name = "\(surname()) & \(surname()) \(random.element(Table.partnerForms))"
        case 82..<87:
            let kind = random.element(["Capital", "Asset", "Investment", "Wealth"])
            name =
                "\(surname()) \(kind) Management"
                + form(random.chance(0.5) ? Table.partnershipForms : Table.corporateForms)
        case 87..<91:
            name =
                "\(brand) \(numeral(8)), a Series of \(surname()) \(random.element(["Master", "Angel", "Roll Up"])) SPV LLC"
        case 91..<94:
            name = "The \(brand) \(industry()) Group" + form(Table.corporateForms)
            isListed = random.chance(0.5)
        case 94..<97: name = "\(brand) Mortgage Trust \(1998 + random.below(27))-\(1 + random.below(9))"
        default:
            name = "\(brand) Acquisition Corp \(numeral(5))"
            isListed = random.chance(0.6)
        }
        name = name.split(separator: " ").joined(separator: " ")
        if random.chance(0.35) { name = name.uppercased() }
        if random.chance(0.012) { name += " " + random.element(Table.stateMarks) }
        return (name, isListed ? ticker(brand, &random) : "")
    }

    /// An invented word, a plain word or two, or a surname.
    static func brand(_ people: PersonMaker, _ random: inout SeededRandom) -> String {
        let kind = random.unit()
        if kind < 0.45 {
            let middle = random.chance(0.5) ? random.element(Table.brandMiddles) : ""
            let word = random.element(Table.brandBeginnings) + middle + random.element(Table.brandEndings)
            return random.chance(0.15) ? word.uppercased() : word
        }
        if kind < 0.75 {
            let first = random.element(Table.plainWords)
            let second = random.element(random.chance(0.5) ? Table.plainWords : Table.places)
            return random.chance(0.5)
                ? first + second.lowercased() : random.chance(0.2) ? first + second : first + " " + second
        }
        return NameText.titled(people.surnameWord(&random))
    }

    private mutating func ticker(_ brand: String, _ random: inout SeededRandom) -> String {
        var letters = Array(NameText.letters(brand).filter { $0.isLetter }.prefix(4))
        while letters.count < 3 { letters.append(random.element(Array("ABCDEFGHKLMNPRSTX"))) }
        if random.chance(0.3) { letters.removeLast() }
        for _ in 0..<6 {
            let ticker = String(letters)
            if tickersUsed.insert(ticker).inserted { return ticker }
            letters[1 + random.below(letters.count - 1)] = random.element(Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        }
        return ""
    }
}
