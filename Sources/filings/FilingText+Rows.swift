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
                row.detail(.cusip).map { "CUSIP \($0)" },
            ]
        case .portfolio:
            facts = [
                "\(amount(row.sharesOwnedAfter) ?? "an unstated amount") \(row.detail(.amountType) ?? "") held",
                row.detail(.putOrCall), amount(row.valueOwnedAfter).map { "value \($0)" },
                row.detail(.percentOfPortfolio).map { "\($0)% of the portfolio" },
                row.detail(.payoff) == "Short" ? "short" : nil,
                row.detail(.cusip).map { "CUSIP \($0)" }, row.detail(.isin).map { "ISIN \($0)" },
            ]
        case .votes:
            facts = [
                marked(row.transactionDate), row.detail(.matter), row.detail(.vote).map { "voted \($0)" },
                amount(row.shares).map { "with \($0) shares" },
                row.detail(.managementRecommendation).map { "the management advised \($0)" },
            ]
        case .offering:
            facts = [
                row.totalValue.value == nil
                    ? row.totalValue.unreadText.map { "offering of an amount that is \($0.lowercased())" }
                    : dollars(row.totalValue).map { "offering of \($0)" },
                amount(row.shares).map { "\($0) securities" },
                dollars(row.pricePerShare).map { "at \($0)" }, marked(row.transactionDate).map { "first sold \($0)" },
                money(row.detail(.amountSold)).map { "sold \($0)" }, row.detail(.investors).map { "\($0) investors" },
                money(row.detail(.maximumOffering)).map { "at most \($0)" },
                row.detail(.deadline).map { "until \($0)" },
                row.detail(.exemptions).map { "exempt by \($0)" },
            ]
        case .nonDerivative, .derivative: facts = []
        }
        return "    \(title): " + facts.compactMap(\.self).joined(separator: ", ")
    }

    /// An amount of dollars that stands in a detail.
    private static func money(_ text: String?) -> String? {
        text.map { text in ExactDecimal(parsing: text).map { "$" + $0.grouped } ?? text }
    }
}
