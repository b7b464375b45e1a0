/// A way in which people write a name, with how to make a query of it from a party.
struct QueryClass: Sendable {
    /// Of whom queries are made.
    enum Bearers: Sendable {
        case everybody, persons, organisations
    }

    let name: String
    let bearers: Bearers
    /// A query made from a party, or `nil` if the party does not lend itself to it.
    let make: @Sendable (inout QueryMaker, Party) -> Draft?

    init(_ name: String, of bearers: Bearers = .persons, make: @escaping @Sendable (inout QueryMaker, Party) -> Draft?)
    {
        self.name = name
        self.bearers = bearers
        self.make = make
    }

    func suits(_ party: Party) -> Bool {
        switch bearers {
        case .everybody: true
        case .persons: party.isPerson && !party.surname.isEmpty && !party.given.isEmpty
        case .organisations: !party.isPerson
        }
    }

    /// Every class that is measured; none is left out because it is hard.
    static let all = asFiled + parts + misspelt + beginnings + organisations

    /// Classes whose queries leave out so much of the name that a threshold for whole names says nothing about them.
    static let partial: Set<String> = [
        "last_only", "prefix_edgar", "prefix_natural", "ent_prefix", "ent_partial", "ent_ticker", "first_initial",
        "hyphen_half",
    ]
}
