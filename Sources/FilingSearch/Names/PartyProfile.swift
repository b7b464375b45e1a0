package import FilingModel
internal import NameMatching
internal import TextAnalysis

/// What is known of one party: its names as filed, its roles, its symbols.
///
/// It is the same in whatever order filings and lists are taken.
package struct PartyProfile: Sendable {
    /// What tells it from others.
    package private(set) var key: PartyKey
    /// Keys under which filings name it: its own, then those of others found to be the same.
    package private(set) var keys: [PartyKey]
    /// Its names as filed or listed, and how each was used.
    package private(set) var names: [String: NameUse] = [:]
    /// Filings in which it is an owner.
    package private(set) var ownerCount = 0
    /// Filings in which it is the issuer.
    package private(set) var issuerCount = 0
    /// Filings in which it is some other party.
    package private(set) var otherCount = 0
    /// Its trading symbols, each with the first day of a filing that gives it; 0 for one from a list.
    private var tickerDays: [(ticker: String, day: Int32)] = []
    /// City and state it filed from last; of several on one day the last in byte order.
    package private(set) var place: String?
    /// The day of that filing.
    private var placeDay: Int32 = 0
    /// The latest day of a filing that names it, as `yyyymmdd`; 0 if none.
    package private(set) var lastDate: Int32 = 0
    /// Companies it reported on: names as filed, the first `companyCountMax` in byte order.
    private(set) var companies: [String] = []
    private var listedKind = PartyKind.unknown
    /// Filings that take it for a human being, and those that take it for an organisation.
    private var officialCount = 0, organisationCount = 0

    /// How a name was used.
    package struct NameUse: Equatable, Sendable {
        /// Filings that use it; 0 for a name from a list.
        package var count = 0
        /// The latest of them, as `yyyymmdd`.
        package var lastDate: Int32 = 0
        /// Whether it is only known as a name given up.
        package var isFormer = true
        /// Whether a list gives it only beside the party's proper name.
        package var isAlias = true
    }

    /// Companies kept of one party: enough to join papers by.
    private static let companyCountMax = 32

    init(key: PartyKey) {
        self.key = key
        keys = [key]
    }

    /// Its trading symbols: those of lists, then the others from the oldest; in byte order where that leaves a choice.
    package var tickers: [String] {
        tickerDays.sorted { left, right in
            left.day != right.day
                ? left.day < right.day : left.ticker.isBeforeInBytes(right.ticker)
        }.map(\.ticker)
    }

    /// Filings that name it.
    package var filingCount: Int { ownerCount + issuerCount + otherCount }

    /// The name to show: a current one, no mere alias, that of the latest filing, the most used, the first in byte order.
    package var displayName: String {
        names.max { left, right in
            let (a, b) = (left.value, right.value)
            if a.isFormer != b.isFormer { return a.isFormer }
            if a.isAlias != b.isAlias { return a.isAlias }
            if a.lastDate != b.lastDate { return a.lastDate < b.lastDate }
            if a.count != b.count { return a.count < b.count }
            return right.key.isBeforeInBytes(left.key)
        }?.key ?? ""
    }

    /// Person or company: as a list says, else by its part in filings, else by the words of its name.
    package var kind: PartyKind {
        if listedKind != .unknown { return listedKind }
        // A person files papers of its own now and then, about a proxy fight or an offer, and stands there as their issuer.
        if issuerCount > officialCount || !tickerDays.isEmpty || organisationCount > officialCount { return .company }
        let isOrganisation = NormalizedName(parsing: displayName).isOrganisation
        if officialCount > 0, !isOrganisation { return .person }
        return isOrganisation
            ? .company : ownerCount > 0 || otherCount == 0 ? .person : .unknown
    }

    /// Names in byte order.
    package var sortedNames: [String] {
        names.keys.sorted { $0.isBeforeInBytes($1) }
    }

    /// The words of a name in byte order: the same for `PANORA ROBERT A` and `Robert A. Panora`.
    static func sortedWords(_ name: String) -> String {
        var tokenizer = WordTokenizer()
        return tokenizer.words(in: name).sorted().joined(separator: " ")
    }

    /// A name as it is kept here; `nil` when it is none of its names.
    func kept(_ name: String) -> String? { names.index(forKey: name).map { names[$0].key } }

    mutating func add(_ sighting: PartyCatalog.Sighting, company: String?) {
        use(sighting.name, count: 1, date: sighting.date, isFormer: false)
        for former in sighting.formerNames { use(former, count: 0, date: 0, isFormer: true) }
        switch sighting.part {
        case .owner: ownerCount += 1
        case .issuer: issuerCount += 1
        case .other: otherCount += 1
        }
        switch sighting.kind {
        case .person: officialCount += 1
        case .company where sighting.part != .issuer: organisationCount += 1
        default: break
        }
        for ticker in sighting.tickers { add(ticker: ticker, day: sighting.date) }
        if let place = sighting.place.short { take(place: place, day: sighting.date) }
        if let company { addCompanies([company]) }
        lastDate = max(lastDate, sighting.date)
    }

    mutating func add(_ listed: ListedParty) {
        use(listed.name, count: 0, date: 0, isFormer: false)
        for alias in listed.aliases { use(alias, count: 0, date: 0, isFormer: false, isAlias: true) }
        for former in listed.formerNames { use(former, count: 0, date: 0, isFormer: true) }
        take(listedKind: listed.kind)
        for ticker in listed.tickers { add(ticker: ticker, day: 0) }
    }

    /// Takes what a later part knows of the same party.
    mutating func merge(_ other: PartyProfile) {
        for (name, use) in other.names {
            self.use(name, count: use.count, date: use.lastDate, isFormer: use.isFormer, isAlias: use.isAlias)
        }
        ownerCount += other.ownerCount
        issuerCount += other.issuerCount
        otherCount += other.otherCount
        officialCount += other.officialCount
        organisationCount += other.organisationCount
        for (ticker, day) in other.tickerDays { add(ticker: ticker, day: day) }
        if let place = other.place { take(place: place, day: other.placeDay) }
        addCompanies(other.companies)
        lastDate = max(lastDate, other.lastDate)
        take(listedKind: other.listedKind)
    }

    /// Takes another party as this one; its keys lead here from now on.
    mutating func join(_ other: PartyProfile) {
        keys += other.keys.filter { !keys.contains($0) }
        // A party goes by a CIK as soon as it has one.
        if key.cik == nil, let first = keys.firstIndex(where: { $0.cik != nil }) {
            key = keys.remove(at: first)
            keys.insert(key, at: 0)
        }
        merge(other)
    }

    private mutating func use(_ name: String, count: Int, date: Int32, isFormer: Bool, isAlias: Bool = false) {
        guard !name.isEmpty else { return }
        var use = names[name] ?? NameUse()
        use.count += count
        use.lastDate = max(use.lastDate, date)
        use.isFormer = use.isFormer && isFormer
        use.isAlias = use.isAlias && isAlias
        names[name] = use
    }

    private mutating func add(ticker: String, day: Int32) {
        if let index = tickerDays.firstIndex(where: { $0.ticker == ticker }) {
            tickerDays[index].day = min(tickerDays[index].day, day)
        } else {
            tickerDays.append((ticker, day))
        }
    }

    private mutating func take(place: String, day: Int32) {
        if let other = self.place {
            guard day >= placeDay, day > placeDay || other.isBeforeInBytes(place) else { return }
        }
        (self.place, placeDay) = (place, day)
    }

    /// Where lists contradict each other, a party is a company.
    private mutating func take(listedKind kind: PartyKind) {
        if kind.rawValue > listedKind.rawValue { listedKind = kind }
    }

    private mutating func addCompanies(_ more: [String]) {
        for company in more where !companies.contains(company) {
            companies.append(company)
            guard companies.count > Self.companyCountMax else { continue }
            let last = companies.indices.max { companies[$0].isBeforeInBytes(companies[$1]) }
            if let last { companies.remove(at: last) }
        }
    }
}

extension PartyProfile {
    /// Writes all that is known of a party that took no other: the same bytes in whatever order it was told.
    func write(to writer: inout RecordWriter) {
        writer.partyKey(key)
        writer.list(sortedNames) { writer, name in
            let use = names[name] ?? NameUse()
            writer.string(name)
            writer.number(UInt64(use.count))
            writer.signed(Int64(use.lastDate))
            writer.byte((use.isFormer ? 1 : 0) | (use.isAlias ? 2 : 0))
        }
        for count in [ownerCount, issuerCount, otherCount, officialCount, organisationCount] {
            writer.number(UInt64(count))
        }
        writer.list(tickerDays.sorted { $0.ticker.isBeforeInBytes($1.ticker) }) {
            $0.string($1.ticker)
            $0.signed(Int64($1.day))
        }
        writer.optional(place)
        writer.signed(Int64(placeDay))
        writer.signed(Int64(lastDate))
        writer.list(companies.sorted { $0.isBeforeInBytes($1) }) { $0.string($1) }
        writer.byte(listedKind.rawValue)
    }

    /// Passes over what `write` wrote behind the key.
    ///
    /// - Throws: `RecordReader.Failure` for bytes that are no party.
    static func skip(_ reader: inout RecordReader) throws(RecordReader.Failure) {
        for _ in 0..<(try reader.count()) {
            try reader.skipString()
            for _ in 0..<2 { _ = try reader.number() }
            _ = try reader.byte()
        }
        for _ in 0..<5 { _ = try reader.number() }
        for _ in 0..<(try reader.count()) {
            try reader.skipString()
            _ = try reader.number()
        }
        try reader.skipOptional()
        for _ in 0..<2 { _ = try reader.number() }
        for _ in 0..<(try reader.count()) { try reader.skipString() }
        _ = try reader.byte()
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `RecordReader.Failure` for bytes that are no party.
    init(from reader: inout RecordReader) throws(RecordReader.Failure) {
        typealias Failure = RecordReader.Failure
        self.init(key: try reader.partyKey())
        let nameCount = try reader.count()
        names.reserveCapacity(nameCount)
        for _ in 0..<nameCount {
            let name = try reader.string()
            var use = NameUse()
            use.count = Int(clamping: try reader.number())
            use.lastDate = Int32(clamping: try reader.signed())
            let marks = try reader.byte()
            (use.isFormer, use.isAlias) = (marks & 1 != 0, marks & 2 != 0)
            names[name] = use
        }
        ownerCount = Int(clamping: try reader.number())
        issuerCount = Int(clamping: try reader.number())
        otherCount = Int(clamping: try reader.number())
        officialCount = Int(clamping: try reader.number())
        organisationCount = Int(clamping: try reader.number())
        tickerDays = try reader.list { (reader) throws(Failure) in
            (ticker: try reader.string(), day: Int32(clamping: try reader.signed()))
        }
        place = try reader.optional()
        placeDay = Int32(clamping: try reader.signed())
        lastDate = Int32(clamping: try reader.signed())
        companies = try reader.list { (reader) throws(Failure) in try reader.string() }
        guard let kind = PartyKind(rawValue: try reader.byte()) else { throw reader.failure() }
        listedKind = kind
    }
}
