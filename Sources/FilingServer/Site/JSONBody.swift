internal import FoundationEssentials

/// JSON as the commands write it: keys in order, slashes as they are.
enum JSONBody {
    /// A value as one line.
    static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Our wire types hold strings, numbers and lists of such: nothing that JSON cannot say.
        return (try? encoder.encode(value)).map(Array.init) ?? Array("null".utf8)
    }

    /// Reads a body.
    ///
    /// - Parameters:
    ///   - type: what is expected.
    ///   - bytes: JSON.
    ///   - name: of what is read, for messages.
    /// - Returns: what it says.
    /// - Throws: `Problem` that says what is wrong where.
    static func read<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8], _ name: String) throws(Problem) -> Value
    {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw Problem(.badRequest, "body", "\(name) is not as described: " + words(error))
        }
    }

    private static func words(_ error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty ? "" : "at " + path.map(\.stringValue).joined(separator: "/") + ": "
        }
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): return place(context.codingPath) + "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return place(context.codingPath) + context.debugDescription
        default: return "it cannot be read"
        }
    }
}

/// Any JSON, to write documents that have no type of their own.
enum JSON: Encodable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case text(String)
    case number(Double)
    case truth(Bool)
    case list([JSON])
    case object([String: JSON])
    case none

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(booleanLiteral value: Bool) { self = .truth(value) }
    init(arrayLiteral elements: JSON...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number):
            if let integer = Int(exactly: number) {
                try container.encode(integer)
            } else {
                try container.encode(number)
            }
        case .truth(let truth): try container.encode(truth)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        case .none: try container.encodeNil()
        }
    }
}
