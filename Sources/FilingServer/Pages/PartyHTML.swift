internal import FilingModel
internal import FilingSearch

/// The page of a person or of an issuer.
struct PartyHTML {
    let history: PartyHistory
    let isIssuer: Bool

    private var party: PartyMatch { history.page.party }
    private var name: String { party.currentName ?? party.name }

    private var address: Address { isIssuer ? .issuer(party.key) : .person(party.key) }

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
            Words.table(
                "Companies and roles",
                head: [
                    "<th scope=\"col\">Company</th>", "<th scope=\"col\">As</th>", "<th scope=\"col\">From – to</th>",
                    "<th scope=\"col\" class=\"number\">Filings</th>",
                ],
                history.page.relations.prefix(200).map { relation in row(relation, Address.issuer(relation.key)) }))
    }

    private var insiders: HTML {
        let (now, before) = (
            history.page.relations.filter(history.page.isCurrent),
            history.page.relations.filter { !history.page.isCurrent($0) }
        )
        func table(_ name: String, _ relations: [PartyPage.Relation]) -> HTML {
            Words.table(
                name,
                head: [
                    "<th scope=\"col\">Who</th>", "<th scope=\"col\">As</th>", "<th scope=\"col\">From – to</th>",
                    "<th scope=\"col\" class=\"number\">Filings</th>",
                ],
                relations.prefix(200).map { relation in row(relation, Address.person(relation.key)) })
        }
        return """
            \(Words.section(
                "now", "Insiders now",
                note: "Filed within two years of the latest filing here, and did not tick that they left.",
                table("Insiders now", now)))
            \(Words.section("before", "Insiders before", table("Insiders before", before)))
            """
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
        let shown = FilingPieces.trades(
            history.trades, "Trades", withIssuer: !isIssuer, withOwner: isIssuer)
        if shown.isEmpty { return "" }
        let rest = history.tradeCount - history.trades.count
        let table = Address("trades").with(isIssuer ? "issuer" : "person", party.key)
        let more: HTML =
            rest > 0
            ? "<a href=\"\(address.with("all", "trades"))#trades\">\(ExactDecimal(Int64(rest)).grouped) more</a>, " : ""
        return Words.section(
            "trades", "Trades",
            "\(shown)<p class=\"more\">\(more)<a href=\"\(table)\">filter them</a></p>")
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
