package import FilingModel

/// Reads `ownershipDocument`, the XML of Forms 3, 4 and 5 and their amendments, of any schema version.
///
/// Elements are known by name, not by place: rows outside their table, several tables, and fields of later versions
/// all come out. A number or date that can't be read keeps its text. Nothing here depends on the version.
package struct OwnershipXML {
    /// The filing as far as the document tells it.
    package private(set) var filing: Filing
    /// What was odd.
    package private(set) var issues: [ImportIssue] = []
    /// Whether the document says which form it is.
    package private(set) var hasDocumentType = false

    let tape: XMLTape
    private let place: ImportPlace

    /// The rows so far; the one being read is the last.
    var rows: [SecurityRow] = []
    private var nonDerivativeCount = 0, derivativeCount = 0
    /// The table of the row being read.
    var openTable: SecurityRow.Table?
    /// How many row elements are open: an old schema wraps the row in a second one.
    private var openRowCount = 0

    /// Whether the row's element leaves open if it is a holding or a transaction, as `nonDerivativeSecurity` does.
    var isOpenRowUndecided = false

    private var owner: ReportingOwner?
    private var issuerCIK: CentralIndexKey?
    private var issuerName = ""
    private var ticker: String?
    private var foreignTicker: String?
    private var footnoteID: String?
    private var footnoteText = ""
    private var signatureName: String?
    private var signatureDate: CalendarDate?
    private var isInSignature = false

    /// The field being read, and the one around it.
    private var field: ElementName?
    private var isInCoding = false
    /// Every footnote referred to, once.
    private var references: [String] = []
    private var fieldFootnotes: [String] = []
    private var codingFootnotes: [String] = []
    /// Text of `<value>`, or text that stands before a child, for the element around it.
    private var innerText: XMLEvent?

    /// Reads a document that the parser has been over.
    ///
    /// - Parameters:
    ///   - tape: what the parser met.
    ///   - identity: of the filing.
    ///   - source: where it was read.
    ///   - place: names the input in issues.
    package init(tape: XMLTape, identity: FilingIdentity, source: FilingSource, place: ImportPlace) {
        self.tape = tape
        self.place = place
        filing = Filing(identity: identity, form: FormType(base: "OWNERSHIP", isAmendment: false), source: source)
        for event in tape.events { take(event) }
        finish()
    }

    /// Whether the root element is one this importer reads.
    ///
    /// - Parameter rootName: lower case, without namespace.
    /// - Returns: `true` for `ownershipdocument`.
    package static func reads(rootName: String?) -> Bool { rootName == "ownershipdocument" }

    // MARK: Events

    private mutating func take(_ event: XMLEvent) {
        switch event.kind {
        case .start:
            begin(event)
        case .end:
            end(event)
        case .text:
            innerText = event
        case .attribute:
            guard event.element == .id else { return }
            if footnoteID != nil { footnoteID = tape.string(event) } else { refer(to: tape.string(event), event) }
        }
    }

    private mutating func begin(_ event: XMLEvent) {
        guard let element = event.element else {
            innerText = nil
            return
        }
        switch element {
        case .value, .footnoteId:
            return
        case .nonDerivativeTransaction: beginRow(.nonDerivative, .transaction)
        case .nonDerivativeHolding: beginRow(.nonDerivative, .holding)
        case .derivativeTransaction: beginRow(.derivative, .transaction)
        case .derivativeHolding: beginRow(.derivative, .holding)
        case .nonDerivativeSecurity:
            beginRow(.nonDerivative, .holding)
            isOpenRowUndecided = openRowCount == 1
        case .derivativeSecurity:
            beginRow(.derivative, .holding)
            isOpenRowUndecided = openRowCount == 1
        case .reportingOwner: owner = ReportingOwner(cik: nil, name: "")
        case .footnote:
            footnoteID = ""
            footnoteText = ""
        case .ownerSignature:
            isInSignature = true
            (signatureName, signatureDate) = (nil, nil)
        case .transactionCoding: isInCoding = true
        default:
            if openTable != nil, element.isRowField {
                field = element
                fieldFootnotes.removeAll()
            }
        }
        innerText = nil
    }

    private mutating func end(_ event: XMLEvent) {
        guard let element = event.element else { return }
        if element == .value {
            if event.textBytes > 0 { innerText = event }
            return
        }
        if element == .footnoteId {
            // Schemas before X02 may write the identifier as text.
            if event.textBytes > 0 { refer(to: tape.string(event), event) }
            return
        }
        let textEvent = event.textBytes > 0 ? event : innerText
        innerText = nil
        if element.isRowField {
            guard field == element else { return }
            if textEvent != nil || !fieldFootnotes.isEmpty {
                setRowField(element, FieldText(textEvent, line: Int(event.line)), footnotes: fieldFootnotes)
            }
            field = nil
            fieldFootnotes.removeAll()
        } else if element.endsRow {
            endRow()
        } else {
            let text = string(textEvent)
            if element == .footnote { endFootnote(text, event) } else { endOther(element, text: text, event) }
        }
    }

    private mutating func endOther(_ element: ElementName, text: String?, _ event: XMLEvent) {
        switch element {
        case .transactionCoding: endCoding()
        case .transactionFormType, .transactionCode, .equitySwapInvolved:
            setCoding(element, text: text, line: Int(event.line))
        case .schemaVersion: filing.schemaVersion = text
        case .documentType: setForm(text, event)
        case .periodOfReport: filing.period = date(text, "periodOfReport", event) ?? filing.period
        case .dateOfOriginalSubmission:
            filing.originalFiled = date(text, "dateOfOriginalSubmission", event) ?? filing.originalFiled
        case .noSecuritiesOwned: filing.noSecuritiesOwned = flag(text, element, event) ?? false
        case .notSubjectToSection16: filing.notSubjectToSection16 = flag(text, element, event) ?? false
        case .form3HoldingsReported: filing.form3HoldingsReported = flag(text, element, event) ?? false
        case .form4TransactionsReported: filing.form4TransactionsReported = flag(text, element, event) ?? false
        case .aff10b5One: filing.isUnderTradingPlan = flag(text, element, event)
        case .issuerCik: issuerCIK = key(text, "issuerCik", event)
        case .issuerName: issuerName = text ?? ""
        case .issuerTradingSymbol: ticker = text
        case .issuerForeignTradingSymbol: foreignTicker = text
        case .remarks: if let text { filing.remarks = filing.remarks.map { $0 + "\n" + text } ?? text }
        case .reportingOwner:
            if let owner { filing.owners.append(owner) }
            owner = nil
        case .signatureName: signatureName = text
        case .signatureDate: signatureDate = date(text, "signatureDate", event)
        case .ownerSignature:
            if signatureName != nil || signatureDate != nil {
                filing.signatures.append(Signature(name: signatureName ?? "", date: signatureDate))
            }
            isInSignature = false
        default: endOwnerField(element, text: text, event)
        }
    }

    private mutating func endOwnerField(_ element: ElementName, text: String?, _ event: XMLEvent) {
        guard owner != nil else {
            if element.isOwnerField, text != nil {
                issues.append(
                    place.issue(
                        "element out of place", .warning, line: Int(event.line),
                        message: "`\(element.rawValue)` stands outside `reportingOwner`; it was left out"))
            }
            return
        }
        switch element {
        case .rptOwnerCik:
            let key = key(text, "rptOwnerCik", event)
            owner?.cik = key
        case .rptOwnerName: owner?.name = text ?? ""
        case .rptOwnerStreet1: owner?.address.street1 = text
        case .rptOwnerStreet2: owner?.address.street2 = text
        case .rptOwnerCity: owner?.address.city = text
        case .rptOwnerState: owner?.address.state = text
        case .rptOwnerZipCode: owner?.address.zip = text
        case .rptOwnerStateDescription, .rptOwnerNonUSStateTerritory:
            if let text { owner?.address.stateDescription = text }
        case .rptOwnerCountry: owner?.address.country = text
        case .isDirector, .isOfficer, .isTenPercentOwner, .isOther:
            let isTicked = flag(text, element, event) ?? false
            switch element {
            case .isDirector: owner?.relationship.isDirector = isTicked
            case .isOfficer: owner?.relationship.isOfficer = isTicked
            case .isTenPercentOwner: owner?.relationship.isTenPercentOwner = isTicked
            default: owner?.relationship.isOther = isTicked
            }
        case .officerTitle: owner?.relationship.officerTitle = text
        case .otherText: owner?.relationship.otherText = text
        default: break
        }
    }

    // MARK: Rows and footnotes

    private mutating func beginRow(_ table: SecurityRow.Table, _ kind: SecurityRow.Kind) {
        openRowCount += 1
        isOpenRowUndecided = false
        guard openRowCount == 1 else {
            // The inner element of a wrapped row says what the row is.
            changeOpenRow { $0.kind = kind }
            return
        }
        openTable = table
        let isNonDerivative = table == .nonDerivative
        if isNonDerivative { nonDerivativeCount += 1 } else { derivativeCount += 1 }
        let ordinal = isNonDerivative ? nonDerivativeCount : derivativeCount
        if rows.isEmpty { rows.reserveCapacity(4) }
        rows.append(SecurityRow(table: table, kind: kind, ordinal: ordinal))
    }

    private mutating func endRow() {
        openRowCount = max(0, openRowCount - 1)
        guard openRowCount == 0 else { return }
        openTable = nil
        field = nil
    }

    private mutating func endCoding() {
        isInCoding = false
        guard openTable != nil, !codingFootnotes.isEmpty else { return }
        let footnotes = codingFootnotes
        changeOpenRow { $0.transactionCode.footnotes += footnotes }
        codingFootnotes.removeAll()
    }

    private mutating func refer(to id: String, _ event: XMLEvent) {
        guard !id.isEmpty else { return }
        // A form has at most 99 footnotes, so a list is searched faster than a set.
        if references.count < 1_000, !references.contains(id) {
            if references.isEmpty { references.reserveCapacity(8) }
            references.append(id)
        }
        if field != nil {
            // Most fields have one, and room for just that is had in one step.
            if fieldFootnotes.isEmpty { fieldFootnotes = [id] } else { fieldFootnotes.append(id) }
        } else if isInCoding {
            codingFootnotes.append(id)
        } else {
            issues.append(
                place.issue(
                    "footnote reference without a field", .note, line: Int(event.line),
                    message: "a reference to footnote \(id) stands outside every field; the footnote itself was kept"))
        }
    }

    private mutating func endFootnote(_ text: String?, _ event: XMLEvent) {
        if footnoteID?.isEmpty ?? true {
            issues.append(
                place.issue(
                    "footnote without id", .note, line: Int(event.line),
                    message: "a footnote has no `id`; its text was kept"))
        }
        filing.footnotes.append(Footnote(id: footnoteID ?? "", text: text ?? ""))
        footnoteID = nil
    }

    // MARK: Values

    private mutating func setForm(_ text: String?, _ event: XMLEvent) {
        guard let text, let form = FormType(parsing: text) else { return }
        hasDocumentType = true
        filing.form = form
        if !form.isOwnership {
            issues.append(
                place.issue(
                    "unusual document type", .note, line: Int(event.line),
                    message: "expected document type 3, 4 or 5, found `\(text)`; kept as it is"))
        }
    }

    private mutating func key(_ text: String?, _ name: String, _ event: XMLEvent) -> CentralIndexKey? {
        guard let text else { return nil }
        if let key = CentralIndexKey(parsing: text) { return key }
        unreadable(name, text, "a number of at most ten digits", line: Int(event.line))
        return nil
    }

    private mutating func date(_ text: String?, _ name: String, _ event: XMLEvent) -> CalendarDate? {
        guard let text else { return nil }
        if let date = CalendarDate(parsing: text) { return date }
        unreadable(name, text, "a date such as 2013-10-01", line: Int(event.line))
        return nil
    }

    private mutating func flag(_ text: String?, _ element: ElementName, _ event: XMLEvent) -> Bool? {
        boolean(text, element, line: Int(event.line))
    }

    /// Reads `1`, `0`, `true`, `false` and their kin; anything else is told and left open.
    mutating func boolean(_ text: String?, _ element: ElementName, line: Int) -> Bool? {
        guard let text else { return nil }
        switch text {
        case "1", "true", "True", "TRUE", "Y", "y", "yes", "Yes", "YES", "X", "x": return true
        case "0", "false", "False", "FALSE", "N", "n", "no", "No", "NO": return false
        default:
            unreadable(element.rawValue, text, "1, 0, true or false", line: line)
            return nil
        }
    }

    /// Tells of a value that cannot be read as what it should be.
    mutating func unreadable(_ name: String, _ text: String, _ expected: String, line: Int) {
        issues.append(
            place.issue(
                "unreadable value", .warning, line: line,
                message: "expected \(expected) in `\(name)`, found `\(text.prefix(80))`; the text was kept where "
                    + "the field can hold it"))
    }

    private mutating func finish() {
        if issuerCIK != nil || !issuerName.isEmpty || ticker != nil || foreignTicker != nil {
            filing.issuer = Issuer(
                cik: issuerCIK, name: issuerName, tickerAsTyped: ticker, foreignTicker: foreignTicker)
        }
        swap(&filing.rows, &rows)
        // Table I comes first, as on nearly every form.
        // By place, for a row is large to copy.
        if !(0..<nonDerivativeCount).allSatisfy({ filing.rows[$0].table == .nonDerivative }) {
            let first = filing.rows.filter { $0.table == .nonDerivative }
            filing.rows = first + filing.rows.filter { $0.table != .nonDerivative }
        }
        if !hasDocumentType {
            issues.append(
                place.issue(
                    "no document type", .warning,
                    message: "expected `documentType` with 3, 4 or 5, found none; the form is unknown"))
        }
        reportMissingFootnotes()
    }

    private mutating func reportMissingFootnotes() {
        let missing = references.filter { id in !filing.footnotes.contains { $0.id == id } }
        guard !missing.isEmpty else { return }
        issues.append(
            place.issue(
                "footnote missing", .note,
                message: "values refer to \(missing.joined(separator: ", ")), which the document does not hold; "
                    + "the references were kept"))
    }
}
