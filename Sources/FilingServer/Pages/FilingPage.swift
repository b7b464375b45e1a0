internal import FilingModel
internal import FilingSearch

/// A filing as people read it: who, what, footnotes at the values, and the evidence.
struct FilingPage {
    let filing: Filing
    let original: AmendmentLink?
    let amendments: [AmendmentLink]

    /// Bytes of a document that are shown; longer ones are at sec.gov.
    private static let textBytesMax = 200_000

    var html: HTML {
        let about = filing.issuer.map { " of \($0.name)" } ?? ""
        return Layout.page(
            "Form \(filing.form)\(about) – filings",
            """
            <article class="filing-page">
            <header>
            <p class="over">\(kind)</p>
            <h1>Form \(filing.form) <span class="role">\(Words.time(filing.effectiveDate))</span></h1>
            \(parties)
            \(facts)
            \(links)
            </header>
            \(FilingTables(filing: filing).html)
            \(footnotes)
            \(remarks)
            \(others)
            \(signatures)
            \(differences)
            \(documents)
            \(evidence)
            </article>
            """)
    }

    private var kind: String {
        switch filing.form.base {
        case "3": "Initial statement of beneficial ownership"
        case "4": "Changes in beneficial ownership"
        case "5": "Annual statement of changes in beneficial ownership"
        case "144": "Notice of proposed sale"
        case "D": "Notice of exempt offering"
        case "SCHEDULE 13D", "SC 13D", "SCHEDULE 13G", "SC 13G": "Statement of beneficial ownership of more than 5 %"
        case "13F-HR": "Holdings of an institutional manager"
        default: "Filing"
        }
    }

    private var parties: HTML {
        let owners = filing.owners.map { owner -> HTML in
            let role = owner.relationship.summary
            return """
                <li>\(Words.owner(owner))\(role.isEmpty ? nil : "<span class=\"role\">\(role)</span>" as HTML)\
                \(owner.address.isEmpty ? nil : "<span class=\"role\">\(owner.address.singleLine)</span>" as HTML)</li>
                """
        }
        let issuer = Words.issuer(filing.issuer)
        return """
            \(issuer.isEmpty ? nil : "<p class=\"issuer\">\(issuer)</p>" as HTML)
            \(owners.isEmpty ? nil : "<ul class=\"owners\" aria-label=\"Reporting owners\">\(owners)</ul>" as HTML)
            """
    }

    private var facts: HTML {
        var boxes: [HTML] = []
        if filing.noSecuritiesOwned { boxes.append("no securities are beneficially owned") }
        if filing.notSubjectToSection16 { boxes.append("no longer subject to Section 16") }
        if filing.form3HoldingsReported { boxes.append("holdings that a Form 3 should have told") }
        if filing.form4TransactionsReported { boxes.append("transactions that a Form 4 should have told") }
        let plan: HTML =
            switch filing.isUnderTradingPlan {
            case true?: "yes"
            case false?: "no"
            case nil: ""
            }
        return Words.facts([
            ("Filed", Words.time(filing.filed)), ("Period or event", Words.time(filing.period)),
            ("Amends the filing of", Words.time(filing.originalFiled)),
            ("Rule 10b5-1 plan", plan), ("Ticked", boxes.joined(", ")),
        ])
    }

    private var links: HTML {
        let address: HTML =
            SourceLink.filing(filing).map { "<a href=\"\($0)\" rel=\"external\">The original at sec.gov</a>" } ?? ""
        var amended: [HTML] = []
        if let original {
            amended.append("Amends \(Self.link(original.filing)): \(original.basis)")
        } else if let number = filing.amends {
            amended.append("Amends \(number), which this index does not hold")
        } else if filing.form.isAmendment {
            amended.append("Amends a filing that this index does not hold, or not clearly one")
        }
        for amendment in amendments { amended.append("Amended by \(Self.link(amendment.filing)): \(amendment.basis)") }
        let remarks = amended.map { "<li>\($0)</li>" as HTML }
        return """
            \(remarks.isEmpty ? nil : "<div class=\"remarks\"><ul>\(remarks)</ul></div>" as HTML)
            \(address.isEmpty ? nil : "<p>\(address)</p>" as HTML)
            """
    }

    private static func link(_ filing: Filing) -> HTML {
        "<a href=\"\(Address.filing(filing.identity))\">Form \(filing.form), \(Words.time(filing.effectiveDate))</a>"
    }

    private var footnotes: HTML {
        let notes = filing.footnotes.enumerated().map { number, note -> HTML in
            let row = filing.rows.first { $0.footnotes.contains(note.id) }
            let back: HTML =
                row.map {
                    """
                     <a class="back" href="#\(FilingTables.anchor($0))" \
                    aria-label="Back to the row of footnote \(note.id)">back</a>
                    """
                } ?? ""
            return """
                <li id="note-\(number + 1)"><span class="note-mark">\(note.id)</span> \(note.text)\(back)</li>
                """
        }
        return Words.section(
            "footnotes", "Footnotes", notes.isEmpty ? "" : "<ol class=\"footnotes\">\(notes)</ol>")
    }

    private var remarks: HTML {
        Words.section("remarks", "Remarks", filing.remarks.map { "<p class=\"text\">\($0)</p>" } ?? "")
    }

    private var others: HTML {
        let rows = filing.otherParties.map { party -> HTML in
            let key = PartyMatch.key(cik: party.cik, name: party.name)
            return """
                <tr><th scope="row"><a href="\(Address.person(key))">\(party.name)</a></th><td>\(party.role)</td>\
                <td>\(party.relationship.summary)</td><td>\(party.address.singleLine)</td></tr>
                """
        }
        return Words.section(
            "others", "Also named",
            Words.table(
                "Also named",
                head: [
                    "<th scope=\"col\">Who</th>", "<th scope=\"col\">As</th>", "<th scope=\"col\">To the issuer</th>",
                    "<th scope=\"col\">Address</th>",
                ], rows))
    }

    private var signatures: HTML {
        let lines = filing.signatures.map { signature -> HTML in
            let facts = [signature.title, signature.date?.description].compactMap(\.self).joined(separator: ", ")
            return "<li>\(signature.name) <span class=\"role\">\(facts)</span></li>"
        }
        return Words.section("signatures", "Signed", lines.isEmpty ? "" : "<ul class=\"plain\">\(lines)</ul>")
    }

    /// What an amendment tells otherwise.
    private var differences: HTML {
        var parts: [HTML] = []
        if let original {
            parts.append(difference(FilingDifference(from: original.filing, to: filing), "the original"))
        }
        for amendment in amendments {
            parts.append(
                difference(
                    FilingDifference(from: filing, to: amendment.filing),
                    "this filing, in the amendment of \(amendment.filing.effectiveDate?.description ?? "an unknown day")"
                ))
        }
        return Words.section("differences", "What the amendment changes", parts.joined(""))
    }

    private func difference(_ difference: FilingDifference, _ what: String) -> HTML {
        let changed = difference.changed.map { row -> HTML in
            let changes = row.changes.map {
                "\($0.field): <del>\($0.before.isEmpty ? "nothing" : $0.before)</del> <ins>\($0.after.isEmpty ? "nothing" : $0.after)</ins>"
                    as HTML
            }
            return "<li>Changed: \(row.after.securityTitle.value), \(changes.joined(", "))</li>"
        }
        let added = difference.added.map { "<li>New: \(RowSentence.sentence($0))</li>" as HTML }
        let dropped = difference.notToldAgain.map { "<li>Not told again: \(RowSentence.sentence($0))</li>" as HTML }
        return """
            <h3>Against \(what)</h3>
            <ul class="plain">\(changed)\(added)\(dropped)<li>\(Words.count(difference.sameCount, "row")) alike</li></ul>
            """
    }

    private var documents: HTML {
        let parts = filing.documents.map { document -> HTML in
            let title = [document.type, document.fileName, document.description].compactMap(\.self)
            let bytes = document.text.utf8
            let isCut = bytes.count > Self.textBytesMax
            // Cut between characters.
            let text = isCut ? String(decoding: bytes.prefix(Self.textBytesMax), as: UTF8.self) : document.text
            return """
                <details\(filing.documents.count == 1 ? " open" : "")><summary>\(title.joined(separator: " · "))</summary>
                <pre class="text">\(text)</pre>
                \(isCut ? "<p class=\"more\">Cut after \(Self.textBytesMax) of \(bytes.count) bytes; the original has all.</p>" as HTML : "")
                </details>
                """
        }
        return Words.section("documents", "Documents", parts.joined(""))
    }

    private var evidence: HTML {
        let papers = filing.sources.map { source in
            Words.facts([
                ("File", "<code>\(source.file)</code>"),
                ("Kind", source.kind == .unknown ? "" : "\(source.kind.words)"), ("Member", "\(source.member)"),
                (
                    "Bytes",
                    "\(ExactDecimal(Int64(source.byteRange.lowerBound)).grouped) – \(ExactDecimal(Int64(source.byteRange.upperBound)).grouped)"
                ),
                ("SHA-256", "<code class=\"digest\">\(source.sha256)</code>"),
            ])
        }
        let note =
            papers.count == 1
            ? "The bytes this page was read from."
            : "The papers that tell this filing, the fullest first; what it leaves open is filled in from the others."
        return Words.section(
            "evidence", "Evidence", note: "\(note)",
            """
            \(Words.facts([("Identity", "<code>\(filing.identity)</code>")]))
            \(papers.joined(""))
            <p><a href="\(Address("v1", "filings", filing.identity.description))">As JSON</a></p>
            """)
    }
}
