internal import FilingModel

/// Takes addresses apart that stand on one line.
enum AddressText {
    /// An address from its lines.
    ///
    /// - Parameters:
    ///   - streets: lines above the city.
    ///   - places: city, state and postal code, in one piece or in several.
    /// - Returns: the address; what is missing stays `nil`.
    static func address(streets: [String], places: [String]) -> PostalAddress {
        var address = PostalAddress()
        var lines = streets.filter { !$0.isEmpty }
        // `C/O TECOGEN INC., 55 CLIFTON ST` was two lines once.
        if lines.count == 1, let line = lines.first, line.lowercased().hasPrefix("c/o "),
            let comma = line.firstRange(of: ", "), line[comma.upperBound...].first?.isNumber == true
        {
            lines = [String(line[..<comma.lowerBound]), String(line[comma.upperBound...])]
        }
        address.street1 = lines.first
        if lines.count > 1 { address.street2 = lines.dropFirst().joined(separator: ", ") }
        switch places.count {
        case 0: break
        case 1:
            let place = place(in: places[0])
            address.city = place?.city ?? places[0]
            address.state = place?.state
            address.zip = place?.zip
        case 2:
            address.city = places[0].trimmedComma
            let words = places[1].split(separator: " ")
            if let first = words.first, isState(first) {
                address.state = String(first)
                address.zip = words.count > 1 ? words.dropFirst().joined(separator: " ") : nil
            } else {
                address.zip = places[1]
            }
        default:
            address.city = places[0]
            address.state = places[1]
            address.zip = places[2]
        }
        return address
    }

    /// City, state and postal code in `CAMBRIDGE, MA 02140`, `LONDON, X0 W1K 3NS` or `ZUG V8`.
    ///
    /// - Returns: `nil` when no state is found.
    static func place(in text: String) -> (city: String, state: String, zip: String?)? {
        let words = text.split(separator: " ")
        // The state is the last word of its shape that a comma or a postal code confirms.
        for index in stride(from: words.count - 1, through: 1, by: -1) where isState(words[index]) {
            let rest = words[(index + 1)...]
            let hasComma = words[index - 1].hasSuffix(",")
            let isZip = rest.isEmpty || rest.contains { $0.contains(where: \.isNumber) }
            guard hasComma || isZip, rest.count <= 3 else { continue }
            let city = words[..<index].joined(separator: " ").trimmedComma
            guard !city.isEmpty else { continue }
            // A postal code of two characters, as in `W1`, is no state if a comma tells a state before it.
            if !hasComma, words[..<index].contains(where: { $0.hasSuffix(",") }), index > 1,
                words.indices.contains(where: {
                    $0 < index && isState(words[$0]) && $0 > 0 && words[$0 - 1].hasSuffix(",")
                })
            {
                continue
            }
            return (city, String(words[index]), rest.isEmpty ? nil : rest.joined(separator: " "))
        }
        return nil
    }

    /// Whether a line names a city and a state beyond doubt: `Mithril LP` has the shape, but no comma or postal code.
    static func endsAddress(_ line: String) -> Bool {
        guard let place = place(in: line) else { return false }
        return place.zip != nil || line.contains(", " + place.state)
    }

    private static func isState(_ word: Substring) -> Bool {
        let bytes = Array(word.utf8)
        guard bytes.count == 2, (0x41...0x5A).contains(bytes[0]) else { return false }
        return (0x41...0x5A).contains(bytes[1]) || (0x30...0x39).contains(bytes[1])
    }

    /// Parts a name and an address that stand on one line: `PANORA ROBERT A 55 CLIFTON ST CAMBRIDGE, MA 02140`.
    ///
    /// The address begins at a number, at `C/O` or at `P.O. BOX`; the city behind the last word that ends a street.
    ///
    /// - Parameters:
    ///   - line: name and address.
    ///   - name: the name, if the cover tells it.
    ///   - city: the city, if the cover tells it.
    /// - Returns: the name, and an address that may be empty.
    static func parted(_ line: String, name: String?, city: String?) -> (name: String, address: PostalAddress) {
        let words = line.split(separator: " ")
        var nameCount = words.count
        if let name, line.lowercased().hasPrefix(name.lowercased()) {
            nameCount = name.split(separator: " ").count
        } else {
            for index in words.indices.dropFirst() where beginsAddress(words[index...]) {
                nameCount = index
                break
            }
        }
        let found = words[..<min(nameCount, words.count)].joined(separator: " ")
        let rest = words[min(nameCount, words.count)...].joined(separator: " ")
        guard !rest.isEmpty else { return (found, PostalAddress()) }
        guard let place = place(in: rest) else {
            var address = PostalAddress()
            address.street1 = rest
            return (found, address)
        }
        let (street, town) = partedCity(place.city, city: city)
        var address = address(streets: street.isEmpty ? [] : [street], places: [])
        address.city = town
        address.state = place.state
        address.zip = place.zip
        return (found, address)
    }

    private static let entityEndings: Set<String> = [
        "lp", "llc", "inc", "ltd", "trust", "fund", "corp", "plc", "llp", "partners", "gp", "sa", "ag", "co", "capital",
        "ventures", "investors", "associates", "holdings",
    ]

    private static func beginsAddress(_ words: ArraySlice<Substring>) -> Bool {
        guard let first = words.first else { return false }
        let lowered = first.lowercased()
        if lowered == "c/o" || lowered.hasPrefix("c/o") || lowered == "p.o." || lowered == "po" || lowered == "attn:" {
            return true
        }
        let next = words.dropFirst().first.map { TextLayout.folded(String($0)) } ?? ""
        if ["one", "two", "three", "four", "five"].contains(lowered), !next.isEmpty, !entityEndings.contains(next) {
            return true
        }
        guard first.first?.isNumber == true, first.contains(where: { $0.isNumber }) else { return false }
        // `Fund 2 LP` and `2011 TRUST` are names.
        return !entityEndings.contains(next)
    }

    private static let streetEndings: Set<String> = [
        "st", "street", "ave", "avenue", "road", "rd", "drive", "dr", "blvd", "boulevard", "lane", "ln", "way", "court",
        "ct", "place", "pl", "plaza", "parkway", "pkwy", "circle", "cir", "highway", "hwy", "square", "sq", "terrace",
        "floor", "fl", "center", "centre", "broadway", "nw", "ne", "sw", "se", "row", "pike", "loop", "trail", "run",
        "building", "bldg",
    ]

    /// Parts `55 CLIFTON ST CAMBRIDGE` behind the last word that ends a street.
    private static func partedCity(_ text: String, city: String?) -> (street: String, city: String) {
        if let city, text.lowercased().hasSuffix(city.lowercased()), text.utf8.count > city.utf8.count {
            return (String(text.dropLast(city.count)).trimmedComma, String(text.suffix(city.count)))
        }
        let words = text.split(separator: " ")
        var end = 0
        for (index, word) in words.enumerated().dropLast() {
            let folded = TextLayout.folded(String(word))
            let isEnding = streetEndings.contains(folded) || word.contains(where: \.isNumber)
            guard isEnding else { continue }
            // `ST LOUIS` behind the end of a street belongs to the city.
            if folded == "st", end == index, index > 0, index + 1 < words.count,
                streetEndings.contains(TextLayout.folded(String(words[index - 1])))
            {
                continue
            }
            end = index + 1
        }
        guard end > 0, end < words.count else { return ("", text) }
        return (words[..<end].joined(separator: " ").trimmedComma, words[end...].joined(separator: " "))
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmed: String {
        var body = self[...]
        while body.first?.isWhitespace == true { body = body.dropFirst() }
        while body.last?.isWhitespace == true { body = body.dropLast() }
        return String(body)
    }

    /// Without blanks and commas at the end.
    var trimmedComma: String {
        var body = self[...]
        while let last = body.last, last == "," || last.isWhitespace { body = body.dropLast() }
        return String(body)
    }
}

extension CalendarDate {
    /// Whether some words are a day.
    static func parses(_ text: Substring) -> Bool {
        text.utf8.count >= 8 && (text.contains("/") || text.contains("-")) && CalendarDate(parsing: text) != nil
    }

    /// Reads `October 01, 2013`, the way letters write a day.
    ///
    /// - Parameter text: the date alone.
    init?(longForm text: String) {
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        let words = TextLayout.folded(text).split(separator: " ")
        guard words.count == 3, let day = Int(words[1]), let year = Int(words[2]), words[2].utf8.count == 4 else {
            return nil
        }
        let name = String(words[0])
        guard name.utf8.count >= 3, let month = months.firstIndex(where: { $0.hasPrefix(name) }) else { return nil }
        self.init(year: year, month: month + 1, day: day)
    }
}
