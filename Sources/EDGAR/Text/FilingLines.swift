internal import FilingModel

/// Reads filings from lines of JSON, one object a line.
///
/// Three shapes are known, by the names of members: `accession`, `form`, `filed`, `period`, `issuer`, `issuer_cik`,
/// `symbol`, `owners` (each with `cik` and `name`) and `text`; sections of annual reports as `section_1A` or `item_7`
/// beside `cik`, `company`, `filing_type`, `filing_date` and `filename`; and bare texts with `title`, `cik` and `date`.
/// A text or a section must be there, all else may be missing; other members are passed over.
package struct FilingLinesImporter: FilingImporter {
    /// For reports.
    package static let name = "filings as JSON lines"

    /// At most this many issues of one input name their line; the rest are counted.
    private static let issueCountMax = 100

    /// An importer.
    package init() {}

    /// Whether the first bytes begin an object that has a text and says which filing it is of.
    ///
    /// - Parameter head: the first bytes of the input.
    /// - Returns: whether this importer should read the input.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        var body = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head
        body = body.drop { $0 <= 0x20 }
        guard body.first == UInt8(ascii: "{") else { return false }
        // The text comes last and may lie beyond the head; a list of parties has no accession numbers.
        let line = body.prefix { $0 != 0x0A }
        func holds(_ name: String) -> Bool { line.firstRange(of: "\"\(name)\"".utf8) != nil }
        if holds("accession") { return true }
        guard holds("cik") else { return false }
        let hasSections = ["\"section_", "\"item_"].contains { line.firstRange(of: $0.utf8) != nil }
        return hasSections || holds("text") || holds("filename") && holds("year")
    }

    package func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        let place = ImportPlace(input)
        var skippedCount = 0
        func skip(_ line: Int?, _ message: String) {
            emit(.issue(place.issue("unread line", .warning, line: line, message: message)))
        }
        var lines = LineScanner(input.bytes[...])
        while let line = lines.next() {
            if line.allSatisfy({ $0 <= 0x20 }) { continue }
            guard let filing = Self.filing(line, of: input) else {
                skippedCount += 1
                if skippedCount <= Self.issueCountMax {
                    skip(lines.number, "Expected an object with a `text`, found something else; the line was left out.")
                }
                continue
            }
            emit(.filing(filing))
        }
        if skippedCount > Self.issueCountMax {
            skip(nil, "\(skippedCount - Self.issueCountMax) more lines were left out.")
        }
    }

    private static func filing(_ line: ArraySlice<UInt8>, of input: ImportInput) -> Filing? {
        guard let object = JSONValue(parsing: line) else { return nil }
        func words(_ names: String...) -> String? {
            for name in names { if let words = object[name]?.words, !words.isEmpty { return words } }
            return nil
        }
        let texts = texts(object)
        guard !texts.isEmpty else { return nil }
        let source = input.source(of: line.startIndex..<line.endIndex, as: .line)
        let number = words("accession").flatMap { AccessionNumber(parsing: $0) } ?? accession(object)
        // Collections of sections hold annual reports and nothing else.
        let isReport = texts.contains { $0.section != nil }
        let form =
            words("form", "filing_type").flatMap { FormType(parsing: $0) }
            ?? FormType(base: isReport ? "10-K" : "TEXT", isAmendment: false)
        var filing = Filing(
            identity: number.map(FilingIdentity.accession) ?? FilingIdentity(contentOf: source.sha256), form: form,
            source: source)
        filing.filed = words("filed", "filing_date", "date").flatMap { CalendarDate(parsing: $0) }
        filing.period = words("period", "period_of_report").flatMap { CalendarDate(parsing: $0) }
        if filing.period == nil, isReport, let year = words("year").flatMap({ Int($0) }) {
            filing.period = CalendarDate(year: year, month: 12, day: 31)
        }
        let issuerCIK = words("issuer_cik", "cik").flatMap { CentralIndexKey(parsing: $0) }
        if let name = words("issuer", "company") ?? words("issuer_cik").map({ _ in "" }) {
            filing.issuer = Issuer(cik: issuerCIK, name: name, tickerAsTyped: words("symbol"))
        } else if let issuerCIK {
            filing.otherParties = [FilingParty(.filer, cik: issuerCIK, name: "")]
        }
        filing.owners = (object["owners"]?.elements ?? []).map {
            ReportingOwner(
                cik: $0["cik"]?.words.flatMap { CentralIndexKey(parsing: $0) }, name: $0["name"]?.words ?? "")
        }
        filing.documents = texts.map {
            FilingDocumentText(
                type: form.description, fileName: words("filename"), description: $0.section ?? words("title"),
                text: $0.text)
        }
        return filing
    }

    /// The text of a line, or its sections with their names: `Item 1A`.
    private static func texts(_ object: JSONValue) -> [(section: String?, text: String)] {
        if case .text(let text)? = object["text"] { return [(nil, text)] }
        guard case .object(let members) = object else { return [] }
        return members.compactMap { name, value in
            guard let text = value.words, !text.isEmpty,
                let prefix = ["section_", "item_"].first(where: { name.hasPrefix($0) })
            else { return nil }
            return ("Item " + name.dropFirst(prefix.utf8.count).uppercased(), text)
        }
    }

    /// An accession number in a file name or address.
    private static func accession(_ object: JSONValue) -> AccessionNumber? {
        for name in ["filename", "complete_text_filing_link", "filing_html_index", "htm_filing_link"] {
            if let path = object[name]?.words, let number = AccessionNumber(inPath: path) { return number }
        }
        return nil
    }
}
