/// A person or entity that reports holdings in an issuer.
public struct ReportingOwner: Hashable, Sendable {
    /// The owner's key, missing in papers that print none.
    public var cik: CentralIndexKey?
    /// The name as filed, in EDGAR's order: last, first, middle, suffix.
    public var name: String
    /// The address as filed.
    public var address: PostalAddress
    /// What the owner is to the issuer.
    public var relationship: OwnerRelationship
    /// Earlier names, from the submission header.
    public var formerNames: [FormerName]

    /// An owner.
    ///
    /// - Parameters:
    ///   - cik: the key, if known.
    ///   - name: as filed.
    ///   - address: as filed.
    ///   - relationship: to the issuer.
    ///   - formerNames: earlier names.
    public init(
        cik: CentralIndexKey?, name: String, address: PostalAddress = PostalAddress(),
        relationship: OwnerRelationship = OwnerRelationship(), formerNames: [FormerName] = []
    ) {
        self.cik = cik
        self.name = name
        self.address = address
        self.relationship = relationship
        self.formerNames = formerNames
    }
}

/// The boxes an owner ticks: what it is to the issuer.
public struct OwnerRelationship: Hashable, Sendable {
    /// A director.
    public var isDirector = false
    /// An officer; `officerTitle` says which.
    public var isOfficer = false
    /// An owner of more than ten percent.
    public var isTenPercentOwner = false
    /// Something else; `otherText` says what.
    public var isOther = false
    /// The title as filed, such as `COO and President` or `See Remarks`.
    public var officerTitle: String?
    /// The words behind *other*.
    public var otherText: String?

    /// No box ticked.
    public init() {}

    /// The roles in words, in the order of the form: `director`, `officer`, `10% owner`, `other`.
    public var roles: [String] {
        var roles: [String] = []
        if isDirector { roles.append("director") }
        if isOfficer { roles.append("officer") }
        if isTenPercentOwner { roles.append("10% owner") }
        if isOther { roles.append("other") }
        return roles
    }

    /// One line for people: titles where given, else the roles.
    public var summary: String {
        var parts: [String] = []
        if isDirector { parts.append("Director") }
        if let officerTitle, !officerTitle.isEmpty {
            parts.append(officerTitle)
        } else if isOfficer {
            parts.append("Officer")
        }
        if isTenPercentOwner { parts.append("10% Owner") }
        if let otherText, !otherText.isEmpty { parts.append(otherText) } else if isOther { parts.append("Other") }
        return parts.joined(separator: ", ")
    }
}
