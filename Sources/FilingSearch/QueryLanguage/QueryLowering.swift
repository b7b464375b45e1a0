internal import FilingModel
internal import InvertedIndex
internal import TextAnalysis

/// Turns what was understood into what the engine takes: field names into numbers, text into terms, ranges into
/// numbers.
struct QueryLowering {
    private var tokenizer = WordTokenizer()
    private(set) var diagnostics: [QueryDiagnostic] = []

    /// Names of fields that take words.
    static let textFields: [String] = FilingSchema.Field.allCases.filter(\.isText).map(\.name)
    /// Names that take codes, keys or ranges.
    static let filters = ["form", "cik", "role", "code", "accession", "filed", "period"]

    /// Lowers a query.
    ///
    /// - Parameter syntax: as parsed.
    /// - Returns: the engine's query and what was odd.
    static func lower(_ syntax: QuerySyntax) -> (query: Query, diagnostics: [QueryDiagnostic]) {
        var lowering = QueryLowering()
        let query = lowering.lower(syntax, in: FilingSchema.defaultFields)
        return (query, lowering.diagnostics)
    }

    private mutating func lower(_ syntax: QuerySyntax, in fields: [Query.WeightedField]) -> Query {
        switch syntax {
        case .text(let text):
            return words(text, in: fields)
        case .phrase(let text):
            let words = terms(text)
            return words.isEmpty ? .everything : .phrase(words, fields: fields)
        case .prefix(let text):
            let words = terms(text)
            guard let last = words.last else { return .everything }
            if words.count == 1 { return .prefix(last, fields: fields) }
            return .all(words.dropLast().map { .term($0, fields: fields) } + [.prefix(last, fields: fields)])
        case .field(let name, let start, let part):
            return lower(part, named: name, at: start, in: fields)
        case .all(let parts):
            return .all(parts.map { lower($0, in: fields) })
        case .any(let parts):
            return .any(parts.map { lower($0, in: fields) })
        case .not(let part):
            return .not(lower(part, in: fields))
        }
    }

    private mutating func terms(_ text: String) -> [[UInt8]] { tokenizer.words(in: text).map { Array($0.utf8) } }

    /// A word as typed may hold several, such as `o'brien`: they are looked for side by side.
    private mutating func words(_ text: String, in fields: [Query.WeightedField]) -> Query {
        let words = terms(text)
        if words.count == 1 { return .term(words[0], fields: fields) }
        if words.isEmpty {
            // A lone dash or comma asks for nothing and must not empty the answer.
            return .everything
        }
        // 163,350 may be filed as 163350.
        let digits = text.filter { $0 != "," }
        if text.contains(","), digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return .any([.phrase(words, fields: fields), .term(Array(digits.utf8), fields: fields)])
        }
        return .phrase(words, fields: fields)
    }

    private mutating func lower(
        _ part: QuerySyntax, named name: String, at start: Int, in fields: [Query.WeightedField]
    ) -> Query {
        if let field = FilingSchema.Field.allCases.first(where: { $0.isText && $0.name == name }) {
            return lower(part, in: [Query.WeightedField(field: field.rawValue, weight: 1)])
        }
        guard Self.filters.contains(name) else {
            note(name, at: start, unknownField(name))
            return lower(part, in: fields)
        }
        switch part {
        case .text(let value), .phrase(let value), .prefix(let value):
            return filter(name, at: start, value)
        case .all(let parts):
            return .all(parts.map { lower($0, named: name, at: start, in: fields) })
        case .any(let parts):
            return .any(parts.map { lower($0, named: name, at: start, in: fields) })
        case .not(let inner):
            return .not(lower(inner, named: name, at: start, in: fields))
        case .field(let inner, let innerStart, let value):
            return lower(value, named: inner, at: innerStart, in: fields)
        }
    }

    private mutating func filter(_ name: String, at start: Int, _ value: String) -> Query {
        func keyword(_ field: FilingSchema.Field, _ term: String) -> Query {
            .filter(.term(Array(term.utf8), fields: [Query.WeightedField(field: field.rawValue)]))
        }
        switch name {
        case "form":
            guard let form = FormType(parsing: value) else { return .any([]) }
            return keyword(.form, form.description)
        case "cik":
            guard let cik = CentralIndexKey(parsing: value) else {
                note(
                    name, at: start,
                    "'\(value)' is no CIK; a CIK is a number of up to ten digits, such as cik:1537435")
                return .any([])
            }
            return keyword(.cik, cik.description)
        case "accession":
            guard let identity = FilingIdentity(parsing: value) else {
                note(
                    name, at: start,
                    "'\(value)' is no accession number; one looks like 0001209191-20-002775")
                return .any([])
            }
            return keyword(.accession, identity.description)
        case "code":
            return keyword(.code, value.uppercased())
        case "role":
            return keyword(.role, Self.role(value))
        default:
            guard let range = DateRange(parsing: value) else {
                note(
                    name, at: start,
                    "'\(value)' is no date or range; try \(name):2013, \(name):2013-01-01..2013-12-31 "
                        + "or \(name):2013..")
                return .any([])
            }
            // A bare ownership document doesn't tell when it was filed: its period stands in.
            let column = name == "period" ? FilingSchema.Column.period : FilingSchema.Column.date
            return .range(column: column.rawValue, Int64(range.lower)...Int64(range.upper))
        }
    }

    private static func role(_ value: String) -> String {
        let word = value.lowercased()
        return word.hasPrefix("ten") || word.hasPrefix("10") ? "ten" : word
    }

    private func unknownField(_ name: String) -> String {
        let known = Self.textFields + Self.filters
        let nearest = known.map { (name: $0, distance: Suggestion.distance(name, $0)) }.min {
            $0.distance < $1.distance
        }
        if let nearest, nearest.distance <= max(1, name.count / 3) {
            return "unknown field '\(name)', did you mean '\(nearest.name)'? The words were looked for everywhere"
        }
        return "unknown field '\(name)'; known are \(known.joined(separator: ", ")). "
            + "The words were looked for everywhere"
    }

    private mutating func note(_ name: String, at start: Int, _ message: String) {
        diagnostics.append(QueryDiagnostic(range: start..<start + name.count, message: message))
    }
}
