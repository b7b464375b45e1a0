internal import FilingModel

/// Everyone in a filing but its issuer, each party once with all it is there.
///
/// Owners and the persons of other forms are the *principals* of a filing: it is made by them or about what they hold
/// or run. Signers, attorneys-in-fact, contacts and whoever else is named stand beside them.
struct FilingCast {
    /// A party and what it is.
    struct Member {
        var key: PartyKey
        var name: String
        var roles: PartyRoles
        var isPrincipal: Bool
        /// Whether it reports on Form 3, 4 or 5, so that it counts as an owner.
        var isOwner: Bool
        /// Person or company, as far as role and form tell.
        var kind: PartyKind
        var address: PostalAddress
        var formerNames: [FormerName]
        /// What it is to the issuer, as boxes and words.
        var relationship: OwnerRelationship
        /// The header's word for a party that has no relationship; empty for others.
        var word: String
    }

    /// In the order of the filing, principals first.
    private(set) var members: [Member] = []
    private var places: [PartyKey: Int] = [:]

    /// The parties of a filing.
    init(_ filing: Filing) {
        for owner in filing.owners where !owner.name.isEmpty || owner.cik != nil {
            let relationship = owner.relationship
            let isOfficial = relationship.isDirector || relationship.isOfficer
            add(
                Member(
                    key: PartyKey(cik: owner.cik, name: owner.name), name: owner.name,
                    roles: PartyRoles(relationship).union(.owner), isPrincipal: true, isOwner: true,
                    kind: isOfficial ? .person : .unknown, address: owner.address, formerNames: owner.formerNames,
                    relationship: relationship, word: ""))
        }
        for isPrincipal in [true, false] {
            for party in filing.otherParties where (party.knownRole?.isPrincipal ?? false) == isPrincipal {
                add(party, of: filing)
            }
        }
        addSigners(of: filing)
    }

    private mutating func add(_ party: FilingParty, of filing: Filing) {
        let role = party.knownRole
        // Without a key only those are parties that play a part of their own: a header names nobody without one.
        guard !party.name.isEmpty, party.cik != nil || role?.isOfForms == true else { return }
        let relationship = party.relationship
        let isOfficial = relationship.isDirector || relationship.isOfficer
        var kind = party.kind
        if kind == .unknown, role?.isHuman == true || isOfficial { kind = .person }
        add(
            Member(
                key: PartyKey(cik: party.cik, name: party.name), name: party.name,
                roles: PartyRoles(relationship).union(PartyRoles(role)), isPrincipal: role?.isPrincipal ?? false,
                isOwner: false, kind: kind, address: party.address, formerNames: party.formerNames,
                relationship: relationship, word: relationship == OwnerRelationship() ? party.role : ""))
    }

    /// Who signed: one of those above if the words of the name are the same, else somebody known by name.
    private mutating func addSigners(of filing: Filing) {
        guard !filing.signatures.isEmpty else { return }
        var known: [UInt64: Int]?
        for signature in filing.signatures {
            guard let line = SignatureLine(parsing: signature.name) else { continue }
            let isForAnother = line.isForAnother || signature.title?.lowercased().contains("attorney-in-fact") == true
            let role: PartyRoles = isForAnother ? [.signer, .attorneyInFact] : .signer
            if known == nil {
                known = Dictionary(
                    members.indices.map { (Self.wordSum(of: members[$0].name), $0) },
                    uniquingKeysWith: { first, _ in first })
            }
            if let same = known?[Self.wordSum(of: line.name)] {
                members[same].roles.formUnion(role)
                continue
            }
            var relationship = OwnerRelationship()
            relationship.officerTitle = signature.title
            add(
                Member(
                    key: PartyKey(cik: nil, name: line.name), name: line.name, roles: role, isPrincipal: false,
                    isOwner: false, kind: .person, address: PostalAddress(), formerNames: [],
                    relationship: relationship, word: signature.title == nil ? PartyRole.signer.rawValue : ""))
        }
    }

    /// A number that is the same for names of the same words in any order and case.
    ///
    /// No list of words is made, since every filing asks for its signers.
    private static func wordSum(of name: String) -> UInt64 {
        var sum: UInt64 = 0
        var word: UInt64 = 0
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x80...0xFF: word = (word ^ UInt64(byte)) &* 0x100_0000_01B3
            case 0x41...0x5A: word = (word ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
            // `O'Brien` is one word however it is written.
            case 0x27: continue
            default:
                sum &+= word &* (word | 1)
                word = 0
            }
        }
        return sum &+ word &* (word | 1)
    }

    /// Adds a party, or to one that is there what it is as well.
    private mutating func add(_ member: Member) {
        guard let place = places[member.key] else {
            places[member.key] = members.count
            members.append(member)
            return
        }
        members[place].roles.formUnion(member.roles)
        if members[place].kind == .unknown { members[place].kind = member.kind }
    }
}

extension FilingCast.Member {
    /// What it is in a line: for an owner the boxes and titles, for others the role as well.
    var summary: String {
        if isOwner { return relationship.summary }
        let boxes: PartyRoles = [.director, .officer, .tenPercentOwner, .other]
        let role = roles.subtracting(boxes).words.filter { $0 != "named" }.joined(separator: ", ")
        let summary = relationship.summary
        return [role.isEmpty ? word : role, summary].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

extension OwnerRelationship {
    /// The officer's title and the words behind *other*.
    var titleLine: String {
        [officerTitle, otherText].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
