internal import FilingModel

/// A table cell read by its shape: what kind of value it holds, whatever column it stands in.
struct CellReading {
    /// What the words look like.
    enum Shape: Hashable {
        /// Nothing, or nothing but footnote marks.
        case empty
        /// A day.
        case date(CalendarDate)
        /// A number without a dollar sign.
        case number(ExactDecimal)
        /// A number with a dollar sign.
        case money(ExactDecimal)
        /// One capital letter or a transaction code such as `4M` or `SK`.
        case letter(String)
        /// Anything else.
        case text
    }

    /// The words without footnote marks.
    var text: String
    /// Identifiers of the footnotes, such as `F1`.
    var footnotes: [String]
    /// What the words look like.
    var shape: Shape

    /// Reads one cell.
    ///
    /// - Parameter cell: its text; line breaks count as blanks.
    init(_ cell: String) {
        let flat = cell.replacing("\n", with: " ")
        (text, footnotes) = Self.withoutMarks(flat)
        shape = Self.shape(of: text)
        if case .text = shape { stripHead() }
    }

    /// Whether the cell holds nothing at all.
    var isBlank: Bool { text.isEmpty && footnotes.isEmpty }

    /// Whether the shape tells more than words would.
    var isTyped: Bool {
        switch shape {
        case .empty, .text: false
        default: true
        }
    }

    /// Words of the column's head that ran into the cell (`Shares 125,000`, `(I) (Instr. 5) D`) are taken off.
    private mutating func stripHead() {
        let words = text.split(separator: " ")
        var lead = 0
        while lead < words.count - 1, HeaderWords.isHeaderWord(words[lead]) { lead += 1 }
        guard lead > 0 else { return }
        for start in 1...lead {
            let rest = words[start...].joined(separator: " ")
            let found = Self.shape(of: rest)
            if found != .text {
                (text, shape) = (rest, found)
                return
            }
        }
    }

    /// Takes the marks `(1)`, `(1)(2)`, `[1]` and `(F1)` off both ends of a cell.
    static func withoutMarks(_ cell: String) -> (text: String, footnotes: [String]) {
        var bytes = Array(cell.utf8)[...]
        var tail: [String] = []
        while true {
            while bytes.last == 0x20 || bytes.last == 0x2C && !tail.isEmpty { bytes.removeLast() }
            guard let last = bytes.last, last == 0x29 || last == 0x5D else { break }
            let opening: UInt8 = last == 0x29 ? 0x28 : 0x5B
            guard let start = bytes.suffix(12).lastIndex(of: opening),
                let ids = footnotes(in: bytes[(start + 1)..<(bytes.endIndex - 1)])
            else { break }
            tail.insert(contentsOf: ids, at: 0)
            bytes = bytes[..<start]
        }
        var head: [String] = []
        while let first = bytes.first, first == 0x28 || first == 0x5B {
            let closing: UInt8 = first == 0x28 ? 0x29 : 0x5D
            guard let end = bytes.prefix(12).firstIndex(of: closing),
                let ids = footnotes(in: bytes[(bytes.startIndex + 1)..<end])
            else { break }
            head += ids
            bytes = bytes[(end + 1)...].drop { $0 == 0x20 }
        }
        return (String(decoding: bytes, as: UTF8.self), head + tail)
    }

    /// Identifiers in `1`, `F1`, `1,2` or `1)(2` without the outer brackets.
    private static func footnotes(in bytes: ArraySlice<UInt8>) -> [String]? {
        var ids: [String] = []
        for piece in bytes.split(whereSeparator: { $0 == 0x2C || $0 == 0x20 }) {
            let digits = piece.first == 0x46 || piece.first == 0x66 ? piece.dropFirst() : piece
            guard (1...2).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
                digits.first != 0x30
            else { return nil }
            ids.append("F" + String(decoding: digits, as: UTF8.self))
        }
        return ids.isEmpty ? nil : ids
    }

    /// The shape of some words.
    static func shape(of text: String) -> Shape {
        guard let first = text.utf8.first else { return .empty }
        if text.utf8.allSatisfy({ $0 == 0x2D || $0 == 0x5F || $0 == 0x20 }) || text == "—" || text == "–" {
            return .empty
        }
        if text.utf8.count <= 3, isCode(text) { return .letter(text.uppercased()) }
        let isNumeric = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x28...0x2F).contains(byte) || byte == 0x24 || byte == 0x20
        }
        guard isNumeric else {
            // A zone may follow a day.
            if (0x30...0x39).contains(first), text.utf8.count <= 16, text.contains("-") || text.contains("/"),
                let date = CalendarDate(parsing: text)
            {
                return .date(date)
            }
            return .text
        }
        if text.contains("/") || text.utf8.filter({ $0 == 0x2D }).count == 2 {
            if let date = CalendarDate(parsing: text) { return .date(date) }
            return .text
        }
        guard let number = ExactDecimal(parsing: text) else { return .text }
        return text.contains("$") ? .money(number) : .number(number)
    }

    /// One capital letter, a form's number before it or `K` or `V` behind it forgiven.
    private static func isCode(_ text: String) -> Bool {
        var letters = text.utf8[...]
        if let first = letters.first, first == 0x33 || first == 0x34 || first == 0x35 { letters = letters.dropFirst() }
        guard let letter = letters.first, (0x41...0x5A).contains(letter) else { return false }
        let rest = letters.dropFirst()
        return rest.isEmpty || rest.count == 1 && (rest.first == 0x4B || rest.first == 0x56)
    }

    /// Cuts a cell whose columns ran together into pieces by their shapes.
    ///
    /// `Common Stock 10/01/2013 P 100 A $ 12.5` becomes six pieces; a lone letter is a piece only behind another value.
    static func pieces(of cell: String) -> [String] {
        var pieces: [String] = []
        var run: [Substring] = []
        var isAfterValue = false
        var hasDollar = false
        for word in cell.replacing("\n", with: " ").split(separator: " ") {
            if word == "$" {
                hasDollar = true
                continue
            }
            let (bare, marks) = withoutMarks(String(word))
            if bare.isEmpty, !marks.isEmpty {
                // A mark belongs to what stands before it, unless a blank cell held nothing else.
                if !run.isEmpty {
                    run.append(word)
                } else if let last = pieces.indices.last {
                    pieces[last] += " " + word
                } else {
                    pieces.append(String(word))
                }
                continue
            }
            let isValue: Bool
            switch shape(of: bare) {
            case .date, .number, .money: isValue = true
            case .letter: isValue = isAfterValue
            default: isValue = false
            }
            if isValue {
                if !run.isEmpty { pieces.append(run.joined(separator: " ")) }
                run = []
                pieces.append((hasDollar ? "$ " : "") + word)
            } else {
                run.append(word)
            }
            isAfterValue = isValue
            hasDollar = false
        }
        if !run.isEmpty { pieces.append(run.joined(separator: " ")) }
        return pieces
    }
}

/// The words that heads of columns are made of.
enum HeaderWords {
    private static let words: Set<String> = [
        "title", "of", "security", "securities", "instr", "date", "month", "day", "year", "monthdayyear", "transaction",
        "transactions", "transactions", "code", "v", "amount", "or", "price", "ownership", "form", "direct", "indirect",
        "nature", "beneficial", "beneficially", "owned", "following", "reported", "acquired", "disposed", "deemed",
        "execution", "if", "any", "conversion", "exercise", "derivative", "number", "exercisable", "expiration", "and",
        "underlying", "shares", "at", "end", "issuers", "fiscal", "a", "d", "i", "s", "in", "month", "units",
    ]

    /// Whether a word may stand in a column's head: one of its words, or its number (`4.`, `2A.`, `3,`).
    static func isHeaderWord(_ word: Substring) -> Bool {
        let folded = TextLayout.folded(String(word))
        if folded.isEmpty { return true }
        if folded.split(separator: " ").allSatisfy({ words.contains(String($0)) }) { return true }
        guard let first = folded.utf8.first, (0x30...0x39).contains(first), folded.utf8.count <= 3 else { return false }
        return isNumbering(word) || word.hasSuffix(")") && !word.hasPrefix("(") || word.hasSuffix(",")
    }

    /// Whether a word numbers a column or box: `1.`, `3A.`, `10.`.
    static func isNumbering(_ word: Substring) -> Bool {
        guard word.hasSuffix(".") || word.hasSuffix(":"), word.utf8.count <= 4 else { return false }
        var body = word.utf8.dropLast()
        if let last = body.last, last == 0x41 || last == 0x42 || last == 0x61 || last == 0x62 { body.removeLast() }
        return !body.isEmpty && body.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether a whole line could be the head of a table, or the rest of one.
    static func isHeader(_ line: LayoutLine) -> Bool {
        isMadeOfHeaderWords(line)
            && line.text.split(separator: " ").contains { $0.utf8.count > 3 }
    }

    /// Whether a line holds nothing but words of heads, be it a single letter.
    static func isMadeOfHeaderWords(_ line: LayoutLine) -> Bool {
        let words = line.text.split(separator: " ")
        return words.allSatisfy { word in
            isHeaderWord(word) || words.count >= 3 && word.utf8.count == 1 && ("1"..."9").contains(word)
        }
    }
}
