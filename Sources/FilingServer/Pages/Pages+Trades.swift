internal import FilingModel
internal import FilingSearch

extension Pages {
    /// Trades in a table, with filters.
    var trades: Endpoint {
        let timeout = options.timeout
        return Self.page(
            "/trades", "tradesPage", "Transactions of Forms 3, 4 and 5.",
            parameters: API.tradeParameters + [API.limit(50, max: 500)], isTagged: false
        ) { (arguments, _, commit) throws(Problem) in
            let request = try API.tradeRequest(arguments, timeout: timeout, on: commit)
            let page = try answering { () throws(FilingIndexError) in try commit.index.trades(request) }
            return .page(TradesPage(arguments: arguments, page: page).html)
        }
    }
}

/// The page of trades.
struct TradesPage {
    let arguments: Arguments
    let page: TradePage

    var html: HTML {
        Layout.page(
            "Trades – filings",
            """
            <h1>Trades</h1>
            \(form)
            <p class="note">\(Words.count(page.filingCount, "filing")) may hold such trades.
            \(page.isComplete ? "" : "The time was up before all were looked at.")
            A + is an acquisition, a − a disposal; amendments tell their rows again and are marked.</p>
            \(page.trades.isEmpty ? "<p>No such trades.</p>" : FilingPieces.trades(page.trades, "Trades", withIssuer: true, withOwner: true, order: order))
            \(pages)
            """)
    }

    private func field(_ name: StaticString, _ label: StaticString, _ hint: StaticString = "") -> HTML {
        let (id, text, shown) = (HTML(stringLiteral: name), HTML(stringLiteral: label), HTML(stringLiteral: hint))
        return """
            <div><label for="f-\(id)">\(text)</label><input id="f-\(id)" name="\(id)" \
            value="\(arguments.text(name.description))" placeholder="\(shown)"></div>
            """
    }

    private func choice(_ name: StaticString, _ label: StaticString, _ words: [(String, String)]) -> HTML {
        let (id, text) = (HTML(stringLiteral: name), HTML(stringLiteral: label))
        let chosen = arguments.text(name.description)
        let options = words.map { value, shown in
            "<option value=\"\(value)\"\(value == chosen ? " selected" as HTML : "")>\(shown)</option>" as HTML
        }
        return
            "<div><label for=\"f-\(id)\">\(text)</label><select id=\"f-\(id)\" name=\"\(id)\">\(options)</select></div>"
    }

    private var form: HTML {
        """
        <form class="filters" action="/trades" aria-label="Filter trades">
        \(field("issuer", "Company", "symbol, CIK or name"))
        \(field("person", "Person", "name or CIK"))
        \(choice("code", "What", [
            ("", "everything"), ("P", "P bought"), ("S", "S sold"), ("P,S", "P and S"), ("A", "A granted"),
            ("M", "M exercised"), ("F", "F withheld"), ("G", "G gift"),
        ]))
        \(choice("role", "Role", [
            ("", "anybody"), ("officer", "officers"), ("director", "directors"), ("ten", "10 % owners"), ("other", "others"),
        ]))
        \(choice("plan", "10b5-1 plan", [("", "either"), ("no", "not under a plan"), ("yes", "under a plan")]))
        \(field("min-value", "Worth at least, $", "100000"))
        \(field("max-value", "At most, $"))
        \(field("since", "Since", "2013-10-01"))
        \(field("until", "Until", "2013"))
        \(choice("shares-only", "Securities", [("", "all"), ("true", "no derivatives")]))
        \(choice("sort", "Order", [("filed", "newest filed"), ("value", "largest")]))
        \(field("q", "Query", "footnote:trust"))
        <div class="go"><button>Show</button> <a href="/trades">Clear</a></div>
        </form>
        """
    }

    /// This page's address with its filters.
    private func address(_ path: String..., without left: String? = nil) -> Address {
        var address = Address(path)
        for parameter in API.tradeParameters where parameter.name != "after" && parameter.name != left {
            let value = arguments.text(parameter.name)
            if value != parameter.standard { address = address.with(parameter.name, value) }
        }
        return address
    }

    /// The engine orders filings by their largest trade; rows of one filing stay together.
    private var order: TableOrder {
        TableOrder(
            parameter: "sort", chosen: arguments.text("sort"), standard: TradeRequest.Order.filed.rawValue,
            address: address("trades", without: "sort"), columns: Set(TradeRequest.Order.allCases.map(\.rawValue)),
            isExact: false)
    }

    private var pages: HTML {
        let first: HTML = arguments.text("after") == nil ? "" : "<a href=\"\(address("trades"))\">First page</a>"
        let next: HTML =
            page.next.map { "<a rel=\"next\" href=\"\(address("trades").with("after", $0))\">Next page</a>" } ?? ""
        return
            "<nav class=\"pages\" aria-label=\"Pages\">\(first) \(next) <a href=\"\(address("v1", "trades").with("limit", "1000"))\">As JSON</a></nav>"
    }
}
