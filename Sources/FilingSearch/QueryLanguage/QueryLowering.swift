internal import FilingModel
internal import InvertedIndex
internal import TextAnalysis

/// Turns what was understood into what the engine takes: field names into numbers, text into terms, ranges into
/// numbers.
struct QueryLowering {
    var tokenizer = WordTokenizer()
    /// Whether words that stand alone are looked for with their kin.
    let isStemmed: Bool
    private let stemmer = EnglishStemmer()
    private(set) var diagnostics: [QueryDiagnostic] = []

    /// Names of fields that take words.
    static let textFields: [String] = FilingSchema.Field.allCases.filter(\.isText).map(\.name)
    /// Stands for every field that holds names of people: owners, others named, signatures.
    static let personField = "person"
    private static let personFields: [FilingSchema.Field] = [.owner, .party, .signature]
    /// Names that take codes, keys or ranges.
    static let filters = FilterName.allCases.map(\.rawValue)
    /// Combinations that NEAR with groups may stand for.
    private static let combinationsMax = 64

    /// Lowers a query.
    ///
    /// - Parameters:
    ///   - syntax: as parsed.
    ///   - isStemmed: whether words that stand alone are looked for with their kin.
    /// - Returns: the engine's query and what was odd.
    static func lower(
        _ syntax: QuerySyntax, isStemmed: Bool = false
    ) -> (query: Query, diagnostics: [QueryDiagnostic]) {
        var lowering = QueryLowering(isStemmed: isStemmed)
        let query = lowering.lower(syntax, in: FilingSchema.defaultFields)
        return (query, lowering.diagnostics)
    }

    /// A lowering.
    init(isStemmed: Bool = false) { self.isStemmed = isStemmed }

    /// What stands for a word and its kin; `nil` for a word that has none, such as a number.
    func kin(of word: [UInt8]) -> TermPattern? { stemmer.stem(word) == nil ? nil : .kin(word) }

    mutating func note(_ name: String, at start: Int, _ message: String) {
        // A query that came as JSON has no places.
        diagnostics.append(
            QueryDiagnostic(range: start < 0 ? nil : start..<start + name.count, message: message))
    }

    mutating func lower(_ syntax: QuerySyntax, in fields: [Query.WeightedField]) -> Query {
        switch syntax {
        case .text(let text):
            return words(text, in: fields)
        case .phrase(let text, let within):
            return phrase(text, within: within, in: fields)
        case .prefix(let text):
            // A beginning alone has a way of its own in the engine.
            if let beginning = beginning(text) { return .prefix(beginning, fields: fields) }
            return run(spots(of: syntax) ?? [], in: fields)
        case .wildcard, .fuzzy, .stemmed, .regex:
            return run(spots(of: syntax) ?? [], in: fields)
        case .near(let parts, let within, let place):
            return near(parts, within: within, at: place, in: fields)
        case .field(let name, let start, let part):
            return lower(part, named: name, at: start, in: fields)
        case .boosted(let part, let factor):
            return .boosted(lower(part, in: fields), by: factor)
        case .all(let parts):
            return conjunction(parts, in: fields)
        case .any(let parts):
            return .any(parts.map { lower($0, in: fields) })
        case .not(let part):
            return .not(lower(part, in: fields))
        }
    }

    /// Parts side by side: filters of rows among them ask for one row that fulfils them all.
    private mutating func conjunction(_ parts: [QuerySyntax], in fields: [Query.WeightedField]) -> Query {
        let rowCount = parts.count(where: Self.isRowCondition)
        guard rowCount > 1 else {
            let lowered = parts.map { lower($0, in: fields) }
            // Rows are looked at last, where everything else holds.
            return .all(lowered.filter { !$0.isPlace } + lowered.filter(\.isPlace))
        }
        var lowered: [Query] = []
        var conditions: [PlaceCondition] = []
        for part in parts {
            if Self.isRowCondition(part) {
                conditions.append(rowCondition(part))
                // Lists of documents are faster than rows: they say where to look at all.
                if Self.isCode(part) { lowered.append(lower(part, in: fields)) }
            } else {
                lowered.append(lower(part, in: fields))
            }
        }
        return .all(lowered.filter { !$0.isPlace } + lowered.filter(\.isPlace) + [.place(.all(conditions))])
    }

    private mutating func lower(
        _ part: QuerySyntax, named name: String, at start: Int, in fields: [Query.WeightedField]
    ) -> Query {
        if let field = FilingSchema.Field.allCases.first(where: { $0.isText && $0.name == name }) {
            if part == .text("*") { return Self.presence(of: field) }
            return lower(part, in: [Query.WeightedField(field: field.rawValue, weight: 1)])
        }
        if name == Self.personField {
            if part == .text("*") { return .any(Self.personFields.map { Self.presence(of: $0) }) }
            return lower(part, in: Self.personFields.map { Query.WeightedField(field: $0.rawValue, weight: 1) })
        }
        guard let filter = FilterName(rawValue: name) else {
            note(name, at: start, unknownField(name))
            return lower(part, in: fields)
        }
        if filter == .row {
            guard let condition = explicitRowCondition(part) else {
                note(name, at: start, "row: takes filters of rows: code, shares, price, value, direct")
                return .any([])
            }
            return .place(condition)
        }
        if part == .text("*") { return Self.presence(ofFilter: filter) }
        switch part {
        case .text(let value), .phrase(let value, _):
            return self.filter(filter, at: start, value)
        case .prefix(let value):
            return keyword(filter, at: start, matching: value + "*")
        case .wildcard(let value):
            return keyword(filter, at: start, matching: value)
        case .stemmed(let value):
            note(name, at: start, "\(name): takes values as they are; '~s' was passed over")
            return self.filter(filter, at: start, value)
        case .fuzzy, .regex:
            note(name, at: start, "\(name): takes values, not patterns; that part finds nothing")
            return .any([])
        case .all(let parts), .near(let parts, _, _):
            return .all(parts.map { lower($0, named: name, at: start, in: fields) })
        case .any(let parts):
            return .any(parts.map { lower($0, named: name, at: start, in: fields) })
        case .not(let inner):
            return .not(lower(inner, named: name, at: start, in: fields))
        case .boosted(let inner, _):
            return lower(inner, named: name, at: start, in: fields)
        case .field(let inner, let innerStart, let value):
            return lower(value, named: inner, at: innerStart, in: fields)
        }
    }

    // MARK: - NEAR

    private mutating func near(
        _ parts: [QuerySyntax], within: Int, at place: Int, in fields: [Query.WeightedField]
    ) -> Query {
        // Each part may be one of several; what is asked for is any combination.
        var combinations: [[Proximity.Spot]] = [[]]
        for part in parts {
            guard let alternatives = alternatives(of: part) else {
                note("NEAR", at: place, "NEAR takes words, phrases, patterns and groups of them with OR; AND was taken")
                return .all(parts.map { lower($0, in: fields) })
            }
            let usable = alternatives.filter { !$0.isEmpty }
            if usable.isEmpty { continue }
            guard combinations.count * usable.count <= Self.combinationsMax else {
                note("NEAR", at: place, "NEAR stands for more than \(Self.combinationsMax) combinations; AND was taken")
                return .all(parts.map { lower($0, in: fields) })
            }
            if usable.count == 1 {
                for index in combinations.indices { combinations[index] += usable[0] }
            } else {
                combinations = combinations.flatMap { known in usable.map { known + $0 } }
            }
        }
        let queries = combinations.map { spots in
            spots.count > 1 ? Query.near(Proximity(spots, distance: within), fields: fields) : run(spots, in: fields)
        }
        return queries.count == 1 ? queries[0] : .any(queries)
    }

    /// What may stand for a part of NEAR, each as spots; `nil` for parts that it cannot take.
    private mutating func alternatives(of part: QuerySyntax) -> [[Proximity.Spot]]? {
        switch part {
        case .text(let text), .phrase(let text, within: 0):
            let variants = numberVariants(text)
            if !variants.isEmpty { return variants.map { [.words($0)] } }
            let words = terms(text)
            if case .text = part, isStemmed, words.count == 1, let kin = kin(of: words[0]) { return [[.pattern(kin)]] }
            return [words.isEmpty ? [] : [.words(words)]]
        case .prefix, .wildcard, .fuzzy, .stemmed, .regex:
            return spots(of: part).map { [$0] }
        case .any(let parts):
            var all: [[Proximity.Spot]] = []
            for part in parts {
                guard let own = alternatives(of: part) else { return nil }
                all += own
            }
            return all
        case .boosted(let inner, _):
            return alternatives(of: inner)
        case .phrase, .near, .field, .all, .not:
            return nil
        }
    }

    // MARK: - Names

    private func unknownField(_ name: String) -> String {
        let known = Self.textFields + [Self.personField] + Self.filters
        let nearest = known.map { (name: $0, distance: Suggestion.distance(name, $0)) }.min {
            $0.distance < $1.distance
        }
        if let nearest, nearest.distance <= max(1, name.count / 3) {
            return "unknown field '\(name)', did you mean '\(nearest.name)'? The words were looked for everywhere"
        }
        return "unknown field '\(name)'; known are \(known.joined(separator: ", ")). "
            + "The words were looked for everywhere"
    }
}

extension Query {
    /// Whether it is a condition on rows.
    fileprivate var isPlace: Bool { if case .place = self { true } else { false } }
}
