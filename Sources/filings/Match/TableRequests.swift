internal import FilingSearch
internal import Storage

/// Reads requests from the rows of a table.
struct TableRequests: MatchRequests {
    /// Which columns hold what.
    let columns: TableColumns
    private var rows: CSVReader
    private var first: CSVReader.Row?
    private let keepsColumns: Bool
    private var number = 0

    /// Reads the heading, waiting for it, and chooses the columns; `nil` for a table without any row.
    ///
    /// - Parameters:
    ///   - rows: not read from before.
    ///   - hasHeading: whether the first row names the columns.
    ///   - query: heading or number of the column with the names, if given.
    ///   - id: the same for the ids.
    ///   - keepsColumns: whether each request is to carry the row's columns.
    /// - Throws: `StorageError` when the system refuses to read, `TableColumns.Failure` when the columns can't be told.
    init?(_ rows: CSVReader, hasHeading: Bool, query: String?, id: String?, keepsColumns: Bool) throws {
        var rows = rows
        guard let first = try rows.next(isWaiting: true) else { return nil }
        if hasHeading, let fault = first.fault {
            throw TableColumns.Failure(description: "the heading in line \(first.line) cannot be read: \(fault)")
        }
        columns = try TableColumns(
            first.cells.map(InputText.decoded), isHeading: hasHeading, query: query, id: id)
        self.first = hasHeading ? nil : first
        (self.rows, self.keepsColumns) = (rows, keepsColumns)
    }

    var byteCount: Int { rows.byteCount }

    mutating func next(isWaiting: Bool) throws(StorageError) -> MatchRequest? {
        if let row = first {
            first = nil
            return request(row)
        }
        return try rows.next(isWaiting: isWaiting).map { request($0) }
    }

    private mutating func request(_ row: CSVReader.Row) -> MatchRequest {
        number += 1
        var request = MatchRequest(id: .number(number), query: "")
        if keepsColumns {
            for place in columns.headings.indices {
                if place < row.cells.count {
                    CSVBytes.append(InputText.repaired(row.cells[place]), to: &request.columns)
                }
                request.columns.append(UInt8(ascii: ","))
            }
        }
        if row.fault == nil, let id = columns.id, id < row.cells.count {
            request.id = .text(InputText.decoded(row.cells[id]))
        }
        if let fault = row.fault ?? misfit(row) {
            request.fault = MatchRequest.Fault(words: fault, note: "line \(row.line): \(fault)")
        } else {
            request.query = InputText.decoded(row.cells[columns.query])
        }
        return request
    }

    /// What is wrong with the number of a row's cells.
    ///
    /// Cells left out at the end are no fault unless the name is among them; cells too many are: a comma in a name would
    /// cut it in two.
    private func misfit(_ row: CSVReader.Row) -> String? {
        let (count, wanted) = (row.cells.count, columns.headings.count)
        if count <= columns.query { return "no column \(columns.query + 1), where the name should be" }
        if count > wanted, row.cells[wanted...].contains(where: { !$0.isEmpty }) {
            return "\(count) columns where the heading has \(wanted)"
        }
        return nil
    }
}
