internal import FoundationEssentials

/// Reads queries that come as JSON: the tree that the query language spells, part by part.
enum QueryJSON {
    /// Brackets that may be open at a time; each group takes two.
    static let depthMax = 100

    /// Reads a query.
    ///
    /// - Parameter text: one object of JSON.
    /// - Returns: what was understood, `nil` for what is no such object; and what was odd.
    static func parse(_ text: String) -> (syntax: QuerySyntax?, diagnostics: [QueryDiagnostic]) {
        func refuse(_ message: String) -> (QuerySyntax?, [QueryDiagnostic]) {
            (nil, [QueryDiagnostic(range: nil, message: message)])
        }
        guard depth(of: text) <= depthMax else {
            return refuse("the query's JSON is nested deeper than \(depthMax) brackets")
        }
        do {
            let node = try JSONDecoder().decode(QueryNode.self, from: Data(text.utf8))
            return (node.syntax, [])
        } catch let error as QueryNode.Fault {
            return refuse("the query\(place(error.path)): \(error.message)")
        } catch let error as DecodingError {
            return refuse(message(error))
        } catch {
            return refuse("the query is no JSON")
        }
    }

    /// The most brackets open at a time, strings left out.
    private static func depth(of text: String) -> Int {
        var depth = 0
        var deepest = 0
        var isString = false
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                isEscaped = false
            } else if isString {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == UInt8(ascii: "\"") { isString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isString = true
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    depth += 1
                    deepest = max(deepest, depth)
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                default: break
                }
            }
        }
        return deepest
    }

    private static func message(_ error: DecodingError) -> String {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "the query\(place(context.codingPath)): \(context.debugDescription)"
        case .keyNotFound(let key, let context):
            "the query\(place(context.codingPath)): '\(key.stringValue)' is missing"
        default:
            "the query is no JSON"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "" : " at " + path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    }
}

/// One part of a query in JSON.
private struct QueryNode: Decodable {
    let syntax: QuerySyntax

    /// What is wrong with a part, and where it stands.
    struct Fault: Error {
        var path: [any CodingKey]
        var message: String
    }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static let kinds = [
        "all", "any", "not", "text", "phrase", "prefix", "wildcard", "fuzzy", "stem", "regex", "near", "field", "boost",
        "query",
    ]
    private static let settings = ["within", "edits", "query"]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func refuse(_ message: String) -> Fault { Fault(path: decoder.codingPath, message: message) }
        for key in container.allKeys
        where !Self.kinds.contains(key.stringValue) && !Self.settings.contains(key.stringValue) {
            let nearest = (Self.kinds + Self.settings).min {
                Suggestion.distance($0, key.stringValue) < Suggestion.distance($1, key.stringValue)
            }
            throw refuse("unknown key '\(key.stringValue)', did you mean '\(nearest ?? "text")'?")
        }
        let given = Self.kinds.filter { container.contains(Key($0)) }
        // `query` is a part by itself, and what `field` and `boost` are about.
        guard let kind = given.first, given.count == 1 || (given.count == 2 && given[1] == "query") else {
            throw refuse(
                "expected one of \(Self.kinds.joined(separator: ", ")), found \(given.isEmpty ? "none" : given.joined(separator: " and "))"
            )
        }
        func string(_ name: String) throws -> String { try container.decode(String.self, forKey: Key(name)) }
        func parts(_ name: String) throws -> [QuerySyntax] {
            try container.decode([QueryNode].self, forKey: Key(name)).map(\.syntax)
        }
        func number(_ name: String, or standard: Int, atMost limit: Int) throws -> Int {
            let value = try container.decodeIfPresent(Int.self, forKey: Key(name)) ?? standard
            guard (0...limit).contains(value) else { throw refuse("'\(name)' must lie between 0 and \(limit)") }
            return value
        }
        switch kind {
        case "all": syntax = .all(try parts("all"))
        case "any": syntax = .any(try parts("any"))
        case "not": syntax = .not(try container.decode(QueryNode.self, forKey: Key("not")).syntax)
        case "text": syntax = .text(try string("text"))
        case "phrase":
            syntax = .phrase(
                try string("phrase"), within: try number("within", or: 0, atMost: QueryLexer.withinMax))
        case "prefix": syntax = .prefix(try string("prefix"))
        case "wildcard": syntax = .wildcard(try string("wildcard"))
        case "fuzzy":
            let edits = try number("edits", or: QueryLexer.editsMax, atMost: QueryLexer.editsMax)
            syntax = edits == 0 ? .text(try string("fuzzy")) : .fuzzy(try string("fuzzy"), edits: edits)
        case "stem": syntax = .stemmed(try string("stem"))
        case "regex": syntax = .regex(try string("regex"), at: -1)
        case "near":
            syntax = .near(
                try parts("near"), within: try number("within", or: 10, atMost: QueryLexer.withinMax), at: -1)
        case "field":
            let name = try string("field").lowercased()
            syntax = .field(name, at: -1, try Self.inner(container, refuse))
        case "boost":
            let factor = try container.decode(Float.self, forKey: Key("boost"))
            guard factor > 0, factor <= 1_000_000 else { throw refuse("'boost' must lie above 0, at most 1000000") }
            syntax = .boosted(try Self.inner(container, refuse), by: factor)
        default:
            syntax = try Self.inner(container, refuse)
        }
    }

    /// What `query` holds: a part, or a text in the query language.
    private static func inner(
        _ container: KeyedDecodingContainer<Key>, _ refuse: (String) -> Fault
    ) throws -> QuerySyntax {
        guard let text = try? container.decode(String.self, forKey: Key("query")) else {
            return try container.decode(QueryNode.self, forKey: Key("query")).syntax
        }
        let (syntax, diagnostics) = QueryParser.parse(text)
        if let first = diagnostics.first { throw refuse(first.description) }
        guard let syntax else { throw refuse("the query holds no words") }
        return syntax
    }
}
