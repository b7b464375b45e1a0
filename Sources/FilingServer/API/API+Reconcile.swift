internal import FilingModel
internal import FilingSearch

extension API {
    /// `/v1/reconcile`: the Reconciliation Service API, version 0.2, by which spreadsheets match names.
    var reconciliation: [Endpoint] {
        let queries = Parameter(
            "queries", .text(lengthMax: 2_048),
            "Questions as a JSON object; without it the service describes itself.",
            example: #"{"q0":{"query":"panorra robt"}}"#)
        let extend = Parameter(
            "extend", .text(lengthMax: 2_048), "Properties that are asked of parties, as a JSON object.",
            example: #"{"ids":["name:panora robert a"],"properties":[{"id":"place"}]}"#)
        return [
            Endpoint(
                method: "GET", path: "/v1/reconcile", name: "reconcile",
                summary: "The Reconciliation Service API, for OpenRefine and the like: its description, or answers.",
                parameters: [queries, extend], replies: [.init(type: "application/json", schema: "Reconciled")],
                lane: .quick, isTagged: false
            ) { (arguments, call, commit) throws(Problem) in
                if let text = arguments.text("extend") { return try Self.extended(Array(text.utf8), on: commit) }
                guard let text = arguments.text("queries") else { return Self.json(Self.manifest(call.base)) }
                return try Self.reconciled(Array(text.utf8), on: commit)
            },
            Endpoint(
                method: "POST", path: "/v1/reconcile", name: "reconcileBatch",
                summary: "Questions of the Reconciliation Service API, as a form with the field `queries` or `extend`.",
                body: .init(type: "application/x-www-form-urlencoded", schema: "ReconcileForm"),
                replies: [.init(type: "application/json", schema: "Reconciled")],
                problems: [.badRequest, .tooLarge, .unsupported], isTagged: false
            ) { (_, call, commit) throws(Problem) in
                guard call.contentType == "application/x-www-form-urlencoded" else {
                    throw Problem(.unsupported, "body", "the body must be application/x-www-form-urlencoded")
                }
                let items = try PercentCoding.items(call.body)
                if let text = items.first(where: { $0.name == "extend" })?.value {
                    return try Self.extended(Array(text.utf8), on: commit)
                }
                guard let text = items.first(where: { $0.name == "queries" })?.value else {
                    throw Problem(.badRequest, "body", "the form must have a field 'queries' or 'extend'")
                }
                return try Self.reconciled(Array(text.utf8), on: commit)
            },
        ]
    }

    private struct Question: Decodable {
        let query: String
        let type: Kinds?
        let limit: Int?

        /// One type, or several of which any will do.
        struct Kinds: Decodable {
            var names: [String]

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let name = try? container.decode(String.self) {
                    names = [name]
                } else {
                    names = try container.decode([String].self)
                }
            }
        }
    }

    private struct Answers: Encodable {
        struct Kind: Encodable {
            let id, name: String
        }

        struct Candidate: Encodable {
            let id, name, description: String
            let type: [Kind]
            let score: Double
            let match: Bool
        }

        let result: [Candidate]
    }

    private static let kinds = [
        Answers.Kind(id: "person", name: "Person"), Answers.Kind(id: "company", name: "Company"),
    ]

    private static func reconciled(_ bytes: [UInt8], on commit: Commit) throws(Problem) -> Answer {
        let questions = try JSONBody.read([String: Question].self, from: bytes, "'queries'")
        guard questions.count <= batchCountMax else {
            throw Problem(.badRequest, "body", "at most \(batchCountMax) questions at once")
        }
        var answers: [String: Answers] = [:]
        for (id, question) in questions {
            let limit = question.limit ?? 5
            guard (0...200).contains(limit), question.query.unicodeScalars.count <= nameLengthMax else {
                throw Problem(
                    .badRequest, "body",
                    "at \(id): 'limit' is at most 200, a name has at most \(nameLengthMax) characters")
            }
            // Both types are no type.
            let names = Set(question.type?.names ?? [])
            let kind = names.count == 1 ? names.first.flatMap(partyKind) : nil
            let selection =
                kind == nil
                ? nil
                : try answering { () throws(FilingIndexError) in
                    try commit.index.selection(of: PartyContext(kind: kind))
                }
            let matches = try commit.withNames { (session) throws(FilingIndexError) in
                try session.parties(like: question.query, limit: limit, within: selection)
            }
            answers[id] = Answers(result: candidates(matches))
        }
        return json(answers)
    }

    private static func candidates(_ matches: [PartyMatch]) -> [Answers.Candidate] {
        matches.enumerated().map { number, match in
            // One is meant for sure when it is nearly the same name and no other is as near.
            let second = matches.count > 1 ? matches[1].score : 0
            let isSure = number == 0 && match.score >= 0.95 && match.score - second >= 0.05
            let places = [match.tickers.joined(separator: ", "), match.place ?? "", "\(match.filingCount) filings"]
            return Answers.Candidate(
                id: match.key, name: match.currentName ?? match.name,
                description: (places.filter { !$0.isEmpty } + [match.reason]).joined(separator: "; "),
                type: kinds.filter { match.kind == .unknown || $0.id == "\(match.kind)" },
                score: Double((match.score * 10_000).rounded() / 100), match: isSure)
        }
    }

    private static func manifest(_ base: String) -> JSON {
        [
            "versions": ["0.2"], "name": "filings: people and companies in SEC filings",
            "identifierSpace": "https://www.sec.gov/cgi-bin/browse-edgar?CIK=",
            "schemaSpace": "https://www.sec.gov/edgar/",
            "defaultTypes": .list(types), "documentation": .text(base + "/openapi.json"),
            "view": ["url": .text(base + "/people/{{id}}")],
            "preview": ["url": .text(base + "/v1/reconcile/preview?id={{id}}"), "width": 400, "height": 200],
            "suggest": .object(
                Dictionary(
                    uniqueKeysWithValues: ["entity", "property", "type"].map { kind in
                        var service: [String: JSON] = [
                            "service_url": .text(base), "service_path": .text("/v1/reconcile/suggest/\(kind)"),
                        ]
                        if kind == "entity" { service["flyout_service_path"] = "/v1/reconcile/flyout?id=${id}" }
                        return (kind, JSON.object(service))
                    })),
            "extend": [
                "propose_properties": ["service_url": .text(base), "service_path": "/v1/reconcile/properties"],
                "property_settings": [],
            ],
            "batchSize": 100,
        ]
    }
}
