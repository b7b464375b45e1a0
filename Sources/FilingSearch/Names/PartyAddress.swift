internal import FilingModel

extension PostalAddress {
    /// City, state or country code, and the state or country in words, a line each; empty if all are.
    var placeLines: String {
        let lines = [city, state ?? country, stateDescription].map { Self.line($0) }
        guard let last = lines.lastIndex(where: { !$0.isEmpty }) else { return "" }
        return lines[...last].joined(separator: "\n")
    }

    /// The street in one line; empty if there is none.
    var streetLine: String {
        [street1, street2].map { Self.line($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// City and state for people: `CAMBRIDGE, MA`.
    var shortPlace: String? {
        let parts = [city, state ?? country].compactMap(\.self).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func line(_ text: String?) -> String {
        guard let text else { return "" }
        return text.contains(where: \.isNewline) ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
    }
}
