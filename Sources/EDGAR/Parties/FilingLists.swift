internal import FilingModel

/// Makes filings with header facts out of lists in JSON: of one party's submissions, and of search answers.
enum FilingLists {
    /// Columns that stand side by side: `accessionNumber`, `form`, `filingDate`, `reportDate`.
    ///
    /// - Parameters:
    ///   - columns: an object of arrays; `nil` gives nothing.
    ///   - party: the object that tells whose filings they are; `nil` for a further page, whose file name says so.
    ///   - input: where they stand.
    ///   - report: takes filings and what was left out.
    static func read(
        _ columns: JSONValue?, of party: JSONValue?, _ input: ImportInput,
        report: inout PartyListImporter.Report
    ) {
        guard let columns, let numbers = columns["accessionNumber"]?.elements else { return }
        let forms = columns["form"]?.elements ?? []
        let filed = columns["filingDate"]?.elements ?? []
        let periods = columns["reportDate"]?.elements ?? []
        let cik = party?["cik"]?.key ?? key(inPath: input.member ?? input.file)
        let listed = FilingParty(.party, cik: cik, name: party?["name"]?.words?.trimmed ?? "")
        let isOwner = party?["insiderTransactionForOwnerExists"]?.isTrue ?? false
        let isIssuer = party?["insiderTransactionForIssuerExists"]?.isTrue ?? false
        let source = input.source(of: 0..<input.bytes.count, as: .list)
        for (index, number) in numbers.enumerated() {
            guard let accession = number.words.flatMap({ AccessionNumber(parsing: $0) }), index < forms.count,
                let form = forms[index].words.flatMap({ FormType(parsing: $0) })
            else {
                report.skip(
                    nil, "Filing \(index + 1) of the list holds no accession number or no form; it was left out.")
                continue
            }
            var filing = Filing(identity: .accession(accession), form: form, source: source)
            filing.filed = index < filed.count ? filed[index].words.flatMap { CalendarDate(parsing: $0) } : nil
            filing.period = index < periods.count ? periods[index].words.flatMap { CalendarDate(parsing: $0) } : nil
            filing.setListed([listed])
            if form.isOwnership, isOwner != isIssuer {
                // Who is only ever an owner, or only ever an issuer, is that here.
                filing.otherParties = []
                if isOwner {
                    filing.owners = [ReportingOwner(cik: cik, name: listed.name)]
                } else {
                    filing.issuer = Issuer(cik: cik, name: listed.name)
                }
            }
            report.emit(.filing(filing))
        }
    }

    /// Answers of the full-text search: a hit for each document, so several of one filing.
    static func readHits(_ hits: [JSONValue], _ input: ImportInput, report: inout PartyListImporter.Report) {
        var known: Set<AccessionNumber> = []
        let source = input.source(of: 0..<input.bytes.count, as: .list)
        for (index, hit) in hits.enumerated() {
            let facts = hit["_source"]
            let identity = facts?["adsh"]?.words ?? hit["_id"]?.words?.split(separator: ":").first.map(String.init)
            guard let facts, let accession = identity.flatMap({ AccessionNumber(parsing: $0) }),
                let form = (facts["form"] ?? facts["root_form"])?.words.flatMap({ FormType(parsing: $0) })
            else {
                report.skip(nil, "Hit \(index + 1) holds no accession number or no form; it was left out.")
                continue
            }
            guard known.insert(accession).inserted else { continue }
            var filing = Filing(identity: .accession(accession), form: form, source: source)
            filing.filed = facts["file_date"]?.words.flatMap { CalendarDate(parsing: $0) }
            filing.period = facts["period_ending"]?.words.flatMap { CalendarDate(parsing: $0) }
            let ciks = facts["ciks"]?.texts ?? []
            let names = facts["display_names"]?.texts ?? []
            filing.setListed(
                ciks.enumerated().map { index, cik in
                    FilingParty(
                        .party, cik: CentralIndexKey(parsing: cik), name: index < names.count ? name(names[index]) : "")
                })
            report.emit(.filing(filing))
        }
        if hits.isEmpty { report.note("an answer of the full-text search without a hit; nothing to import") }
    }

    /// `INTEL CORP  (INTC)  (CIK 0000050863)` without what stands behind the name.
    private static func name(_ shown: String) -> String {
        guard let end = shown.firstRange(of: "  (")?.lowerBound ?? shown.firstRange(of: " (CIK")?.lowerBound else {
            return shown.trimmed
        }
        return String(shown[..<end]).trimmed
    }

    /// The key in `CIK0000320193-submissions-001.json`.
    private static func key(inPath path: String) -> CentralIndexKey? {
        guard let mark = path.ranges(of: "CIK").last else { return nil }
        return CentralIndexKey(parsing: String(path[mark.upperBound...].prefix { $0.isNumber }.prefix(10)))
    }
}
