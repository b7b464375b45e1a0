/// An address as filed; every line may be missing.
public struct PostalAddress: Hashable, Sendable {
    /// First line of the street.
    public var street1: String?
    /// Second line of the street.
    public var street2: String?
    /// City or town.
    public var city: String?
    /// EDGAR's two-character code for a state or country.
    public var state: String?
    /// The state or country in words, filled in for places abroad.
    public var stateDescription: String?
    /// Postal code.
    public var zip: String?
    /// Country, in papers that print one.
    public var country: String?

    /// An address with nothing filled in.
    public init() {}

    /// Whether nothing is filled in.
    public var isEmpty: Bool { self == PostalAddress() }

    /// The filled-in lines, joined by commas as on an envelope.
    public var singleLine: String {
        var line = ""
        func add(_ part: String?, after separator: String) {
            guard let part, !part.isEmpty else { return }
            if !line.isEmpty { line += separator }
            line += part
        }
        add(street1, after: ", ")
        add(street2, after: ", ")
        add(city, after: ", ")
        add(state, after: ", ")
        add(zip, after: state?.isEmpty ?? true ? ", " : " ")
        add(stateDescription, after: ", ")
        add(country, after: ", ")
        return line
    }
}
