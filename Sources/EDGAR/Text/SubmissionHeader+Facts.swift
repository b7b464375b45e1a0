internal import FilingModel

extension SubmissionHeader {
    /// Puts together what header and documents tell about a filing that is no Form 3, 4 or 5.
    ///
    /// The header knows keys, addresses and former names, the form who is what. A party that both name, by key or by the
    /// words of its name, becomes one with the header's name and the form's role.
    ///
    /// - Parameters:
    ///   - filing: what is being read.
    ///   - facts: what the XML of the form tells; `nil` for forms of text.
    func combine(_ filing: inout Filing, with facts: Filing?) {
        filing.issuer = issuer(of: filing.form) ?? facts?.issuer
        if filing.issuer?.formerNames.isEmpty == true, filing.issuer?.cik == facts?.issuer?.cik {
            filing.issuer?.formerNames = facts?.issuer?.formerNames ?? []
        }
        var parties = parties.map(Self.party)
        // Whoever files a Schedule 13D or 13G about a company reports a stake in it.
        let isAboutStake = ["SC 13D", "SC 13G", "SCHEDULE 13"].contains { filing.form.base.hasPrefix($0) }
        if isAboutStake {
            for index in parties.indices where parties[index].knownRole == .filedBy {
                parties[index].role = PartyRole.reportingPerson.rawValue
            }
            var named = Set(parties.map { Self.words($0.name) })
            for name in groupMembers where named.insert(Self.words(name)).inserted {
                parties.append(FilingParty(.reportingPerson, name: name))
            }
        }
        filing.otherParties = parties
        guard let facts else { return }
        filing.rows = facts.rows
        filing.remarks = filing.remarks ?? facts.remarks
        filing.signatures = facts.signatures
        filing.amends = facts.amends
        filing.isUnderTradingPlan = facts.isUnderTradingPlan
        // Places of the header's parties that no party of the form has taken yet, the last one first.
        var byKey: [CentralIndexKey: [Int]] = [:]
        var byWords: [[String]: [Int]] = [:]
        for index in parties.indices.reversed() {
            if let cik = parties[index].cik { byKey[cik, default: []].append(index) }
            byWords[Self.words(parties[index].name), default: []].append(index)
        }
        var keys = Set(parties.compactMap(\.cik))
        var taken: Set<Int> = []
        for party in facts.otherParties {
            let words = party.cik == nil ? Self.words(party.name) : []
            let places = party.cik.map { byKey[$0] ?? [] } ?? byWords[words] ?? []
            guard let same = places.last(where: { !taken.contains($0) }) else {
                // A filer without a name says nothing that its key elsewhere doesn't.
                let isKnown = party.cik.map { !keys.insert($0).inserted } ?? false
                if !(party.knownRole == .filer && isKnown) { filing.otherParties.append(party) }
                continue
            }
            if party.knownRole == .filer { continue }
            let isSubject = filing.issuer?.cik != nil && filing.otherParties[same].cik == filing.issuer?.cik
            if isSubject, party.knownRole?.isPrincipal != true {
                filing.otherParties.append(party)
                continue
            }
            taken.insert(same)
            if let cik = party.cik { byKey[cik]?.removeLast() } else { byWords[words]?.removeLast() }
            filing.otherParties[same].role = party.role
            filing.otherParties[same].kind = party.kind
            filing.otherParties[same].relationship = party.relationship
            if filing.otherParties[same].address.isEmpty { filing.otherParties[same].address = party.address }
        }
    }

    /// The words of a name in an order that is the same for `Doe Jane` and `Jane Doe`.
    private static func words(_ name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).sorted()
    }

    static func party(_ party: Party) -> FilingParty {
        FilingParty(
            role: party.role, cik: party.cik, name: party.name, address: party.address,
            formerNames: party.formerNames)
    }
}

extension Filing {
    /// Takes what a further document of the same submission tells, such as the information table behind a 13F's cover.
    ///
    /// - Parameter other: what that document tells.
    mutating func add(_ other: Filing) {
        let tables = Set(rows.map(\.table))
        rows += other.rows.filter { !tables.contains($0.table) }
        let signed = Set(signatures)
        signatures += other.signatures.filter { !signed.contains($0) }
        let named = Set(otherParties)
        otherParties += other.otherParties.filter { $0.knownRole != .filer && !named.contains($0) }
        issuer = issuer ?? other.issuer
        period = period ?? other.period
    }
}
