internal import FilingModel

/// Everyone that filings and lists name: what is known of each party, gathered while filings go by.
///
/// Catalogs of parts are merged in the order of the parts, so the result does not depend on who worked on what.
struct PartyCatalog {
    private var numbers: [PartyKey: Int] = [:]
    private(set) var parties: [PartyProfile] = []
    private(set) var uses = PartyUseLog()

    /// The parties of one filing, kept apart until it is known that the filing counts.
    struct Sighting {
        var key: PartyKey
        var name: String
        var part: Part
        var formerNames: [String]
        var tickers: [String]
        var place = Place()
        var company: String?
        var date: Int32
        var kind: PartyKind
        /// The filing's issuer.
        var issuer: PartyKey?
        var form: String
        var roles: PartyRoles
        var title = ""

        enum Part { case owner, issuer, other }

        /// An address as pages and filters of parties show it.
        struct Place {
            /// City and state for people; `nil` if there is neither.
            var short: String?
            /// Lines of the place and of the street, as `PostalAddress` has them.
            var lines = "", street = ""

            /// Nowhere.
            init() {}

            /// Of an address.
            init(_ address: PostalAddress) {
                (short, lines, street) = (address.shortPlace, address.placeLines, address.streetLine)
            }
        }
    }

    /// The parties a filing names, its issuer first.
    static func sightings(in filing: Filing) -> [Sighting] { sightings(in: filing, FilingCast(filing)) }

    /// The same, where the filing's cast is known.
    static func sightings(in filing: Filing, _ cast: FilingCast) -> [Sighting] {
        let date = filing.effectiveDate?.ordinal ?? 0
        let form = filing.form.description
        var sightings: [Sighting] = []
        var issuerKey: PartyKey?
        if let issuer = filing.issuer, !issuer.name.isEmpty || issuer.cik != nil {
            let key = PartyKey(cik: issuer.cik, name: issuer.name)
            issuerKey = key
            // The issuer of a 10-K is its filer, and the filer's address its own.
            let filer = issuer.cik == nil ? nil : filing.otherParties.first { $0.cik == issuer.cik }
            sightings.append(
                Sighting(
                    key: key, name: issuer.name, part: .issuer,
                    formerNames: issuer.formerNames.map(\.name), tickers: issuer.tickers,
                    place: filer.map { Sighting.Place($0.address) } ?? Sighting.Place(), date: date, kind: .company,
                    issuer: key, form: form,
                    roles: .issuer))
        }
        for member in cast.members {
            // What the issuer is besides is told by its own line already.
            if member.key == issuerKey, !member.isPrincipal { continue }
            let title = member.relationship.titleLine
            sightings.append(
                Sighting(
                    key: member.key, name: member.name, part: member.isPrincipal ? .owner : .other,
                    formerNames: member.formerNames.map(\.name), tickers: [], place: Sighting.Place(member.address),
                    company: member.isPrincipal || member.key.cik == nil ? filing.issuer?.name : nil, date: date,
                    kind: member.kind, issuer: issuerKey, form: form, roles: member.roles,
                    title: title.isEmpty ? member.word : title))
        }
        return sightings
    }

    /// Takes the parties of a filing that counts.
    mutating func add(_ sightings: [Sighting]) {
        for sighting in sightings {
            let number = number(of: sighting.key)
            let issuer = sighting.issuer.map { self.number(of: $0) }
            // The issuer's own copy of its name is kept, not one for each that reports on it.
            let company = sighting.company.map { company in issuer.flatMap { parties[$0].kept(company) } ?? company }
            parties[number].add(sighting, company: company)
            uses.add(sighting, party: number, issuer: issuer)
        }
    }

    /// Takes a party from a list.
    mutating func add(_ listed: ListedParty) {
        parties[number(of: .cik(listed.cik))].add(listed)
    }

    /// Takes the parties of a later part.
    mutating func merge(_ other: PartyCatalog) {
        var merged: [Int32] = []
        for party in other.parties {
            let number = number(of: party.key)
            parties[number].merge(party)
            merged.append(Int32(number))
        }
        uses.merge(other.uses, parties: merged)
    }

    private mutating func number(of key: PartyKey) -> Int {
        if let number = numbers[key] { return number }
        numbers[key] = parties.count
        parties.append(PartyProfile(key: key))
        return parties.count - 1
    }

    /// All parties in the order they are numbered in the index.
    ///
    /// Those that a reviewed file says are the same become one. Then those known by name only are joined to the party
    /// that bears the same words in its name and is named with the same company, where there is exactly one and the
    /// file does not say that they are different.
    ///
    /// - Parameter sameAs: what was reviewed.
    /// - Returns: the parties, what they were in filings, and what of the file could not be used.
    consuming func finished(_ sameAs: SameAs = SameAs()) -> FinishedParties {
        // In the order of keys from the begin, so that nothing depends on who was met first.
        let byKey = parties.indices.sorted { parties[$0].key.isBefore(parties[$1].key) }
        var places = [Int](repeating: 0, count: parties.count)
        for (place, number) in byKey.enumerated() { places[number] = place }
        var joiner = PartyJoiner(byKey.map { parties[$0] })
        joiner.apply(sameAs) { key in numbers[key].map { places[$0] } }
        joiner.joinByName()
        // A party that took another may go by the other's key.
        let order = joiner.remaining.sorted { joiner.parties[$0].key.isBefore(joiner.parties[$1].key) }
        var renumbered = [Int32](repeating: -1, count: parties.count)
        for (number, place) in order.enumerated() { renumbered[place] = Int32(number) }
        for place in parties.indices { renumbered[place] = renumbered[joiner.target(of: place)] }
        // Moved, for a copy would take as much as everything else.
        var finishedUses = PartyUseLog()
        swap(&finishedUses, &uses)
        finishedUses.finish(parties: places.map { renumbered[$0] })
        let different = joiner.different.map { pair in
            [renumbered[pair.first], renumbered[pair.second]].sorted()
        }
        return FinishedParties(
            profiles: order.map { joiner.parties[$0] }, uses: finishedUses,
            different: Set(different).map { ($0[0], $0[1]) }.sorted { $0 < $1 }, issues: joiner.issues)
    }
}

// MARK: Coming and going

extension PartyCatalog {
    /// Whether it knows nobody.
    var isEmpty: Bool { parties.isEmpty }

    /// Forgets all that is known of some parties, to be told anew; `compact` has to follow.
    mutating func forget(_ keys: Set<PartyKey>) {
        var gone: Set<Int32> = []
        for key in keys {
            guard let number = numbers[key] else { continue }
            parties[number] = PartyProfile(key: key)
            gone.insert(Int32(number))
        }
        uses.removeLines { gone.contains($0) }
    }

    /// Takes of the parties of a filing those with some keys.
    mutating func add(_ sightings: [Sighting], of keys: Set<PartyKey>) {
        add(sightings.filter { keys.contains($0.key) })
    }

    /// Leaves out parties that no filing names any more, and texts that none of their lines has.
    mutating func compact() {
        var renumbered = [Int32](repeating: -1, count: parties.count)
        var kept: [PartyProfile] = []
        numbers = [:]
        for (number, party) in parties.enumerated() where party.filingCount > 0 {
            renumbered[number] = Int32(kept.count)
            numbers[party.key] = kept.count
            kept.append(party)
        }
        parties = kept
        uses.compact(parties: renumbered)
    }

    /// Everything as bytes: the same for the same filings and lists in whatever order they were taken.
    var bytes: [UInt8] {
        let byKey = parties.indices.sorted { parties[$0].key.isBefore(parties[$1].key) }
        var places = [Int32](repeating: 0, count: parties.count)
        for (place, number) in byKey.enumerated() { places[number] = Int32(place) }
        var writer = RecordWriter(capacity: parties.count * 128 + uses.lines.count * 40)
        writer.byte(Self.version)
        writer.list(byKey) { parties[$1].write(to: &$0) }
        var ordered = uses
        ordered.finish(parties: places)
        ordered.write(to: &writer)
        return writer.bytes
    }

    /// First byte of `bytes`.
    static let version: UInt8 = 1

    /// Reads `bytes`.
    ///
    /// - Throws: `RecordReader.Failure` for bytes that are no catalog.
    init(from bytes: [UInt8]) throws(RecordReader.Failure) {
        typealias Failure = RecordReader.Failure
        var reader = RecordReader(bytes)
        guard try reader.byte() == Self.version else { throw reader.failure() }
        parties = try reader.list { (reader) throws(Failure) in try PartyProfile(from: &reader) }
        numbers.reserveCapacity(parties.count)
        for (number, party) in parties.enumerated() { numbers[party.key] = number }
        guard numbers.count == parties.count else { throw reader.failure() }
        uses = try PartyUseLog(from: &reader, partyCount: parties.count)
        guard reader.isAtEnd else { throw reader.failure() }
    }
}
