internal import FilingModel
internal import FilingSearch

extension API {
    /// Parties with what was said about the context they were looked for in.
    private struct Parties: Encodable {
        let notes: [String]
        let parties: [Wire.Party]
    }

    /// `/v1/suggest`: names while they are typed.
    var suggest: Endpoint {
        Endpoint(
            method: "GET", path: "/v1/suggest", name: "suggest",
            summary: "People and companies whose names begin with what is typed, errors forgiven.",
            parameters: [Self.name, Self.limit(8, max: 50)],
            replies: [.init(type: "application/json", schema: "Parties")], lane: .quick
        ) { (arguments, _, commit) throws(Problem) in
            let matches = try Self.suggestions(
                arguments.words("q"), limit: arguments.integer("limit"), on: commit)
            return Self.json(Parties(notes: [], parties: matches.map(Wire.Party.init)))
        }
    }

    /// Suggestions, the most alike first; among equals people before companies, then those with most filings.
    static func suggestions(_ text: String, limit: Int, on commit: Commit) throws(Problem) -> [PartyMatch] {
        let matches = try commit.withNames { (session) throws(FilingIndexError) in
            try session.parties(like: text, limit: limit, isTyping: true)
        }
        func rank(_ match: PartyMatch) -> (Int, Int) {
            (Int((match.score * 100).rounded()), match.kind == .person ? 1 : 0)
        }
        return matches.enumerated().sorted { left, right in
            let (first, second) = (rank(left.element), rank(right.element))
            return first != second ? first > second : left.offset < right.offset
        }.map(\.element)
    }

    /// `/v1/names`: parties by name and what is known beside it.
    var names: Endpoint {
        Endpoint(
            method: "GET", path: "/v1/names", name: "names",
            summary: "People and companies by name, however it is spelt, and by what is known beside it.",
            parameters: [
                Self.name, Self.limit(10, max: 200), Self.kind,
                Parameter("min-score", .share, "The least score."),
                Parameter(
                    "issuer", .text(lengthMax: 200), "Named in a filing about this company: symbol, CIK or name.",
                    example: "TGEN"),
                Parameter("form", .text(lengthMax: 40), "Named in a filing of this form.", example: "3"),
                Parameter("role", .words(RoleWords.all), "What it is there: all of these.", example: "officer"),
                Parameter("title", .text(lengthMax: 200), "Words of its officer title there."),
                Parameter("city", .text(lengthMax: 200), "City of its address there."),
                Parameter("state", .text(lengthMax: 200), "State or country of its address there."),
                Parameter("since", .day, "Filed on or after this day, month or year.", example: "2013"),
                Parameter("until", .day, "Filed on or before this day, month or year."),
                Parameter(
                    "prefer", .flag, "Rank by what is known instead of leaving others out.", standard: "false"),
            ],
            replies: [.init(type: "application/json", schema: "Parties")], lane: .quick
        ) { (arguments, _, commit) throws(Problem) in
            var context = PartyContext(kind: Self.partyKind(arguments.text("kind")))
            context.issuer = arguments.text("issuer")
            context.form = arguments.text("form")
            context.roles = arguments.list("role").reduce(into: []) { $0.formUnion(RoleWords.roles($1)) }
            context.title = arguments.text("title")
            context.city = arguments.text("city")
            context.state = arguments.text("state")
            context.since = arguments.day("since")?.first
            context.until = arguments.day("until")?.last
            for name in ["issuer", "form", "title", "city", "state"] {
                if let text = arguments.text(name), !text.contains(where: { $0.isLetter || $0.isNumber }) {
                    throw Problem(.badRequest, "parameter", "'\(name)' must hold a word or number")
                }
            }
            if let since = context.since, let until = context.until, since > until {
                throw Problem(.badRequest, "parameter", "'since' lies behind 'until'")
            }
            let selection =
                context.isEmpty
                ? nil
                : try answering { [context] () throws(FilingIndexError) in try commit.index.selection(of: context) }
            let (limit, scoreMin) = (arguments.integer("limit"), arguments.share("min-score"))
            let isPreference = arguments.flag("prefer")
            let matches = try commit.withNames { (session) throws(FilingIndexError) in
                if isPreference, let selection {
                    return try session.parties(
                        like: arguments.words("q"), limit: limit, scoreMin: scoreMin, preferring: selection)
                }
                return try session.parties(
                    like: arguments.words("q"), limit: limit, scoreMin: scoreMin, within: selection)
            }
            return Self.json(Parties(notes: selection?.notes ?? [], parties: matches.map(Wire.Party.init)))
        }
    }
}

/// The words by which roles are asked for.
enum RoleWords {
    private static let words: [(word: String, roles: PartyRoles)] = [
        ("officer", .officer), ("director", .director), ("ten-percent-owner", .tenPercentOwner), ("other", .other),
        ("owner", .owner), ("issuer", .issuer), ("seller", .seller), ("reporting-person", .reportingPerson),
        ("related-person", .relatedPerson), ("signer", .signer), ("attorney-in-fact", .attorneyInFact),
        ("contact", .contact), ("manager", .manager), ("named", .named),
    ]

    /// All of them.
    static let all = words.map(\.word)

    /// The roles behind a word.
    static func roles(_ word: String) -> PartyRoles { words.first { $0.word == word }?.roles ?? [] }
}
