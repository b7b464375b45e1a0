/// What of an organisation's name must agree for two spellings to be the same: the words that tell, and the legal forms.
struct OrganisationName: Hashable {
    /// Without THE and AND, abbreviations written out, Roman numbers as digits.
    let core: [String]
    /// One name for each form: `INC` for Incorporated too.
    let forms: Set<String>

    init(_ name: String) {
        var words = NameText.words(Self.withoutStateMark(name))
        words = Self.joiningLetters(words)
        var core: [String] = []
        var forms: Set<String> = []
        for (place, word) in words.enumerated() {
            if place > 0, let form = Self.legalForms[word] {
                forms.insert(form)
            } else if ["THE", "AND"].contains(word), words.count > 1 {
                continue
            } else {
                let full = Self.fullWords[word] ?? word
                core.append(place > 0 ? Self.numbers[full] ?? full : full)
            }
        }
        self.core = core
        self.forms = forms
    }

    /// The name without EDGAR's mark of state or role at its end.
    static func withoutStateMark(_ name: String) -> String {
        guard let slash = name.dropLast().lastIndex(of: "/"), slash > name.startIndex else { return name }
        let mark = name[slash...].filter { $0 != "/" }
        guard 2...4 ~= mark.count, mark.allSatisfy({ $0.isLetter }) else { return name }
        var end = slash
        while end > name.startIndex, name[name.index(before: end)] == " " { end = name.index(before: end) }
        return String(name[..<end])
    }

    /// L, L, C become LLC when they stand in a row and spell a legal form.
    private static func joiningLetters(_ words: [String]) -> [String] {
        var result: [String] = []
        var place = 0
        while place < words.count {
            var end = place
            while end < words.count, words[end].count == 1 { end += 1 }
            let joined = words[place..<end].joined()
            if end > place + 1, place > 0, legalForms[joined] != nil {
                result.append(joined)
                place = end
            } else {
                result.append(words[place])
                place += 1
            }
        }
        return result
    }

    static let legalForms: [String: String] = {
        var table: [String: String] = [:]
        let rows = [
            "INC INCORPORATED", "CORP CORPORATION", "LLC", "LP", "LLP", "LTD LIMITED", "CO COMPANY", "PLC", "NV", "SA",
            "AG", "GMBH", "BV",
        ]
        for row in rows {
            let words = row.split(separator: " ").map(String.init)
            for word in words { table[word] = words[0] }
        }
        return table
    }()

    /// How a legal form may also be written.
    static let spellings: [String: [String]] = [
        "INC": ["Inc", "Inc.", "Incorporated"], "CORP": ["Corp", "Corp.", "Corporation"],
        "LLC": ["LLC", "L.L.C.", "L L C"],
        "LP": ["LP", "L.P.", "L P"], "LTD": ["Ltd", "Ltd.", "Limited"], "CO": ["Co", "Co.", "Company"],
        "PLC": ["plc", "P.L.C."], "LLP": ["LLP", "L.L.P."],
    ]

    /// Abbreviations of business words, as filings and people use them.
    static let abbreviations: [String: [String]] = [
        "INTERNATIONAL": ["INTL"], "HOLDINGS": ["HLDGS"], "MANAGEMENT": ["MGMT"], "GROUP": ["GRP"],
        "INVESTMENT": ["INVT"],
        "INVESTMENTS": ["INVTS"], "FINANCIAL": ["FINL"], "TECHNOLOGIES": ["TECHS"], "TECHNOLOGY": ["TECH"],
        "SERVICES": ["SVCS"],
        "SYSTEMS": ["SYS"], "ASSOCIATES": ["ASSOC"], "PHARMACEUTICALS": ["PHARMA"], "PROPERTIES": ["PPTYS"],
        "MANUFACTURING": ["MFG"],
        "NATIONAL": ["NATL"], "INSURANCE": ["INS"], "ENTERTAINMENT": ["ENTMT"], "COMMUNICATIONS": ["COMMS"],
        "INDUSTRIES": ["INDS"],
        "PARTNERS": ["PTNRS"], "RESOURCES": ["RES"], "LABORATORIES": ["LABS"], "TRUST": ["TR"], "FUND": ["FD"],
        "CAPITAL": ["CAP"],
        "OPPORTUNITY": ["OPP"], "OPPORTUNITIES": ["OPPS"], "VENTURES": ["VENT"], "EQUITY": ["EQTY"],
        "BROTHERS": ["BROS"],
    ]

    private static let fullWords: [String: String] = {
        var table: [String: String] = [:]
        for (full, short) in abbreviations { for word in short { table[word] = full } }
        return table
    }()

    /// Roman numbers and what they are in digits.
    static let numbers = [
        "I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "X": "10",
        "XI": "11",
        "XII": "12",
    ]
}
