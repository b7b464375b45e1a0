/// Figures as a table that people read.
enum QualityReport {
    /// The lines of the table.
    static func lines(_ figures: [Figure]) -> [String] {
        var subjects: [String] = []
        var values: [String: [String: Double]] = [:]
        for figure in figures {
            if values[figure.subject] == nil { subjects.append(figure.subject) }
            values[figure.subject, default: [:]][figure.measure] = figure.value
        }
        let measures = ["queries", "first", "among_ten", "mrr", "rejected", "median_ms"]
        var lines = [padded("class", 24) + measures.map { left($0, 11) }.joined()]
        var others: [String] = []
        for subject in subjects {
            let row = values[subject] ?? [:]
            if row["first"] == nil, row["rejected"] == nil {
                others.append(subject)
                continue
            }
            lines.append(padded(subject, 24) + measures.map { left(row[$0].map(short) ?? "", 11) }.joined())
        }
        for subject in others {
            for figure in figures where figure.subject == subject {
                lines.append(padded("\(subject) \(figure.measure)", 35) + left(Figure.text(figure.value), 11))
            }
        }
        return lines
    }

    private static func short(_ value: Double) -> String {
        value == value.rounded() && value > 1 ? "\(Int(value))" : fixed(value)
    }

    /// Three digits behind the point.
    private static func fixed(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func left(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}
