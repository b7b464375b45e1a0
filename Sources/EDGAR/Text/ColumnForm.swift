internal import FilingModel

/// Reads rows out of Forms 3, 4 and 5 of the years before XML: tables of text in columns, set apart by bars or blanks.
///
/// Columns were ruled by hand and differ from paper to paper, so a line is read by the shapes of its cells in the order the
/// form has them: a title, a day, a code, amounts, a letter for acquired or disposed of, a letter for direct or indirect.
/// A line becomes a row only when all of its cells fit; the text of the form is kept in any case.
struct ColumnForm {
    /// Rows of Table I, then of Table II.
    private(set) var rows: [SecurityRow] = []
    /// Lines that look like rows and could not be read.
    private(set) var unreadCount = 0

    private enum Region { case none, first, second }

    /// Reads the rows of a form.
    ///
    /// - Parameter text: of the form, lines as they were.
    init(_ text: String) {
        var region = Region.none
        var isBelowHeading = false
        for line in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
            let folded = TextLayout.folded(String(line.prefix(400)))
            if let next = Self.region(folded) {
                region = next
                isBelowHeading = false
                continue
            }
            guard region != .none else { continue }
            let cells = Self.cells(of: line)
            // The heads of columns are text alone; what follows them with a day or an amount is a row.
            if !isBelowHeading, !cells.contains(where: { Shape($0).isValue }) { continue }
            isBelowHeading = true
            guard cells.count >= 2, let first = cells.first, Shape(first) == .text, !Self.isHeading(folded) else {
                continue
            }
            let row = region == .first ? Self.nonDerivative(cells) : Self.derivative(cells)
            if let row {
                rows.append(row)
            } else if cells.contains(where: { Shape($0).isDay }) {
                unreadCount += 1
            }
        }
        let tables = [SecurityRow.Table.nonDerivative, .derivative].map { table in rows.filter { $0.table == table } }
        rows = []
        for table in tables {
            for (index, row) in table.enumerated() {
                rows.append(row)
                rows[rows.count - 1].ordinal = index + 1
            }
        }
    }

    /// The table that a line opens, or that it ends the last one.
    private static func region(_ folded: String) -> Region? {
        if folded.hasPrefix("table ii") || folded.contains("derivative securities acquired") && !folded.contains("non")
        {
            return .second
        }
        if folded.hasPrefix("table i ") || folded.contains("non derivative securities") { return .first }
        let ends = ["explanation of responses", "signature of reporting", "reminder report", "reporting owner name"]
        return ends.contains { folded.hasPrefix($0) } ? ColumnForm.Region.none : nil
    }

    private static func isHeading(_ folded: String) -> Bool {
        ["title of security", "title of derivative", "mm dd yy", "instr ", "month day year"].contains {
            folded.contains($0)
        }
    }

    /// Cells between bars, else between two blanks or more.
    private static func cells(of line: Substring) -> [Substring] {
        // Between bars an empty cell is one all the same: it keeps the place of what is left out.
        let isBarred = line.count { $0 == "|" } >= 2
        let parts = isBarred ? line.split(separator: "|", omittingEmptySubsequences: false) : [line]
        let cells = parts.flatMap { part -> [Substring] in
            let cells = cellsBetweenBlanks(part)
            return cells.isEmpty && isBarred ? [absent] : cells
        }
        return Array(cells.filter { !isRule($0) }.drop { $0 == absent })
    }

    /// Stands for an empty cell.
    private static let absent: Substring = "-"

    private static func cellsBetweenBlanks(_ line: Substring) -> [Substring] {
        var found: [Substring] = []
        var start: Substring.Index?
        var end = line.startIndex
        var blanks = 0
        for index in line.indices {
            if line[index] == " " || line[index] == "\t" {
                blanks += line[index] == "\t" ? 2 : 1
                continue
            }
            if blanks >= 2, let begin = start {
                found.append(line[begin..<end])
                start = nil
            }
            blanks = 0
            if start == nil { start = index }
            end = line.index(after: index)
        }
        if let begin = start { found.append(line[begin..<end]) }
        return found
    }

    private static func isRule(_ cell: Substring) -> Bool { cell.allSatisfy { "-=_+*".contains($0) } && cell.count > 1 }

    // MARK: Rows

    /// Title, day, code, V, amount, A or D, price, amount owned, D or I, nature; a holding leaves out what is between.
    private static func nonDerivative(_ cells: [Substring]) -> SecurityRow? {
        var reader = Reader(cells)
        var row = SecurityRow(table: .nonDerivative, kind: .holding, ordinal: 0)
        row.securityTitle = Reported(reader.text())
        if let day = reader.day() {
            row.kind = .transaction
            row.transactionDate = Reported(day)
            guard let code = reader.code() else { return nil }
            row.transactionCode = Reported(code)
            guard let amount = reader.number() else { return nil }
            row.shares = Reported(amount)
            guard let direction = reader.letter("A", "D") else { return nil }
            row.acquiredOrDisposed = Reported(direction)
            let amounts = reader.priceAndAmount()
            row.pricePerShare = Reported(amounts.price)
            row.sharesOwnedAfter = Reported(amounts.owned)
        } else {
            row.sharesOwnedAfter = Reported(reader.number())
        }
        let ownership = reader.letter("D", "I")
        row.directOrIndirect = Reported(ownership)
        row.natureOfOwnership = Reported(reader.text())
        // A last row of several of one security tells what is owned; the others leave it out.
        guard reader.isAtEnd, row.kind == .transaction || row.sharesOwnedAfter.value != nil && ownership != nil else {
            return nil
        }
        return row
    }

    /// Title, price of exercise, day, code, V, amount with A or D, two days, title and amount of what underlies, price,
    /// amount owned, D or I, nature.
    private static func derivative(_ cells: [Substring]) -> SecurityRow? {
        var reader = Reader(cells)
        var row = SecurityRow(table: .derivative, kind: .holding, ordinal: 0)
        row.securityTitle = Reported(reader.text())
        row.exercisePrice = Reported(reader.price())
        let day = reader.day()
        if let day, let code = reader.code() {
            row.kind = .transaction
            row.transactionDate = Reported(day)
            row.transactionCode = Reported(code)
            guard let amount = reader.signedNumber() else { return nil }
            row.shares = Reported(amount.number)
            guard let direction = amount.letter ?? reader.letter("A", "D") else { return nil }
            row.acquiredOrDisposed = Reported(direction)
            row.exerciseDate = Reported(reader.dayOrWord())
        } else if let day {
            row.exerciseDate = Reported(day)
        }
        row.expirationDate = Reported(reader.day())
        row.underlyingTitle = Reported(reader.text())
        row.underlyingShares = Reported(reader.number())
        let numbers = [reader.price(), reader.price()].compactMap(\.self)
        switch numbers.count {
        case 2:
            row.pricePerShare = Reported(numbers[0])
            row.sharesOwnedAfter = Reported(numbers[1])
        case 1: row.sharesOwnedAfter = Reported(numbers[0])
        default: break
        }
        let ownership = reader.letter("D", "I")
        row.directOrIndirect = Reported(ownership)
        row.natureOfOwnership = Reported(reader.text())
        guard reader.isAtEnd, row.underlyingTitle.value != nil, ownership != nil else { return nil }
        return row
    }

    // MARK: Cells

    /// What a cell looks like.
    private enum Shape: Equatable {
        case day, number, letter, absent, text

        init(_ cell: Substring) {
            if ColumnForm.day(cell) != nil {
                self = .day
            } else if ["N/A", "NONE", "-0-", "--", "-", "NA", "(1)", "(2)", "(3)"].contains(cell.uppercased()) {
                self = .absent
            } else if ColumnForm.number(cell) != nil {
                self = .number
            } else if cell.count == 1, cell.first?.isLetter == true {
                self = .letter
            } else {
                self = .text
            }
        }

        var isDay: Bool { self == .day }
        /// Whether it is what stands in rows and not in the heads of columns.
        var isValue: Bool { self == .day || self == .number }
    }

    /// `10/15/98`, `10-15-1998`; two digits of a year from 50 on are of the last century.
    fileprivate static func day(_ cell: Substring) -> CalendarDate? {
        let parts = cell.split { $0 == "/" || $0 == "-" || $0 == "." }
        guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }), let month = Int(parts[0]),
            let day = Int(parts[1]), let year = Int(parts[2]), [2, 4].contains(parts[2].count)
        else { return nil }
        let century = parts[2].count == 4 ? 0 : year < 50 ? 2000 : 1900
        return CalendarDate(year: year + century, month: month, day: day)
    }

    /// A number with footnote marks behind it left out: `1,000(1)`.
    fileprivate static func number(_ cell: Substring) -> ExactDecimal? {
        guard cell.contains(where: \.isNumber) else { return nil }
        if let number = ExactDecimal(parsing: cell), !cell.hasPrefix("(") { return number }
        guard let mark = cell.firstIndex(of: "("), mark > cell.startIndex else { return nil }
        return ExactDecimal(parsing: cell[..<mark])
    }

    /// Takes cells from the left, each only if it has the shape that is asked for.
    private struct Reader {
        private var cells: ArraySlice<Substring>

        init(_ cells: [Substring]) { self.cells = cells[...] }

        /// Whether nothing is left but empty cells.
        var isAtEnd: Bool { cells.allSatisfy { Shape($0) == .absent } }

        /// Steps over cells that say that there is nothing.
        private mutating func skipAbsent() {
            while let cell = cells.first, Shape(cell) == .absent { cells.removeFirst() }
        }

        mutating func text() -> String? {
            guard let cell = cells.first, Shape(cell) == .text else { return nil }
            cells.removeFirst()
            return String(cell)
        }

        mutating func day() -> CalendarDate? {
            guard let cell = cells.first, let day = ColumnForm.day(cell) else { return nil }
            cells.removeFirst()
            return day
        }

        /// A day; a word such as `Immed.` in its place is passed over.
        mutating func dayOrWord() -> CalendarDate? {
            if let day = day() { return day }
            if let cell = cells.first, cell.lowercased().hasPrefix("immed") || Shape(cell) == .absent {
                cells.removeFirst()
            }
            return nil
        }

        /// A transaction code, with the V of a voluntary report in its cell or the next.
        mutating func code() -> String? {
            guard let cell = cells.first, let letter = cell.first, "PSADFIMCEHOXGLWZJUK".contains(letter) else {
                return nil
            }
            let rest = cell.dropFirst().filter { $0 != " " }
            guard rest.isEmpty || rest == "V" || rest.hasPrefix("(") else { return nil }
            cells.removeFirst()
            if let next = cells.first, next == "V" { cells.removeFirst() }
            return String(letter)
        }

        mutating func number() -> ExactDecimal? {
            skipAbsent()
            guard let cell = cells.first, let number = ColumnForm.number(cell) else { return nil }
            cells.removeFirst()
            return number
        }

        /// A number in its own cell, which may be empty.
        mutating func price() -> ExactDecimal? {
            if let cell = cells.first, Shape(cell) == .absent {
                cells.removeFirst()
                return nil
            }
            return number()
        }

        /// Price and amount owned; where columns show one number only, a price has a dollar sign or places behind a point.
        mutating func priceAndAmount() -> (price: ExactDecimal?, owned: ExactDecimal?) {
            guard let cell = cells.first, Shape(cell) == .number else { return (price(), number()) }
            let isPrice = cell.hasPrefix("$") || cell.contains(".")
            let first = number()
            let isFollowed = cells.first.map { Shape($0) == .absent } ?? false
            if let second = number() { return (first, second) }
            return isPrice || isFollowed ? (first, nil) : (nil, first)
        }

        /// `500 (A)` in one cell, or `500` alone.
        mutating func signedNumber() -> (number: ExactDecimal, letter: String?)? {
            guard let cell = cells.first else { return nil }
            for letter in ["A", "D"]
            where cell.uppercased().hasSuffix("(\(letter))") || cell.uppercased().hasSuffix(" \(letter)") {
                let digits = String(cell.prefix { $0.isNumber || ",.".contains($0) })
                guard let number = ExactDecimal(parsing: digits) else { continue }
                cells.removeFirst()
                return (number, letter)
            }
            return number().map { ($0, nil) }
        }

        mutating func letter(_ first: String, _ second: String) -> String? {
            skipAbsent()
            guard let cell = cells.first else { return nil }
            let bare = cell.uppercased().filter { $0.isLetter }
            let isMarked = cell.count <= 3 || ["DIRECT", "INDIRECT"].contains(bare)
            guard isMarked, let letter = bare.first.map(String.init), letter == first || letter == second else {
                return nil
            }
            cells.removeFirst()
            return letter
        }
    }
}
