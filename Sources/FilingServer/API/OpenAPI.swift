/// The OpenAPI document, written from the same values that answer requests.
struct OpenAPI: Sendable {
    /// What is described; the document itself is described besides.
    let endpoints: [Endpoint]
    /// The program's version.
    let version: String

    /// `/openapi.json`.
    var endpoint: Endpoint {
        var described = Endpoint(
            method: "GET", path: "/openapi.json", name: "openapi", summary: "This document, OpenAPI 3.1.",
            replies: [.init(type: "application/json", schema: "Document")], lane: .now
        ) { (_, _, _) throws(Problem) in Answer(.ok) }
        let bytes = JSONBody.bytes(document(endpoints + [described]))
        described = Endpoint(
            method: "GET", path: described.path, name: described.name, summary: described.summary,
            replies: described.replies, lane: .now
        ) { (_, _, _) throws(Problem) in Answer(type: "application/json", bytes) }
        return described
    }

    private func document(_ endpoints: [Endpoint]) -> JSON {
        var paths: [String: [String: JSON]] = [:]
        for endpoint in endpoints {
            paths[endpoint.path, default: [:]][endpoint.method.lowercased()] = operation(endpoint)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "filings", "version": .text(version),
                "description": .text(
                    "People, companies and filings of the SEC, from an index on this machine. Fields are added, never "
                        + "renamed or removed. Days are ISO 8601, amounts are decimal strings."),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "paths": .object(paths.mapValues { .object($0) }),
            "components": ["schemas": .object(Schemas.all)],
        ]
    }

    private func operation(_ endpoint: Endpoint) -> JSON {
        var operation: [String: JSON] = [
            "operationId": .text(endpoint.name), "summary": .text(endpoint.summary),
            "responses": responses(endpoint),
        ]
        if !endpoint.parameters.isEmpty { operation["parameters"] = .list(endpoint.parameters.map(parameter)) }
        if let body = endpoint.body {
            operation["requestBody"] = [
                "required": true,
                "content": .object([body.type: ["schema": Schemas.reference(body.schema)]]),
            ]
        }
        return .object(operation)
    }

    private func responses(_ endpoint: Endpoint) -> JSON {
        var content: [String: JSON] = [:]
        for reply in endpoint.replies {
            content[reply.type] = ["schema": reply.schema.map(Schemas.reference) ?? ["type": "string"]]
        }
        var found: [String: JSON] = [
            "description": "What was asked for.", "content": .object(content),
        ]
        if endpoint.isTagged {
            found["headers"] = [
                "ETag": ["description": "The commit and the program.", "schema": ["type": "string"]]
            ]
        }
        var responses: [String: JSON] = ["200": .object(found)]
        if endpoint.isTagged { responses["304"] = ["description": "As the copy with this ETag has it."] }
        for status in OpenAPI.problems(of: endpoint) {
            responses["\(status.rawValue)"] = [
                "description": .text(status.name),
                "content": ["application/problem+json": ["schema": Schemas.reference("Problem")]],
            ]
        }
        return .object(responses)
    }

    /// Statuses of problems that an endpoint may give.
    static func problems(of endpoint: Endpoint) -> [Answer.Status] {
        // What takes no part in a question's own problems may be too busy, or its index damaged.
        endpoint.problems + (endpoint.lane == .now ? [] : [.unavailable])
    }

    private func parameter(_ parameter: Parameter) -> JSON {
        var described: [String: JSON] = [
            "name": .text(parameter.name), "in": .text(parameter.isInPath ? "path" : "query"),
            "description": .text(parameter.summary), "schema": schema(parameter),
        ]
        if parameter.isRequired || parameter.isInPath { described["required"] = true }
        switch parameter.kind {
        case .words, .codes:
            described["style"] = "form"
            described["explode"] = false
        default: break
        }
        if let example = parameter.example {
            switch parameter.kind {
            case .words, .codes: described["example"] = .list(example.split(separator: ",").map { .text(String($0)) })
            case .amount, .share: described["example"] = .text(example)
            default: described["example"] = .text(example)
            }
        }
        return .object(described)
    }

    private func schema(_ parameter: Parameter) -> JSON {
        var schema: [String: JSON]
        switch parameter.kind {
        case .text(let lengthMax):
            schema = ["type": "string", "maxLength": .number(Double(lengthMax))]
            if parameter.isRequired {
                schema["minLength"] = 1
                schema["pattern"] = #"\S"#
            }
        case .integer(let range):
            schema = [
                "type": "integer", "minimum": .number(Double(range.lowerBound)),
                "maximum": .number(Double(range.upperBound)),
            ]
        case .share: schema = ["type": "number", "minimum": 0, "maximum": 1]
        case .amount: schema = ["type": "string", "pattern": #"^[0-9]{1,12}(\.[0-9]{1,2})?$"#]
        case .day:
            schema = ["type": "string", "pattern": #"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$"#]
        case .flag: schema = ["type": "boolean"]
        case .word(let words): schema = ["type": "string", "enum": .list(words.map { .text($0) })]
        case .words(let words):
            schema = [
                "type": "array", "minItems": 1, "items": ["type": "string", "enum": .list(words.map { .text($0) })],
            ]
        case .codes:
            schema = [
                "type": "array", "minItems": 1, "maxItems": 30,
                "items": ["type": "string", "pattern": "^[A-Za-z]{1,2}$"],
            ]
        }
        if let standard = parameter.standard {
            switch parameter.kind {
            case .integer: schema["default"] = .number(Double(Int(standard) ?? 0))
            case .flag: schema["default"] = .truth(standard == "true")
            default: schema["default"] = .text(standard)
            }
        }
        return .object(schema)
    }
}
