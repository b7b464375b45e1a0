internal import FilingModel

/// Everyone that filings and lists name: what is known of each party, gathered while filings go by.
///
/// Catalogs of parts are merged in the order of the parts, so the result does not depend on who worked on what.
struct PartyCatalog {
    private var numbers: [PartyKey: Int] = [:]
    private(set) var parties: [PartyProfile] = []

    /// The parties of one filing, kept apart until it is known that the filing counts.
    struct Sighting {
        var key: PartyKey
        var name: String
        var part: Part
        var formerNames: [String]
        var tickers: [String]
        var place: String?
        var company: String?
        var date: Int32
        var kind: PartyKind

        enum Part { case owner, issuer, other }
    }

    /// The parties a filing names.
    static func sightings(in filing: Filing) -> [Sighting] {
        let date = filing.effectiveDate?.ordinal ?? 0
        var sightings: [Sighting] = []
        if let issuer = filing.issuer, !issuer.name.isEmpty || issuer.cik != nil {
            sightings.append(
                Sighting(
                    key: PartyKey(cik: issuer.cik, name: issuer.name), name: issuer.name, part: .issuer,
                    formerNames: issuer.formerNames.map(\.name), tickers: issuer.tickers, place: nil, company: nil,
                    date: date, kind: .company))
        }
        var keys = Set(sightings.map(\.key))
        var ownerKeys: Set<PartyKey> = []
        for owner in filing.owners where !owner.name.isEmpty || owner.cik != nil {
            // An owner that is listed twice has filed once.
            let key = PartyKey(cik: owner.cik, name: owner.name)
            guard ownerKeys.insert(key).inserted else { continue }
            keys.insert(key)
            let isOfficial = owner.relationship.isDirector || owner.relationship.isOfficer
            sightings.append(
                Sighting(
                    key: key, name: owner.name, part: .owner,
                    formerNames: owner.formerNames.map(\.name), tickers: [], place: place(owner.address),
                    company: filing.issuer?.name, date: date, kind: isOfficial ? .person : .unknown))
        }
        for party in filing.otherParties where !party.name.isEmpty && party.cik != nil {
            let key = PartyKey(cik: party.cik, name: party.name)
            // The issuer of a 10-K is its filer: one sighting is enough.
            guard keys.insert(key).inserted else { continue }
            sightings.append(
                Sighting(
                    key: key, name: party.name, part: .other, formerNames: party.formerNames.map(\.name), tickers: [],
                    place: place(party.address), company: nil, date: date, kind: .unknown))
        }
        return sightings
    }

    private static func place(_ address: PostalAddress) -> String? {
        let parts = [address.city, address.state ?? address.country].compactMap(\.self).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// Takes the parties of a filing that counts.
    mutating func add(_ sightings: [Sighting]) {
        for sighting in sightings { parties[number(of: sighting.key)].add(sighting) }
    }

    /// Takes a party from a list.
    mutating func add(_ listed: ListedParty) {
        parties[number(of: .cik(listed.cik))].add(listed)
    }

    /// Takes the parties of a later part.
    mutating func merge(_ other: PartyCatalog) {
        for party in other.parties { parties[number(of: party.key)].merge(party) }
    }

    private mutating func number(of key: PartyKey) -> Int {
        if let number = numbers[key] { return number }
        numbers[key] = parties.count
        parties.append(PartyProfile(key: key))
        return parties.count - 1
    }

    /// All parties in the order they are numbered in the index, those known by name only joined to the party that
    /// bears the same words in its name and is named with the same company, where there is exactly one.
    func finished() -> [PartyProfile] {
        var parties = parties
        joinByName(&parties)
        return parties.sorted { left, right in
            switch (left.key, right.key) {
            case (.cik(let left), .cik(let right)): left < right
            case (.cik, .name): true
            case (.name, .cik): false
            case (.name(let left), .name(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
            }
        }
    }

    private func joinByName(_ parties: inout [PartyProfile]) {
        let nameless = parties.indices.filter { parties[$0].key.cik == nil }
        guard !nameless.isEmpty else { return }
        var byWords: [String: [Int]] = [:]
        for (number, party) in parties.enumerated() where party.key.cik != nil {
            for words in Set(party.names.keys.map(PartyProfile.sortedWords)) {
                byWords[words, default: []].append(number)
            }
        }
        var joined: Set<Int> = []
        for number in nameless {
            let party = parties[number]
            let companies = Set(party.companies.map(PartyProfile.sortedWords))
            let words = Set(party.names.keys.map(PartyProfile.sortedWords))
            let same = Set(words.flatMap { byWords[$0] ?? [] }).filter { candidate in
                let other = parties[candidate]
                if party.issuerCount > 0 { return other.issuerCount > 0 || other.kind != .person }
                return !companies.isDisjoint(with: other.companies.map(PartyProfile.sortedWords))
            }
            if same.count == 1, let target = same.first {
                parties[target].join(party)
                joined.insert(number)
            }
        }
        parties = parties.indices.filter { !joined.contains($0) }.map { parties[$0] }
    }
}
