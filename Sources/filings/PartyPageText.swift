internal import FilingModel
internal import FilingSearch

/// The page of a person or issuer, in each format.
struct PartyPageText {
    private let page: PartyPage
    private let relationsTitle: String

    init(_ page: PartyPage, relationsTitle: String) { (self.page, self.relationsTitle) = (page, relationsTitle) }

    func write(_ format: OutputFormat) {
        switch format {
        case .table: writeTable()
        case .json: Output.jsonPretty(Wire.Page(page))
        case .jsonl: for filing in page.filings { Output.jsonLine(Wire.Filing(filing, withText: false)) }
        case .csv: writeCSV()
        }
    }

    private func writeTable() {
        let party = page.party
        let symbols = party.tickers.isEmpty ? "" : " [\(party.tickers.joined(separator: ", "))]"
        Output.line(
            Output.bold((party.currentName ?? party.name) + symbols)
                + (party.cik.map { "  CIK \($0)" } ?? "  known by name only"))
        var facts = ["score \(PartyText.score(party.score))"]
        if !party.reason.isEmpty { facts.append(party.reason) }
        Output.line(Output.dim("  matched: " + facts.joined(separator: ", ")))
        if let context = party.context { Output.line(Output.dim("  asked for: " + context.words)) }
        if !party.otherKeys.isEmpty {
            let keys = party.otherKeys.map { $0.hasPrefix("name:") ? "\"\($0.dropFirst(5))\"" : "CIK \($0)" }
            Output.line("  also filed as " + keys.joined(separator: ", "))
        }
        if let place = party.place { Output.line("  \(place)") }
        let shown = party.currentName ?? party.name
        let others = (party.name == shown ? [] : [party.name]) + page.otherNames.filter { $0 != shown }
        if !others.isEmpty { Output.line("  also: " + others.joined(separator: "; ")) }
        if let cik = party.cik { Output.line("  " + Output.dim(SourceLink.party(cik))) }
        for pair in page.perhapsSame.prefix(5) {
            let other = pair.firstKey == party.cik?.description ? pair.second : pair.first
            Output.line(
                "  perhaps the same as \(other.name)\(FilingText.cik(other.cik)), "
                    + Output.dim("\(PartyText.score(pair.score)): " + pair.reasons.joined(separator: "; ")))
        }
        if !page.relations.isEmpty {
            Output.line("")
            Output.line(relationsTitle)
            for relation in page.relations.prefix(50) { Output.line("  " + line(relation)) }
            if page.relations.count > 50 { Output.line("  … and \(page.relations.count - 50) more") }
        }
        Output.line("")
        for filing in page.filings {
            for line in FilingText.summary(filing) { Output.line(line) }
            Output.line("")
        }
        Output.note("\(page.filings.count) of \(page.total) filings")
        if !page.alternatives.isEmpty {
            Output.note("others of such a name:")
            for other in page.alternatives { Output.note("  " + PartyText.line(other)) }
        }
    }

    private func line(_ relation: PartyPage.Relation) -> String {
        let symbols = relation.tickers.isEmpty ? "" : " [\(relation.tickers.joined(separator: ", "))]"
        var text = relation.name + symbols + FilingText.cik(relation.cik)
        if !relation.roles.isEmpty { text += ": " + relation.roles.joined(separator: "; ") }
        let days = [relation.first, relation.last].compactMap(\.self).map(\.description)
        let span = days.count == 2 && days[0] == days[1] ? days[0] : days.joined(separator: " – ")
        return text + "  "
            + Output.dim("\(span), \(relation.filingCount) filing\(relation.filingCount == 1 ? "" : "s")")
    }

    private func writeCSV() {
        var table = TextTable([
            "accession", "form", "date", "issuer_cik", "issuer", "owner_cik", "owner", "role", "url",
        ])
        for filing in page.filings {
            for owner in filing.owners {
                table.add([
                    filing.identity.description, filing.form.description, filing.effectiveDate?.description ?? "",
                    filing.issuer?.cik?.description ?? "", filing.issuer?.name ?? "", owner.cik?.description ?? "",
                    owner.name, owner.relationship.summary, SourceLink.filing(filing) ?? "",
                ])
            }
            for party in filing.otherParties where party.knownRole?.isPrincipal == true {
                let roles = [party.role, party.relationship.summary].filter { !$0.isEmpty }.joined(separator: ": ")
                table.add([
                    filing.identity.description, filing.form.description, filing.effectiveDate?.description ?? "",
                    filing.issuer?.cik?.description ?? "", filing.issuer?.name ?? "", party.cik?.description ?? "",
                    party.name, roles, SourceLink.filing(filing) ?? "",
                ])
            }
        }
        table.writeCSV()
    }
}

/// A party in a line.
enum PartyText {
    static func line(_ match: PartyMatch) -> String {
        let symbols = match.tickers.isEmpty ? "" : " [\(match.tickers.joined(separator: ", "))]"
        return "\(score(match.score))  \(match.name)\(symbols)\(FilingText.cik(match.cik))"
            + (match.place.map { ", \($0)" } ?? "") + ", \(match.filingCount) filings"
    }

    /// Two places: more would pretend to a precision that names do not have.
    static func score(_ score: Float) -> String {
        let hundredths = Int((score * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
