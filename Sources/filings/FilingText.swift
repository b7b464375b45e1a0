internal import FilingModel
internal import FilingSearch

/// A filing in words for people.
enum FilingText {
    /// The line that names a filing: form, day, issuer, identity.
    static func heading(_ filing: Filing) -> String {
        var parts = ["Form \(filing.form)"]
        if let date = filing.effectiveDate { parts.append(date.description) }
        if let issuer = filing.issuer { parts.append(name(of: issuer)) }
        return Output.bold(parts.joined(separator: "  "))
    }

    /// An issuer with its symbols and key.
    static func name(of issuer: Issuer) -> String {
        let symbols = issuer.tickers.isEmpty ? "" : " [\(issuer.tickers.joined(separator: ", "))]"
        return issuer.name + symbols + cik(issuer.cik)
    }

    /// An owner with its key and roles.
    static func name(of owner: ReportingOwner) -> String {
        let roles = owner.relationship.summary
        return owner.name + cik(owner.cik) + (roles.isEmpty ? "" : ", " + roles)
    }

    /// A party in its role: `related person: Jane Roe, Director`.
    static func name(of party: FilingParty) -> String {
        let summary = party.relationship.summary
        let name = party.name.isEmpty ? party.cik.map { "CIK \($0)" } ?? "nobody" : party.name + cik(party.cik)
        return "\(party.role): \(name)" + (summary.isEmpty ? "" : ", " + summary)
    }

    static func cik(_ cik: CentralIndexKey?) -> String { cik.map { " (CIK \($0))" } ?? "" }

    /// The line with identity and link.
    static func identity(_ filing: Filing) -> String {
        let link = SourceLink.filing(filing) ?? filing.source.file
        return Output.dim("\(filing.identity)  \(link)")
    }

    /// A row in a sentence: what, how much, at what price, how held.
    static func row(_ row: SecurityRow) -> String {
        guard row.table == .nonDerivative || row.table == .derivative else { return otherRow(row) }
        var parts: [String] = []
        let table = row.table == .nonDerivative ? "I " : "II"
        let title = marked(row.securityTitle) ?? "(no title)"
        if row.kind == .transaction {
            parts.append(transaction(row))
        } else if row.table == .nonDerivative {
            parts.append(
                (amount(row.sharesOwnedAfter) ?? dollars(row.valueOwnedAfter) ?? "an unstated amount") + " held")
        }
        if row.table == .derivative { parts.append(contentsOf: derivative(row)) }
        if row.kind == .transaction, let after = amount(row.sharesOwnedAfter) ?? dollars(row.valueOwnedAfter) {
            parts.append("\(after) held after")
        }
        switch row.directOrIndirect.value {
        case "D": parts.append("direct")
        case "I": parts.append("indirect" + (marked(row.natureOfOwnership).map { " (\($0))" } ?? ""))
        default: break
        }
        return "\(table)  \(title): " + parts.joined(separator: ", ")
    }

    private static func transaction(_ row: SecurityRow) -> String {
        let code = row.transactionCode.value ?? "?"
        let direction = row.acquiredOrDisposed.value == "A" ? "+" : row.acquiredOrDisposed.value == "D" ? "−" : ""
        var text = "\(marked(row.transactionDate) ?? "undated") \(code) \(direction)"
        text += amount(row.shares) ?? dollars(row.totalValue) ?? "?"
        if let price = dollars(row.pricePerShare) { text += " at \(price)" }
        return text
    }

    private static func derivative(_ row: SecurityRow) -> [String] {
        var parts: [String] = []
        let underlying = [amount(row.underlyingShares) ?? dollars(row.underlyingValue), marked(row.underlyingTitle)]
        let what = underlying.compactMap(\.self).joined(separator: " ")
        if !what.isEmpty { parts.append("on \(what)") }
        if let price = dollars(row.exercisePrice) { parts.append("at \(price)") }
        if let from = marked(row.exerciseDate) { parts.append("exercisable \(from)") }
        if let until = marked(row.expirationDate) { parts.append("until \(until)") }
        return parts
    }

    static func amount(_ reported: Reported<ExactDecimal>) -> String? {
        marked(reported.value?.grouped ?? reported.unreadText, reported.footnotes)
    }

    static func dollars(_ reported: Reported<ExactDecimal>) -> String? {
        marked(reported.value.map { "$" + $0.grouped } ?? reported.unreadText, reported.footnotes)
    }

    static func marked(_ reported: Reported<String>) -> String? {
        marked(reported.value ?? reported.unreadText, reported.footnotes)
    }

    static func marked(_ reported: Reported<CalendarDate>) -> String? {
        marked(reported.value?.description ?? reported.unreadText, reported.footnotes)
    }

    /// A value with the numbers of its footnotes: `2.6 (1)`.
    static func marked(_ text: String?, _ footnotes: [String]) -> String? {
        let marks = footnotes.map { "(" + ($0.hasPrefix("F") ? String($0.dropFirst()) : $0) + ")" }.joined()
        guard let text else { return marks.isEmpty ? nil : marks }
        return marks.isEmpty ? text : text + " " + marks
    }

    /// A filing as lists show it: heading, owners, the first rows, identity.
    static func summary(_ filing: Filing) -> [String] {
        var lines = [heading(filing)]
        for owner in filing.owners.prefix(4) { lines.append("  " + name(of: owner)) }
        if filing.owners.count > 4 { lines.append("  … and \(filing.owners.count - 4) more owners") }
        if filing.issuer == nil || filing.owners.isEmpty {
            for party in filing.otherParties.prefix(3) {
                lines.append("  " + name(of: party))
            }
        }
        for row in filing.rows.prefix(4) { lines.append("  " + self.row(row)) }
        if filing.rows.count > 4 { lines.append("  … and \(filing.rows.count - 4) more rows") }
        lines.append("  " + identity(filing))
        return lines
    }

    /// A filing whole, as people read it.
    static func whole(_ filing: Filing) -> [String] {
        var lines = [heading(filing)]
        for owner in filing.owners { lines.append("  " + name(of: owner)) }
        for row in filing.rows { lines.append("  " + self.row(row)) }
        if let period = filing.period { lines.append("Period or event: \(period)") }
        if let filed = filing.filed { lines.append("Filed: \(filed)") }
        if let original = filing.originalFiled { lines.append("Amends the filing of: \(original)") }
        if filing.noSecuritiesOwned { lines.append("No securities are beneficially owned.") }
        if filing.notSubjectToSection16 { lines.append("No longer subject to Section 16.") }
        if let plan = filing.isUnderTradingPlan { lines.append("Under a Rule 10b5-1 plan: \(plan ? "yes" : "no")") }
        for owner in filing.owners where !owner.address.isEmpty {
            lines.append("Address of \(owner.name): \(owner.address.singleLine)")
        }
        for party in filing.otherParties {
            let place = party.address.isEmpty ? "" : ", " + party.address.singleLine
            lines.append(name(of: party) + place)
        }
        for note in filing.footnotes { lines.append("(\(note.id.drop { $0 == "F" })) \(note.text)") }
        if let remarks = filing.remarks { lines.append("Remarks: \(remarks)") }
        for signature in filing.signatures {
            let facts = [signature.name, signature.title, signature.date?.description].compactMap(\.self)
            lines.append("Signed: " + facts.joined(separator: ", "))
        }
        for document in filing.documents {
            let title = [document.type, document.fileName, document.description].compactMap(\.self)
            lines.append("")
            lines.append(Output.bold(title.joined(separator: "  ")))
            lines.append(document.text)
        }
        lines.append("")
        lines.append("Identity: \(filing.identity)")
        if let link = SourceLink.filing(filing) { lines.append("Original: \(link)") }
        for (index, source) in filing.sources.enumerated() {
            let place = source.file + (source.member.map { "!" + $0 } ?? "")
            let bytes = "bytes \(source.byteRange.lowerBound)–\(source.byteRange.upperBound)"
            lines.append("\(index == 0 ? "Read from" : "Also told by"): \(place), \(bytes)\(kind(of: source))")
            lines.append("SHA-256: \(source.sha256)")
        }
        return lines
    }

    private static func kind(of source: FilingSource) -> String {
        source.kind == .unknown ? "" : ", \(source.kind.words)"
    }
}
