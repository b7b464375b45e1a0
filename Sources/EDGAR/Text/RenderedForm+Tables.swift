internal import FilingModel

/// Reads the rows of one table of a form.
struct RenderedTable {
    /// The rows read so far.
    private(set) var rows: [SecurityRow] = []
    /// Lines that hold no row, though they stand among rows.
    private(set) var unread: [(line: Int, text: String)] = []

    /// Rows that don't tell whether securities were acquired or disposed of.
    private(set) var undirected: [(line: Int, text: String)] = []

    private let form: String
    private let table: SecurityRow.Table
    private var columns: [TableColumn]
    private var hints: [[TableColumn]] = []
    /// Where the heads *(A)* and *(D)* of the amounts stand, if blanks make the columns.
    private var acquiredHead: Range<Int>?
    private var disposedHead: Range<Int>?

    /// A reader for one table.
    ///
    /// - Parameters:
    ///   - form: `3`, `4` or `5`.
    ///   - table: which table.
    init(form: String, table: SecurityRow.Table) {
        self.form = form
        self.table = table
        columns = TableColumn.official(form: form, isDerivative: table == .derivative)
    }

    /// Reads all lines of the table, its head included, its title not.
    mutating func read(_ lines: [LayoutLine]) {
        var body = lines.filter { !$0.isBlank && !$0.folded.hasPrefix("eg puts") }
        readHead(of: &body)
        if isStream(body) {
            placeStream(body)
            return
        }
        var isFirst = true
        for line in rejoined(body) {
            if HeaderWords.isHeader(line) { continue }
            var readings = line.cells.map { CellReading($0.text) }
            if isFirst { stripHeadTails(of: &readings) }
            isFirst = false
            if isContinuation(readings) {
                append(readings, of: line)
            } else {
                placeLine(readings, of: line)
            }
        }
    }

    // MARK: - Head

    /// Takes the head's lines off and learns the order of the columns from them.
    private mutating func readHead(of lines: inout [LayoutLine]) {
        let headCount = lines.prefix { HeaderWords.isMadeOfHeaderWords($0) || isNumberedHead($0) }.count
        let isDerivative = table == .derivative
        var seen: [TableColumn] = []
        for line in lines.prefix(headCount) {
            var named: [[TableColumn]] = []
            for cell in line.cells {
                if cell.folded == "a" { acquiredHead = cell.span ?? acquiredHead }
                if cell.folded == "d" { disposedHead = cell.span ?? disposedHead }
                var found: [TableColumn] = []
                for head in Self.heads(in: cell.text) {
                    found += TableColumn.columns(inHead: TextLayout.folded(head), isDerivative: isDerivative)
                }
                named.append(found)
                for column in found where !seen.contains(column) { seen.append(column) }
            }
            if hints.count < named.count { hints += Array(repeating: [], count: named.count - hints.count) }
            if line.cells.count == lines.dropFirst(headCount).first?.cells.count {
                for (index, columns) in named.enumerated() { hints[index] += columns }
            }
        }
        lines.removeFirst(headCount)
        // The head is believed where it names nearly all columns of a form; else the official order is.
        for other in [form, "3"] {
            let official = TableColumn.official(form: other, isDerivative: isDerivative)
            guard seen.contains(.title), seen.count * 4 >= official.filter({ $0 != .early }).count * 3,
                seen.contains(where: { $0 == .directOrIndirect || $0 == .owned || $0 == .underlyingAmount })
            else { continue }
            // A head broken over lines may name columns of no form.
            guard seen.allSatisfy({ official.contains($0) }) else { continue }
            columns = seen == official.filter({ seen.contains($0) }) ? official : seen
            return
        }
    }

    private func isNumberedHead(_ line: LayoutLine) -> Bool {
        let first = line.text.split(separator: " ").first ?? ""
        return HeaderWords.isNumbering(first)
            && !TableColumn.columns(inHead: line.folded, isDerivative: table == .derivative).isEmpty
    }

    /// Cuts a cell in which several heads ran together, at their numbers.
    private static func heads(in text: String) -> [String] {
        var heads: [[Substring]] = [[]]
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if HeaderWords.isNumbering(word) { heads.append([]) }
            heads[heads.count - 1].append(word)
        }
        return heads.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    private func stripHeadTails(of readings: inout [CellReading]) {
        for (index, reading) in readings.enumerated() {
            guard case .text = reading.shape else { continue }
            let lowered = reading.text.lowercased()
            let tails = index == 0 ? TableColumn.title.headTails : columns.dropFirst().flatMap(\.headTails)
            for tail in tails.sorted(by: { $0.utf8.count > $1.utf8.count }) where lowered.hasPrefix(tail + " ") {
                readings[index].text = String(reading.text.dropFirst(tail.count + 1))
                break
            }
        }
    }

    // MARK: - Lines

    /// Puts rows together that a converter broke in the middle of a cell because they were too long.
    ///
    /// The first part holds no form of ownership, the second does, and together they fill one row at most.
    private func rejoined(_ lines: [LayoutLine]) -> [LayoutLine] {
        var joined: [LayoutLine] = []
        for line in lines {
            if let last = joined.last, last.cells.count > 1, line.cells.count > 1, !endsRow(last), endsRow(line),
                last.cells.count + line.cells.count - 1 <= columns.count, let tail = last.cells.last,
                let head = line.cells.first, !head.text.isEmpty, !HeaderWords.isHeader(last)
            {
                let middle = LayoutCell(text: tail.text.isEmpty ? head.text : tail.text + " " + head.text)
                let cells = last.cells.dropLast() + [middle] + line.cells.dropFirst()
                joined[joined.count - 1] = LayoutLine(number: last.number, cells: Array(cells))
            } else {
                joined.append(line)
            }
        }
        return joined
    }

    private func endsRow(_ line: LayoutLine) -> Bool {
        line.cells.dropFirst().contains { cell in
            let shape = CellReading(cell.text).shape
            return shape == .letter("I") || shape == .letter("D")
        }
    }

    /// Whether each cell has a line of its own, as when a page is turned into text cell by cell.
    private func isStream(_ lines: [LayoutLine]) -> Bool {
        let single = lines.filter { $0.cells.count == 1 && CellReading.pieces(of: $0.text).count <= 1 }
        return single.count >= 3 && single.count * 10 >= lines.count * 8
    }

    /// A line with nothing but words in at most two cells goes on with the row above.
    private func isContinuation(_ readings: [CellReading]) -> Bool {
        guard !rows.isEmpty, !readings.contains(where: \.isTyped) else { return false }
        let filled = readings.filter { !$0.isBlank }
        return filled.count <= 2 && (readings.count > 1 || (filled.first?.text.utf8.count ?? 0) < 60)
            && filled.allSatisfy { CellReading.pieces(of: $0.text).count <= 1 }
    }

    private mutating func append(_ readings: [CellReading], of line: LayoutLine) {
        guard var row = rows.popLast() else { return }
        for (index, reading) in readings.enumerated() where !reading.isBlank {
            // A line without columns goes on with the last cell of the row above.
            if index == 0, readings.count > 1 || row.natureOfOwnership.value == nil {
                row.securityTitle = joined(row.securityTitle, reading)
            } else if row.underlyingTitle.value != nil, index < readings.count - 1 {
                row.underlyingTitle = joined(row.underlyingTitle, reading)
            } else {
                row.natureOfOwnership = joined(row.natureOfOwnership, reading)
            }
        }
        rows.append(row)
    }

    private func joined(_ old: Reported<String>, _ reading: CellReading) -> Reported<String> {
        let words = [old.value, reading.text.isEmpty ? nil : reading.text].compactMap(\.self)
        return Reported(
            words.isEmpty ? nil : words.joined(separator: " "), footnotes: old.footnotes + reading.footnotes)
    }

    private mutating func placeLine(_ readings: [CellReading], of line: LayoutLine) {
        var readings = readings
        var alignment = RowAlignment(cells: readings, columns: columns, hints: hints)
        let placed = Set(alignment.placements.compactMap(\.column))
        let isWhole =
            placed.contains(.directOrIndirect)
            && zip(readings, alignment.placements).allSatisfy { reading, place in
                reading.isBlank || place.column != nil
            }
        if !isWhole {
            // Columns may have run together: try the pieces of each cell.
            let pieces = line.cells.flatMap { cell in cell.text.isEmpty ? [""] : CellReading.pieces(of: cell.text) }
                .map { CellReading($0) }
            if pieces.count > readings.count {
                let second = RowAlignment(cells: pieces, columns: columns, hints: [])
                if second.score > alignment.score { (readings, alignment) = (pieces, second) }
            }
        }
        let filled = zip(readings, alignment.placements).filter { !$0.0.isBlank && $0.1.column != nil }
        let typed = filled.filter { $0.0.isTyped || !$0.0.footnotes.isEmpty }
        guard typed.count >= 1, filled.contains(where: { $0.1.column == .title }) || typed.count >= 3 else {
            unread.append((line.number, line.text))
            return
        }
        let row = zip(readings, alignment.placements).map { ($0.0, $0.1.column) }
        guard table == .derivative, line.cells.contains(where: { $0.offset >= 0 }), row.count < columns.count else {
            build(row, line: line.number)
            return
        }
        // Blanks make the columns, so the place of an amount among the cells tells nothing; what it stands under does.
        let amount = row.firstIndex { reading, column in
            (column == .amountAcquired || column == .amountDisposed) && !reading.text.isEmpty
        }
        var letter: String?
        if let amount, readings.count == line.cells.count, line.cells.allSatisfy({ $0.offset >= 0 }) {
            letter = direction(of: line.cells[amount])
        }
        build(row, line: line.number, direction: .told(letter))
        if amount != nil, rows.last?.acquiredOrDisposed.isEmpty == true { undirected.append((line.number, line.text)) }
    }

    /// `A` or `D`, if both edges of an amount are nearest to the head that says so.
    private func direction(of cell: LayoutCell) -> String? {
        guard let acquiredHead, let disposedHead, let span = cell.span else { return nil }
        let distances = [
            abs(span.lowerBound - acquiredHead.lowerBound) - abs(span.lowerBound - disposedHead.lowerBound),
            abs(span.upperBound - acquiredHead.upperBound) - abs(span.upperBound - disposedHead.upperBound),
        ]
        if distances.allSatisfy({ $0 < 0 }) { return "A" }
        return distances.allSatisfy { $0 > 0 } ? "D" : nil
    }

    private mutating func placeStream(_ lines: [LayoutLine]) {
        var readings: [CellReading] = []
        var numbers: [Int] = []
        var dollar = ""
        for cell in lines.flatMap({ line in line.cells.map { (line.number, $0.text) } }) {
            // A dollar sign belongs to the number on the next line.
            if cell.1 == "$" {
                dollar = "$ "
                continue
            }
            readings.append(CellReading(dollar + cell.1))
            numbers.append(cell.0)
            dollar = ""
        }
        let alignment = RowAlignment(cells: readings, columns: columns, hints: [], allowsManyRows: true)
        var row: [(CellReading, TableColumn?)] = []
        var start = 0
        for (index, placement) in alignment.placements.enumerated() {
            if placement.opensRow, !row.isEmpty {
                if row.count > 1 { build(row, line: numbers[start]) }
                row = []
            }
            if row.isEmpty { start = index }
            if placement.isMark, let last = row.indices.last {
                row[last].0.footnotes += readings[index].footnotes
            } else {
                row.append((readings[index], placement.column))
            }
        }
        if row.count > 1 { build(row, line: numbers[start]) }
    }

    // MARK: - Rows

    private mutating func build(
        _ cells: [(CellReading, TableColumn?)], line: Int, direction: RenderedRow.Direction? = nil
    ) {
        var builder = RenderedRow(table: table, ordinal: rows.count + 1)
        for (reading, column) in cells {
            guard let column else {
                if !reading.isBlank { unread.append((line, reading.text)) }
                continue
            }
            builder.set(reading, in: column)
        }
        let hasAllPlaces = cells.count >= columns.count
        let direction = direction ?? (hasAllPlaces ? .place : .code)
        rows.append(builder.finished(isHoldingForm: form == "3", direction: direction))
    }
}
