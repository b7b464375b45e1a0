internal import TextAnalysis

/// What a word by itself can be in a name, whoever bears it.
package struct TokenTraits: OptionSet, Sendable, Hashable, BitwiseCopyable {
    package let rawValue: UInt16

    /// Traits from their bits.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// One letter, as in `ROBERT A`.
    package static let initial = TokenTraits(rawValue: 1)
    /// A generation: JR, SR, II, III, IV.
    package static let generation = TokenTraits(rawValue: 2)
    /// A degree or profession after the name: PHD, MD, ESQ.
    package static let degree = TokenTraits(rawValue: 4)
    /// A form of address before the name: DR, MR.
    package static let honorific = TokenTraits(rawValue: 8)
    /// A word that belongs to the surname after it: VAN, DE, MC.
    package static let particle = TokenTraits(rawValue: 16)
    /// A legal form: INC, LLC, LP.
    package static let legalForm = TokenTraits(rawValue: 32)
    /// A number in digits or Roman figures.
    package static let numeral = TokenTraits(rawValue: 64)
    /// Only digits.
    package static let digits = TokenTraits(rawValue: 128)
    /// A word of the request rather than of a name: FORM, INSIDER, FILINGS.
    package static let noise = TokenTraits(rawValue: 256)
    /// A word that says nothing: THE, AND.
    package static let filler = TokenTraits(rawValue: 512)
    /// A word found in the names of organisations only: FUND, HOLDINGS.
    package static let organisation = TokenTraits(rawValue: 1024)
    /// A noise word that is part of a form's number: 4, 10, K.
    package static let formNumber = TokenTraits(rawValue: 2048)

    /// The traits of a folded word.
    ///
    /// - Complexity: one hash look-up.
    package init(of word: Span<UInt8>) {
        var traits: TokenTraits = []
        if let index = WordTraits.shared.words.index(of: word) { traits = WordTraits.shared.traits[index] }
        var allDigits = word.count > 0
        for position in 0..<word.count where word[position] &- 0x30 > 9 { allDigits = false }
        if allDigits {
            traits.formUnion([.digits, .numeral])
        } else if word.count == 1 {
            traits.insert(.initial)
        }
        self = traits
    }
}

/// The word lists behind `TokenTraits`, hashed once.
private struct WordTraits: Sendable {
    static let shared = WordTraits()
    private(set) var words = ByteDictionary()
    private(set) var traits: [TokenTraits] = []

    init() {
        add("jr sr ii iii iv jnr junior snr senior 2nd 3rd 4th", .generation)
        add("phd md esq cpa cfa jd dds mba esquire rn dvm llm cfp dmd edd scd faan", .degree)
        add("dr mr mrs ms prof hon sir professor doctor honorable", .honorific)
        add(
            "de la las los del di da do dos du van von der den ter ten st mc mac o d el al bin ibn abu le san santa ben "
                + "dell della dalla delle vander vanden saint y und zu zum zur af av ap fitz", .particle)
        add(
            "inc incorporated corp corporation llc lp llp ltd limited co company plc nv sa ag gmbh bv lllp pllc pc kg "
                + "kgaa se spa srl sarl oyj ab asa as aps pty pte bhd cv kk sas sicav ulc na", .legalForm)
        add("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx", .numeral)
        add(
            "form forms filing filings filed insider insiders trade trades trading by of for ceo cfo coo cto director "
                + "officer president chairman sec edgar stock stocks share shares sale sales who is what beneficial owner "
                + "ownership annual quarterly report reports 10k 10q 8k 13f 13d 13g option options grant transaction "
                + "transactions buys sells holdings statement proxy cik ticker person name", .noise)
        add("10 8 3 4 5 13 13f 13d 13g 10k 10q 8k 20 20f 6 6k k q f d g", .formNumber)
        add("the and", .filler)
        add(
            "fund funds trust trusts partners capital holdings holding group management ventures associates foundation "
                + "bank advisors advisers investments investment investors grat fbo estate series acquisition family "
                + "living revocable irrevocable technologies technology international services industries systems energy "
                + "resources financial bancorp bancshares realty properties partnership charitable mortgage spv ft "
                + "insurance pharmaceuticals therapeutics biosciences enterprises solutions global university securities "
                + "equity credit opportunities opportunity asset assets reit etf retirement plan pension association "
                + "society club church committee authority county state national american america usa us u of holdco "
                + "bancorporation networks network media entertainment software laboratories labs", .organisation)
    }

    private mutating func add(_ list: String, _ trait: TokenTraits) {
        for word in list.split(separator: " ") {
            let index = words.insert(Array(word.utf8).span)
            if index == traits.count { traits.append([]) }
            traits[index].insert(trait)
        }
        for index in traits.indices where traits[index].contains(.legalForm) { traits[index].insert(.organisation) }
    }
}
