/// What a party is in a filing; an owner may be several things at once.
public struct PartyRoles: OptionSet, Hashable, Sendable {
    /// The bits as they stand in an index.
    public let rawValue: UInt8

    /// Roles from their bits.
    ///
    /// - Parameter rawValue: as they stand in an index.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A reporting owner who ticked *director*.
    public static let director = PartyRoles(rawValue: 1)
    /// A reporting owner who ticked *officer*.
    public static let officer = PartyRoles(rawValue: 2)
    /// A reporting owner who ticked *10% owner*.
    public static let tenPercentOwner = PartyRoles(rawValue: 4)
    /// A reporting owner who ticked *other*.
    public static let other = PartyRoles(rawValue: 8)
    /// A reporting owner, whatever was ticked.
    public static let owner = PartyRoles(rawValue: 16)
    /// The company whose securities the filing is about.
    public static let issuer = PartyRoles(rawValue: 32)
    /// Someone else the header names: a filer, a subject company, an agent.
    public static let named = PartyRoles(rawValue: 64)

    /// The roles in words; *owner* only where nothing nearer is told.
    public var words: [String] {
        var words: [String] = []
        if contains(.director) { words.append("director") }
        if contains(.officer) { words.append("officer") }
        if contains(.tenPercentOwner) { words.append("10% owner") }
        if contains(.other) { words.append("other") }
        if contains(.owner), words.isEmpty { words.append("owner") }
        if contains(.issuer) { words.append("issuer") }
        if contains(.named) { words.append("named") }
        return words
    }
}
