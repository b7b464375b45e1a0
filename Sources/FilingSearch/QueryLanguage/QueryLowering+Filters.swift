internal import FilingModel
internal import InvertedIndex

extension QueryLowering {
    /// What a filter asks for.
    mutating func filter(_ filter: FilterName, at start: Int, _ value: String) -> Query {
        switch filter {
        case .form:
            guard let form = FormType(parsing: value) else { return .any([]) }
            return Self.keyword(.form, form.description)
        case .cik:
            guard let cik = CentralIndexKey(parsing: value) else {
                return refused(
                    filter, at: start, value, "CIK; a CIK is a number of up to ten digits, such as cik:1537435")
            }
            return Self.keyword(.cik, cik.description)
        case .accession:
            guard let identity = FilingIdentity(parsing: value) else {
                return refused(filter, at: start, value, "accession number; one looks like 0001209191-20-002775")
            }
            return Self.keyword(.accession, identity.description)
        case .role:
            guard let role = Self.role(value) else {
                let known = PartyRole.allCases.map { PartyRole.key(of: $0.rawValue) }.joined(separator: ", ")
                return refused(filter, at: start, value, "role; roles are director, officer, ten, other, \(known)")
            }
            return Self.keyword(.role, role)
        case .amendment, .plan:
            guard let isWanted = Self.truth(value) else {
                return refused(filter, at: start, value, "answer; try \(filter):yes or \(filter):no")
            }
            return Self.keyword(filter == .plan ? .plan : .amendment, isWanted ? "yes" : "no")
        case .code:
            return Self.keyword(.code, value.uppercased())
        case .shares, .price, .value, .direct:
            return .place(condition(filter, at: start, value))
        case .filed, .period:
            guard let range = DateRange(parsing: value) else {
                return refused(
                    filter, at: start, value,
                    "date or range; try \(filter):2013, \(filter):2013-01-01..2013-12-31 or \(filter):2013..")
            }
            // A bare ownership document doesn't tell when it was filed: its period stands in.
            let column = filter == .period ? FilingSchema.Column.period : FilingSchema.Column.date
            return .range(column: column.rawValue, Int64(range.lower)...Int64(range.upper))
        case .row:
            return .any([])
        }
    }

    /// A filter whose value has wildcards: keys may have them.
    mutating func keyword(_ filter: FilterName, at start: Int, matching wildcard: String) -> Query {
        let field: FilingSchema.Field? =
            switch filter {
            case .form: .form
            case .code: .code
            case .accession: .accession
            default: nil
            }
        guard let field else {
            note(filter.rawValue, at: start, "\(filter): takes no wildcards; that part finds nothing")
            return .any([])
        }
        let text = field == .accession ? wildcard.lowercased() : wildcard.uppercased()
        let expression = TermExpression(wildcard: text.unicodeScalars)
        return .filter(
            .pattern(.expression(expression), fields: [Query.WeightedField(field: field.rawValue)]))
    }

    /// Filings that have anything in a field.
    static func presence(of field: FilingSchema.Field) -> Query {
        let anything = TermExpression(wildcard: "*".unicodeScalars)
        return .filter(.pattern(.expression(anything), fields: [Query.WeightedField(field: field.rawValue)]))
    }

    /// Filings that have anything a filter asks about.
    static func presence(ofFilter filter: FilterName) -> Query {
        func anyRow(_ column: FilingSchema.Column) -> Query {
            .place(.range(column: column.rawValue, Int64.min + 1...Int64.max))
        }
        switch filter {
        case .form: return presence(of: .form)
        case .cik: return presence(of: .cik)
        case .role: return presence(of: .role)
        case .code: return presence(of: .code)
        case .plan: return presence(of: .plan)
        case .amendment: return presence(of: .amendment)
        case .accession: return presence(of: .accession)
        case .filed: return .range(column: FilingSchema.Column.date.rawValue, 0...Int64.max)
        case .period: return .range(column: FilingSchema.Column.period.rawValue, 0...Int64.max)
        case .shares: return anyRow(.rowShares)
        case .price: return anyRow(.rowPrices)
        case .value: return anyRow(.rowValues)
        case .direct: return anyRow(.rowDirect)
        case .row: return .any([])
        }
    }

    private mutating func refused(_ filter: FilterName, at start: Int, _ value: String, _ what: String) -> Query {
        note(filter.rawValue, at: start, "'\(value)' is no \(what)")
        return .any([])
    }

    private static func keyword(_ field: FilingSchema.Field, _ term: String) -> Query {
        .filter(.term(Array(term.utf8), fields: [Query.WeightedField(field: field.rawValue)]))
    }

    private static func role(_ value: String) -> String? {
        let word = value.lowercased()
        if word.hasPrefix("ten") || word.hasPrefix("10") { return "ten" }
        if ["director", "officer", "other"].contains(word) { return word }
        return PartyRole(parsing: word).map { PartyRole.key(of: $0.rawValue) }
    }

    private static func truth(_ value: String) -> Bool? {
        switch value.lowercased() {
        case "yes", "y", "true", "1": true
        case "no", "n", "false", "0": false
        default: nil
        }
    }

    // MARK: - Rows

    /// Whether a part asks for nothing but a row, and one that is there.
    static func isRowCondition(_ part: QuerySyntax) -> Bool {
        switch part {
        case .field(let name, _, let inner):
            guard let filter = FilterName(rawValue: name) else { return false }
            return filter.isOfRows && isValue(inner)
        case .any(let parts), .all(let parts):
            return parts.allSatisfy(isRowCondition)
        case .boosted(let inner, _):
            return isRowCondition(inner)
        default:
            return false
        }
    }

    private static func isValue(_ part: QuerySyntax) -> Bool {
        switch part {
        case .text, .phrase: true
        case .any(let parts), .all(let parts): parts.allSatisfy(isValue)
        case .boosted(let inner, _): isValue(inner)
        default: false
        }
    }

    /// Whether a part asks for codes alone.
    static func isCode(_ part: QuerySyntax) -> Bool {
        switch part {
        case .field(let name, _, _): name == FilterName.code.rawValue
        case .any(let parts): parts.allSatisfy(isCode)
        case .boosted(let inner, _): isCode(inner)
        default: false
        }
    }

    /// What a part for which `isRowCondition` holds asks of a row.
    mutating func rowCondition(_ part: QuerySyntax) -> PlaceCondition {
        explicitRowCondition(part) ?? .any([])
    }

    /// What the group behind `row:` asks of a row; `nil` when something else than a row is asked for.
    mutating func explicitRowCondition(_ part: QuerySyntax) -> PlaceCondition? {
        switch part {
        case .field(let name, let start, let inner):
            guard let filter = FilterName(rawValue: name), filter.isOfRows else { return nil }
            return values(inner, of: filter, at: start)
        case .all(let parts):
            return combined(parts) { $0.explicitRowCondition($1) }.map(PlaceCondition.all)
        case .any(let parts):
            return combined(parts) { $0.explicitRowCondition($1) }.map(PlaceCondition.any)
        case .not(let inner):
            return explicitRowCondition(inner).map(PlaceCondition.not)
        case .boosted(let inner, _):
            return explicitRowCondition(inner)
        default:
            return nil
        }
    }

    private mutating func values(_ part: QuerySyntax, of filter: FilterName, at start: Int) -> PlaceCondition? {
        switch part {
        case .text(let value), .phrase(let value, _):
            return condition(filter, at: start, value)
        case .all(let parts):
            return combined(parts) { $0.values($1, of: filter, at: start) }.map(PlaceCondition.all)
        case .any(let parts):
            return combined(parts) { $0.values($1, of: filter, at: start) }.map(PlaceCondition.any)
        case .not(let inner):
            return values(inner, of: filter, at: start).map(PlaceCondition.not)
        case .boosted(let inner, _):
            return values(inner, of: filter, at: start)
        default:
            return nil
        }
    }

    private mutating func combined(
        _ parts: [QuerySyntax], _ read: (inout Self, QuerySyntax) -> PlaceCondition?
    ) -> [PlaceCondition]? {
        var conditions: [PlaceCondition] = []
        for part in parts {
            guard let condition = read(&self, part) else { return nil }
            conditions.append(condition)
        }
        return conditions
    }

    private mutating func condition(_ filter: FilterName, at start: Int, _ value: String) -> PlaceCondition {
        func refuse(_ what: String) -> PlaceCondition {
            note(filter.rawValue, at: start, "'\(value)' is no \(what)")
            return .any([])
        }
        let column: FilingSchema.Column
        switch filter {
        case .code:
            guard let number = RowNumbers.number(ofCode: value) else { return refuse("transaction code; try code:P") }
            return .range(column: FilingSchema.Column.rowCodes.rawValue, number...number)
        case .direct:
            let isDirect: Bool? =
                switch value.lowercased() {
                case "d", "direct": true
                case "i", "indirect": false
                default: Self.truth(value)
                }
            guard let isDirect else { return refuse("answer; try direct:yes or direct:no") }
            let number: Int64 = isDirect ? 1 : 0
            return .range(column: FilingSchema.Column.rowDirect.rawValue, number...number)
        case .shares: column = .rowShares
        case .price: column = .rowPrices
        default: column = .rowValues
        }
        guard let range = NumberRange(parsing: value) else {
            return refuse("amount or range; try \(filter):>100000, \(filter):1..5 or \(filter):2.60")
        }
        if range.isRounded {
            note(
                filter.rawValue, at: start,
                "amounts are told apart to \(RowNumbers.placesMax) places; '\(value)' has more")
        }
        return .range(column: column.rawValue, range.bounds)
    }
}
