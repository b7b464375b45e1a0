/// Spellings that sound alike.
enum SoundRules {
    private enum Place {
        case beginning, inside, end
    }

    private static let rules: [(from: String, to: String, place: Place)] = [
        ("SEN", "SON", .end), ("SON", "SEN", .end), ("MANN", "MAN", .end), ("MAN", "MANN", .end),
        ("BERG", "BURG", .end),
        ("BURG", "BERG", .end), ("STEIN", "STINE", .end), ("SKI", "SKY", .end), ("SKY", "SKI", .end), ("EY", "Y", .end),
        ("IE", "Y", .end),
        ("LEY", "LY", .end), ("ER", "AR", .end), ("X", "CKS", .end), ("CKS", "X", .end), ("TZ", "Z", .end),
        ("FF", "F", .end),
        ("MAC", "MC", .beginning), ("MC", "MAC", .beginning), ("CA", "KA", .beginning), ("KA", "CA", .beginning),
        ("CO", "KO", .beginning),
        ("KO", "CO", .beginning), ("RH", "R", .beginning), ("KN", "N", .beginning), ("WR", "R", .beginning),
        ("PH", "F", .inside),
        ("CK", "K", .inside), ("SCH", "SH", .inside), ("EI", "IE", .inside), ("IE", "EI", .inside),
        ("LL", "L", .inside), ("TT", "T", .inside),
        ("NN", "N", .inside), ("RR", "R", .inside), ("SS", "S", .inside), ("OU", "U", .inside), ("OO", "U", .inside),
        ("AI", "AY", .inside),
        ("AY", "AI", .inside), ("AU", "AW", .inside), ("GH", "G", .inside), ("TH", "T", .inside), ("EAU", "O", .inside),
        ("KS", "X", .inside),
        ("W", "V", .beginning), ("Z", "S", .inside), ("QU", "KW", .inside), ("CE", "SE", .inside),
    ]

    /// A word in another spelling of the same sound, or `nil` if no rule fits.
    static func respelt(_ word: String, _ random: inout SeededRandom) -> String? {
        let fitting = rules.compactMap { rule -> String? in
            switch rule.place {
            case .beginning: return word.hasPrefix(rule.from) ? rule.to + word.dropFirst(rule.from.count) : nil
            case .end: return word.hasSuffix(rule.from) ? word.dropLast(rule.from.count) + rule.to : nil
            case .inside:
                let letters = Array(word)
                let from = Array(rule.from)
                guard let place = letters.indices.dropFirst().first(where: { letters[$0...].starts(with: from) }) else {
                    return nil
                }
                return String(letters[..<place]) + rule.to + String(letters[(place + from.count)...])
            }
        }.filter { $0 != word && $0.count > 2 }
        return fitting.isEmpty ? nil : random.element(fitting)
    }

    /// A rough sound: words of one rough sound may be taken for each other.
    static func roughSound(_ word: String) -> String {
        var text = word.hasPrefix("MAC") ? "MC" + word.dropFirst(3) : word
        let pairs = [
            ("SCH", "S"), ("SH", "S"), ("PH", "F"), ("CK", "K"), ("TZ", "S"), ("GH", "G"), ("TH", "T"), ("KN", "N"),
            ("WR", "R"), ("QU", "KV"),
            ("X", "KS"), ("CE", "SE"), ("CI", "SI"), ("CY", "SY"), ("Z", "S"), ("C", "K"), ("W", "V"),
        ]
        for (from, to) in pairs { text = replaced(text, from, to) }
        var result = ""
        for letter in text {
            let kind: Character = "AEIOUYH".contains(letter) ? "A" : letter
            if result.last != kind { result.append(kind) }
        }
        return result
    }

    private static func replaced(_ text: String, _ from: String, _ to: String) -> String {
        guard text.contains(from) else { return text }
        return text.split(separator: from, omittingEmptySubsequences: false).joined(separator: to)
    }
}
