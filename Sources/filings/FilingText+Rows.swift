internal import FilingModel

extension FilingText {
    /// A row of a form other than 3, 4 and 5 in a sentence.
    static func otherRow(_ row: SecurityRow) -> String {
        let title = marked(row.securityTitle) ?? "(no title)"
        let facts: [String?]
        switch row.table {
        case .toBeSold:
            facts = [
                "to be sold \(amount(row.shares) ?? "?")", dollars(row.totalValue).map { "worth \($0)" },
                marked(row.transactionDate).map { "about \($0)" }, row.detail(.broker).map { "through \($0)" },
                row.detail(.exchange),
            ]
        case .acquired:
            facts = [
                "acquired \(amount(row.shares) ?? "?")", marked(row.transactionDate), row.detail(.acquisition),
                row.detail(.acquiredFrom).map { "from \($0)" },
            ]
        case .soldBefore:
            facts = [
                "sold \(amount(row.shares) ?? "?")", dollars(row.totalValue).map { "for \($0)" },
                marked(row.transactionDate), row.detail(.holder).map { "by \($0)" },
            ]
        case .stakes:
            facts = [
                "\(amount(row.sharesOwnedAfter) ?? "an unstated amount") held",
                row.detail(.holder).map { "by \($0)" }, row.detail(.percentOfClass).map { "\($0)% of the class" },
            ]
        case .portfolio:
            facts = [
                "\(amount(row.sharesOwnedAfter) ?? "an unstated amount") \(row.detail(.amountType) ?? "") held",
                row.detail(.putOrCall), amount(row.valueOwnedAfter).map { "value \($0)" },
                row.detail(.cusip).map { "CUSIP \($0)" },
            ]
        case .nonDerivative, .derivative: facts = []
        }
        return "    \(title): " + facts.compactMap(\.self).joined(separator: ", ")
    }
}
