package import FilingModel

/// Reads the XML of forms that have no importer of their own: 144, D, 13D and 13G, 13F, N-PORT, C, Regulation A.
///
/// The form comes from `submissionType`, the words from every text node; issuer and filer are taken where one element
/// names each beyond doubt.
package struct SubmissionXML {
    /// The filing as far as the document tells it.
    package private(set) var filing: Filing

    /// The words of the document, one text node a line.
    package private(set) var text = ""

    /// Root elements, in lower case, of XML that is no filing: feeds, pages, schemas.
    package static let otherRoots: Set<String> = [
        "feed", "rss", "html", "schema", "directory", "xsl", "stylesheet", "svg", "rdf", "urlset", "sitemapindex",
    ]

    /// Root elements, in lower case, of XBRL documents, which hold figures and no words of their own.
    package static let xbrlRoots: Set<String> = ["xbrl", "linkbase", "schema"]

    /// Reads a document that the parser has been over.
    ///
    /// - Parameters:
    ///   - tape: what the parser met.
    ///   - identity: of the filing.
    ///   - source: where it was read.
    package init(tape: XMLTape, identity: FilingIdentity, source: FilingSource) {
        let root = tape.rootName ?? "XML"
        filing = Filing(identity: identity, form: FormType(base: "XML", isAmendment: false), source: source)
        if let form = FormType(parsing: root) { filing.form = form }
        read(tape)
    }

    private static let formsOfLists = ["13F", "INFORMATIONTABLE", "N-PX", "NPORT", "N-CEN", "N-MFP"]

    private mutating func read(_ tape: XMLTape) {
        var words: [UInt8] = []
        words.reserveCapacity(tape.text.count)
        var open: [ElementName] = []
        var issuerCIK: CentralIndexKey?
        var issuerName: String?
        var filerCIKs: [CentralIndexKey] = []
        var filerNames: [CentralIndexKey: String] = [:]
        var hasForm = false
        for event in tape.events {
            if event.kind == .start {
                open.append(event.element ?? .unknown)
                continue
            }
            let element = event.kind == .end ? open.popLast() : open.last
            // Attributes carry schema plumbing, `ccc` a filer's password.
            guard event.textBytes > 0, event.kind != .attribute, element != .ccc else { continue }
            let start = words.count
            append(tape, event, to: &words)
            guard event.kind == .end, let element, element != .unknown else { continue }
            let value = String(decoding: words[start...], as: UTF8.self).filter { !$0.isNewline }
            switch element {
            case .submissionType where !hasForm:
                if let form = FormType(parsing: value) {
                    filing.form = form
                    hasForm = true
                }
            case .schemaVersion: filing.schemaVersion = value
            case .periodOfReport: if filing.period == nil { filing.period = CalendarDate(parsing: value) }
            case .reportCalendarOrQuarter:
                if filing.period == nil { filing.period = CalendarDate(parsing: value) }
            case .issuerCik: if issuerCIK == nil { issuerCIK = CentralIndexKey(parsing: value) }
            case .issuerName: if issuerName == nil { issuerName = value }
            case .cik where open.contains(.primaryIssuer):
                if issuerCIK == nil { issuerCIK = CentralIndexKey(parsing: value) }
            case .entityName where open.contains(.primaryIssuer): if issuerName == nil { issuerName = value }
            case .nameOfIssuer where open.contains(.issuerInfo): if issuerName == nil { issuerName = value }
            case .entityName where open.contains(.filer): if let last = filerCIKs.last { filerNames[last] = value }
            case .cik where open.contains(.filer) || open.contains(.filerInfo) || open.contains(.filerId):
                if let cik = CentralIndexKey(parsing: value), !filerCIKs.contains(cik) { filerCIKs.append(cik) }
            default: break
            }
        }
        text = String(decoding: words, as: UTF8.self)
        // In lists of holdings and votes every line names an issuer, none of them the filing's own.
        let isList = Self.formsOfLists.contains { filing.form.base.hasPrefix($0) }
        if !isList, issuerCIK != nil || issuerName != nil {
            filing.issuer = Issuer(cik: issuerCIK, name: issuerName ?? "")
        }
        filing.otherParties = filerCIKs.map { cik in
            FilingParty(role: "filer", cik: cik, name: filerNames[cik] ?? (cik == issuerCIK ? issuerName ?? "" : ""))
        }
    }

    /// Appends the text of a step as one line.
    private func append(_ tape: XMLTape, _ event: XMLEvent, to words: inout [UInt8]) {
        let string = tape.string(event)
        guard !string.isEmpty else { return }
        if !words.isEmpty { words.append(0x0A) }
        words.append(contentsOf: string.utf8)
    }
}
