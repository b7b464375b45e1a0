internal import FilingModel
internal import FilingSearch

extension FilingText {
    /// What a filing amends and what amends it, with the rows that differ.
    static func amendments(
        _ filing: Filing, _ original: AmendmentLink?, _ amendments: [AmendmentLink]
    ) -> [String] {
        var lines: [String] = []
        if let original {
            lines.append("Amends \(name(original.filing)): \(original.basis)")
            lines += difference(FilingDifference(from: original.filing, to: filing))
        } else if let number = filing.amends {
            lines.append("Amends \(number), which this index does not hold")
        } else if filing.form.isAmendment {
            lines.append("Amends a filing that this index does not hold, or not clearly one")
        }
        for amendment in amendments {
            lines.append("Amended by \(name(amendment.filing)): \(amendment.basis)")
            lines += difference(FilingDifference(from: filing, to: amendment.filing))
        }
        return lines
    }

    private static func name(_ filing: Filing) -> String {
        "\(filing.identity), Form \(filing.form)" + (filing.effectiveDate.map { ", \($0)" } ?? "")
    }

    private static func difference(_ difference: FilingDifference) -> [String] {
        var lines: [String] = []
        for row in difference.changed {
            let changes = row.changes.map {
                "\($0.field) \($0.before.isEmpty ? "nothing" : $0.before) → \($0.after.isEmpty ? "nothing" : $0.after)"
            }
            lines.append(
                "  changed: " + (marked(row.after.securityTitle) ?? "(no title)") + ": "
                    + changes.joined(separator: ", "))
        }
        for row in difference.added { lines.append("  new: " + self.row(row)) }
        for row in difference.notToldAgain { lines.append("  not told again: " + self.row(row)) }
        if difference.isEmpty { lines.append("  all \(difference.sameCount) rows alike") }
        return lines
    }
}
