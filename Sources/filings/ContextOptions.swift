internal import ArgumentParser
internal import FilingModel
internal import FilingSearch

/// What is known of a party beside its name, as options.
struct ContextOptions: ParsableArguments {
    @Option(name: .long, help: "Named in a filing about this company: a symbol, a CIK or a name in any spelling.")
    var issuer: String?

    @Option(name: .long, help: "Named in a filing of this form; 4 includes 4/A.")
    var form: String?

    @Option(
        name: .long,
        help: """
            What it is there: \(RoleOption.allCases.map(\.rawValue).joined(separator: ", ")); may be given several \
            times.
            """)
    var role: [RoleOption] = []

    @Option(name: .long, help: "Words of its officer title there.")
    var title: String?

    @Option(name: .long, help: "City of its address there.")
    var city: String?

    @Option(name: .long, help: "State or country of its address there: EDGAR's code, or the name.")
    var state: String?

    @Option(name: .long, help: "Filed on or after this day, month or year, such as 2013-10.")
    var since: String?

    @Option(name: .long, help: "Filed on or before this day, month or year.")
    var until: String?

    /// What a party may be in a filing.
    enum RoleOption: String, ExpressibleByArgument, CaseIterable {
        case officer, director
        case tenPercentOwner = "ten-percent-owner"
        case other, owner, issuer, seller
        case reportingPerson = "reporting-person"
        case relatedPerson = "related-person"
        case signer
        case attorneyInFact = "attorney-in-fact"
        case contact, manager, named

        /// Also takes the words of the form, such as `10%`, and those of a query.
        init?(argument: String) {
            let word = argument.lowercased()
            let isTenPercent = word.hasPrefix("ten") || word.hasPrefix("10")
            let role = PartyRole(parsing: word).map { PartyRole.key(of: $0.rawValue) }
            self.init(rawValue: isTenPercent ? Self.tenPercentOwner.rawValue : role ?? word)
        }

        var roles: PartyRoles {
            switch self {
            case .officer: .officer
            case .director: .director
            case .tenPercentOwner: .tenPercentOwner
            case .other: .other
            case .owner: .owner
            case .issuer: .issuer
            case .seller: .seller
            case .reportingPerson: .reportingPerson
            case .relatedPerson: .relatedPerson
            case .signer: .signer
            case .attorneyInFact: .attorneyInFact
            case .contact: .contact
            case .manager: .manager
            case .named: .named
            }
        }
    }

    mutating func validate() throws {
        for (name, value) in [("since", since), ("until", until)] {
            if let value, CalendarDate.stretch(value) == nil {
                throw ValidationError(
                    "--\(name) must be a day, month or year such as 2013-10-01, 2013-10 or 2013, but is '\(value)'")
            }
        }
        if let since, let until, let first = CalendarDate.stretch(since), let last = CalendarDate.stretch(until),
            first.first > last.last
        {
            throw ValidationError("--since \(since) lies behind --until \(until)")
        }
        for (name, value) in [("issuer", issuer), ("form", form), ("title", title), ("city", city), ("state", state)] {
            if let value, !value.contains(where: { $0.isLetter || $0.isNumber }) {
                throw ValidationError("--\(name) must hold a word or number, but is '\(value)'")
            }
        }
    }

    /// All of it as the index takes it.
    func context(kind: PartyKind? = nil) -> PartyContext {
        var context = PartyContext(kind: kind)
        context.issuer = issuer
        context.form = form
        context.roles = role.reduce(into: []) { $0.formUnion($1.roles) }
        context.title = title
        context.city = city
        context.state = state
        context.since = since.flatMap { CalendarDate.stretch($0)?.first }
        context.until = until.flatMap { CalendarDate.stretch($0)?.last }
        return context
    }

    /// Finds the parties that fulfil it and says how it was understood.
    ///
    /// - Parameters:
    ///   - index: where to look.
    ///   - kind: person or company, if asked for.
    /// - Returns: those parties; `nil` when nothing was asked for.
    /// - Throws: `ExitCode` when nobody fulfils it.
    func selection(in index: FilingIndex, kind: PartyKind? = nil) throws -> PartySelection? {
        let context = context(kind: kind)
        if context.isEmpty { return nil }
        let selection = try answering { () throws(FilingIndexError) in try index.selection(of: context) }
        for note in selection.notes { Output.note("filings: " + note) }
        if selection.isEmpty {
            // No such issuer, as a note has said.
            if issuer != nil, selection.issuer == nil { throw ExitStatus.nothingFound }
            Output.note("nobody in the index fulfils " + words(kind))
            throw ExitStatus.nothingFound
        }
        return selection
    }

    /// The options as typed, to say what found nobody.
    func words(_ kind: PartyKind? = nil) -> String {
        var words: [String] = []
        func add(_ name: String, _ value: String?) { if let value { words.append("--\(name) \(value)") } }
        add("issuer", issuer)
        add("form", form)
        for role in role { add("role", role.rawValue) }
        add("title", title)
        add("city", city)
        add("state", state)
        add("since", since)
        add("until", until)
        add("kind", kind.map { "\($0)" })
        return words.joined(separator: " ")
    }
}

extension CalendarDate {
    /// The first and last day of a day, month or year.
    static func stretch(_ text: String) -> (first: CalendarDate, last: CalendarDate)? {
        if let day = CalendarDate(parsing: text) { return (day, day) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(parts.count), text.utf8.allSatisfy({ $0 == 0x2D || 0x30...0x39 ~= $0 }),
            let first = parts[0], (1000...9999).contains(first)
        else { return nil }
        guard parts.count == 2 else {
            return CalendarDate(year: first, month: 1, day: 1).flatMap { start in
                CalendarDate(year: first, month: 12, day: 31).map { (start, $0) }
            }
        }
        guard let month = parts[1], let start = CalendarDate(year: first, month: month, day: 1) else { return nil }
        let ends = (28...31).compactMap { CalendarDate(year: first, month: month, day: $0) }
        return ends.last.map { (start, $0) }
    }
}
