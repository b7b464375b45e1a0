internal import FilingSearch

extension API {
    /// `/v1/search`: filings by what they say.
    var search: Endpoint {
        let timeout = options.timeout
        return Endpoint(
            method: "GET", path: "/v1/search", name: "search",
            summary: "Filings by what they say, who filed them and when; the best first.",
            parameters: [
                Self.query, Self.limit(10, max: 100), Self.after,
                Parameter(
                    "sort", .word(SearchRequest.Order.allCases.map(\.rawValue)), "What stands first.",
                    standard: "relevance"),
                Parameter(
                    "facets", .words(SearchRequest.Facet.allCases.map(\.rawValue)), "What to count the hits by.",
                    example: "form,year"),
                Parameter("facet-limit", .integer(1...1_000), "Values of each facet at most.", standard: "10"),
                Parameter(
                    "collapse", .word(SearchRequest.Collapse.allCases.map(\.rawValue)),
                    "Only the best filing of each issuer or owner."),
                Parameter("stem", .flag, "Find words of the same English stem as well.", standard: "false"),
                Parameter("passages", .flag, "Give the passages that hold what was found.", standard: "true"),
                Parameter(
                    "papers", .flag,
                    "Give filings whole, text of documents left out, instead of what a list needs.", standard: "false"),
                Parameter("explain", .flag, "Say how each score comes about.", standard: "false"),
            ],
            replies: [.init(type: "application/json", schema: "SearchResults")],
            problems: [.badRequest, .gone], isTagged: false
        ) { (arguments, call, commit) throws(Problem) in
            let request = Self.request(arguments, timeout: timeout)
            let results = try Self.results(request, on: commit)
            if results.isRefused {
                throw Problem(.badRequest, "question", results.notes.first ?? "the query cannot be read")
            }
            var answer = Self.json(
                Wire.Search(results, query: request.query, withPapers: request.wantsWholeFilings))
            Self.link(results.next, of: call, in: &answer)
            return answer
        }
    }

    /// The request that parameters ask for.
    static func request(_ arguments: Arguments, timeout: Duration) -> SearchRequest {
        var request = SearchRequest(query: arguments.words("q"), limit: arguments.integer("limit"))
        request.order = arguments.text("sort").flatMap(SearchRequest.Order.init) ?? .relevance
        request.after = arguments.text("after")
        request.facets = arguments.list("facets").compactMap(SearchRequest.Facet.init)
        request.facetLimit = max(1, arguments.integer("facet-limit"))
        request.collapse = arguments.text("collapse").flatMap(SearchRequest.Collapse.init)
        request.isStemmed = arguments.flag("stem")
        request.wantsPassages = arguments.flag("passages")
        request.wantsWholeFilings = arguments.flag("papers")
        request.wantsExplanations = arguments.flag("explain")
        request.timeout = timeout
        return request
    }

    /// Asks the index; a page of another commit is gone.
    static func results(_ request: SearchRequest, on commit: Commit) throws(Problem) -> SearchResults {
        try checkCursor(request.after, on: commit)
        return try answering { () throws(FilingIndexError) in try commit.index.search(request) }
    }

    /// Makes sure that a cursor is of this commit.
    static func checkCursor(_ cursor: String?, on commit: Commit) throws(Problem) {
        guard let cursor else { return }
        guard let generation = FilingIndex.generation(ofCursor: cursor) else {
            throw Problem(.badRequest, "cursor", "'after' is no cursor; take 'next' from the page before as it is")
        }
        if generation != commit.index.generation {
            throw Problem(
                .gone, "cursor",
                "the page before is of commit \(generation), and commit \(commit.index.generation) is served now; "
                    + "ask for the first page again")
        }
    }
}
