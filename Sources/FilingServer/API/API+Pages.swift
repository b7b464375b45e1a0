internal import FilingModel
internal import FilingSearch

extension API {
    /// Parameters of both kinds of pages.
    private static let pageParameters = [
        Self.limit(20, max: 1_000),
        Parameter("trades", .integer(0...10_000), "How many trades at most.", standard: "50"),
    ]

    /// `/v1/people/{cik}`: a person or other owner.
    var person: Endpoint {
        let timeout = options.timeout
        return Endpoint(
            method: "GET", path: "/v1/people/{cik}", name: "person",
            summary: "A person or other owner: roles, holdings, trades, companions, names, addresses, filings.",
            parameters: [
                Parameter(
                    "cik", .text(lengthMax: 200), "A CIK, or a key as answers have it.", isRequired: true,
                    isInPath: true, example: "1243203")
            ] + Self.pageParameters,
            replies: [.init(type: "application/json", schema: "History")], problems: [.badRequest, .notFound]
        ) { (arguments, _, commit) throws(Problem) in
            let found = try answering { () throws(FilingIndexError) in
                try commit.index.personHistory(
                    arguments.words("cik"), limit: arguments.integer("limit"),
                    tradeLimit: arguments.integer("trades"), isExact: true, timeout: timeout)
            }
            guard let found else {
                throw Problem(.notFound, "party", "nobody has this CIK or key here; /v1/names finds people by name")
            }
            return Self.json(found)
        }
    }

    /// `/v1/issuers/{issuer}`: a company whose securities filings are about.
    var issuer: Endpoint {
        let timeout = options.timeout
        return Endpoint(
            method: "GET", path: "/v1/issuers/{issuer}", name: "issuer",
            summary: "An issuer: insiders now and before, their trades, clusters of buying, filings.",
            parameters: [
                Parameter(
                    "issuer", .text(lengthMax: 200), "A CIK, a trading symbol, or a key as answers have it.",
                    isRequired: true, isInPath: true, example: "TGEN")
            ] + Self.pageParameters,
            replies: [.init(type: "application/json", schema: "History")], problems: [.badRequest, .notFound]
        ) { (arguments, _, commit) throws(Problem) in
            let found = try answering { () throws(FilingIndexError) in
                try commit.index.issuerHistory(
                    arguments.words("issuer"), limit: arguments.integer("limit"),
                    tradeLimit: arguments.integer("trades"), isExact: true, timeout: timeout)
            }
            guard let found else {
                throw Problem(
                    .notFound, "party", "no issuer has this CIK, symbol or key here; /v1/names finds companies by name")
            }
            return Self.json(found)
        }
    }

    private static func json(_ history: PartyHistory) -> Answer {
        var answer = json(Wire.History(history))
        answer.isPartial = !history.page.isComplete
        return answer
    }

    /// `/v1/filings/{accession}`: a filing whole.
    var filing: Endpoint {
        Endpoint(
            method: "GET", path: "/v1/filings/{accession}", name: "filing",
            summary: "A filing whole, with what it amends and what amends it.",
            parameters: [
                Parameter(
                    "accession", .text(lengthMax: 64),
                    "An accession number, with or without dashes, or a content- identity.", isRequired: true,
                    isInPath: true, example: "0001209191-20-002775")
            ],
            replies: [.init(type: "application/json", schema: "Filing")], problems: [.badRequest, .notFound]
        ) { (arguments, _, commit) throws(Problem) in
            let shown = try Self.shown(arguments.words("accession"), on: commit)
            return Self.json(Wire.Shown(shown.filing, original: shown.original, amendments: shown.amendments))
        }
    }

    /// A filing and what it has to do with amendments.
    static func shown(
        _ text: String, on commit: Commit
    ) throws(Problem) -> (filing: Filing, original: AmendmentLink?, amendments: [AmendmentLink]) {
        guard let identity = FilingIdentity(parsing: text) else {
            throw Problem(
                .badRequest, "accession",
                "this is no accession number; one looks like 0001209191-20-002775 or 000120919120002775")
        }
        let found = try answering { () throws(FilingIndexError) in
            guard let filing = try commit.index.filing(identity) else {
                return nil as (Filing, AmendmentLink?, [AmendmentLink])?
            }
            return (filing, try commit.index.original(of: filing), try commit.index.amendments(of: filing))
        }
        guard let found else { throw Problem(.notFound, "filing", "there is no filing \(identity) here") }
        return found
    }
}
