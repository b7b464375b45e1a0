/// How to ask.
enum HelpPage {
    static var html: HTML {
        Layout.page(
            "Help – filings",
            """
            <h1>How to ask</h1>
            <section><h2>Names</h2>
            <p>Any order, case and spelling: <a href="/search?q=panorra+robt">panorra robt</a> finds PANORA ROBERT A. Initials,
            nicknames, joined and split words and typing errors are forgiven; each suggestion says why it stands there.
            CIKs and trading symbols will do as well.</p></section>
            <section><h2>Words</h2>
            <p>All words must occur. These narrow:</p>
            \(Words.table("The query language", head: ["<th scope=\"col\">Type</th>", "<th scope=\"col\">To find</th>"], rows))
            </section>
            <section><h2>Keys</h2>\(Layout.keys)</section>
            <section><h2>Programs</h2>
            <p>The same in JSON: <a href="/openapi.json">/openapi.json</a> describes it. OpenRefine reconciles names
            against <code>/v1/reconcile</code>.</p></section>
            """)
    }

    private static let rows: [HTML] = [
        row("\"right to buy\"", "a phrase"), row("trust NEAR/5 spouse", "words near each other"),
        row("option OR warrant", "either"), row("trust -role:director", "not"), row("exercis*", "a beginning"),
        row("tecogn~1", "an error forgiven"), row("owner:panora", "in a name of an owner"),
        row(
            "footnote:(trust spouse)", "in footnotes; also issuer: title: security: remarks: signature: address: text:"),
        row("form:4 filed:2024..", "a form, since a day, month or year"),
        row("code:P value:>100000", "rows: bought for more than $100,000"),
        row("role:officer plan:no", "of officers, not under a 10b5-1 plan"), row("cik:1537435", "of a party"),
    ]

    private static func row(_ query: String, _ words: String) -> HTML {
        """
        <tr><th scope="row"><a href="\(Address("search").with("q", query))"><code>\(query)</code></a></th><td>\(words)</td></tr>
        """
    }
}
