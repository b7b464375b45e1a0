/// What parties were in filings, a line for each party of each filing, gathered while filings go by.
///
/// Parties and texts go by number, so that a line takes 28 bytes however long the names are.
struct PartyUseLog {
    /// A party in a filing.
    struct Line: Comparable {
        /// Number of the party, and of the filing's issuer; -1 for none.
        var party, issuer: Int32
        /// Number of the form; 0 for none, as for all texts.
        var form: UInt32
        var roles: PartyRoles
        /// Numbers of the officer title or other words for the role, of city and state, and of the street.
        var title, place, street: UInt32
        /// The day of the filing as `yyyymmdd`; 0 if it tells none.
        var day: Int32

        static func < (left: Self, right: Self) -> Bool {
            if left.party != right.party { return left.party < right.party }
            if left.issuer != right.issuer { return left.issuer < right.issuer }
            if left.form != right.form { return left.form < right.form }
            if left.roles != right.roles { return left.roles.rawValue < right.roles.rawValue }
            if left.title != right.title { return left.title < right.title }
            if left.place != right.place { return left.place < right.place }
            if left.street != right.street { return left.street < right.street }
            return left.day < right.day
        }

        /// Whether all but the day is the same.
        func isSameUse(as other: Self) -> Bool {
            party == other.party && issuer == other.issuer && form == other.form && roles == other.roles
                && title == other.title && place == other.place && street == other.street
        }
    }

    private(set) var lines: [Line] = []
    /// Texts by number; the first, of number 0, stands for none.
    private(set) var texts: [String] = [""]
    private var numbers: [String: UInt32] = ["": 0]

    /// Notes a party in a filing.
    mutating func add(_ sighting: PartyCatalog.Sighting, party: Int, issuer: Int?) {
        lines.append(
            Line(
                party: Int32(party), issuer: issuer.map(Int32.init) ?? -1, form: number(of: sighting.form),
                roles: sighting.roles, title: number(of: sighting.title),
                place: number(of: sighting.address.placeLines), street: number(of: sighting.address.streetLine),
                day: sighting.date))
    }

    /// Takes the lines of a later part.
    ///
    /// - Parameters:
    ///   - other: the part's.
    ///   - parties: the number here of each of its parties.
    mutating func merge(_ other: PartyUseLog, parties: [Int32]) {
        let texts = other.texts.map { number(of: $0) }
        lines.reserveCapacity(lines.count + other.lines.count)
        for line in other.lines { lines.append(line.renumbered(parties: parties, texts: texts)) }
    }

    /// Numbers parties as an index does and texts in the order of their bytes, and puts the lines in order.
    ///
    /// - Parameter parties: the new number of each party.
    mutating func finish(parties: [Int32]) {
        let order = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
        var renumbered = [UInt32](repeating: 0, count: texts.count)
        for (number, old) in order.enumerated() { renumbered[old] = UInt32(number) }
        texts = order.map { texts[$0] }
        numbers = [:]
        for index in lines.indices { lines[index] = lines[index].renumbered(parties: parties, texts: renumbered) }
        lines.sort()
    }

    private mutating func number(of text: String) -> UInt32 {
        if let number = numbers[text] { return number }
        let number = UInt32(texts.count)
        numbers[text] = number
        texts.append(text)
        return number
    }
}

extension PartyUseLog.Line {
    fileprivate func renumbered(parties: [Int32], texts: [UInt32]) -> Self {
        var line = self
        line.party = parties[Int(party)]
        if issuer >= 0 { line.issuer = parties[Int(issuer)] }
        line.form = texts[Int(form)]
        line.title = texts[Int(title)]
        line.place = texts[Int(place)]
        line.street = texts[Int(street)]
        return line
    }
}
