internal import FilingModel

/// A label that the form itself prints on its cover.
enum CoverLabel: Hashable {
    // Headings of the numbered boxes.
    case name, event, issuer, relationship, amendment, joint, other
    // Small print below a field.
    case last, first, middle, street, city, state, zip, country, hint, give, specify
    // Words beside a box.
    case director, tenPercent, officer, otherRelation, oneFiler, manyFilers
    case noLongerSubject, form3Holdings, form4Transactions, tradingPlan

    /// Whether a box to tick stands beside it.
    var isBox: Bool {
        switch self {
        case .director, .tenPercent, .officer, .otherRelation, .oneFiler, .manyFilers, .noLongerSubject, .form3Holdings,
            .form4Transactions, .tradingPlan:
            true
        default: false
        }
    }

    /// Whether it heads a numbered box of the form.
    var isHeading: Bool {
        switch self {
        case .name, .event, .issuer, .relationship, .amendment, .joint, .other: true
        default: false
        }
    }
}

/// Something on the cover: a label, a ticked or empty box, or words that a filer wrote.
struct CoverToken {
    /// What it is.
    enum Content: Hashable {
        case label(CoverLabel)
        case mark(Bool)
        case value(String)
    }

    /// What it is.
    let content: Content
    /// Which line of the cover, from 0.
    let row: Int
    /// Which cell of that line, from 0.
    let column: Int
    /// Which cell it came from, all cells of the cover counted.
    let cell: Int
    /// The key in a link around it.
    var cik: String?

    /// The words, if a filer wrote them.
    var value: String? {
        if case .value(let text) = content { return text }
        return nil
    }

    /// The label, if it is one.
    var label: CoverLabel? {
        if case .label(let label) = content { return label }
        return nil
    }
}

/// Finds labels, boxes and values in the cells of a cover.
enum CoverScanner {
    /// Phrases of folded words; the first that fits wins, so the longer stand before the shorter.
    private static let phrases = phrases(of: [
        ("name and address of reporting person s", .name), ("name and address of reporting person", .name),
        ("name address of reporting person", .name), ("name of reporting person", .name),
        ("date of event requiring statement", .event), ("date of earliest transaction required to be reported", .event),
        ("date of earliest transaction", .event), ("statement for issuers fiscal year ended", .event),
        ("statement for issuers fiscal year end", .event), ("statement for month day year", .event),
        ("statement for month year", .event), ("statement for", .event), ("date of event", .event),
        ("issuer name and ticker or trading symbol", .issuer), ("issuer name and ticker", .issuer),
        ("issuer name ticker or trading symbol", .issuer), ("issuer name", .issuer),
        ("relationship of reporting person s to issuer", .relationship),
        ("relationship of reporting person to issuer", .relationship), ("relationship of reporting", .relationship),
        ("if amendment date of original filed", .amendment), ("if amendment date original filed", .amendment),
        ("if amendment date of original", .amendment), ("if amendment date original", .amendment),
        ("individual or joint group filing", .joint), ("individual or joint", .joint),
        ("irs or social security number of reporting person", .other),
        ("irs identification number of reporting person", .other), ("foreign trading symbol", .other),
        ("and ticker or trading symbol", .hint), ("ticker or trading symbol", .hint),
        ("form filed by one reporting person", .oneFiler),
        ("form filed by more than one reporting person", .manyFilers),
        ("check this box if no longer subject to section 16", .noLongerSubject),
        ("check this box if no longer subject", .noLongerSubject),
        ("check this box to indicate that a transaction was made", .tradingPlan),
        ("check this box to indicate", .tradingPlan),
        ("form 3 holdings reported", .form3Holdings), ("form 4 transactions reported", .form4Transactions),
        ("form 4 transaction reported", .form4Transactions),
    ])

    /// Words in brackets below a field; a value never is one of them.
    private static let bracketed = phrases(of: [
        ("last", .last), ("first", .first), ("middle", .middle), ("street", .street), ("city", .city),
        ("state", .state), ("zip", .zip), ("zip code", .zip), ("country", .country), ("month day year", .hint),
        ("check all applicable", .hint), ("check applicable line", .hint), ("check applicable box", .hint),
        ("give title below", .give), ("give title", .give), ("specify below", .specify), ("specify", .specify),
        ("voluntary", .hint), ("month year", .hint),
    ])

    private static func phrases(of list: [(String, CoverLabel)]) -> [(words: [String], label: CoverLabel)] {
        list.map { (words: $0.0.split(separator: " ").map(String.init), label: $0.1) }
    }

    private static let boxes: [(words: [String], label: CoverLabel)] = [
        (["director"], .director), (["10", "owner"], .tenPercent), (["ten", "percent", "owner"], .tenPercent),
        (["10", "percent", "owner"], .tenPercent), (["officer"], .officer), (["other"], .otherRelation),
    ]

    /// One word of a cell with what it is when punctuation is left out.
    private struct Word {
        let text: Substring
        let folded: [String]
    }

    /// The tokens of a cover, line by line.
    ///
    /// - Parameter lines: of the cover.
    /// - Returns: labels, boxes and values, line by line and cell by cell.
    static func tokens(of lines: [LayoutLine]) -> [CoverToken] {
        var tokens: [CoverToken] = []
        var row = 0
        var cell = 0
        for line in lines {
            let height = line.cells.map { $0.text.split(separator: "\n").count }.max() ?? 0
            for (column, content) in line.cells.enumerated() {
                for (offset, part) in content.text.split(separator: "\n").enumerated() {
                    for found in contents(of: part) {
                        var token = CoverToken(content: found, row: row + offset, column: column, cell: cell)
                        token.cik = content.cik?.description
                        tokens.append(token)
                    }
                    cell += 1
                }
            }
            row += max(1, height)
        }
        return tokens
    }

    private static func contents(of text: Substring) -> [CoverToken.Content] {
        let words = self.words(of: text)
        var found: [CoverToken.Content] = []
        var value: [Substring] = []
        func flush() {
            if !value.isEmpty { found.append(.value(value.joined(separator: " "))) }
            value = []
        }
        var index = 0
        while index < words.count {
            let rest = words[index...]
            if let (label, length) = label(at: rest, isFirst: value.isEmpty) {
                // The number of the box stands before its heading.
                if let last = value.last, value.count == 1, label.isHeading, HeaderWords.isNumbering(last) {
                    value = []
                }
                flush()
                found.append(.label(label))
                index += length
            } else if let (isTicked, length) = mark(at: rest, isFirst: value.isEmpty) {
                flush()
                found.append(.mark(isTicked))
                index += length
            } else if let first = rest.first, first.text.contains("/"), CalendarDate.parses(first.text) {
                flush()
                found.append(.value(String(first.text)))
                index += 1
            } else {
                let bare = words[index].text.drop { $0 == "*" }
                // Rules, and the word between `Issuer Name` and `Ticker` when emphasis tears it off.
                let isRule = bare.allSatisfy { $0 == "-" || $0 == ":" } && bare.utf8.count != 1 || bare == ":"
                if !isRule, bare != "and" || words.count > 1 { value.append(bare) }
                index += 1
            }
        }
        flush()
        return found
    }

    private static func words(of text: Substring) -> [Word] {
        // `Filed(Month/Day/Year)` and `☒Director` are two words each.
        var spaced = ""
        var last: Character = " "
        for character in text {
            if character == "(", last.isLetter || last == ")" { spaced.append(" ") }
            if last == ")", character.isLetter { spaced.append(" ") }
            if last == "☒" || last == "☐" || character == "☒" || character == "☐" { spaced.append(" ") }
            spaced.append(character)
            last = character
        }
        return spaced.split(separator: " ").map {
            Word(text: $0, folded: TextLayout.folded(String($0)).split(separator: " ").map(String.init))
        }
    }

    /// How many words of `rest` a phrase takes, if it stands there.
    private static func length(of phrase: [String], at rest: ArraySlice<Word>) -> Int? {
        var matched = 0
        var length = 0
        for word in rest {
            if matched == phrase.count { break }
            for part in word.folded {
                guard matched < phrase.count, phrase[matched] == part else { return nil }
                matched += 1
            }
            length += 1
        }
        return matched == phrase.count ? length : nil
    }

    private static func label(at rest: ArraySlice<Word>, isFirst: Bool) -> (CoverLabel, Int)? {
        guard let first = rest.first, !first.folded.isEmpty else { return nil }
        if first.text.hasPrefix("(") {
            for (phrase, label) in bracketed {
                if let length = length(of: phrase, at: rest) { return (label, length) }
            }
        }
        for (phrase, label) in phrases where phrase.first == first.folded.first {
            if let length = length(of: phrase, at: rest) { return (label, length) }
        }
        guard isFirst else { return nil }
        for (phrase, label) in boxes where phrase.first == first.folded.first {
            // A title may begin with the same word: `Director of Sales`.
            guard let length = length(of: phrase, at: rest), !first.text.hasSuffix(",") else { continue }
            let next = rest.dropFirst(length)
            guard let following = next.first else { return (label, length) }
            if following.text.hasPrefix("(") || mark(at: next, isFirst: true) != nil { return (label, length) }
            let isBesideBox = boxes.contains { $0.words.first == following.folded.first }
            if isBesideBox || following.folded == ["give"] { return (label, length) }
        }
        return nil
    }

    private static let ticks: Set<Substring> = [
        "☒", "☑", "✓", "✔", "■", "✗", "✘", "[X]", "[x]", "_X_", "__X__", "(X)", "(x)", "_x_",
    ]
    private static let blanks: Set<Substring> = [
        "☐", "□", "❑", "❏", "[]", "[_]", "___", "__", "_", "____", "()", "_____",
    ]

    private static func mark(at rest: ArraySlice<Word>, isFirst: Bool) -> (Bool, Int)? {
        guard isFirst, let first = rest.first?.text else {
            guard let first = rest.first?.text, first == "☒" || first == "☐" else { return nil }
            return (first == "☒", 1)
        }
        if ticks.contains(first) { return (true, 1) }
        if blanks.contains(first) { return (false, 1) }
        let second = rest.dropFirst().first
        if first == "[" || first == "(" {
            if let second, second.text == "]" || second.text == ")" { return (false, 2) }
            if let second, second.text == "X" || second.text == "x",
                let third = rest.dropFirst(2).first?.text, third == "]" || third == ")"
            {
                return (true, 3)
            }
        }
        if first == "X" || first == "x" {
            // Alone, or in front of a label.
            guard second != nil else { return (true, 1) }
            if label(at: rest.dropFirst(), isFirst: true) != nil { return (true, 1) }
        }
        return nil
    }
}
