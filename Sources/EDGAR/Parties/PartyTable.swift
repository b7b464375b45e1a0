internal import FilingModel

/// Reads a table of parties whose columns are parted by tabs.
enum PartyTable {
    /// Which column holds what.
    struct Columns {
        var cik = -1
        var name = -1
        var kind = -1
        var tickers = -1
        var aliases = -1
        var formerNames = -1

        /// The columns that a heading line names, in any order; `nil` without `cik` and `name`.
        init?(heading line: ArraySlice<UInt8>) {
            for (index, field) in line.split(separator: 0x09, omittingEmptySubsequences: false).enumerated() {
                switch String(decoding: field, as: UTF8.self).lowercased().trimmed {
                case "cik", "cik_str": cik = index
                case "name", "title", "conformed_name": name = index
                case "kind", "type": kind = index
                case "ticker", "tickers", "symbol": tickers = index
                case "alias", "aliases", "other_names": aliases = index
                case "former_name", "former_names": formerNames = index
                default: break
                }
            }
            guard cik >= 0, name >= 0 else { return nil }
        }

        /// The columns of a table without heading: key, name, and perhaps a one-letter kind and a symbol.
        init?(guessedFrom line: ArraySlice<UInt8>) {
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
            guard fields.count >= 2, CentralIndexKey(digits: fields[0]) != nil,
                fields[1].contains(where: { $0 > 0x40 })
            else { return nil }
            (cik, name) = (0, 1)
            guard fields.count >= 3, PartyTable.kind(fields[2]) != .unknown else { return }
            kind = 2
            if fields.count >= 4 { tickers = 3 }
        }
    }

    /// Reads all lines of a table.
    static func read(_ bytes: ArraySlice<UInt8>, report: inout PartyListImporter.Report) {
        var lines = LineScanner(bytes)
        var columns: Columns?
        while let line = lines.next() {
            if line.isEmpty { continue }
            guard let known = columns else {
                columns = Columns(heading: line)
                if columns == nil {
                    columns = Columns(guessedFrom: line)
                    if let columns { read(line, number: lines.number, columns: columns, report: &report) }
                }
                continue
            }
            read(line, number: lines.number, columns: known, report: &report)
        }
    }

    private static func read(
        _ line: ArraySlice<UInt8>, number: Int, columns: Columns, report: inout PartyListImporter.Report
    ) {
        var cik: CentralIndexKey?
        var name = line[line.startIndex..<line.startIndex]
        var kind = PartyKind.unknown
        var tickers: [String] = []
        var aliases: [String] = []
        var formerNames: [String] = []
        var start = line.startIndex
        var index = 0
        while start <= line.endIndex {
            let end = line[start...].firstIndex(of: 0x09) ?? line.endIndex
            let field = line[start..<end]
            if index == columns.cik {
                cik = CentralIndexKey(digits: field) ?? CentralIndexKey(parsing: String(decoding: field, as: UTF8.self))
            } else if index == columns.name {
                name = field
            } else if index == columns.kind {
                kind = Self.kind(field)
            } else if index == columns.tickers, !field.isEmpty {
                tickers = Issuer.tickers(in: String(decoding: field, as: UTF8.self))
            } else if index == columns.aliases {
                aliases = names(in: field)
            } else if index == columns.formerNames {
                formerNames = names(in: field)
            }
            index += 1
            start = end + 1
        }
        while let last = name.last, last <= 0x20 { name.removeLast() }
        name = name.drop { $0 <= 0x20 }
        guard let cik else {
            report.skip(
                number, "Expected a key of up to ten digits in column \(columns.cik + 1); the line was left out.")
            return
        }
        guard !name.isEmpty else {
            report.skip(number, "Expected a name in column \(columns.name + 1), found none; the line was left out.")
            return
        }
        report.emit(
            .party(
                ListedParty(
                    cik: cik, name: TextEncoding.string(name), kind: kind, tickers: tickers, aliases: aliases,
                    formerNames: formerNames)))
    }

    /// Names parted by `|` or `;`.
    private static func names(in field: ArraySlice<UInt8>) -> [String] {
        field.split { $0 == 0x7C || $0 == 0x3B }.map { TextEncoding.string($0).trimmed }.filter { !$0.isEmpty }
    }

    /// `P` or `person`, `E`, `C`, `company` or `entity`.
    static func kind(_ field: ArraySlice<UInt8>) -> PartyKind {
        if field.isEmpty { return .unknown }
        if field.count == 1 {
            switch field[field.startIndex] {
            case 0x50, 0x70: return .person
            case 0x45, 0x65, 0x43, 0x63: return .company
            default: return .unknown
            }
        }
        switch String(decoding: field, as: UTF8.self).lowercased() {
        case "person", "individual": return .person
        case "company", "entity", "organisation", "organization", "issuer": return .company
        default: return .unknown
        }
    }
}
