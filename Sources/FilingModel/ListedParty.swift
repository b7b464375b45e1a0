/// Whether a party is a human being or an organisation.
public enum PartyKind: UInt8, Hashable, Sendable {
    /// Not told and not clear from the name.
    case unknown = 0
    /// A human being.
    case person = 1
    /// A company, fund, trust or other body.
    case company = 2
}

/// A party known from a list of names rather than from a filing.
public struct ListedParty: Hashable, Sendable {
    /// Its key.
    public var cik: CentralIndexKey
    /// One of its names.
    public var name: String
    /// What it is, where the list says so.
    public var kind: PartyKind
    /// Its trading symbols, where the list gives them.
    public var tickers: [String]
    /// Other names it goes by, where the list gives them.
    public var aliases: [String]
    /// Names it has given up, where the list gives them.
    public var formerNames: [String]

    /// A listed party.
    ///
    /// - Parameters:
    ///   - cik: its key.
    ///   - name: one of its names.
    ///   - kind: if the list says so.
    ///   - tickers: if the list gives them.
    ///   - aliases: if the list gives them.
    ///   - formerNames: if the list gives them.
    public init(
        cik: CentralIndexKey, name: String, kind: PartyKind = .unknown, tickers: [String] = [],
        aliases: [String] = [], formerNames: [String] = []
    ) {
        self.cik = cik
        self.name = name
        self.kind = kind
        self.tickers = tickers
        self.aliases = aliases
        self.formerNames = formerNames
    }
}
