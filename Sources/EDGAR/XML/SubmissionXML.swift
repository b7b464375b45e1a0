package import FilingModel

/// Reads the XML of forms other than 3, 4 and 5: 144, D, 13D and 13G, 13F, N-PORT, N-PX, C, Regulation A and the like.
///
/// Elements are known by local name in any case, wherever they stand: a *record* such as `relatedPersonInfo` gathers the
/// texts inside it and becomes a party, a row or a signature when it ends. The form comes from `submissionType`, the
/// words from every text node, so what no record knows is found all the same.
package struct SubmissionXML {
    /// The filing as far as the document tells it.
    package internal(set) var filing: Filing

    /// The words of the document, one text node a line; rows that were read are left out.
    package private(set) var text = ""

    /// What was odd.
    package private(set) var issues: [ImportIssue] = []

    /// Root elements, in lower case, of XML that is no filing: feeds, pages, schemas.
    package static let otherRoots: Set<String> = [
        "feed", "rss", "html", "schema", "directory", "xsl", "stylesheet", "svg", "rdf", "urlset", "sitemapindex",
    ]

    /// Root elements, in lower case, of XBRL documents, which hold figures and no words of their own.
    package static let xbrlRoots: Set<String> = ["xbrl", "linkbase", "schema"]

    // What records tell in passing and the end of the document puts together.
    var issuerCIK: CentralIndexKey?
    var issuerName: String?
    var issuerFormerNames: [FormerName] = []
    var filers: [FilingParty] = []
    var persons: [FilingParty] = []
    /// Rows of each table so far.
    var rowCounts: [SecurityRow.Table: Int] = [:]
    /// Title and CUSIPs of the class that stakes are of.
    var classTitle: String?
    var classCUSIPs: [String] = []

    private var hasForm = false
    private var encodedCount = 0

    /// Reads a document that the parser has been over.
    ///
    /// - Parameters:
    ///   - tape: what the parser met.
    ///   - identity: of the filing.
    ///   - source: where it was read.
    ///   - place: names the input in issues.
    package init(tape: XMLTape, identity: FilingIdentity, source: FilingSource, place: ImportPlace) {
        let root = tape.rootName ?? "XML"
        filing = Filing(identity: identity, form: FormType(base: "XML", isAmendment: false), source: source)
        if let form = FormType(parsing: root) { filing.form = form }
        read(tape)
        finish()
        if encodedCount > 0 {
            issues.append(
                place.issue(
                    "binary document skipped", .note,
                    message: "\(encodedCount) documents in base 64 hold no text; skipped"))
        }
        let unread = filing.rows.count { row in
            // *Indefinite* is what Form D asks for where there is no amount.
            if row.table == .offering { return false }
            return [row.shares, row.totalValue, row.sharesOwnedAfter, row.valueOwnedAfter].contains {
                $0.unreadText != nil
            }
        }
        if unread > 0 {
            issues.append(
                place.issue(
                    "unreadable value", .warning,
                    message: "expected numbers in rows, found other text in \(unread); the text was kept"))
        }
    }

    // MARK: Walk

    /// Elements that begin a record; one that turns out to hold nothing but text is a field of the record around it.
    private static let records: Set<ElementName> = [
        .filer, .filerId, .coFiler, .contact, .primaryIssuer, .issuer, .issuerInfo, .coIssuerInfo, .relatedPersonInfo,
        .recipient, .coverPageHeader, .notificationInfo, .reportingPersonInfo, .coverPageHeaderReportingPersonDetails,
        .securitiesInformation, .securitiesToBeSold, .securitiesSoldInPast3Months, .noticeSignature, .filingManager,
        .otherManager, .otherManager2, .reportingPerson, .infoTable, .genInfo, .issuerInformation, .employeesInfo,
        .item1,
        .item1Info, .summaryInfo, .summaryInfoOffering, .signature, .signaturePerson, .signatureDetails,
        .signatureInformation, .signatureBlock, .signatureTab, .signaturePage, .issuerSignature,
        .invstOrSec, .proxyTable, .director, .chiefComplianceOfficer, .offeringData, .offeringInformation,
    ]
    private static let isRecord: [Bool] = ElementName.all.map { records.contains($0) }

    private mutating func read(_ tape: XMLTape) {
        var words: [UInt8] = []
        words.reserveCapacity(tape.text.count)
        var open: [ElementName] = []
        var stack: [FormRecord] = []
        for event in tape.events {
            if event.kind == .start {
                let element = event.element ?? .unknown
                open.append(element)
                if event.element != nil, Self.isRecord[Int(event.name)] {
                    stack.append(FormRecord(element, depth: open.count))
                }
                continue
            }
            if event.kind == .attribute {
                // Attributes carry schema plumbing, `ccc` a filer's password; a fund's holdings have codes there.
                if let last = stack.indices.last, stack[last].element == .invstOrSec {
                    stack[last].addAttribute(event.element, of: open.last, tape.string(event))
                }
                continue
            }
            let element = event.kind == .end ? open.popLast() : open.last
            let ending: FormRecord?
            if event.kind == .end, let last = stack.last, last.element == element {
                ending = stack.removeLast()
            } else {
                ending = nil
            }
            if let ending, !ending.fields.isEmpty { take(ending) }
            guard event.textBytes > 0, element != .ccc, element != .filerCcc else { continue }
            guard event.kind == .end, let element, element != .unknown else {
                append(Self.unescaped(tape.string(event)), to: &words)
                continue
            }
            let value = Self.unescaped(tape.string(event))
            guard !value.isEmpty else { continue }
            if element == .contents, Self.isEncoded(value) {
                encodedCount += 1
                continue
            }
            if let last = stack.indices.last {
                if stack[last].takesAll || open.count == stack[last].depth {
                    stack[last].add(element, value)
                    // Rows keep what the elements of a portfolio say; their words need not stand twice.
                    if stack[last].isRow { continue }
                }
                append(value, to: &words)
            } else {
                takeFact(element, value, isInFilerInfo: open.contains(.filerInfo))
                append(value, to: &words)
            }
        }
        text = String(decoding: words, as: UTF8.self)
    }

    private static func isEncoded(_ value: String) -> Bool {
        value.utf8.count > 200
            && value.utf8.prefix(60).allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
            }
    }

    private func append(_ string: String, to words: inout [UInt8]) {
        guard !string.isEmpty else { return }
        if !words.isEmpty { words.append(0x0A) }
        words.append(contentsOf: string.utf8)
    }

    /// Undoes a second escaping: some filers' software writes `&amp;#167;` for `§`.
    private static func unescaped(_ string: String) -> String {
        guard string.utf8.contains(UInt8(ascii: "&")) else { return string }
        let bytes = Array(string.utf8)
        return String(decoding: HTMLEntities.resolved(bytes, 0..<bytes.count), as: UTF8.self)
    }

    /// Takes what stands outside every record.
    private mutating func takeFact(_ element: ElementName, _ value: String, isInFilerInfo: Bool) {
        switch element {
        case .submissionType where !hasForm:
            if let form = FormType(parsing: value) {
                filing.form = form
                hasForm = true
            }
        case .schemaVersion: filing.schemaVersion = value
        case .previousAccessionNumber: filing.amends = filing.amends ?? AccessionNumber(parsing: value)
        case .periodOfReport, .reportCalendarOrQuarter, .reportingPeriod:
            filing.period = filing.period ?? CalendarDate(parsing: value)
        case .finalEffectivenessDispDate: filing.period = filing.period ?? CalendarDate(parsing: value)
        case .issuerCik: issuerCIK = issuerCIK ?? CentralIndexKey(parsing: value)
        case .issuerName: issuerName = issuerName ?? value
        case .remarks: filing.remarks = filing.remarks.map { $0 + "\n" + value } ?? value
        case .cik where isInFilerInfo:
            if let cik = CentralIndexKey(parsing: value) { addFiler(FilingParty(.filer, cik: cik, name: "")) }
        default: break
        }
    }

    /// Takes a record that has ended.
    private mutating func take(_ record: FormRecord) {
        switch record.element {
        case .securitiesInformation, .securitiesToBeSold, .securitiesSoldInPast3Months, .infoTable, .invstOrSec,
            .proxyTable, .offeringData, .offeringInformation:
            takeRow(record)
        case .reportingPersonInfo, .coverPageHeaderReportingPersonDetails: takeStake(record)
        case .signature, .signatureDetails, .signatureBlock, .signatureTab, .signaturePage, .noticeSignature,
            .issuerSignature, .signaturePerson:
            takeSignature(record)
        default: takeParty(record)
        }
    }
}
