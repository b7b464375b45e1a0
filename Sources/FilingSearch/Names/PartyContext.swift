public import FilingModel

/// What is known of a party beside its name.
///
/// All of it must hold; what concerns filings – issuer, form, roles, title, city, state and days – must hold in one and
/// the same filing.
public struct PartyContext: Hashable, Sendable {
    /// The company the filing is about: a trading symbol, a CIK or a name in any spelling.
    public var issuer: String?
    /// The form; `4` includes `4/A`.
    public var form: String?
    /// What the party is in the filing: all of these.
    public var roles: PartyRoles = []
    /// Words that all occur in the officer title or in the words behind *other*.
    public var title: String?
    /// Words that all occur in the city of its address.
    public var city: String?
    /// State or country of its address: EDGAR's code, or words.
    public var state: String?
    /// The first and the last day of filing.
    public var since: CalendarDate?, until: CalendarDate?
    /// Person or company; those of unknown kind are among both.
    public var kind: PartyKind?

    /// Nothing known but perhaps the kind.
    ///
    /// - Parameter kind: person or company.
    public init(kind: PartyKind? = nil) { self.kind = kind }

    /// Whether nothing is known.
    public var isEmpty: Bool { self == PartyContext() }

    /// Whether filings have to be looked at.
    var concernsFilings: Bool {
        var context = self
        context.kind = nil
        return !context.isEmpty
    }
}
