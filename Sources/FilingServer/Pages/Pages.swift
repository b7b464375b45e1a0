internal import FilingModel
internal import FilingSearch

/// What people look at: made here, whole, so that it works without script.
struct Pages: Sendable {
    /// Limits that answers keep.
    let options: SiteOptions

    /// All pages, and what they are made of.
    var endpoints: [Endpoint] {
        [
            home, search, person, issuer, filing, trades, help, Assets.style.endpoint, Assets.script.endpoint,
            Assets.icon.endpoint,
        ]
    }

    /// A page's endpoint; unknown parameters are passed over, for addresses are typed and shared by people.
    static func page(
        _ path: String, _ name: String, _ summary: String, parameters: [Parameter] = [], isTagged: Bool = true,
        lane: Endpoint.Lane = .long,
        _ answer: @escaping @Sendable (Arguments, Call, Commit) throws(Problem) -> Answer
    ) -> Endpoint {
        Endpoint(
            method: "GET", path: path, name: name, summary: summary, parameters: parameters,
            replies: [.init(type: "text/html", schema: nil)], lane: lane, isTagged: isTagged, isStrict: false,
            answer: answer)
    }

    private var home: Endpoint {
        Self.page("/", "home", "The search box, and what the index holds.") { (_, _, commit) throws(Problem) in
            let statistics = try answering { () throws(FilingIndexError) in try commit.index.statistics() }
            let forms = statistics.forms.prefix(8).map { form, count in
                """
                <li><a href="\(Address("search").with("q", "form:\"" + form + "\""))">\(form)</a>
                <span class="number">\(ExactDecimal(Int64(count)).grouped)</span></li>
                """ as HTML
            }
            return .page(
                Layout.page(
                    "filings", isHome: true,
                    """
                    <h1>Follow people and companies through their filings</h1>
                    \(Layout.searchForm(""))
                    <p class="lead">A half-remembered name in any spelling will do: <a href="/search?q=panorra+robt">panorra robt</a>.
                    So will a symbol, or words: <a href="/search?q=%22right+to+buy%22+form%3A3">“right to buy” form:3</a>.</p>
                    <section aria-labelledby="holds" class="holds">
                    <h2 id="holds">In this index</h2>
                    \(Words.facts([
                        ("Filings", "\(ExactDecimal(Int64(statistics.filingCount)).grouped)"),
                        ("People and companies", "\(ExactDecimal(Int64(statistics.partyCount)).grouped)"),
                        ("Days", Words.span(statistics.first, statistics.last)),
                    ]))
                    <ul class="forms" aria-label="Filings by form">\(forms)</ul>
                    </section>
                    """))
        }
    }

    private var help: Endpoint {
        Self.page("/help", "help", "How to ask.", lane: .now) { (_, _, _) throws(Problem) in .page(HelpPage.html) }
    }

    // MARK: - Parties

    private static let key = Parameter("key", .text(lengthMax: 200), "A CIK or key.", isInPath: true)
    private static let all = Parameter("all", .word(["filings", "trades"]), "What to show more of.")

    private static let partyParameters = [
        key, all, TableOrder.parameter("roles-by", PartyHTML.relationColumns),
        TableOrder.parameter("trades-by", FilingPieces.tradeColumns),
    ]

    /// Trades that are looked at for another order than that of days.
    private static let orderedTradesMax = 2_000

    private var person: Endpoint {
        let timeout = options.timeout
        return Self.page(
            "/people/{key}", "personPage", "A person or other owner.", parameters: Self.partyParameters
        ) { (arguments, _, commit) throws(Problem) in
            let (limit, tradeLimit) = Self.limits(arguments)
            let found = try answering { () throws(FilingIndexError) in
                try commit.index.personHistory(
                    arguments.words("key"), limit: limit, tradeLimit: tradeLimit, isExact: true, timeout: timeout)
            }
            guard let found else { throw Problem(.notFound, "party", "nobody has this key in the index") }
            return Self.page(of: found, isIssuer: false, arguments)
        }
    }

    private var issuer: Endpoint {
        let timeout = options.timeout
        return Self.page(
            "/issuers/{key}", "issuerPage", "An issuer.", parameters: Self.partyParameters
        ) { (arguments, _, commit) throws(Problem) in
            let (limit, tradeLimit) = Self.limits(arguments)
            let found = try answering { () throws(FilingIndexError) in
                try commit.index.issuerHistory(
                    arguments.words("key"), limit: limit, tradeLimit: tradeLimit, isExact: true, timeout: timeout)
            }
            guard let found else { throw Problem(.notFound, "party", "no company has this key in the index") }
            return Self.page(of: found, isIssuer: true, arguments)
        }
    }

    /// How many filings and trades a page of a party is made of.
    private static func limits(_ arguments: Arguments) -> (filings: Int, trades: Int) {
        let isLong = arguments.text("all") == "trades" || arguments.text("trades-by") != nil
        return (arguments.text("all") == "filings" ? 1_000 : 20, isLong ? orderedTradesMax : PartyHTML.tradesShown)
    }

    private static func page(of history: PartyHistory, isIssuer: Bool, _ arguments: Arguments) -> Answer {
        var answer = Answer.page(PartyHTML(history: history, isIssuer: isIssuer, arguments: arguments).html)
        answer.isPartial = !history.page.isComplete
        return answer
    }

    private var filing: Endpoint {
        Self.page(
            "/filings/{accession}", "filingPage", "A filing as people read it.",
            parameters: [Parameter("accession", .text(lengthMax: 64), "An accession number.", isInPath: true)]
        ) { (arguments, _, commit) throws(Problem) in
            let shown = try API.shown(arguments.words("accession"), on: commit)
            return .page(
                FilingPage(filing: shown.filing, original: shown.original, amendments: shown.amendments).html)
        }
    }
}
