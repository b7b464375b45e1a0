internal import FilingModel

/// The tables of a filing, footnotes at the values.
struct FilingTables {
    let filing: Filing

    var html: HTML {
        let tables = SecurityRow.Table.allCases.map { table -> HTML in
            let rows = filing.rows.filter { $0.table == table }
            return rows.isEmpty ? "" : section(table, rows)
        }
        return tables.joined("")
    }

    /// A column: its heading and what a row has in it.
    private struct Column {
        var name: HTML
        var isNumber = false
        var cell: (SecurityRow) -> HTML
    }

    private func section(_ table: SecurityRow.Table, _ rows: [SecurityRow]) -> HTML {
        let (id, title): (StaticString, String) =
            switch table {
            case .nonDerivative: ("table-1", "Table I: securities held and traded")
            case .derivative: ("table-2", "Table II: options and other derivatives")
            case .toBeSold: ("table-sale", "Securities to be sold")
            case .acquired: ("table-acquired", "How they were acquired")
            case .soldBefore: ("table-sold", "Sold in the three months before")
            case .stakes: ("table-stakes", "Stakes")
            case .portfolio: ("table-portfolio", "Holdings")
            case .votes: ("table-votes", "Votes")
            case .offering: ("table-offering", "Offering")
            }
        // A column that no row fills only takes room.
        let columns = columns(table).filter { column in rows.contains { !column.cell($0).isEmpty } }
        let head = columns.map { column in
            "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" as HTML : "")>\(column.name)</th>" as HTML
        }
        let lines = rows.prefix(2_000).map { row -> HTML in
            let cells = columns.enumerated().map { place, column -> HTML in
                let cell = column.cell(row)
                if place == 0 { return "<th scope=\"row\">\(cell)</th>" }
                return "<td\(column.isNumber ? " class=\"number\"" as HTML : "")>\(cell)</td>"
            }
            return "<tr id=\"\(Self.anchor(row))\">\(cells)</tr>"
        }
        let note: HTML? = rows.count > 2_000 ? "The first 2,000 of \(rows.count) rows; JSON has all." : nil
        return Words.section(id, title, note: note, Words.table(title, head: head, lines))
    }

    /// What a footnote leads back to: the first row that refers to it.
    static func anchor(_ row: SecurityRow) -> String { "row-\(row.table.rawValue)-\(row.ordinal)" }

    private func columns(_ table: SecurityRow.Table) -> [Column] {
        var columns = [Column(name: "Security") { self.text($0.securityTitle) }]
        if table == .derivative {
            columns.append(Column(name: "Exercise price", isNumber: true) { self.dollars($0.exercisePrice) })
        }
        columns += [
            Column(name: "Traded") { self.day($0.transactionDate) },
            Column(name: "Deemed") { self.day($0.deemedExecutionDate) },
            Column(name: "Code") { self.code($0) },
            Column(name: "Shares", isNumber: true) { row in
                let sign: HTML =
                    row.shares.isEmpty
                    ? "" : row.acquiredOrDisposed.value == "A" ? "+" : row.acquiredOrDisposed.value == "D" ? "−" : ""
                return "\(sign)\(self.amount(row.shares))"
            },
            Column(name: "Value", isNumber: true) { self.dollars($0.totalValue) },
            Column(name: "Price", isNumber: true) { self.dollars($0.pricePerShare) },
            Column(name: "Exercisable") { self.day($0.exerciseDate) },
            Column(name: "Expires") { self.day($0.expirationDate) },
            Column(name: "Underlying") { row in
                [self.amount(row.underlyingShares), self.text(row.underlyingTitle)].filter { !$0.isEmpty }.joined(" ")
            },
            Column(name: "Held after", isNumber: true) { row in
                row.sharesOwnedAfter.isEmpty ? self.dollars(row.valueOwnedAfter) : self.amount(row.sharesOwnedAfter)
            },
            Column(name: "Ownership") { row in self.ownership(row) },
            Column(name: "More") { row in
                row.details.map { "<span class=\"detail\">\($0.name.words): \($0.value)</span>" as HTML }.joined(" ")
            },
        ]
        return columns
    }

    private func code(_ row: SecurityRow) -> HTML {
        if row.transactionCode.isEmpty { return "" }
        let words = Words.code(row.transactionCode.value)
        let late: HTML = row.timeliness.value == "L" ? " late" : row.timeliness.value == "E" ? " early" : ""
        return """
            \(row.transactionCode.value)\(words.map { "<span class=\"role\">\($0)</span>" as HTML })\(late)\
            \(marks(row.transactionCode.footnotes + row.timeliness.footnotes))
            """
    }

    private func ownership(_ row: SecurityRow) -> HTML {
        let how: HTML =
            switch row.directOrIndirect.value?.uppercased() {
            case "D": "direct"
            case "I": "indirect"
            default: "\(row.directOrIndirect.value)"
            }
        let nature = text(row.natureOfOwnership)
        return
            "\(how)\(marks(row.directOrIndirect.footnotes))\(nature.isEmpty ? nil : "<span class=\"role\">\(nature)</span>" as HTML)"
    }

    private func text(_ reported: Reported<String>) -> HTML {
        "\(reported.value ?? reported.unreadText)\(marks(reported.footnotes))"
    }

    private func day(_ reported: Reported<CalendarDate>) -> HTML {
        let day = reported.value.map { Words.time($0) } ?? "\(reported.unreadText)"
        return "\(day)\(marks(reported.footnotes))"
    }

    private func amount(_ reported: Reported<ExactDecimal>) -> HTML {
        "\(reported.value?.grouped ?? reported.unreadText)\(marks(reported.footnotes))"
    }

    private func dollars(_ reported: Reported<ExactDecimal>) -> HTML {
        "\(reported.value.map { "$" + $0.grouped } ?? reported.unreadText)\(marks(reported.footnotes))"
    }

    /// Marks that lead to the footnotes.
    private func marks(_ ids: [String]) -> HTML {
        let marks = ids.map { id -> HTML in
            guard let number = filing.footnotes.firstIndex(where: { $0.id == id }) else {
                return "<sup>\(id)</sup>"
            }
            return """
                <sup><a class="mark" href="#note-\(number + 1)" \
                aria-label="Footnote \(id)">\(id.hasPrefix("F") ? String(id.dropFirst()) : id)</a></sup>
                """
        }
        return marks.joined("")
    }
}
