internal import FilingModel
internal import FilingSearch

extension API {
    /// Names that one request may ask for.
    static let batchCountMax = 1_000

    /// Code points of a name at most.
    static let nameLengthMax = 200

    /// A list of names, as programs send it.
    private struct Batch: Decodable {
        struct Query: Decodable {
            let id: Identifier?
            let query: String
            let limit: Int?
        }

        let queries: [Query]
        let kind: String?
        let limit: Int?
        let minScore: Double?
        let reasons: Bool?
    }

    /// A string or a number, given back as it came.
    private enum Identifier: Codable {
        case text(String)
        case number(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }

    private struct Matched: Encodable {
        struct Result: Encodable {
            let id: Identifier
            let hits: [Wire.BatchHit]
        }

        let results: [Result]
    }

    /// `/v1/match`: many names at once.
    var match: Endpoint {
        Endpoint(
            method: "POST", path: "/v1/match", name: "match",
            summary: "Up to \(Self.batchCountMax) names at once, with scores and reasons, in the order asked.",
            body: .init(type: "application/json", schema: "Batch"),
            replies: [.init(type: "application/json", schema: "Matched")],
            problems: [.badRequest, .tooLarge, .unsupported], isTagged: false
        ) { (_, call, commit) throws(Problem) in
            guard call.contentType == "application/json" else {
                throw Problem(.unsupported, "body", "the body must be application/json")
            }
            let batch = try JSONBody.read(Batch.self, from: call.body, "the list of names")
            guard batch.queries.count <= Self.batchCountMax else {
                throw Problem(
                    .badRequest, "body",
                    "at most \(Self.batchCountMax) names at once, but there are \(batch.queries.count)")
            }
            if let kind = batch.kind, Self.partyKind(kind) == nil {
                throw Problem(.badRequest, "body", "'kind' must be person or company")
            }
            if let score = batch.minScore, !(0...1).contains(score) {
                throw Problem(.badRequest, "body", "'minScore' must lie between 0 and 1")
            }
            for limit in [batch.limit] + batch.queries.map(\.limit) {
                if let limit, !(0...200).contains(limit) {
                    throw Problem(.badRequest, "body", "'limit' must be a whole number from 0 to 200")
                }
            }
            var results: [Matched.Result] = []
            for (number, query) in batch.queries.enumerated() {
                guard query.query.unicodeScalars.count <= Self.nameLengthMax else {
                    throw Problem(
                        .badRequest, "body", "at queries/\(number): a name has at most \(Self.nameLengthMax) characters"
                    )
                }
                let hits = try commit.withNames { (session) throws(FilingIndexError) in
                    session.hits(
                        like: query.query, limit: query.limit ?? batch.limit ?? 10,
                        scoreMin: batch.minScore.map { Float($0) },
                        kind: Self.partyKind(batch.kind), withReason: batch.reasons ?? true)
                }
                results.append(
                    Matched.Result(id: query.id ?? .number(number + 1), hits: hits.map(Wire.BatchHit.init)))
            }
            return Self.json(Matched(results: results))
        }
    }
}
