internal import FilingModel
internal import FilingSearch

extension Pages {
    private static let query = Parameter("q", .text(lengthMax: 2_048), "A name or query.")

    /// Parties of the name that was typed, and filings that say it.
    var search: Endpoint {
        let timeout = options.timeout
        return Self.page(
            "/search", "searchPage", "People, companies and filings.",
            parameters: [
                Self.query,
                Parameter(
                    "sort", .word(SearchRequest.Order.allCases.map(\.rawValue)), "What stands first.",
                    standard: "relevance"),
                API.after,
            ], isTagged: false
        ) { (arguments, _, commit) throws(Problem) in
            let text = arguments.words("q")
            guard text.contains(where: { !$0.isWhitespace }) else {
                return .page(Layout.page("Search", "<h1>Search</h1><p>Type a name, a symbol or words.</p>"))
            }
            var request = SearchRequest(query: text, limit: 10)
            request.order = arguments.text("sort").flatMap(SearchRequest.Order.init) ?? .relevance
            request.after = arguments.text("after")
            request.wantsPassages = true
            request.wantsWholeFilings = false
            request.facets = request.after == nil ? [.form, .year, .issuer, .role] : []
            request.facetLimit = 8
            request.timeout = timeout
            let results = try API.results(request, on: commit)
            // Marks of the query language mean that filings are wanted, not somebody's name.
            let isName = request.after == nil && !text.utf8.contains { ":\"()*~^/{}".utf8.contains($0) }
            let parties = isName ? try API.suggestions(text, limit: 6, on: commit) : []
            return .page(SearchPage(text: text, request: request, results: results, parties: parties).html)
        }
    }
}

/// The page of a search.
struct SearchPage {
    let text: String
    let request: SearchRequest
    let results: SearchResults
    let parties: [PartyMatch]

    var html: HTML {
        Layout.page("\(text) – filings", query: text, content)
    }

    private var content: HTML {
        """
        <h1 class="unseen">Results for \(text)</h1>
        \(notes)
        \(partyList)
        <div class="found">
        <section aria-labelledby="filings">
        <h2 id="filings">\(results.total == 0 ? "No filing says this" : total)</h2>
        \(results.total == 0 ? "" : order)
        <ol class="entries">\(results.hits.map { FilingPieces.entry($0.filing, rowCount: $0.counts.rows, passages: $0.passages) })</ol>
        \(pages)
        </section>
        \(facets)
        </div>
        """
    }

    private var total: String {
        (results.isTotalExact && results.isComplete ? "" : "At least ") + Words.count(results.total, "filing")
    }

    private var notes: HTML {
        let notes = results.notes.prefix(5).map { "<li>\(Words.capitalised($0))</li>" as HTML }
        let meant = results.suggestions.flatMap { suggestion in
            suggestion.nearest.prefix(2).map { word -> HTML in
                let query = text.replacing(suggestion.word, with: word)
                return "<a href=\"\(Address("search").with("q", query))\">\(query)</a>"
            }
        }
        if notes.isEmpty { return "" }
        return """
            <div class="remarks"><ul>\(notes)</ul>\
            \(meant.isEmpty ? nil : "<p>Try \(meant.joined(", "))</p>" as HTML)</div>
            """
    }

    private var partyList: HTML {
        if parties.isEmpty { return "" }
        let entries = parties.map { match -> HTML in
            let formerly: HTML = match.currentName.map { "<span class=\"role\">now \($0)</span>" } ?? ""
            let kind = match.kind == .unknown ? "" : "\(match.kind)"
            let facts = [
                match.place, Words.count(match.filingCount, "filing"), match.lastFiled.map { "last \($0)" },
                match.cik.map { "CIK \($0)" } ?? "known by name only",
            ].compactMap(\.self)
            return """
                <li class="entry party"><h3><a href="\(Address.party(match))">\(match.name)</a> \
                \(Words.symbols(match.tickers)) <span class="kind">\(kind)</span></h3>
                <p class="who">\(facts.joined(separator: " · ")) \(formerly)</p>
                <p class="why">\(match.reason)</p></li>
                """
        }
        return """
            <section aria-labelledby="parties"><h2 id="parties">People and companies of such a name</h2>
            <ol class="entries parties">\(entries)</ol></section>
            """
    }

    /// The same search in another order.
    private var order: HTML {
        let orders: [(SearchRequest.Order, HTML)] = [
            (.relevance, "Best"), (.filed, "Newest"), (.period, "By period"), (.value, "Largest"),
        ]
        let links = orders.map { order, name -> HTML in
            if order == request.order { return "<li aria-current=\"true\">\(name)</li>" }
            let address = Address("search").with("q", text).with("sort", order.rawValue)
            return "<li><a href=\"\(address)\">\(name)</a></li>"
        }
        return "<ul class=\"orders\" aria-label=\"Order\">\(links)</ul>"
    }

    private var pages: HTML {
        let address = Address("search").with("q", text)
            .with("sort", request.order == .relevance ? nil : request.order.rawValue)
        let first: HTML = request.after == nil ? "" : "<a href=\"\(address)\">First page</a>"
        let next: HTML =
            results.next.map { "<a rel=\"next\" href=\"\(address.with("after", $0))\">Next page</a>" } ?? ""
        let export = Address("v1", "export").with("q", text)
        let all: HTML =
            results.total == 0
            ? ""
            : """
            <span class="exports">All of them as <a href="\(export.with("format", "csv"))">CSV</a> or
            <a href="\(export)">JSON lines</a></span>
            """
        return "<nav class=\"pages\" aria-label=\"Pages\">\(first) \(next) \(all)</nav>"
    }

    private var facets: HTML {
        let groups = results.facets.filter { !$0.values.isEmpty }.map { counts -> HTML in
            let values = counts.values.map { value -> HTML in
                let filter = Self.filter(counts.facet, value.value)
                return """
                    <li><a href="\(Address("search").with("q", text + " " + filter))">\(value.label)</a> \
                    <span class="number">\(ExactDecimal(Int64(value.count)).grouped)</span></li>
                    """
            }
            let more = counts.distinctCount - counts.values.count
            return """
                <h3>\(Words.capitalised(counts.facet.rawValue))</h3>
                <ul>\(values)\(more > 0 ? "<li class=\"more\">and \(more) more</li>" as HTML : "")</ul>
                """
        }
        return groups.isEmpty ? "" : "<aside class=\"facets\" aria-label=\"Narrow down\">\(groups)</aside>"
    }

    /// The part of a query that keeps what a facet's value counts.
    private static func filter(_ facet: SearchRequest.Facet, _ value: String) -> String {
        let isKey = value.utf8.allSatisfy { 0x30...0x39 ~= $0 }
        switch facet {
        case .form: return "form:\"\(value)\"" + (value.hasSuffix("/A") ? "" : " amendment:no")
        case .year: return "filed:\(value)"
        case .issuer: return isKey ? "cik:\(value)" : "issuer:\"\(value)\""
        case .owner: return isKey ? "cik:\(value)" : "owner:\"\(value)\""
        case .role: return "role:\(value)"
        case .code: return "code:\(value)"
        }
    }
}
