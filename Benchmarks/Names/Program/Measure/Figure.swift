/// One figure of a measurement: of a class of queries, a kind of absent names, or the whole.
struct Figure: Equatable {
    /// Whose figure it is, such as `typo_last`; `all` for the whole.
    let subject: String
    /// What was measured, such as `first`.
    let measure: String
    let value: Double

    /// A row with tabs: subject, measure, value.
    var row: String { "\(subject)\t\(measure)\t\(Self.text(value))" }

    /// Four digits behind the point at most.
    static func text(_ value: Double) -> String {
        if value.magnitude >= 1000 { return "\(Int(value.rounded()))" }
        let rounded = (value * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
