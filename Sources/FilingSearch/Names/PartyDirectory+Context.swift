internal import FilingModel
internal import InvertedIndex
internal import NameMatching
internal import Storage

extension PartyDirectory {
    /// What parties were in filings; `nil` in an index written before that was kept.
    ///
    /// - Complexity: the bytes are verified once for each open index.
    func uses() throws(IndexError) -> PartyUses? { try PartyUses(segment) }

    /// The number of the party with a key.
    func number(withKey key: PartyKey) throws(IndexError) -> DocumentID? {
        try numbers(.key, Array(key.term.utf8)).first
    }

    /// The key that the party with a key goes by; `nil` when there is no such party.
    ///
    /// - Complexity: O(log *n*) for a CIK that is a party's own, as nearly all are.
    func primaryKey(of key: PartyKey) throws(IndexError) -> PartyKey? {
        if let cik = key.cik {
            let low = firstParty(from: cik)
            if low < count, self.cik(of: low) == cik, !segment.isDeleted(DocumentID(low)) { return key }
        }
        guard let number = try number(withKey: key) else { return nil }
        return try party(number).key
    }

    /// The first party whose CIK is not below one: parties stand by ascending CIK, those without one behind them.
    ///
    /// - Complexity: O(log *n*).
    func firstParty(from cik: CentralIndexKey) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            let value = partyCIKs.uint64(at: middle * 8) ?? 0
            if value != 0, value < cik.value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The kind of a party.
    func kind(of party: Int) -> PartyKind { partyKinds.byte(at: party).flatMap(PartyKind.init) ?? .unknown }

    /// The CIK of a party.
    func cik(of party: Int) -> CentralIndexKey? { partyCIKs.uint64(at: party * 8).flatMap { CentralIndexKey($0) } }

    /// A name of the universe, as filed.
    func text(ofName name: UInt32) -> String { self.name(ofRow: Int(universe.rows[Int(name)])) }

    /// The lowest row of some names of the universe: the lower, the more filings name their party.
    func firstRow(_ names: some Sequence<UInt32>) -> UInt32 { names.map { universe.rows[Int($0)] }.min() ?? .max }

    /// The party that bears a name of the universe.
    func party(ofName name: Int) -> Int? { nameParties.uint32(at: Int(universe.rows[name]) * 4).map(Int.init) }

    /// The names that parties bear.
    ///
    /// - Parameter isMember: whether a party, by number, is one of them.
    /// - Returns: all names of those parties.
    /// - Complexity: O(names).
    func names(ofParties isMember: [Bool]) -> NameSubset {
        var subset = NameSubset(nameCount: universe.nameCount)
        for name in 0..<universe.nameCount {
            guard let party = party(ofName: name), isMember.indices.contains(party), isMember[party] else { continue }
            subset.insert(UInt32(name))
        }
        return subset
    }

    /// The parties that fulfil a context.
    ///
    /// - Parameters:
    ///   - context: what is known.
    ///   - issuer: the number of the issuer meant, if one is.
    ///   - uses: needed where the context concerns filings.
    /// - Returns: for each party whether it does.
    /// - Complexity: O(parties), and O(uses) where filings are concerned.
    func parties(fulfilling context: PartyContext, issuer: Int?, uses: PartyUses?) -> [Bool] {
        var isMember = [Bool](repeating: true, count: count)
        segment.deleted?.documents.forEach { isMember[Int($0)] = false }
        if let kind = context.kind {
            for party in 0..<count where isMember[party] {
                let own = self.kind(of: party)
                isMember[party] = own == kind || own == .unknown
            }
        }
        guard let uses, context.concernsFilings else { return isMember }
        var filter = PartyUseFilter(context, issuer: issuer, in: uses)
        for party in 0..<count where isMember[party] {
            isMember[party] = uses.uses(of: party).contains { filter.matches($0) }
        }
        return isMember
    }
}
