internal import FilingModel

/// Reads EDGAR's index files, daily and quarterly: `form.idx`, `company.idx`, `crawler.idx`, `master.idx`.
///
/// A filing has a row for each of its parties, so rows are gathered by accession number. What comes out are filings with
/// nothing but form, day and parties: a list of who filed what, even without the papers.
package struct EDGARIndexImporter: FilingImporter {
    /// The name in reports.
    package static let name = "EDGAR index"

    /// An importer.
    package init() {}

    /// Whether the first bytes are those of an index file.
    ///
    /// - Parameter head: the first bytes of the input.
    /// - Returns: whether this importer should read the input.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        Layout(Array(head.prefix(4_096))) != nil
    }

    /// Where the columns of an index are.
    private struct Layout {
        /// Whether columns are set apart by `|`.
        var isMaster = false
        /// Whether the company stands before the form.
        var isCompanyFirst = false
        /// Where the second column begins, and the one with the key.
        var second = 0
        var key = Int.max
        /// Where the rows begin.
        var rows = 0
        /// Lines in front of them.
        var lineCount = 0

        init?(_ bytes: [UInt8]) {
            var lines = TextLines(bytes, 0..<bytes.count)
            var hasHeading = false
            var seen = 0
            while let line = lines.next(), seen < 40 {
                seen += 1
                if readHeading(bytes, line) {
                    hasHeading = true
                    (rows, lineCount) = (lines.nextOffset, seen)
                    continue
                }
                guard hasHeading else { continue }
                // A heading may go on in a second line; the rule below it ends it, where there is one.
                let rule = TextBytes.trimmed(bytes, line)
                if rule.count > 20, bytes[rule].allSatisfy({ $0 == UInt8(ascii: "-") }) {
                    (rows, lineCount) = (lines.nextOffset, seen)
                    return
                }
                if seen >= lineCount + 3 { return }
            }
            guard hasHeading else { return nil }
        }

        private mutating func readHeading(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
            if TextBytes.starts(with: "cik|company name|form type|", in: bytes, at: line.lowerBound) {
                isMaster = true
                return true
            }
            let isByCompany = TextBytes.starts(with: "company name ", in: bytes, at: line.lowerBound)
            guard isByCompany || TextBytes.starts(with: "form type ", in: bytes, at: line.lowerBound),
                let next = TextBytes.firstOffset(of: isByCompany ? "form type" : "company name", in: bytes, line)
            else { return false }
            isCompanyFirst = isByCompany
            second = next - line.lowerBound
            key = TextBytes.firstOffset(of: " cik", in: bytes, line).map { $0 + 1 - line.lowerBound } ?? Int.max
            return true
        }
    }

    /// One row.
    private struct Row {
        var form: String
        var company: String
        var cik: CentralIndexKey?
        var day: CalendarDate?
        var accession: AccessionNumber
        var range: Range<Int>
    }

    package func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        let bytes = input.bytes
        guard let layout = Layout(bytes) else { return }
        let place = ImportPlace(input)
        var places: [AccessionNumber: Int] = [:]
        var filings: [[Row]] = []
        var unread = 0
        var number = layout.lineCount
        for line in TextLines(bytes, layout.rows..<bytes.count) {
            number += 1
            let trimmed = TextBytes.trimmed(bytes, line)
            if trimmed.isEmpty { continue }
            guard let row = Self.row(bytes, line, layout) else {
                unread += 1
                if unread <= 100 {
                    emit(
                        .issue(
                            place.issue(
                                "unread line", .warning, line: number,
                                message: "expected form, company, CIK, day and a path with an accession number, found "
                                    + "`\(TextBytes.collapsed(bytes, trimmed).prefix(80))`; the line was left out")))
                }
                continue
            }
            if let known = places[row.accession] {
                filings[known].append(row)
            } else {
                places[row.accession] = filings.count
                filings.append([row])
            }
        }
        if unread > 100 {
            emit(.issue(place.issue("unread line", .warning, message: "\(unread - 100) more lines were left out")))
        }
        if filings.isEmpty, unread == 0 {
            emit(.issue(place.issue("empty index", .note, message: "an EDGAR index without a row; nothing to import")))
        }
        for rows in filings { if let filing = Self.filing(rows, input) { emit(.filing(filing)) } }
    }

    // MARK: Rows

    private static func row(_ bytes: [UInt8], _ line: Range<Int>, _ layout: Layout) -> Row? {
        if layout.isMaster {
            let fields = bytes[line].split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            guard fields.count >= 5, let path = fields.last else { return nil }
            guard let accession = AccessionNumber(inPath: String(decoding: path, as: UTF8.self)) else { return nil }
            // A company's name may hold the separator.
            let company = text(bytes[fields[1].startIndex..<fields[fields.count - 4].endIndex])
            return Row(
                form: text(fields[fields.count - 3]), company: company,
                cik: CentralIndexKey(parsing: text(fields[0])), day: day(text(fields[fields.count - 2])),
                accession: accession, range: line)
        }
        // The columns on the right are found from the right, for names and forms may run over theirs.
        guard let path = lastWord(bytes, line),
            let accession = AccessionNumber(inPath: String(decoding: bytes[path], as: UTF8.self))
        else { return nil }
        var rest = line.lowerBound..<path.lowerBound
        var found: CalendarDate?
        if let word = lastWord(bytes, rest), let date = day(text(bytes[word])) {
            found = date
            rest = line.lowerBound..<word.lowerBound
        }
        var cik: CentralIndexKey?
        if let word = lastWord(bytes, rest) {
            // A name that fills its column runs into the key.
            let start = min(max(word.lowerBound, line.lowerBound + min(layout.key, line.count)), word.upperBound)
            for place in [word.lowerBound, start] where cik == nil && place < word.upperBound {
                guard let key = CentralIndexKey(digits: bytes[place..<word.upperBound]) else { continue }
                cik = key
                rest = line.lowerBound..<place
            }
        }
        let cut = min(line.lowerBound + layout.second, rest.upperBound)
        let first = text(bytes[line.lowerBound..<cut])
        let second = text(bytes[cut..<rest.upperBound])
        return Row(
            form: layout.isCompanyFirst ? second : first, company: layout.isCompanyFirst ? first : second, cik: cik,
            day: found, accession: accession, range: line)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { TextEncoding.string(bytes).trimmed }

    /// `20240102` or `1993-12-30`.
    private static func day(_ text: String) -> CalendarDate? {
        guard text.utf8.count == 8 || text.utf8.count == 10 else { return nil }
        return CalendarDate(parsing: text)
    }

    private static func lastWord(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        var end = range.upperBound
        while end > range.lowerBound, TextBytes.isBlank(bytes[end - 1]) { end -= 1 }
        var start = end
        while start > range.lowerBound, !TextBytes.isBlank(bytes[start - 1]) { start -= 1 }
        return start < end ? start..<end : nil
    }

    // MARK: Filings

    private static func filing(_ rows: [Row], _ input: ImportInput) -> Filing? {
        guard let first = rows.first, let form = rows.lazy.compactMap({ FormType(parsing: $0.form) }).first else {
            return nil
        }
        var filing = Filing(
            identity: .accession(first.accession), form: form, source: input.source(of: first.range, as: .index))
        filing.filed = rows.lazy.compactMap(\.day).first
        var parties: [FilingParty] = []
        var known: Set<FilingParty> = []
        for row in rows {
            let party = FilingParty(.party, cik: row.cik, name: row.company)
            if party.cik != nil || !party.name.isEmpty, known.insert(party).inserted { parties.append(party) }
        }
        filing.setListed(parties)
        return filing
    }
}

extension Filing {
    /// Forms whose filers report on others, so that a list of parties leaves open who is who.
    private static let formsAboutOthers = ["13F", "SC ", "SCHEDULE ", "N-PX", "144", "ADV", "TA-", "X-17A", "MA"]

    /// Takes parties of whom a list doesn't say what they are: a sole one of a report on itself is filer and issuer.
    ///
    /// - Parameter parties: in the role `party`.
    mutating func setListed(_ parties: [FilingParty]) {
        otherParties = parties
        let isOpen = form.isOwnership || Self.formsAboutOthers.contains { form.base.hasPrefix($0) }
        guard !isOpen, parties.count == 1, let only = parties.first else { return }
        otherParties[0].role = PartyRole.filer.rawValue
        issuer = Issuer(cik: only.cik, name: only.name)
    }
}
