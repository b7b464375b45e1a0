/// The names of filters: they say yes or no and add nothing to the score.
enum FilterName: String, CaseIterable {
    case form, filed, period, cik, role, code, shares, price, value, plan, direct, amendment, accession
    /// Filters in a group that one row has to fulfil.
    case row

    /// Whether it asks for a row of a table, so that several side by side mean the same row.
    var isOfRows: Bool {
        switch self {
        case .code, .shares, .price, .value, .direct: true
        default: false
        }
    }
}
