#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif
internal import FilingModel

/// Reads filings from lines of JSON: one object a line with `accession`, `form`, `filed`, `period`, `issuer`,
/// `issuer_cik`, `symbol`, `owners` (each with `cik` and `name`) and `text`.
///
/// Only `text` must be there: collections of bare texts fit as well. Other members are passed over.
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
        return body.prefix { $0 != 0x0A }.firstRange(of: "\"accession\"".utf8) != nil
    }

    package func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        let place = ImportPlace(input)
        var skippedCount = 0
        func skip(_ line: Int?, _ message: String) {
            emit(.issue(place.issue("unread line", .warning, line: line, message: message)))
        }
        let decoder = JSONDecoder()
        var lines = LineScanner(input.bytes[...])
        while let line = lines.next() {
            if line.allSatisfy({ $0 <= 0x20 }) { continue }
            guard let filing = Self.filing(line, of: input, decoder) else {
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

    private static func filing(_ line: ArraySlice<UInt8>, of input: ImportInput, _ decoder: JSONDecoder) -> Filing? {
        guard let object = try? decoder.decode(Object.self, from: Data(line)) else { return nil }
        let source = input.source(of: line.startIndex..<line.endIndex)
        let number = object.accession.flatMap { AccessionNumber(parsing: $0) }
        let form = object.form.flatMap { FormType(parsing: $0) } ?? FormType(base: "TEXT", isAmendment: false)
        var filing = Filing(
            identity: number.map(FilingIdentity.accession) ?? FilingIdentity(contentOf: source.sha256), form: form,
            source: source)
        filing.filed = object.filed.flatMap { CalendarDate(parsing: $0) }
        filing.period = object.period.flatMap { CalendarDate(parsing: $0) }
        if object.issuer != nil || object.issuerCIK != nil {
            filing.issuer = Issuer(
                cik: object.issuerCIK.flatMap { CentralIndexKey(parsing: $0) }, name: object.issuer ?? "",
                tickerAsTyped: object.symbol)
        }
        filing.owners = (object.owners ?? []).map {
            ReportingOwner(cik: $0.cik.flatMap { CentralIndexKey(parsing: $0) }, name: $0.name ?? "")
        }
        filing.documents = [FilingDocumentText(type: form.description, text: object.text)]
        return filing
    }

    /// What a line may hold.
    private struct Object: Decodable {
        var accession: String?
        var form: String?
        var filed: String?
        var period: String?
        var issuer: String?
        var issuerCIK: String?
        var symbol: String?
        var owners: [Owner]?
        var text: String

        struct Owner: Decodable {
            var cik: String?
            var name: String?
        }

        enum CodingKeys: String, CodingKey {
            case accession, form, filed, period, issuer, symbol, owners, text
            case issuerCIK = "issuer_cik"
        }
    }
}
