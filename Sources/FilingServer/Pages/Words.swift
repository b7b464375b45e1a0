internal import FilingModel
internal import FilingSearch

/// Words and small pieces that several pages use.
enum Words {
    /// A sentence's beginning.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// A number of things: `1 filing`, `2,310 filings`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        ExactDecimal(Int64(number)).grouped + " " + (number == 1 ? one : many ?? one + "s")
    }

    /// From when to when: `2013-10-01`, or two days.
    static func span(_ first: CalendarDate?, _ last: CalendarDate?) -> HTML {
        switch (first, last) {
        case (nil, nil): "day not known"
        case (let first?, let last?) where first != last: "\(time(first)) – \(time(last))"
        default: time(last ?? first)
        }
    }

    /// A day.
    static func time(_ day: CalendarDate?) -> HTML {
        guard let day else { return "" }
        return "<time datetime=\"\(day)\">\(day)</time>"
    }

    /// A form as a mark: amendments look otherwise, and say so.
    static func form(_ form: FormType) -> HTML {
        form.isAmendment
            ? "<span class=\"form amended\">\(form.base)<abbr title=\"amendment\">/A</abbr></span>"
            : "<span class=\"form\">\(form.base)</span>"
    }

    /// Trading symbols.
    static func symbols(_ symbols: [String]) -> HTML {
        symbols.isEmpty ? "" : "<span class=\"symbols\">\(symbols.joined(separator: ", "))</span>"
    }

    /// A link to a party's page as owner.
    static func owner(_ owner: ReportingOwner) -> HTML {
        let key = PartyMatch.key(cik: owner.cik, name: owner.name)
        return "<a href=\"\(Address.person(key))\">\(owner.name)</a>"
    }

    /// A link to an issuer's page.
    static func issuer(_ issuer: Issuer?) -> HTML {
        guard let issuer, let address = Address.issuer(issuer) else { return "" }
        return "<a href=\"\(address)\">\(issuer.name)</a> \(symbols(issuer.tickers))"
    }

    /// What a transaction code says.
    static func code(_ code: String?) -> String? {
        switch code?.uppercased() {
        case "P": "bought"
        case "S": "sold"
        case "A": "granted"
        case "D": "returned to the company"
        case "F": "withheld for tax or price"
        case "I": "by the discretion of a plan"
        case "M": "exercised or converted"
        case "C": "converted"
        case "E": "expired (short)"
        case "H": "expired (long)"
        case "O": "exercised out of the money"
        case "X": "exercised in the money"
        case "G": "gift"
        case "L": "small acquisition"
        case "W": "by will"
        case "Z": "voting trust"
        case "J": "other, see footnote"
        case "K": "equity swap"
        case "U": "tender"
        case "V": "reported early"
        default: nil
        }
    }

    /// An amount of dollars, cents left out from a thousand on.
    static func dollars(_ amount: ExactDecimal?) -> String {
        guard let amount else { return "" }
        let text = amount.grouped
        guard let point = text.firstIndex(of: ".") else { return "$" + text }
        return "$" + (text[..<point].utf8.count > 3 ? String(text[..<point]) : text)
    }

    /// What is short for tables: `1.2 M`, `350 k`.
    static func short(_ number: Double) -> String {
        let size = abs(number)
        func rounded(_ value: Double, _ unit: String) -> String {
            let tenths = (value * 10).rounded() / 10
            return (tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)") + unit
        }
        if size >= 1e9 { return rounded(number / 1e9, " bn") }
        if size >= 1e6 { return rounded(number / 1e6, " M") }
        if size >= 1e4 { return rounded(number / 1e3, " k") }
        return rounded(number, "")
    }

    /// Pairs of a list of facts; those without content are left out.
    static func facts(_ facts: [(name: HTML, value: HTML)]) -> HTML {
        let shown = facts.filter { !$0.value.isEmpty }
        if shown.isEmpty { return "" }
        let pairs = shown.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as HTML }
        return "<dl class=\"facts\">\(pairs)</dl>"
    }

    /// A part of a page that others can point to; nothing when it has no content.
    static func section(_ id: StaticString, _ title: String, note: HTML? = nil, _ content: HTML) -> HTML {
        if content.isEmpty { return "" }
        let anchor = HTML(stringLiteral: id)
        return """
            <section aria-labelledby="\(anchor)">
            <h2 id="\(anchor)">\(title)</h2>
            \(note.map { "<p class=\"note\">\($0)</p>" as HTML })
            \(content)
            </section>
            """
    }

    /// A table that scrolls by itself where the window is narrow, and can be reached by the keyboard for it.
    static func table(_ name: String, head: [HTML], _ rows: [HTML], css: StaticString = "") -> HTML {
        if rows.isEmpty { return "" }
        return """
            <div class="scroll" role="group" tabindex="0" aria-label="\(name)">
            <table class="\(HTML(stringLiteral: css))"><caption class="unseen">\(name)</caption>
            <thead><tr>\(head)</tr></thead>
            <tbody>\(rows)</tbody>
            </table>
            </div>
            """
    }
}
