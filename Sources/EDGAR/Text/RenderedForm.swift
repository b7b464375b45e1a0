internal import FilingModel
internal import Storage

/// Reads a Section 16 form out of its lines, as people read it: by labels, heads of columns and shapes of values.
///
/// The lines come from a text, a Markdown paper or an HTML page; what cannot be read becomes an issue.
struct RenderedForm {
    /// The filing as far as read.
    private(set) var filing: Filing
    /// What was odd.
    private(set) var issues: [ImportIssue] = []

    private let input: ImportInput
    private let sections: RenderedSections

    /// Reads the lines of one form; `nil` when they are none of Section 16.
    ///
    /// - Parameters:
    ///   - lines: the paper.
    ///   - input: where they come from, for the source, the identity and the issues.
    ///   - kind: what kind of paper it is.
    init?(lines: [LayoutLine], input: ImportInput, as kind: FilingSource.Kind) {
        guard let source = FilingSource(whole: input, as: kind), let form = Self.form(of: lines) else { return nil }
        self.input = input
        sections = RenderedSections(lines)
        filing = Filing(identity: FilingIdentity(of: input, source: source, lines: lines), form: form, source: source)
        readCover()
        readTables()
        readNotes()
    }

    /// Notes something odd.
    mutating func note(_ kind: String, severity: ImportIssue.Severity = .warning, line: Int? = nil, _ message: String) {
        issues.append(
            ImportIssue(
                kind: kind, severity: severity, file: input.file, member: input.member, line: line, message: message))
    }

    // MARK: - Form

    /// The form that the first lines name, or else the one its title stands for.
    private static func form(of lines: [LayoutLine]) -> FormType? {
        var base: String?
        var isAmendment = false
        for line in lines.prefix(80) where !line.isBlank {
            guard line.text.utf8.count < 200 else { continue }
            if let found = formMark(in: line.text) {
                base = base ?? found.base
                if found.base == base, found.isAmendment { isAmendment = true }
            }
            if line.folded.hasPrefix("1 name and address") || line.folded.hasPrefix("name and address") { break }
        }
        if base == nil {
            let titles = [
                ("initial statement of beneficial", "3"), ("annual statement of changes in beneficial", "5"),
                ("statement of changes in beneficial", "4"),
            ]
            for (title, form) in titles where base == nil && lines.contains(where: { $0.folded.contains(title) }) {
                base = form
            }
        }
        return base.map { FormType(base: $0, isAmendment: isAmendment) }
    }

    /// `Form 4/A` at the beginning of a line, or after `SEC`.
    private static func formMark(in text: String) -> FormType? {
        var words = text.split(whereSeparator: { $0 == " " || $0 == "\n" })[...]
        if words.first?.lowercased() == "sec" { words = words.dropFirst() }
        guard words.first?.lowercased() == "form", let number = words.dropFirst().first?.uppercased() else {
            return nil
        }
        let base = String(number.prefix(1))
        guard base == "3" || base == "4" || base == "5" else { return nil }
        let rest = words.dropFirst(2).first?.uppercased() ?? ""
        // `Form 4 or Form 5 obligations may continue`, `Form 3 Holdings Reported` and the like name other forms.
        guard !["OR", "HOLDINGS", "TRANSACTIONS", "OBLIGATIONS", "FILED"].contains(rest) else { return nil }
        switch number.dropFirst() {
        case "", ",", ".", ":":
            let isAmended = rest == "/A" || rest.hasPrefix("(AMEND") || rest.hasPrefix("[AMEND") || rest == "AMENDMENT"
            return FormType(base: base, isAmendment: isAmended)
        case "/A", "-A", "A": return FormType(base: base, isAmendment: true)
        default: return nil
        }
    }

    // MARK: - Parts

    private mutating func readCover() {
        let cover = RenderedCover(lines: sections.lines(of: .cover))
        filing.filed = cover.filed
        filing.period = cover.period
        filing.originalFiled = cover.originalFiled
        filing.notSubjectToSection16 = cover.boxes[.noLongerSubject] ?? false
        filing.form3HoldingsReported = cover.boxes[.form3Holdings] ?? false
        filing.form4TransactionsReported = cover.boxes[.form4Transactions] ?? false
        filing.isUnderTradingPlan = cover.boxes[.tradingPlan]
        if cover.originalFiled != nil, !filing.form.isAmendment {
            filing.form = FormType(base: filing.form.base, isAmendment: true)
        }
        filing.issuer = cover.issuer
        filing.owners = RenderedOwners(lines: sections.lines(of: .owners)).merged(with: cover.owners)
        // The remains of a link are nobody's name.
        filing.owners.removeAll { Self.holdsLink($0.name) }
        if let name = filing.issuer?.name, Self.holdsLink(name) { filing.issuer = nil }
        if filing.issuer == nil {
            note("missing issuer", "No issuer's name was found under its label; the filing was imported without it.")
        }
        if filing.owners.isEmpty {
            note("missing owner", "No reporting person's name was found; the filing was imported without one.")
        }
        if filing.period == nil {
            note("missing period", "No date of the event or transaction was found under its label.")
        }
    }

    private static func holdsLink(_ name: String) -> Bool {
        name.contains("](") || name.lowercased().contains("cik=")
    }

    private mutating func readTables() {
        for (section, table) in [
            (RenderedSections.Section.tableI, SecurityRow.Table.nonDerivative), (.tableII, .derivative),
        ] {
            var reader = RenderedTable(form: filing.form.base, table: table)
            reader.read(sections.lines(of: section))
            filing.rows += reader.rows
            for row in reader.undirected {
                note(
                    "unknown direction", line: row.line,
                    "Expected an amount below (A) or (D), found “\(row.text)”, whose columns don't tell; the row was "
                        + "imported without the letter.")
            }
            for unread in reader.unread {
                note(
                    "unread row", line: unread.line,
                    "Expected a row of Table \(table == .derivative ? "II" : "I"), found “\(unread.text)”; "
                        + "it was left out.")
            }
        }
        if !sections.has(.tableI), !sections.has(.tableII) {
            note("missing table", "Neither Table I nor Table II was found.")
        }
    }

    private mutating func readNotes() {
        let notes = RenderedNotes(
            notes: sections.lines(of: .notes), remarks: sections.lines(of: .remarks),
            signatures: sections.lines(of: .signatures))
        filing.footnotes = notes.footnotes
        filing.remarks = notes.remarks
        filing.signatures = notes.signatures
        filing.noSecuritiesOwned = sections.saysNoSecurities
        let known = Set(notes.footnotes.map(\.id))
        for id in filing.rows.flatMap(\.footnotes) where !known.contains(id) {
            note("missing footnote", "A row refers to footnote \(id), which the paper doesn't explain.")
            break
        }
        if filing.signatures.isEmpty {
            note("missing signature", severity: .note, "No signature was found.")
        }
    }
}

extension FilingSource {
    /// The source of a filing that takes up a whole input.
    ///
    /// - Parameters:
    ///   - input: its bytes are hashed.
    ///   - kind: what kind of paper it is.
    init?(whole input: ImportInput, as kind: Kind) {
        guard let digest = ContentDigest(bytes: SHA256.digest(of: input.bytes.span)) else { return nil }
        self.init(file: input.file, member: input.member, byteRange: 0..<input.bytes.count, sha256: digest, kind: kind)
    }
}

extension FilingIdentity {
    /// The accession number that a paper or its path gives, else a hash of the bytes.
    ///
    /// - Parameters:
    ///   - input: for its path.
    ///   - source: of the whole input.
    ///   - lines: the paper, searched for `Accession Number:`.
    init(of input: ImportInput, source: FilingSource, lines: [LayoutLine] = []) {
        if let number = AccessionNumber(inPath: input.member ?? input.file) {
            self = .accession(number)
            return
        }
        for line in lines.prefix(60) where line.folded.hasPrefix("accession n") {
            for word in line.text.split(separator: " ") {
                if let number = AccessionNumber(parsing: word) {
                    self = .accession(number)
                    return
                }
            }
        }
        self.init(contentOf: source.sha256)
    }
}
