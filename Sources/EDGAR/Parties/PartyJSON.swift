internal import FilingModel

/// Reads EDGAR's JSON about parties and what they filed: `company_tickers….json`, copies of them as columns and rows,
/// `submissions/CIK….json` with its further pages, and answers of the full-text search.
enum PartyJSON {
    /// Whether a document begins like one of these.
    ///
    /// - Parameter text: the first 2 KB or so.
    /// - Returns: whether to read it.
    static func recognises(_ text: String) -> Bool {
        if text.contains("\"hits\"") { return text.contains("\"_shards\"") || text.contains("\"adsh\"") }
        let isSubmissions = text.contains("\"entityType\"") && text.contains("\"cik\"")
        return isSubmissions || text.contains("\"cik_str\"") || text.contains("\"fields\":[\"cik\"")
            || text.contains("\"fields\": [\"cik\"") || text.contains("\"accessionNumber\":[\"")
    }

    /// Reads a whole document.
    static func read(_ input: ImportInput, report: inout PartyListImporter.Report) {
        guard let document = JSONValue(parsing: input.bytes[...]) else {
            report.reject("Expected JSON, found something that is none or breaks off; nothing was imported.")
            return
        }
        switch document {
        case .object(let members):
            // Rows below the names of their columns, else one object for each party.
            let names = (document["fields"] ?? document["columns"])?.elements ?? []
            if !names.isEmpty, let rows = document["data"]?.elements {
                let names = names.map { $0.words ?? "" }
                for (index, row) in rows.enumerated() { read(row, names: names, place: index, report: &report) }
            } else if document["entityType"] != nil {
                read(document, names: [], place: 0, report: &report)
                FilingLists.read(document["filings"]?["recent"], of: document, input, report: &report)
            } else if document["accessionNumber"] != nil {
                FilingLists.read(document, of: nil, input, report: &report)
            } else if let hits = document["hits"]?["hits"] {
                FilingLists.readHits(hits.elements, input, report: &report)
            } else {
                for (index, member) in members.enumerated() {
                    read(member.value, names: [], place: index, report: &report)
                }
            }
        case .array(let rows):
            for (index, row) in rows.enumerated() { read(row, names: [], place: index, report: &report) }
        default:
            report.reject("Expected an object or a list of parties, found a single value; nothing was imported.")
        }
    }

    private static func read(
        _ row: JSONValue, names: [String], place: Int, report: inout PartyListImporter.Report
    ) {
        func field(_ name: String) -> JSONValue? {
            guard case .array(let values) = row else { return row[name] }
            return names.firstIndex(of: name).flatMap { $0 < values.count ? values[$0] : nil }
        }
        let name = (field("title") ?? field("name"))?.words?.trimmed ?? ""
        guard let cik = (field("cik_str") ?? field("cik"))?.key, !name.isEmpty else {
            report.skip(nil, "Entry \(place + 1) holds no key or no name; it was left out.")
            return
        }
        let tickers = (field("ticker") ?? field("tickers"))?.texts ?? []
        let isCompany = ["operating", "investment"].contains(field("entityType")?.words)
        let former = (field("formerNames")?.elements ?? []).compactMap { $0["name"]?.words?.trimmed }
        report.emit(
            .party(
                ListedParty(
                    cik: cik, name: name, kind: isCompany ? .company : .unknown,
                    tickers: tickers.flatMap { Issuer.tickers(in: $0) }, formerNames: former.filter { !$0.isEmpty })))
    }
}

extension JSONValue {
    /// A CIK: a number, or text with or without leading zeros.
    var key: CentralIndexKey? { words.flatMap { CentralIndexKey(parsing: $0) } }
}
