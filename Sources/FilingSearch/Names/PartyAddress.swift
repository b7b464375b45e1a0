internal import FilingModel

extension PostalAddress {
    /// City, state or country code, and the state or country in words, a line each; empty if all are.
    var placeLines: String {
        var lines = Self.line(city)
        let (state, description) = (Self.line(state ?? country), Self.line(stateDescription))
        if !state.isEmpty || !description.isEmpty { lines += "\n" + state }
        if !description.isEmpty { lines += "\n" + description }
        return lines
    }

    /// The street in one line; empty if there is none.
    var streetLine: String {
        let (first, second) = (Self.line(street1), Self.line(street2))
        return second.isEmpty ? first : first.isEmpty ? second : first + ", " + second
    }

    /// City and state for people: `CAMBRIDGE, MA`.
    var shortPlace: String? {
        let (city, state) = (city ?? "", state ?? country ?? "")
        guard !city.isEmpty else { return state.isEmpty ? nil : state }
        return state.isEmpty ? city : city + ", " + state
    }

    private static func line(_ text: String?) -> String {
        guard let text else { return "" }
        // Looking at characters costs ten times as much; hardly any line has one of these bytes.
        let mayHaveNewline = text.utf8.contains { ($0 >= 0x0A && $0 <= 0x0D) || $0 == 0xC2 || $0 == 0xE2 }
        guard mayHaveNewline else { return text }
        return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
