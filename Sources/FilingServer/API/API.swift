internal import FilingModel
internal import FilingSearch

/// What programs ask, version 1.
struct API: Sendable {
    /// Limits that answers keep.
    let options: SiteOptions

    /// All endpoints, those of the server itself behind the others.
    var endpoints: [Endpoint] {
        let endpoints =
            [search, suggest, names, person, issuer, filing, trades, match, export]
            + reconciliation + reconciliationSuggest + [reconciliationProperties, health]
        let document = OpenAPI(endpoints: endpoints, version: options.version)
        return endpoints + [document.endpoint]
    }

    // MARK: - Parameters that several take

    static let query = Parameter(
        "q", .text(lengthMax: 2_048), "A query, in the query language or as JSON.", isRequired: true,
        example: "tecogen option")
    static let name = Parameter(
        "q", .text(lengthMax: 200), "A name in any spelling and order, its beginning, or a trading symbol.",
        isRequired: true, example: "panorra robt")
    static let after = Parameter(
        "after", .text(lengthMax: 100), "Where the page before ended: its `next`.")
    static let kind = Parameter("kind", .word(["person", "company"]), "Only persons or only companies.")

    static func limit(_ standard: Int, max: Int) -> Parameter {
        Parameter("limit", .integer(0...max), "How many at most.", standard: "\(standard)")
    }

    // MARK: - Answers

    /// A value as JSON.
    static func json(_ value: some Encodable) -> Answer { Answer(type: "application/json", JSONBody.bytes(value)) }

    /// Tells the next page in a field as well.
    static func link(_ next: String?, of call: Call, in answer: inout Answer) {
        guard let next else { return }
        var address = Address(call.path)
        for item in call.items where item.name != "after" { address = address.with(item.name, item.value) }
        answer.fields.append(("link", "<\(address.with("after", next))>; rel=\"next\""))
    }

    /// The kind that a word means.
    static func partyKind(_ word: String?) -> PartyKind? {
        switch word {
        case "person": .person
        case "company": .company
        default: nil
        }
    }

    private var health: Endpoint {
        Endpoint(
            method: "GET", path: "/healthz", name: "health", summary: "Whether the server answers, and from what.",
            replies: [.init(type: "application/json", schema: "Health")], lane: .now, isTagged: false
        ) { (_, _, commit) throws(Problem) in
            var answer = Self.json(Health(status: "ok", generation: commit.index.generation))
            answer.fields.append(("cache-control", "no-store"))
            return answer
        }
    }

    private struct Health: Encodable {
        let status: String
        let generation: UInt64
    }
}
