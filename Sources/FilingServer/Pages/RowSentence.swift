internal import FilingModel

/// A row in a sentence, for lists.
enum RowSentence {
    /// What, how much, at what price, how held.
    static func sentence(_ row: SecurityRow) -> HTML {
        var parts: [String] = []
        let code = row.transactionCode.value
        switch row.kind {
        case .transaction:
            let amount =
                row.shares.value?.grouped ?? row.totalValue.value.map { "$" + $0.grouped } ?? "an unstated amount"
            parts.append([Words.code(code) ?? code ?? "traded", amount].joined(separator: " "))
        case .proposal:
            let amount = row.shares.value?.grouped ?? row.totalValue.value.map { "$" + $0.grouped }
            parts.append((row.table == .offering ? "offered: " : "to be sold: ") + (amount ?? "an unstated amount"))
        case .vote:
            parts.append(["voted", row.detail(.vote), row.detail(.matter)].compactMap(\.self).joined(separator: " "))
        case .holding:
            let held = row.sharesOwnedAfter.value?.grouped ?? row.underlyingShares.value?.grouped
            parts.append((held ?? row.valueOwnedAfter.value.map { "$" + $0.grouped } ?? "an unstated amount") + " held")
        }
        if let price = row.pricePerShare.value { parts.append("at $" + price.grouped) }
        if let price = row.exercisePrice.value { parts.append("exercisable at $" + price.grouped) }
        if row.kind == .transaction, let after = row.sharesOwnedAfter.value {
            parts.append(after.grouped + " held after")
        }
        if let percent = row.detail(.percentOfClass) { parts.append(percent + " % of the class") }
        if row.directOrIndirect.value == "I" { parts.append("indirect") }
        return
            "<span class=\"security\">\(row.securityTitle.value ?? row.securityTitle.unreadText ?? "Untitled")</span> \(parts.joined(separator: ", "))"
    }
}
