internal import FilingModel
internal import FilingSearch

/// The page of a person or of an issuer.
struct PartyHTML {
    let history: PartyHistory
    let isIssuer: Bool
    let arguments: Arguments

    /// Columns that tables of roles and insiders can be ordered by.
    static let relationColumns = ["last", "who", "filings"]
    /// Trades that are shown unless all are asked for.
    static let tradesShown = 30

    private var party: PartyMatch { history.page.party }
    private var name: String { party.currentName ?? party.name }

    private var address: Address { isIssuer ? .issuer(party.key) : .person(party.key) }

    /// The order of one table; the other goes back to its own, or there would be a page for each pair.
    private func order(_ parameter: String, _ columns: [String]) -> TableOrder {
        TableOrder(
            parameter: parameter, chosen: arguments.text(parameter), standard: columns[0],
            address: address.with("all", arguments.text("all")),
            part: parameter == "trades-by" ? "trades" : isIssuer ? "now" : "roles", columns: Set(columns))
    }

    private var relationOrder: TableOrder { order("roles-by", Self.relationColumns) }
    private var tradeOrder: TableOrder { order("trades-by", FilingPieces.tradeColumns) }

    var html: HTML { Layout.page("\(name) – filings", query: "", content) }

    private var content: HTML {
        """
        <article class="party-page">
        <header>
        <p class="over">\(isIssuer ? "Issuer" : party.kind == .person ? "Person" : "Owner")</p>
        <h1>\(name) \(Words.symbols(party.tickers))</h1>
        \(facts)
        \(other)
        \(same)
        \(history.page.cutReason.map { "<div class=\"remarks\"><p>\(Words.capitalised($0)).</p></div>" as HTML })
        </header>
        \(isIssuer ? insiders : issuers)
        \(clusters)
        \(holdings)
        \(market)
        \(trades)
        \(companions)
        \(filed)
        \(filings)
        \(amendments)
        </article>
        """
    }

    private var facts: HTML {
        let cik: HTML =
            party.cik.map { "<a href=\"\(SourceLink.party($0))\" rel=\"external\">\($0) at sec.gov</a>" }
            ?? "none: known by name only"
        return Words.facts([
            ("CIK", cik), ("Place", "\(party.place)"),
            ("Filings", "\(ExactDecimal(Int64(history.page.total)).grouped)"),
            ("Last", Words.time(party.lastFiled)),
            ("Also under", party.otherKeys.map { "\($0)" as HTML }.joined(", ")),
        ])
    }

    /// The same party's page in its other part.
    private var other: HTML {
        if isIssuer, party.ownerCount > 0 {
            return
                "<p><a href=\"\(Address.person(party.key))\">What it owns itself: \(Words.count(party.ownerCount, "filing"))</a></p>"
        }
        if !isIssuer, party.issuerCount > 0 {
            return
                "<p><a href=\"\(Address.issuer(party.key))\">Its own securities: \(Words.count(party.issuerCount, "filing"))</a></p>"
        }
        return ""
    }

    private var same: HTML {
        let pairs = history.page.perhapsSame.prefix(5).map { pair -> HTML in
            let other = pair.firstKey == party.key ? pair.second : pair.first
            return
                "<li><a href=\"\(Address.party(other))\">\(other.name)</a>: \(pair.reasons.joined(separator: "; "))</li>"
        }
        return pairs.isEmpty ? "" : "<div class=\"remarks\"><p>Perhaps the same:</p><ul>\(pairs)</ul></div>"
    }

    // MARK: - Who was what to whom

    private var issuers: HTML {
        Words.section(
            "roles", "Roles",
            table("Companies and roles", "Company", history.page.relations) { Address.issuer($0.key) })
    }

    private var insiders: HTML {
        let (now, before) = (
            history.page.relations.filter(history.page.isCurrent),
            history.page.relations.filter { !history.page.isCurrent($0) }
        )
        return """
            \(Words.section(
                "now", "Insiders now",
                note: "Filed within two years of the latest filing here, and did not tick that they left.",
                table("Insiders now", "Who", now) { Address.person($0.key) }))
            \(Words.section(
                "before", "Insiders before", table("Insiders before", "Who", before) { Address.person($0.key) }))
            """
    }

    private func table(
        _ name: String, _ who: HTML, _ relations: [PartyPage.Relation], _ address: (PartyPage.Relation) -> Address
    ) -> HTML {
        let order = relationOrder
        let sorted =
            switch order.column {
            case "who": order.sorted(relations, isUpFirst: true) { $0.name }
            case "filings": order.sorted(relations) { $0.filingCount }
            default: order.sorted(relations) { $0.last?.ordinal }
            }
        return Words.table(
            name,
            head: [
                order.heading(who, "who", isUpFirst: true), "<th scope=\"col\">As</th>",
                order.heading("From – to", "last"), order.heading("Filings", "filings", isNumber: true),
            ],
            sorted.prefix(200).map { row($0, address($0)) })
    }

    private func row(_ relation: PartyPage.Relation, _ address: Address) -> HTML {
        """
        <tr><th scope="row"><a href="\(address)">\(relation.name)</a> \(Words.symbols(relation.tickers))</th>\
        <td class="as">\(relation.roles.prefix(6).joined(separator: "; "))</td>\
        <td>\(Words.span(relation.first, relation.last))</td>\
        <td class="number">\(relation.filingCount)</td></tr>
        """
    }

    private var companions: HTML {
        Words.section(
            "companions", isIssuer ? "Companions" : "Files together with",
            Words.table(
                "Files together with",
                head: [
                    "<th scope=\"col\">Who</th>", "<th scope=\"col\" class=\"number\">Filings</th>",
                    "<th scope=\"col\">Last</th>",
                ],
                history.companions.prefix(50).map { companion in
                    """
                    <tr><th scope="row"><a href="\(Address.person(companion.key))">\(companion.name)</a></th>\
                    <td class="number">\(companion.filingCount)</td><td>\(Words.time(companion.last))</td></tr>
                    """
                }))
    }

    // MARK: - In time

    private var holdings: HTML {
        let series = history.holdings.prefix(12).map { series -> HTML in
            let points = series.points.map { Chart.Point(day: $0.date, value: Chart.double($0.shares)) }
            let how = series.ownership == "I" ? "indirect" + (series.nature.map { ", " + $0 } ?? "") : "direct"
            let latest = series.points.last
            let label = "Shares of \(series.security) of \(series.issuer) held over time"
            let rows = series.points.reversed().map { point in
                """
                <tr><th scope="row">\(Words.time(point.date))</th><td class="number">\(point.shares.grouped)</td>\
                <td><a href="\(Address.filing(point.filing))">\(Words.form(point.form))<span class="unseen"> of \
                \(point.date)</span></a></td></tr>
                """ as HTML
            }
            let table = Words.table(
                label,
                head: [
                    "<th scope=\"col\">Day</th>", "<th scope=\"col\" class=\"number\">Held</th>",
                    "<th scope=\"col\">Form</th>",
                ], rows)
            return """
                <div class="series"><h3>\(series.security) <span class="role">\(series.issuer), \(how)</span></h3>
                <p class="latest"><strong>\(latest?.shares.grouped)</strong> on \(Words.time(latest?.date))</p>
                \(points.count > 1 ? Chart.steps(points, label: label) : "")
                <details><summary>\(Words.count(points.count, "day")) in a table</summary>\(table)</details></div>
                """
        }
        return Words.section(
            "holdings", "Holdings over time", note: "Table I of Forms 3, 4 and 5; what stood last on a day.",
            series.isEmpty ? "" : "<div class=\"grid\">\(series)</div>")
    }

    private var market: HTML {
        let months = history.months
        if months.isEmpty { return "" }
        let rows = months.reversed().map { month in
            """
            <tr><th scope="row">\(month.name)</th><td class="number">\(month.sharesBought.grouped)</td>\
            <td class="number">\(Words.dollars(month.valueBought))</td>\
            <td class="number">\(month.sharesSold.grouped)</td>\
            <td class="number">\(Words.dollars(month.valueSold))</td></tr>
            """ as HTML
        }
        let table = Words.table(
            "Bought and sold by month",
            head: [
                "<th scope=\"col\">Month</th>", "<th scope=\"col\" class=\"number\">Shares bought</th>",
                "<th scope=\"col\" class=\"number\">Paid</th>", "<th scope=\"col\" class=\"number\">Shares sold</th>",
                "<th scope=\"col\" class=\"number\">Got</th>",
            ], rows)
        return Words.section(
            "market", "Bought and sold",
            note: "Codes P and S of Table I, dollars by month; joint filings and amendments count once.",
            """
            \(Chart.bars(months, label: "Dollars bought and sold by month"))
            <p class="legend"><span class="bought">bought</span> <span class="sold">sold</span></p>
            <details><summary>\(Words.count(months.count, "month")) in a table</summary>\(table)</details>
            """)
    }

    private var clusters: HTML {
        let entries = history.clusters.prefix(10).map { cluster -> HTML in
            let buyers = cluster.buyers.map { buyer -> HTML in
                """
                <li><a href="\(Address.person(buyer.key))">\(buyer.name)</a> \
                <span class="role">\(buyer.role)</span> <span class="number">\(buyer.shares.grouped)</span></li>
                """
            }
            return """
                <li><h3>\(Words.span(cluster.first, cluster.last)): \(Words.count(cluster.buyers.count, "buyer")), \
                \(Words.dollars(cluster.value))</h3><ul>\(buyers)</ul></li>
                """
        }
        return Words.section(
            "clusters", "Clusters of buying",
            note: "Two or more insiders who bought on the market within 30 days.",
            entries.isEmpty ? "" : "<ol class=\"clusters\">\(entries)</ol>")
    }

    private var trades: HTML {
        let order = tradeOrder
        let sorted = order.chosen == nil ? history.trades : FilingPieces.sorted(history.trades, order)
        let isAll = arguments.text("all") == "trades"
        let shown = isAll ? sorted : Array(sorted.prefix(Self.tradesShown))
        let table = FilingPieces.trades(
            shown, "Trades", withIssuer: !isIssuer, withOwner: isIssuer, order: order)
        if table.isEmpty { return "" }
        let rest = history.tradeCount - shown.count
        let filter = Address("trades").with(isIssuer ? "issuer" : "person", party.key)
        let longer = address.with("all", "trades").with("trades-by", order.chosen)
        let more: HTML =
            rest > 0 && !isAll
            ? "<a href=\"\(longer)#trades\">\(ExactDecimal(Int64(rest)).grouped) more</a>, " : ""
        let left = history.tradeCount - history.trades.count
        let note: HTML? =
            order.chosen != nil && left > 0
            ? "In the order chosen stand the newest \(ExactDecimal(Int64(history.trades.count)).grouped) of them." : nil
        return Words.section(
            "trades", "Trades", note: note,
            "\(table)<p class=\"more\">\(more)<a href=\"\(filter)\">filter them</a></p>")
    }

    // MARK: - As filed

    private var filed: HTML {
        func list(_ texts: [FiledText]) -> [HTML] {
            texts.prefix(50).map { text in
                """
                <li>\(text.text) <span class="role">\(Words.count(text.filingCount, "filing")), \
                \(Words.span(text.first, text.last))</span></li>
                """
            }
        }
        let others = history.page.otherNames.filter { name in !history.names.contains { $0.text == name } }
            .map { "<li>\($0) <span class=\"role\">from lists or former names</span></li>" as HTML }
        let names = list(history.names) + others
        let addresses = list(history.addresses)
        let shownNames: HTML = names.isEmpty ? "" : "<h3>Names</h3><ul class=\"plain\">\(names)</ul>"
        let shownAddresses: HTML = addresses.isEmpty ? "" : "<h3>Addresses</h3><ul class=\"plain\">\(addresses)</ul>"
        return Words.section("filed", "Names and addresses as filed", "\(shownNames)\(shownAddresses)")
    }

    private var amendments: HTML {
        let entries = history.amendments.prefix(50).map { filing in
            """
            <li><a href="\(Address.filing(filing.identity))">\(Words.form(filing.form)) \
            \(Words.time(filing.effectiveDate))</a> \(filing.issuer?.name)</li>
            """ as HTML
        }
        return Words.section(
            "amendments", "Amendments", entries.isEmpty ? "" : "<ul class=\"plain columns\">\(entries)</ul>")
    }

    private var filings: HTML {
        let rest = history.page.total - history.page.filings.count
        let more: HTML =
            rest > 0
            ? "<p class=\"more\"><a href=\"\(address.with("all", "filings"))#filings\">\(ExactDecimal(Int64(rest)).grouped) more</a></p>"
            : ""
        return Words.section("filings", "Filings", "\(FilingPieces.list(history.page.filings))\(more)")
    }
}
