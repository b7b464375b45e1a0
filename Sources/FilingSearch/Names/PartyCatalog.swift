internal import FilingModel

/// Everyone that filings and lists name: what is known of each party, gathered while filings go by.
///
/// Catalogs of parts are merged in the order of the parts, so the result does not depend on who worked on what.
struct PartyCatalog {
    private var numbers: [PartyKey: Int] = [:]
    private(set) var parties: [PartyProfile] = []
    private var uses = PartyUseLog()

    /// The parties of one filing, kept apart until it is known that the filing counts.
    struct Sighting {
        var key: PartyKey
        var name: String
        var part: Part
        var formerNames: [String]
        var tickers: [String]
        var address = PostalAddress()
        var company: String?
        var date: Int32
        var kind: PartyKind
        /// The filing's issuer.
        var issuer: PartyKey?
        var form: String
        var roles: PartyRoles
        var title = ""

        enum Part { case owner, issuer, other }
    }

    /// The parties a filing names, its issuer first.
    static func sightings(in filing: Filing) -> [Sighting] {
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
                    address: filer?.address ?? PostalAddress(), date: date, kind: .company, issuer: key, form: form,
                    roles: .issuer))
        }
        var keys = Set(sightings.map(\.key))
        var ownerPlaces: [PartyKey: Int] = [:]
        for owner in filing.owners where !owner.name.isEmpty || owner.cik != nil {
            let key = PartyKey(cik: owner.cik, name: owner.name)
            let relationship = owner.relationship
            // An owner that is listed twice has filed once.
            if let place = ownerPlaces[key] {
                sightings[place].roles.formUnion(relationship.partyRoles)
                continue
            }
            ownerPlaces[key] = sightings.count
            keys.insert(key)
            let isOfficial = relationship.isDirector || relationship.isOfficer
            sightings.append(
                Sighting(
                    key: key, name: owner.name, part: .owner,
                    formerNames: owner.formerNames.map(\.name), tickers: [], address: owner.address,
                    company: filing.issuer?.name, date: date, kind: isOfficial ? .person : .unknown,
                    issuer: issuerKey, form: form, roles: relationship.partyRoles, title: relationship.titleLine))
        }
        for party in filing.otherParties where !party.name.isEmpty && party.cik != nil {
            let key = PartyKey(cik: party.cik, name: party.name)
            // One sighting is enough.
            guard keys.insert(key).inserted else { continue }
            sightings.append(
                Sighting(
                    key: key, name: party.name, part: .other, formerNames: party.formerNames.map(\.name), tickers: [],
                    address: party.address, date: date, kind: .unknown, issuer: issuerKey, form: form, roles: .named,
                    title: party.role))
        }
        return sightings
    }

    /// Takes the parties of a filing that counts.
    mutating func add(_ sightings: [Sighting]) {
        for sighting in sightings {
            let number = number(of: sighting.key)
            parties[number].add(sighting)
            uses.add(sighting, party: number, issuer: sighting.issuer.map { self.number(of: $0) })
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
    func finished(_ sameAs: SameAs = SameAs()) -> FinishedParties {
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
        var uses = uses
        uses.finish(parties: places.map { renumbered[$0] })
        let different = joiner.different.map { pair in
            [renumbered[pair.first], renumbered[pair.second]].sorted()
        }
        return FinishedParties(
            profiles: order.map { joiner.parties[$0] }, uses: uses,
            different: Set(different).map { ($0[0], $0[1]) }.sorted { $0 < $1 }, issues: joiner.issues)
    }
}

extension OwnerRelationship {
    /// The boxes as bits, *owner* always among them.
    fileprivate var partyRoles: PartyRoles {
        var roles: PartyRoles = .owner
        if isDirector { roles.insert(.director) }
        if isOfficer { roles.insert(.officer) }
        if isTenPercentOwner { roles.insert(.tenPercentOwner) }
        if isOther { roles.insert(.other) }
        return roles
    }

    /// The officer's title and the words behind *other*.
    fileprivate var titleLine: String {
        [officerTitle, otherText].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
