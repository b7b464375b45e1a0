internal import FilingModel

/// Puts a name together that a form asks for in parts, which filers also fill in for companies.
///
/// A company has to go somewhere in first and last name, so `LLC` or `N/A` becomes the first name of `Blazing Equity`, or
/// the name is cut in two: `Belltower Fund Group,` and `Ltd.`
struct PersonName {
    /// First, middle and last name with blanks between; a company as it is called.
    let name: String
    /// A company where the parts show it, a person where they look like one's.
    let kind: PartyKind

    init?(first: String?, middle: String?, last: String?) {
        let parts = [first, middle, last].map { $0?.trimmed ?? "" }
        let told = parts.filter { !$0.isEmpty && !Self.isPlaceholder($0) }
        guard !told.isEmpty else { return nil }
        let hasPlaceholder = Self.isPlaceholder(parts[0]) || Self.isPlaceholder(parts[2])
        if Self.isSuffix(parts[0]), told.count > 1 {
            // `LLC` in front belongs behind.
            name = (told.dropFirst() + told.prefix(1)).joined(separator: " ")
            kind = .company
        } else {
            name = told.joined(separator: " ")
            let isCompany =
                hasPlaceholder || told.count == 1 && parts[0].isEmpty || Self.isSuffix(parts[2])
                || told.contains(where: Self.hasSuffix)
            kind = isCompany ? .company : .person
        }
    }

    private static func isPlaceholder(_ part: String) -> Bool {
        !part.isEmpty && FormRecord.name(part) == nil || part == "---"
    }

    private static let suffixes: Set<String> = [
        "llc", "llp", "lp", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "co", "company", "plc",
        "gp",
        "trust", "fund", "partnership", "sa", "ag", "gmbh", "bv", "nv", "pte", "lllp", "pllc", "pc",
    ]

    /// Whether a part is nothing but the legal form of a company.
    private static func isSuffix(_ part: String) -> Bool {
        let words = part.lowercased().filter { $0 != "." && $0 != "," }.split(separator: " ")
        return !words.isEmpty && words.allSatisfy { suffixes.contains(String($0)) }
    }

    /// Whether a part ends in a legal form that no family name is.
    private static func hasSuffix(_ part: String) -> Bool {
        let words = part.lowercased().filter { $0 != "." && $0 != "," }.split(separator: " ")
        guard words.count > 1, let last = words.last else { return false }
        return suffixes.contains(String(last)) && last != "co" && last != "sa" && last != "pc" && last != "ag"
    }
}
