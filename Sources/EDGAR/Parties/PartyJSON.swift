#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif
internal import FilingModel

/// Reads EDGAR's `company_tickers.json`, `company_tickers_exchange.json`, copies of them as columns and rows, and
/// `submissions/CIK….json`, which tells one party's names.
enum PartyJSON {
    /// Reads a whole document.
    static func read(_ bytes: [UInt8], report: inout PartyListImporter.Report) {
        guard let document = try? JSONDecoder().decode(Value.self, from: Data(bytes)) else {
            report.reject("Expected JSON, found something that is none or breaks off; nothing was imported.")
            return
        }
        switch document {
        case .object(let members):
            // Rows below the names of their columns, else one object for each party.
            if case .array(let names)? = members["fields"] ?? members["columns"],
                case .array(let rows)? = members["data"]
            {
                let names = names.map { $0.text ?? "" }
                for (index, row) in rows.enumerated() { read(row, names: names, place: index, report: &report) }
            } else if members["entityType"] != nil {
                read(document, names: [], place: 0, report: &report)
            } else {
                // Objects have no order; the keys are the ranks.
                let ranked = members.sorted { left, right in
                    (Int(left.key) ?? Int.max, left.key) < (Int(right.key) ?? Int.max, right.key)
                }
                for (index, member) in ranked.enumerated() {
                    read(member.value, names: [], place: index, report: &report)
                }
            }
        case .array(let rows):
            for (index, row) in rows.enumerated() { read(row, names: [], place: index, report: &report) }
        default:
            report.reject("Expected an object or a list of parties, found a single value; nothing was imported.")
        }
    }

    private static func read(_ row: Value, names: [String], place: Int, report: inout PartyListImporter.Report) {
        var fields: [String: Value] = [:]
        switch row {
        case .object(let members): fields = members
        case .array(let values): for (name, value) in zip(names, values) { fields[name] = value }
        default: break
        }
        let key = fields["cik_str"] ?? fields["cik"]
        let name = (fields["title"] ?? fields["name"])?.text?.trimmed ?? ""
        guard let cik = key?.key, !name.isEmpty else {
            report.skip(nil, "Entry \(place + 1) holds no key or no name; it was left out.")
            return
        }
        let tickers = (fields["ticker"] ?? fields["tickers"])?.texts ?? []
        let isCompany = ["operating", "investment"].contains(fields["entityType"]?.text)
        report.emit(
            .party(
                ListedParty(
                    cik: cik, name: name, kind: isCompany ? .company : .unknown,
                    tickers: tickers.flatMap { Issuer.tickers(in: $0) },
                    formerNames: fields["formerNames"]?.names ?? [])))
    }

    /// Any JSON value.
    private enum Value: Decodable {
        case object([String: Value])
        case array([Value])
        case text(String)
        case integer(UInt64)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let number = try? container.decode(UInt64.self) {
                self = .integer(number)
            } else if let list = try? container.decode([Value].self) {
                self = .array(list)
            } else if let members = try? container.decode([String: Value].self) {
                self = .object(members)
            } else {
                self = .other
            }
        }

        var text: String? {
            if case .text(let text) = self { return text }
            return nil
        }

        var texts: [String] {
            switch self {
            case .text(let text): [text]
            case .array(let values): values.compactMap(\.text)
            default: []
            }
        }

        /// The names in a list of objects that each have one.
        var names: [String] {
            guard case .array(let values) = self else { return [] }
            return values.compactMap { value in
                guard case .object(let members) = value, let name = members["name"]?.text?.trimmed, !name.isEmpty
                else { return nil }
                return name
            }
        }

        var key: CentralIndexKey? {
            switch self {
            case .integer(let number): CentralIndexKey(number)
            case .text(let text): CentralIndexKey(parsing: text)
            default: nil
            }
        }
    }
}
