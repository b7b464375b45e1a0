public import FilingModel

/// What a party is in a filing; a party may be several things at once.
public struct PartyRoles: OptionSet, Hashable, Sendable {
    /// The bits as they stand in an index.
    public let rawValue: UInt16

    /// Roles from their bits.
    ///
    /// - Parameter rawValue: as they stand in an index.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A director: a reporting owner who ticked so, or somebody a form calls one.
    public static let director = PartyRoles(rawValue: 1)
    /// An officer: a reporting owner who ticked so, or somebody a form calls one.
    public static let officer = PartyRoles(rawValue: 2)
    /// A reporting owner who ticked *10% owner*.
    public static let tenPercentOwner = PartyRoles(rawValue: 4)
    /// A reporting owner who ticked *other*.
    public static let other = PartyRoles(rawValue: 8)
    /// A reporting owner, whatever was ticked.
    public static let owner = PartyRoles(rawValue: 16)
    /// The company whose securities the filing is about.
    public static let issuer = PartyRoles(rawValue: 32)
    /// Someone else the filing names: a filer, a subject company, a broker.
    public static let named = PartyRoles(rawValue: 64)
    /// For whose account a Form 144 announces a sale.
    public static let seller = PartyRoles(rawValue: 128)
    /// Reports a stake on Schedule 13D or 13G.
    public static let reportingPerson = PartyRoles(rawValue: 256)
    /// Officer, director or promoter of the issuer of a Form D.
    public static let relatedPerson = PartyRoles(rawValue: 512)
    /// Signed the filing.
    public static let signer = PartyRoles(rawValue: 1024)
    /// Was given the power to sign.
    public static let attorneyInFact = PartyRoles(rawValue: 2048)
    /// To be asked about the filing.
    public static let contact = PartyRoles(rawValue: 4096)
    /// Manages what a 13F lists.
    public static let manager = PartyRoles(rawValue: 8192)

    /// The bit of a role.
    ///
    /// - Parameter role: any; those without a bit of their own are *named*.
    public init(_ role: PartyRole?) {
        switch role {
        case .owner: self = .owner
        case .issuer: self = .issuer
        case .seller: self = .seller
        case .reportingPerson: self = .reportingPerson
        case .relatedPerson: self = .relatedPerson
        case .signer: self = .signer
        case .attorneyInFact: self = .attorneyInFact
        case .contact: self = .contact
        case .manager: self = .manager
        default: self = .named
        }
    }

    /// The boxes as bits.
    init(_ relationship: OwnerRelationship) {
        self = []
        if relationship.isDirector { insert(.director) }
        if relationship.isOfficer { insert(.officer) }
        if relationship.isTenPercentOwner { insert(.tenPercentOwner) }
        if relationship.isOther { insert(.other) }
    }

    private static let others: [(role: PartyRoles, words: String)] = [
        (.issuer, "issuer"), (.seller, "seller"), (.reportingPerson, "reporting person"),
        (.relatedPerson, "related person"), (.manager, "manager"), (.attorneyInFact, "attorney-in-fact"),
        (.contact, "contact"), (.named, "named"),
    ]

    /// The roles in words; *owner* and *signer* only where nothing nearer is told.
    public var words: [String] {
        var words: [String] = []
        if contains(.director) { words.append("director") }
        if contains(.officer) { words.append("officer") }
        if contains(.tenPercentOwner) { words.append("10% owner") }
        if contains(.other) { words.append("other") }
        if contains(.owner), words.isEmpty { words.append("owner") }
        for other in Self.others where contains(other.role) { words.append(other.words) }
        if contains(.signer), words.isEmpty { words.append("signer") }
        return words
    }
}
