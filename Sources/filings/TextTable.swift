/// Rows of text in columns that line up, or as comma-separated values.
struct TextTable {
    private let headers: [String]
    private let isNumeric: [Bool]
    private var rows: [[String]] = []

    /// A table.
    ///
    /// - Parameters:
    ///   - headers: one a column.
    ///   - numeric: columns set to the right.
    init(_ headers: [String], numeric: Set<Int> = []) {
        self.headers = headers
        isNumeric = headers.indices.map(numeric.contains)
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// Writes the table for people.
    func write() {
        var widths = headers.map(\.count)
        for row in rows { for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) } }
        Output.line(Output.dim(line(headers, widths)))
        for row in rows { Output.line(line(row, widths)) }
    }

    /// Writes the rows as RFC 4180 has it.
    func writeCSV() {
        for row in [headers] + rows { Output.line(row.map(Self.quoted).joined(separator: ",")) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let pad = String(repeating: " ", count: max(0, widths[column] - cell.count))
            if isNumeric[column] { line += pad + cell } else { line += cell + (column < cells.count - 1 ? pad : "") }
            if column < cells.count - 1 { line += "  " }
        }
        return line
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
