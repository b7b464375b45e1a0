internal import ArgumentParser
internal import FilingSearch

/// What `filings search` tells beside the hits, and in which order they stand.
struct SearchOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "What decides the order: relevance (default), filed, period or value; newest and largest first.",
        transform: word)
    var sort: SearchRequest.Order = .relevance

    @Option(name: .long, help: "The page behind the one that ended with this cursor (`next` of the answer).")
    var after: String?

    @Option(
        name: .long,
        help: "Count hits by these, separated by commas: form, year, issuer, owner, role, code.",
        transform: FacetList.init)
    var facets = FacetList()

    @Option(name: .long, help: "How many values of each facet at most.")
    var facetLimit = 10

    @Option(name: .long, help: "Only the best filing of each issuer or (first) owner.", transform: word)
    var collapse: SearchRequest.Collapse?

    @Flag(name: .long, help: "Find each word with all that have the same English stem, itself first, as word~s does.")
    var stem = false

    @Flag(name: .long, help: "Say what each part of the query adds to each score.")
    var explain = false

    @Flag(name: .long, inversion: .prefixedNo, help: "Show the passages that hold what was asked for.")
    var passages = true

    @Option(name: .long, help: "Answer within so many seconds with what was found by then.")
    var timeout: Double?

    @Option(name: .long, help: "Look at so many terms and documents at most.")
    var work: Int?

    mutating func validate() throws {
        if let timeout, !(timeout > 0 && timeout <= 86_400) {
            throw ValidationError("--timeout must lie above 0 seconds and within a day, but is \(timeout)")
        }
        if let work, work < 1 { throw ValidationError("--work must be at least 1, but is \(work)") }
        guard facetLimit >= 1 else { throw ValidationError("--facet-limit must be at least 1, but is \(facetLimit)") }
    }

    /// Whether it asks for more than identities and scores of the best.
    var asksForMore: Bool {
        sort != .relevance || after != nil || !facets.values.isEmpty || collapse != nil || explain
    }

    /// Puts the options into a request.
    func apply(to request: inout SearchRequest) {
        request.order = sort
        request.after = after
        request.facets = facets.values
        request.facetLimit = facetLimit
        request.collapse = collapse
        request.wantsExplanations = explain
        applyLimits(to: &request)
    }

    /// Puts into a request how it may be answered at all.
    func applyLimits(to request: inout SearchRequest) {
        request.isStemmed = stem
        request.timeout = timeout.map { Duration.milliseconds(Int64($0 * 1_000)) }
        request.workMax = work
    }
}

/// Facets separated by commas.
struct FacetList: Sendable {
    var values: [SearchRequest.Facet] = []

    init() {}

    init(_ text: String) throws {
        for name in text.split(separator: ",") {
            guard let facet = SearchRequest.Facet(rawValue: name.lowercased()) else {
                let known = SearchRequest.Facet.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("'\(name)' is no facet; facets are \(known)")
            }
            if !values.contains(facet) { values.append(facet) }
        }
    }
}

/// One of a few words, or what they are.
private func word<Value: RawRepresentable & CaseIterable>(_ text: String) throws -> Value
where Value.RawValue == String {
    guard let value = Value(rawValue: text.lowercased()) else {
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(text)' is none of \(known)")
    }
    return value
}
