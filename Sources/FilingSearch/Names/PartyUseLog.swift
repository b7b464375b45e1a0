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
                place: number(of: sighting.place.lines), street: number(of: sighting.place.street),
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
        let order = texts.indices.sorted { texts[$0].isBeforeInBytes(texts[$1]) }
        var renumbered = [UInt32](repeating: 0, count: texts.count)
        for (number, old) in order.enumerated() { renumbered[old] = UInt32(number) }
        texts = order.map { texts[$0] }
        numbers = [:]
        for index in lines.indices { lines[index] = lines[index].renumbered(parties: parties, texts: renumbered) }
        lines.sort()
    }

    /// Takes out the lines of some parties.
    ///
    /// - Parameter isGone: whether the party with a number is one of them.
    mutating func removeLines(ofParties isGone: (Int32) -> Bool) { lines.removeAll { isGone($0.party) } }

    /// Numbers parties anew and leaves out texts that no line has.
    ///
    /// - Parameter parties: the new number of each party.
    mutating func compact(parties: [Int32]) {
        var isUsed = [Bool](repeating: false, count: texts.count)
        for line in lines {
            for text in [line.form, line.title, line.place, line.street] { isUsed[Int(text)] = true }
        }
        isUsed[0] = true
        var renumbered = [UInt32](repeating: 0, count: texts.count)
        var kept: [String] = []
        numbers = [:]
        for (old, text) in texts.enumerated() where isUsed[old] {
            renumbered[old] = UInt32(kept.count)
            numbers[text] = UInt32(kept.count)
            kept.append(text)
        }
        texts = kept
        for index in lines.indices { lines[index] = lines[index].renumbered(parties: parties, texts: renumbered) }
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

extension PartyUseLog {
    /// Writes a log that is finished: texts and lines in order.
    func write(to writer: inout RecordWriter) {
        writer.list(texts) { $0.string($1) }
        var start = 0
        var party: Int32 = 0
        while start < lines.count {
            let first = lines[start]
            var end = start + 1
            while end < lines.count, lines[end].isSameUse(as: first) { end += 1 }
            writer.number(UInt64(end - start))
            writer.number(UInt64(first.party - party))
            writer.number(UInt64(first.issuer + 1))
            writer.number(UInt64(first.roles.rawValue))
            for text in [first.form, first.title, first.place, first.street] { writer.number(UInt64(text)) }
            var day: Int32 = 0
            for line in lines[start..<end] {
                writer.signed(Int64(line.day) - Int64(day))
                day = line.day
            }
            (start, party) = (end, first.party)
        }
        writer.number(0)
    }

    /// Reads what `write` wrote.
    ///
    /// - Parameters:
    ///   - reader: at the begin of it.
    ///   - partyCount: how many parties there are.
    /// - Throws: `RecordReader.Failure` for bytes that are no log of so many parties.
    init(from reader: inout RecordReader, partyCount: Int) throws(RecordReader.Failure) {
        typealias Failure = RecordReader.Failure
        texts = try reader.list { (reader) throws(Failure) in try reader.string() }
        guard texts.first == "" else { throw reader.failure() }
        numbers.reserveCapacity(texts.count)
        for (number, text) in texts.enumerated() { numbers[text] = UInt32(number) }
        guard numbers.count == texts.count else { throw reader.failure() }
        var party: UInt64 = 0
        while true {
            let count = try reader.count()
            if count == 0 { return }
            let step = try reader.number()
            let issuer = try reader.number()
            let roles = try reader.number()
            guard step < UInt64(partyCount), party + step < UInt64(partyCount), issuer <= UInt64(partyCount),
                let known = UInt16(exactly: roles)
            else { throw reader.failure() }
            party += step
            func text() throws(Failure) -> UInt32 {
                let number = try reader.number()
                guard number < UInt64(texts.count) else { throw reader.failure() }
                return UInt32(number)
            }
            var line = Line(
                party: Int32(party), issuer: Int32(issuer) - 1, form: try text(), roles: PartyRoles(rawValue: known),
                title: try text(), place: try text(), street: try text(), day: 0)
            for _ in 0..<count {
                line.day = Int32(clamping: Int64(line.day) &+ (try reader.signed()))
                lines.append(line)
            }
        }
    }
}
