/// Words that stand for one another letter for letter in a name: abbreviations, legal forms, numerals, generations.
///
/// `INTL` and `INTERNATIONAL` are one family, as are `INC` and `INCORPORATED`, `II`, `2` and `2ND`. A word is in at most
/// one family.
package struct WordFamilies: Sendable {
    /// How the members of a family are related.
    package enum Relation: UInt8, Sendable {
        case abbreviation, legalForm, numeral
    }

    /// The built-in families.
    package static let shared = WordFamilies()

    /// A hash of the families: numbers in one table mean nothing in another.
    package private(set) var fingerprint: UInt64 = 0

    private var words = ByteDictionary()
    private var familyOfWord: [UInt16] = []
    private var relations: [Relation] = []
    private var members: [[[UInt8]]] = []

    private init() {
        for line in Self.abbreviations { add(line, .abbreviation) }
        for line in Self.legalForms { add(line, .legalForm) }
        for line in Self.numerals { add(line, .numeral) }
        let all = (Self.abbreviations + ["\n"] + Self.legalForms + ["\n"] + Self.numerals).joined(separator: "\n")
        fingerprint = ByteDictionary.hash(Array(all.utf8).span)
    }

    /// The family of a folded word, or nil.
    package func family(of word: Span<UInt8>) -> (number: Int, relation: Relation)? {
        guard let index = words.index(of: word) else { return nil }
        let family = Int(familyOfWord[index])
        return (family, relations[family])
    }

    /// All words of a family.
    package func members(of family: Int) -> [[UInt8]] { members[family] }

    private mutating func add(_ line: String, _ relation: Relation) {
        let family = members.count
        members.append(line.split(separator: " ").map { Array($0.utf8) })
        relations.append(relation)
        for word in members[family] {
            let index = words.insert(word.span)
            precondition(index == familyOfWord.count, "a word stands in two families")
            familyOfWord.append(UInt16(family))
        }
    }

    /// Abbreviations seen in EDGAR's conformed names, which hold at most sixty characters and so shorten long words.
    private static let abbreviations = [
        "international intl internatl intnl", "holdings hldgs", "holding hldg", "management mgmt mgt mgnt",
        "group grp", "investment invt invest", "investments invts", "investors invs", "financial finl fin",
        "technology tech technol", "technologies techs", "services svcs srvcs servs", "service svc serv", "systems sys",
        "bancorporation bancorp", "associates assoc assocs", "association assn",
        "pharmaceuticals pharm pharma pharms", "properties pptys props ppty", "manufacturing mfg",
        "national natl", "american amer", "insurance ins", "entertainment entmt", "communications comm comms commns",
        "industries inds", "partners ptnrs prtnrs", "resources res", "laboratories labs", "trust tr", "fund fd",
        "funds fds", "capital cap", "development dev", "opportunity opp", "opportunities opps", "distribution distr",
        "advisors adv advisers", "ventures vent", "enterprises enterpr entpr", "equity eqty", "department dept",
        "university univ", "government govt", "products prods", "production prodn", "engineering engr", "electric elec",
        "exploration expl", "petroleum petro", "transportation transn", "mortgage mtg mort", "savings svgs",
        "securities secs", "portfolio port", "brothers bros", "center ctr centre",
        "certificates ctfs", "federal fed", "general gen", "hospital hosp", "medical med", "mountain mtn",
        "municipal muni", "partnership pship", "retirement retmt", "street str", "research rsch",
    ]
    private static let legalForms = [
        "inc incorporated", "corp corporation", "ltd limited", "co company", "llc", "lp", "llp", "plc", "nv", "sa",
        "ag",
        "gmbh", "bv", "lllp", "pllc",
    ]
    private static let numerals = [
        "1 i one 1st", "2 ii two 2nd", "3 iii three 3rd", "4 iv four 4th", "5 v five 5th", "6 vi six", "7 vii seven",
        "8 viii eight", "9 ix nine", "10 x ten", "11 xi", "12 xii", "13 xiii", "14 xiv", "15 xv", "16 xvi", "17 xvii",
        "18 xviii", "19 xix", "20 xx", "jr jnr junior", "sr snr senior",
    ]
}
