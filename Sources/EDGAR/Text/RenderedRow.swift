internal import FilingModel

/// Fills one row of a table from cells whose columns are known.
struct RenderedRow {
    /// What tells *acquired* from *disposed* in Table II, where each has a column of its own.
    enum Direction {
        /// The column of the amount, since empty cells were kept.
        case place
        /// The transaction code, and the column of the amount for codes that go either way.
        case code
        /// A letter, since the amount was seen below its head; without one only a code that goes one way.
        case told(String?)
    }

    private var row: SecurityRow
    private var amountColumn: TableColumn?

    /// An empty row.
    ///
    /// - Parameters:
    ///   - table: which table.
    ///   - ordinal: its place, from 1.
    init(table: SecurityRow.Table, ordinal: Int) {
        row = SecurityRow(table: table, kind: .holding, ordinal: ordinal)
    }

    /// Puts one cell into its field.
    mutating func set(_ reading: CellReading, in column: TableColumn) {
        guard !reading.isBlank else { return }
        switch column {
        case .title: row.securityTitle = words(reading)
        case .exercisePrice: row.exercisePrice = number(reading)
        case .transactionDate: row.transactionDate = date(reading)
        case .deemedDate: row.deemedExecutionDate = date(reading)
        case .code: setCode(reading)
        case .early: row.timeliness = Reported("E", footnotes: reading.footnotes)
        case .amount, .amountAcquired, .amountDisposed:
            // One of the two columns is empty but for a footnote.
            if amountColumn != nil, reading.text.isEmpty { return }
            amountColumn = column
            if isMoney(reading) { row.totalValue = number(reading) } else { row.shares = number(reading) }
        case .acquiredOrDisposed: row.acquiredOrDisposed = words(reading)
        case .exerciseDate: row.exerciseDate = date(reading)
        case .expirationDate: row.expirationDate = date(reading)
        case .underlyingTitle: row.underlyingTitle = words(reading)
        case .underlyingAmount:
            if isMoney(reading) {
                row.underlyingValue = number(reading)
            } else {
                row.underlyingShares = number(reading)
            }
        case .price: row.pricePerShare = number(reading)
        case .owned:
            if isMoney(reading) {
                row.valueOwnedAfter = number(reading)
            } else {
                row.sharesOwnedAfter = number(reading)
            }
        case .directOrIndirect: row.directOrIndirect = words(reading)
        case .nature: row.natureOfOwnership = words(reading)
        }
    }

    /// The row with its kind settled.
    ///
    /// - Parameters:
    ///   - isHoldingForm: Form 3, which reports no transactions.
    ///   - direction: what tells *acquired* from *disposed*.
    /// - Returns: the row.
    func finished(isHoldingForm: Bool, direction: Direction) -> SecurityRow {
        var row = row
        if row.table == .derivative, let amountColumn, amountColumn != .amount {
            let code = row.transactionCode.value ?? ""
            var letter: String? = amountColumn == .amountAcquired ? "A" : "D"
            switch direction {
            case .place: break
            case .code where code.isEmpty: break
            case .code:
                if "MXCSDFGEHOUZ".contains(code) { letter = "D" } else if "APILWV".contains(code) { letter = "A" }
            case .told(let found):
                letter = found
                if found == nil, !code.isEmpty {
                    if "MXCSDFHO".contains(code) { letter = "D" } else if "AP".contains(code) { letter = "A" }
                }
            }
            if let letter { row.acquiredOrDisposed = Reported(letter) }
        }
        // A transaction has a code: a day alone is the first of two that an option has.
        if case .told = direction, row.transactionCode.isEmpty, row.shares.isEmpty, row.totalValue.isEmpty,
            row.exerciseDate.isEmpty
        {
            row.exerciseDate = row.transactionDate
            row.transactionDate = Reported(nil)
        }
        let isTraded =
            !row.transactionDate.isEmpty || !row.transactionCode.isEmpty || !row.shares.isEmpty
            || !row.totalValue.isEmpty
        row.kind = isTraded && !isHoldingForm ? .transaction : .holding
        return row
    }

    private mutating func setCode(_ reading: CellReading) {
        var letters = reading.text[...]
        if let first = letters.first, first.isNumber {
            row.transactionFormType = String(first)
            letters = letters.dropFirst()
        }
        if letters.count == 2, let last = letters.last {
            if last == "K" { row.equitySwapInvolved = true }
            if last == "V" { row.timeliness = Reported("E") }
            letters = letters.dropLast()
        }
        row.transactionCode = Reported(String(letters), footnotes: reading.footnotes)
    }

    private func isMoney(_ reading: CellReading) -> Bool {
        if case .money = reading.shape { return true }
        return false
    }

    private func words(_ reading: CellReading) -> Reported<String> {
        Reported(reading.text.isEmpty ? nil : reading.text, footnotes: reading.footnotes)
    }

    private func number(_ reading: CellReading) -> Reported<ExactDecimal> {
        switch reading.shape {
        case .number(let value), .money(let value): Reported(value, footnotes: reading.footnotes)
        case .empty: Reported(nil, footnotes: reading.footnotes)
        default: Reported(nil, footnotes: reading.footnotes, unreadText: reading.text)
        }
    }

    private func date(_ reading: CellReading) -> Reported<CalendarDate> {
        switch reading.shape {
        case .date(let value): Reported(value, footnotes: reading.footnotes)
        case .empty: Reported(nil, footnotes: reading.footnotes)
        default: Reported(nil, footnotes: reading.footnotes, unreadText: reading.text)
        }
    }
}
