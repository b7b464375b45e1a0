/// Parts joined by NEAR while a query is read: `-owner:a NEAR b NEAR c` says all of it about the whole chain.
struct NearChain {
    /// What stands around the chain, outermost first.
    private enum Shell {
        case not
        case field(String, at: Int)
    }

    /// What stands near one another.
    private(set) var parts: [QuerySyntax]
    /// The largest distance given.
    private(set) var within: Int
    private let place: Int
    private var shells: [Shell] = []

    /// The field that it is about, if one was named.
    var fieldName: String? {
        for case .field(let name, _) in shells { return name }
        return nil
    }

    /// A chain that begins with a part.
    ///
    /// - Parameters:
    ///   - first: the part; may be a chain itself.
    ///   - within: the distance at the first operator.
    ///   - place: where that stands.
    init(_ first: QuerySyntax, within: Int, at place: Int) {
        var core = first
        while true {
            if case .not(let inner) = core {
                shells.append(.not)
                core = inner
            } else if case .field(let name, let start, let inner) = core {
                shells.append(.field(name, at: start))
                core = inner
            } else {
                break
            }
        }
        if case .near(let parts, let other, let start) = core {
            (self.parts, self.within, self.place) = (parts, other, start)
        } else {
            (parts, self.within, self.place) = ([core], within, place)
        }
    }

    /// Adds a part to the end.
    mutating func add(_ part: QuerySyntax, within distance: Int) {
        parts.append(part)
        within = max(within, distance)
    }

    /// The whole as one part.
    var syntax: QuerySyntax {
        shells.reversed().reduce(.near(parts, within: within, at: place)) { inner, shell in
            switch shell {
            case .not: .not(inner)
            case .field(let name, let start): .field(name, at: start, inner)
            }
        }
    }
}
