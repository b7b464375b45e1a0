/// A universe of the real names in lists of owners and issuers, with a guess at which words are what.
///
/// A row of a list is: CIK, name, sources, issuers or tickers, separated by tabs, below a row of titles.
enum RealNames {
    /// The lines of the universe; a name that a party has several times stands once.
    static func lines(owners: String, issuers: String) throws -> [String] {
        var lines: [String] = []
        var seen: Set<UInt64> = []
        for (path, isIssuer) in [(owners, false), (issuers, true)] {
            for row in try Files.lines(of: path).dropFirst() {
                let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                guard fields.count > 1, let key = Int(fields[0]) else { continue }
                let name = fields[1].split(separator: " ").joined(separator: " ")
                let letters = NameText.letters(name)
                guard !letters.isEmpty, seen.insert(Fingerprint.of("R", "\(key) \(letters)")).inserted else { continue }
                if !isIssuer, let counts = partCounts(of: name) {
                    lines.append("\(key)\t\(name)\tP\t\t\(counts)")
                } else {
                    let ticker =
                        isIssuer && fields.count > 3 ? fields[3].prefix { $0 != "," && $0 != " " && $0 != ";" } : ""
                    lines.append("\(key)\t\(name)\tE\t\(ticker)\t")
                }
            }
        }
        return lines
    }

    /// How many words of a person's name in EDGAR's order are surname, given name, middle names and suffix; `nil` for an
    /// organisation's.
    static func partCounts(of name: String) -> String? {
        let words = name.split(separator: " ").map(String.init)
        guard 2...6 ~= words.count, !name.contains(where: { $0.isNumber || "&/,".contains($0) }) else { return nil }
        let bare = words.map(NameText.letters)
        guard !bare.contains(where: { organisationWords.contains($0) || $0.isEmpty }) else { return nil }
        guard OrganisationName(name).forms.isEmpty else { return nil }
        var last = 1
        let particles: Set<String> = [
            "VAN", "VON", "DE", "DER", "DEN", "LA", "LE", "DEL", "DI", "DA", "DOS", "ST", "MC", "MAC", "EL", "AL",
            "TEN", "LOS", "DELLA", "O",
        ]
        while last < words.count - 1, particles.contains(bare[last - 1]) { last += 1 }
        var suffix = 0
        let suffixes: Set<String> = ["JR", "SR", "II", "III", "IV", "V", "MD", "PHD", "CPA", "ESQ"]
        if words.count - last > 1, suffixes.contains(bare[words.count - 1]) { suffix = 1 }
        guard words.count - last - suffix > 0 else { return nil }
        return "\(last),1,\(words.count - last - suffix - 1),\(suffix)"
    }

    private static let organisationWords: Set<String> = {
        var words: Set<String> = [
            "TRUST", "FUND", "FUNDS", "BANK", "GROUP", "FOUNDATION", "ESTATE", "IRA", "FAMILY", "ASSOCIATES", "BANCORP",
            "BANCSHARES", "SERIES",
            "OF", "THE", "AND", "FOR", "ADVISERS", "UNIVERSITY", "PENSION", "PLAN", "HOLDING", "INVESTORS",
            "INVESTMENT", "ACQUISITION", "ENTERPRISES",
            "MASTER", "OFFSHORE", "EQUITY", "SPONSOR", "CORPORATE", "PARTNERSHIP", "TECHNOLOGY", "INTERNATIONAL",
            "INSURANCE", "SICAV", "ETF",
        ]
        for phrase in OrganisationTable.industries { words.formUnion(NameText.words(phrase)) }
        // Words that people are called by, too.
        return words.subtracting(["GOLD", "STEEL", "HEALTH", "WATER", "MEDIA", "POWER", "LIGHT"])
    }()
}
