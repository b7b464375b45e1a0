/// A party that is neither the issuer nor a reporting owner of Form 3, 4 or 5.
public struct FilingParty: Hashable, Sendable {
    /// What it is: the raw value of a `PartyRole`, or the header's own word in lower case.
    public var role: String
    /// Its key, if told.
    public var cik: CentralIndexKey?
    /// Its name as filed.
    public var name: String
    /// Its business address, else its mail address.
    public var address: PostalAddress
    /// Earlier names.
    public var formerNames: [FormerName]
    /// Person or company, where the form says so.
    public var kind: PartyKind
    /// What it is to the issuer, where the form says so: director, executive officer, and in which words.
    public var relationship: OwnerRelationship

    /// A party.
    ///
    /// - Parameters:
    ///   - role: a `PartyRole`'s raw value, or the header's word in lower case.
    ///   - cik: the key, if told.
    ///   - name: as filed.
    ///   - address: business address, else mail address.
    ///   - formerNames: earlier names.
    ///   - kind: if told.
    ///   - relationship: to the issuer.
    public init(
        role: String, cik: CentralIndexKey?, name: String, address: PostalAddress = PostalAddress(),
        formerNames: [FormerName] = [], kind: PartyKind = .unknown,
        relationship: OwnerRelationship = OwnerRelationship()
    ) {
        self.role = role
        self.cik = cik
        self.name = name
        self.address = address
        self.formerNames = formerNames
        self.kind = kind
        self.relationship = relationship
    }

    /// A party in a role with a name of its own.
    ///
    /// - Parameters:
    ///   - role: what it is.
    ///   - cik: the key, if told.
    ///   - name: as filed.
    ///   - address: business address, else mail address.
    ///   - kind: if told.
    ///   - relationship: to the issuer.
    public init(
        _ role: PartyRole, cik: CentralIndexKey? = nil, name: String, address: PostalAddress = PostalAddress(),
        kind: PartyKind = .unknown, relationship: OwnerRelationship = OwnerRelationship()
    ) {
        self.init(
            role: role.rawValue, cik: cik, name: name, address: address, kind: kind, relationship: relationship)
    }

    /// The role, if it is one with a name of its own.
    public var knownRole: PartyRole? { PartyRole(rawValue: role) }
}
