internal import FilingModel
internal import FilingSearch

extension API {
    /// What the Reconciliation Service API calls suggest services, and the preview of an entity.
    var reconciliationSuggest: [Endpoint] {
        let prefix = Parameter(
            "prefix", .text(lengthMax: 200), "What was typed so far.", isRequired: true, example: "panorra")
        let cursor = Parameter("cursor", .integer(0...1_000), "How many suggestions to leave out.", standard: "0")
        let id = Parameter(
            "id", .text(lengthMax: 200), "A CIK or key.", isRequired: true, example: "name:panora robert a")
        func suggest(
            _ kind: String, _ summary: String,
            _ found: @escaping @Sendable (String, Int, Commit) throws(Problem) -> [JSON]
        ) -> Endpoint {
            Endpoint(
                method: "GET", path: "/v1/reconcile/suggest/\(kind)", name: "suggest_\(kind)", summary: summary,
                parameters: [prefix, cursor], replies: [.init(type: "application/json", schema: "Suggested")],
                lane: .quick, passesOthers: true
            ) { (arguments, _, commit) throws(Problem) in
                let found = try found(arguments.words("prefix"), arguments.integer("cursor"), commit)
                return Self.json(["result": .list(found)] as JSON)
            }
        }
        return [
            suggest("entity", "Parties whose names begin so, for the Reconciliation Service API.") {
                (text, skipped, commit) throws(Problem) in
                try Self.suggestions(text, limit: min(50, skipped + Self.suggestedMax), on: commit)
                    .dropFirst(skipped).map(Self.suggested)
            },
            suggest("property", "What can be asked of a party, by the beginning of its name.") {
                (text, skipped, _) throws(Problem) in
                Self.of(ReconcileProperty.all.map(\.described), beginning: text, skipped)
            },
            suggest("type", "Types of parties, by the beginning of their names.") {
                (text, skipped, _) throws(Problem) in
                Self.of(Self.types, beginning: text, skipped)
            },
            Endpoint(
                method: "GET", path: "/v1/reconcile/flyout", name: "flyout",
                summary: "A few lines about a party, for the Reconciliation Service API.", parameters: [id],
                replies: [.init(type: "application/json", schema: "Flyout")], problems: [.badRequest, .notFound],
                lane: .quick, passesOthers: true
            ) { (arguments, _, commit) throws(Problem) in
                let entry = try Self.entry(arguments.words("id"), on: commit)
                let html = String(decoding: Self.lines(about: entry).bytes, as: UTF8.self)
                return Self.json(["id": .text(arguments.words("id")), "html": .text(html)] as JSON)
            },
            Endpoint(
                method: "GET", path: "/v1/reconcile/preview", name: "preview",
                summary: "A small page about a party, to be shown within another.", parameters: [id],
                replies: [.init(type: "text/html", schema: nil)], problems: [.badRequest, .notFound],
                lane: .quick, passesOthers: true
            ) { (arguments, _, commit) throws(Problem) in
                let entry = try Self.entry(arguments.words("id"), on: commit)
                var answer = Answer.page(Self.preview(of: entry))
                // It is made to be framed by others, and holds nothing but words.
                answer.fields.append(
                    (
                        "content-security-policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
                    ))
                return answer
            },
        ]
    }

    /// The types of parties.
    static let types: [JSON] = [
        ["id": "person", "name": "Person"], ["id": "company", "name": "Company"],
    ]

    private static let suggestedMax = 10

    /// The party with a key.
    static func entry(_ key: String, on commit: Commit) throws(Problem) -> PartyEntry {
        let found = try answering { () throws(FilingIndexError) in try commit.index.party(withKey: key) }
        guard let found else { throw Problem(.notFound, "party", "nobody has this CIK or key here") }
        return found
    }

    private static func suggested(_ match: PartyMatch) -> JSON {
        let facts = [match.tickers.joined(separator: ", "), match.place ?? "", "\(match.filingCount) filings"]
        return [
            "id": .text(match.key), "name": .text(match.currentName ?? match.name),
            "description": .text((facts.filter { !$0.isEmpty } + [match.reason]).joined(separator: "; ")),
            "notable": .list(types.filter { match.kind == .unknown || $0.id == "\(match.kind)" }),
        ]
    }

    private static func of(_ things: [JSON], beginning text: String, _ skipped: Int) -> [JSON] {
        let begun = text.lowercased().filter { !$0.isWhitespace }
        return things.filter { thing in
            [thing.id, thing.name].contains { $0.lowercased().filter { !$0.isWhitespace }.contains(begun) }
        }.dropFirst(skipped).map(\.self)
    }

    private static func lines(about entry: PartyEntry) -> HTML {
        let party = entry.party
        let facts = [
            party.kind == .unknown ? nil : "\(party.kind)", party.place, Words.count(party.filingCount, "filing"),
            party.lastFiled.map { "last \($0)" }, party.cik.map { "CIK \($0)" } ?? "known by name only",
        ].compactMap(\.self)
        let others = entry.names.filter { $0 != party.name }.prefix(5)
        return """
            <h1>\(party.name) \(Words.symbols(party.tickers))</h1>
            <p>\(facts.joined(separator: " · "))</p>
            \(others.isEmpty ? "" : "<p>Also \(others.joined(separator: ", "))</p>" as HTML)
            """
    }

    private static func preview(of entry: PartyEntry) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="color-scheme" content="light dark">
        <title>\(entry.party.name)</title>
        <link rel="stylesheet" href="\(Assets.style.address)">
        </head>
        <body class="preview"><main>\(lines(about: entry))</main></body>
        </html>

        """
    }
}

extension JSON {
    fileprivate func text(_ name: String) -> String {
        if case .object(let object) = self, case .text(let text) = object[name] { return text }
        return ""
    }

    fileprivate var id: String { text("id") }
    fileprivate var name: String { text("name") }
}
