internal import FilingModel
internal import FilingSearch

/// Filings and trades as lists and tables show them.
enum FilingPieces {
    /// A filing in a list: form, day, issuer, who, and what its rows say.
    ///
    /// - Parameters:
    ///   - filing: the filing.
    ///   - rowCount: of how many rows it holds the first, if not all.
    ///   - passages: shown instead of rows.
    /// - Returns: an item of a list.
    static func entry(_ filing: Filing, rowCount: Int? = nil, passages: [Passage] = []) -> HTML {
        let principals = owners(of: filing)
        let shown = principals.prefix(4).joined(", ")
        let more = principals.count > 4 ? " and \(principals.count - 4) more" : ""
        let rows = filing.rows.prefix(3).map { row in "<li>\(RowSentence.sentence(row))</li>" as HTML }
        let left = (rowCount ?? filing.rows.count) - rows.count
        let rest = left > 0 ? "<li class=\"more\">and \(Words.count(left, "row")) more</li>" as HTML : ""
        return """
            <li class="entry">
            <h3><a href="\(Address.filing(filing.identity))">Form \(filing.form)\
            <span class="unseen"> of </span> \(Words.time(filing.effectiveDate))</a></h3>
            <p class="who">\(shown)\(more)\(filing.issuer == nil ? nil : " · " as HTML)\(Words.issuer(filing.issuer))</p>
            \(passages.isEmpty ? "<ul class=\"rows\">\(rows)\(rest)</ul>" as HTML : "")
            \(passages.map(passage))
            </li>
            """
    }

    /// Filings in a list.
    static func list(_ filings: [Filing]) -> HTML {
        filings.isEmpty ? "" : "<ol class=\"entries\">\(filings.map { entry($0) })</ol>"
    }

    private static func owners(of filing: Filing) -> [HTML] {
        let owners = filing.owners.map { owner -> HTML in
            let role = owner.relationship.summary
            return "\(Words.owner(owner))\(role.isEmpty ? "" : ", " + role)"
        }
        let others = filing.otherParties.filter {
            !$0.name.isEmpty && ($0.knownRole?.isPrincipal == true || filing.owners.isEmpty)
        }
        return owners
            + others.map { party in
                let key = PartyMatch.key(cik: party.cik, name: party.name)
                return "<a href=\"\(Address.person(key))\">\(party.name)</a>, \(party.role)"
            }
    }

    /// A passage, what was found marked.
    private static func passage(_ passage: Passage) -> HTML {
        let scalars = Array(passage.text.unicodeScalars)
        func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        var line: HTML = passage.isCutBefore ? "… " : ""
        var place = 0
        for range in passage.ranges where range.lowerBound >= place && range.upperBound <= scalars.count {
            line += "\(text(place..<range.lowerBound))<mark>\(text(range))</mark>"
            place = range.upperBound
        }
        line += HTML(text: text(place..<scalars.count))
        if passage.isCutBehind { line += " …" }
        return "<p class=\"passage\"><span class=\"field\">\(passage.field)</span> \(line)</p>"
    }

    /// Trades in a table.
    ///
    /// - Parameters:
    ///   - trades: in order.
    ///   - name: of the table, for those who do not see it.
    ///   - withIssuer: whether the company is told.
    ///   - withOwner: whether it is told who traded.
    ///   - order: what its headings lead to.
    /// - Returns: the table; nothing without trades.
    static func trades(
        _ trades: [Trade], _ name: String, withIssuer: Bool, withOwner: Bool, order: TableOrder
    ) -> HTML {
        var head = [order.heading("Traded", "traded")]
        if withIssuer { head.append("<th scope=\"col\">Company</th>") }
        if withOwner { head.append("<th scope=\"col\">Who</th>") }
        head += [
            "<th scope=\"col\">What</th>", order.heading("Shares", "shares", isNumber: true),
            order.heading("Price", "price", isNumber: true), order.heading("Value", "value", isNumber: true),
            order.heading("Held after", "held", isNumber: true), order.heading("Filed", "filed"),
        ]
        let rows = trades.map { trade -> HTML in
            let row = trade.row
            var cells: HTML = "<th scope=\"row\">\(Words.time(trade.date))</th>"
            if withIssuer { cells += "<td>\(Words.issuer(trade.issuer))</td>" }
            if withOwner { cells += "<td class=\"who\">\(owners(of: trade))</td>" }
            let direction: HTML =
                row.acquiredOrDisposed.value == "A"
                ? "+" : row.acquiredOrDisposed.value == "D" ? "−" : ""
            cells += """
                <td class="what">\(what(trade))</td>\
                <td class="number">\(direction)\(row.shares.value?.grouped)</td>\
                <td class="number">\(row.pricePerShare.value.map { "$" + $0.grouped })</td>\
                <td class="number">\(Words.dollars(trade.value))</td>\
                <td class="number">\(row.sharesOwnedAfter.value?.grouped)</td>\
                <td><a href="\(Address.filing(trade.filing))">\(Words.form(trade.form))
                <span class="unseen">filed </span>\(Words.time(trade.filed))</a></td>
                """
            return "<tr>\(cells)</tr>"
        }
        return Words.table(name, head: head, rows, css: "trades")
    }

    /// The columns that a table of trades can be ordered by.
    static let tradeColumns = ["filed", "traded", "shares", "price", "value", "held"]

    /// Trades in an order.
    static func sorted(_ trades: [Trade], _ order: TableOrder) -> [Trade] {
        switch order.column {
        case "traded": order.sorted(trades) { $0.date?.ordinal }
        case "shares": order.sorted(trades) { $0.row.shares.value }
        case "price": order.sorted(trades) { $0.row.pricePerShare.value }
        case "value": order.sorted(trades) { $0.value }
        case "held": order.sorted(trades) { $0.row.sharesOwnedAfter.value }
        default: order.sorted(trades) { $0.filed?.ordinal }
        }
    }

    private static func owners(of trade: Trade) -> HTML {
        let shown = trade.owners.prefix(2).map { owner -> HTML in
            let role = owner.relationship.summary
            return "\(Words.owner(owner))\(role.isEmpty ? nil : "<span class=\"role\">\(role)</span>" as HTML)"
        }
        let more: HTML = trade.owners.count > 2 ? " and \(trade.owners.count - 2) more" : ""
        return "\(shown.joined(" "))\(more)"
    }

    private static func what(_ trade: Trade) -> HTML {
        let row = trade.row
        let code = row.transactionCode.value ?? "?"
        let kind: StaticString = code == "P" ? "code bought" : code == "S" ? "code sold" : "code"
        let words = Words.code(code).map { " " + $0 } ?? ""
        let plan: HTML = trade.isUnderTradingPlan == true ? "<span class=\"plan\">10b5-1 plan</span>" : ""
        let notes = trade.footnotes.map { note in
            "<p><span class=\"note-mark\">\(note.id)</span> \(note.text)</p>" as HTML
        }
        let folded: HTML =
            notes.isEmpty
            ? "" : "<details><summary>\(Words.count(notes.count, "footnote"))</summary>\(notes)</details>"
        let held: HTML =
            row.directOrIndirect.value == "I"
            ? "<span class=\"role\">indirect\(row.natureOfOwnership.value.map { ": " + $0 })</span>" : ""
        return """
            <span class="\(HTML(stringLiteral: kind))">\(code)\(words)</span> \(row.securityTitle.value ?? "")\
            \(plan)\(held)\(folded)
            """
    }
}
