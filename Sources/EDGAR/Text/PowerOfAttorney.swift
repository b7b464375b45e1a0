internal import FilingModel

/// Finds whom a power of attorney appoints: exhibit 24 of Section 16 filings, often a page that nobody types twice.
///
/// Nearly all say *constitutes and appoints each of A, B and C, signing singly, the undersigned's true and lawful
/// attorney-in-fact*, so names are looked for between the verb and the words about singly, power or attorney, and taken
/// when they look like names: two to five words that begin with capitals. Where a list stands elsewhere (*named on
/// Schedule A*) none are found.
enum PowerOfAttorney {
    /// At most this many words are looked at behind the verb.
    private static let wordCountMax = 120
    /// At most this many are taken from one document.
    private static let personCountMax = 30

    /// The attorneys a text appoints, each once, in its order.
    ///
    /// - Parameter text: of the exhibit, without mark-up.
    /// - Returns: names as they stand there; empty if none are told.
    static func attorneys(in text: String) -> [String] {
        let words = text.prefix(20_000).split(whereSeparator: \.isWhitespace)
        guard let verb = verb(in: words) else { return [] }
        var names: [String] = []
        var name: [Substring] = []
        // `Kari A. Potts of Brigham Minerals, Inc.`: what follows is a company.
        var isCompany = false
        var before = ""
        func finish() {
            let found = isCompany ? nil : joined(name)
            if let found, !names.contains(found), names.count < personCountMax { names.append(found) }
            if !name.isEmpty { isCompany = false }
            name.removeAll()
        }
        for word in words[(verb + 1)...].prefix(wordCountMax) {
            let bare = word.lowercased().filter { $0.isLetter || $0 == "-" }
            if isEnd(bare, word) { break }
            let endsInComma = word.hasSuffix(",") || word.hasSuffix(";") || word.hasSuffix(":")
            let core = endsInComma ? word.dropLast() : word
            if separators.contains(bare) || !isPartOfName(core, isFirst: name.isEmpty) {
                finish()
                if bare == "of" {
                    isCompany = !["each", "any", "either", "both", "all", "designation"].contains(before)
                }
                before = bare
                continue
            }
            before = bare
            // A suffix behind a comma belongs to the name before.
            if name.isEmpty, isSuffix(bare) { continue }
            name.append(core)
            if endsInComma { finish() }
        }
        finish()
        return names
    }

    /// Where the last word of the appointing verb stands.
    private static func verb(in words: [Substring]) -> Int? {
        let verbs: Set<String> = [
            "appoints", "appoint", "constitutes", "constitute", "designates", "designated", "designate",
            "designation", "appointment",
        ]
        guard
            let first = words.firstIndex(where: { verbs.contains($0.lowercased().filter(\.isLetter)) })
        else { return nil }
        // `appoint, and constitute, and hereby confirm the designation of, each of …`
        var last = first
        for index in (first + 1)..<min(first + 20, words.count)
        where verbs.contains(words[index].lowercased().filter(\.isLetter)) {
            last = index
        }
        return last
    }

    private static let separators: Set<String> = [
        "and", "or", "each", "of", "any", "either", "both", "all", "them", "the", "currently", "is", "who", "andor",
    ]

    private static func isEnd(_ bare: String, _ word: Substring) -> Bool {
        let ends: Set<String> = [
            "signing", "acting", "undersigned", "undersigneds", "true", "lawful", "attorney", "attorneys",
            "attorney-in-fact", "attorneys-in-fact", "his", "her", "their", "its", "my", "individuals", "persons",
            "power", "singly", "individually", "execute", "prepare", "named", "authority",
        ]
        return ends.contains(bare) || bare.hasPrefix("undersigned") || bare.hasPrefix("attorney")
            || bare.hasPrefix("hisher")
    }

    /// Whether a word may stand in a name: it begins with a capital, or is a particle inside one.
    private static func isPartOfName(_ word: Substring, isFirst: Bool) -> Bool {
        guard let initial = word.first, initial.isLetter else { return false }
        let particles: Set<Substring> = ["de", "la", "van", "von", "der", "den", "di", "da", "del", "du", "le", "st."]
        if particles.contains(word) { return !isFirst }
        guard initial.isUppercase else { return false }
        return word.allSatisfy { $0.isLetter || $0 == "." || $0 == "'" || $0 == "\u{2019}" || $0 == "-" }
    }

    private static func isSuffix(_ bare: String) -> Bool {
        ["jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "cpa", "jd"].contains(bare)
    }

    /// Words of offices and companies; a run of words that holds one is no name of a person.
    private static let offices: Set<String> = [
        "officer", "counsel", "company", "companys", "chief", "financial", "executive", "director", "general", "lead",
        "inc", "corp", "corporation", "corporate", "llc", "controller", "secretary", "president", "section",
        "securities", "exchange", "schedule", "form", "forms", "technical", "accounting", "delaware", "principal",
        "commission", "reporting", "person", "designee", "vice", "treasurer", "llp", "legal", "department", "edgar",
        "stock", "plan", "holdings", "group", "partners", "trust",
    ]

    private static func joined(_ words: [Substring]) -> String? {
        guard (2...5).contains(words.count) else { return nil }
        let bare = words.map { $0.lowercased().filter(\.isLetter) }
        guard !bare.contains(where: offices.contains), bare.contains(where: { $0.count > 2 }) else { return nil }
        return words.joined(separator: " ")
    }
}
