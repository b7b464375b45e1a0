internal import FilingModel

/// Reads lists of parties: EDGAR's `cik-lookup-data.txt`, `company_tickers….json` and `submissions/CIK….json`, with the
/// filings these list, and tables with tabs.
package struct PartyListImporter: FilingImporter {
    /// The name in reports.
    package static let name = "list of parties"

    /// At most this many issues of one list name their line; the rest are counted.
    private static let issueCountMax = 100

    /// An importer.
    package init() {}

    /// Whether the first bytes are such a list.
    ///
    /// - Parameter head: the first 8 KB or less.
    /// - Returns: whether this importer should read the file.
    package static func recognises(_ head: ArraySlice<UInt8>) -> Bool { Shape(of: head) != nil }

    /// The shapes a list may have.
    private enum Shape {
        case lookup, json, table

        init?(of head: ArraySlice<UInt8>) {
            var body = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head
            body = body.drop { $0 <= 0x20 }
            guard let first = body.first else { return nil }
            if first == 0x7B || first == 0x5B {
                let text = String(decoding: body.prefix(2048), as: UTF8.self)
                guard PartyJSON.recognises(text) else { return nil }
                self = .json
                return
            }
            let line = body.prefix { $0 != 0x0A && $0 != 0x0D }
            if line.contains(0x09) {
                guard PartyTable.Columns(heading: line) != nil || PartyTable.Columns(guessedFrom: line) != nil else {
                    return nil
                }
                self = .table
                return
            }
            guard PartyListImporter.lookup(line) != nil else { return nil }
            // One line may look so by chance; a second that doesn't is another file.
            let rest = body.dropFirst(line.count).drop { $0 <= 0x20 }
            let second = rest.prefix { $0 != 0x0A && $0 != 0x0D }
            let isWhole = second.count < rest.count
            if isWhole, PartyListImporter.lookup(second) == nil { return nil }
            self = .lookup
        }
    }

    /// Reads one list.
    ///
    /// - Parameters:
    ///   - input: UTF-8 or Latin-1.
    ///   - emit: called for every party, and for lines that hold none.
    package func read(_ input: ImportInput, emit: (ImportEvent) -> Void) {
        withoutActuallyEscaping(emit) { emit in
            var report = Report(input: input, emit: emit)
            let bytes = input.bytes[...]
            switch Shape(of: bytes.prefix(8192)) {
            case .lookup: Self.readLookup(bytes, report: &report)
            case .table: PartyTable.read(bytes, report: &report)
            case .json: PartyJSON.read(input, report: &report)
            case nil:
                report.reject(
                    "Expected `NAME:KEY:` lines, a table with the columns cik and name, or JSON; found neither.")
            }
            report.finish()
        }
    }

    // MARK: - cik-lookup-data.txt

    /// Name and key of a line `NAME:0001234567:`; the name may hold colons.
    private static func lookup(_ line: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, cik: CentralIndexKey)? {
        var body = line
        while let last = body.last, last <= 0x20 { body.removeLast() }
        guard body.last == 0x3A else { return nil }
        body.removeLast()
        guard let colon = body.lastIndex(of: 0x3A), colon > body.startIndex,
            let cik = CentralIndexKey(digits: body[(colon + 1)...])
        else { return nil }
        return (body[..<colon], cik)
    }

    private static func readLookup(_ bytes: ArraySlice<UInt8>, report: inout Report) {
        var lines = LineScanner(bytes)
        while let line = lines.next() {
            if line.isEmpty { continue }
            guard let (name, cik) = lookup(line) else {
                report.skip(lines.number, "Expected `NAME:KEY:`; the line was left out.")
                continue
            }
            report.emit(.party(ListedParty(cik: cik, name: TextEncoding.string(name))))
        }
    }

    /// Hands on what is found and counts what is not.
    struct Report {
        let input: ImportInput
        let emit: (ImportEvent) -> Void
        private var skippedCount = 0

        init(input: ImportInput, emit: @escaping (ImportEvent) -> Void) {
            self.input = input
            self.emit = emit
        }

        /// Notes a line that holds no party.
        mutating func skip(_ line: Int?, _ message: String) {
            skippedCount += 1
            guard skippedCount <= issueCountMax else { return }
            issue("unread line", .warning, line, message)
        }

        /// Gives the list up.
        func reject(_ message: String) { issue("unread list", .rejected, nil, message) }

        /// Tells that there is nothing in it.
        func note(_ message: String) { issue("empty list", .note, nil, message) }

        /// Tells how many lines were left out beyond those named.
        func finish() {
            guard skippedCount > issueCountMax else { return }
            issue("unread line", .warning, nil, "\(skippedCount - issueCountMax) more lines were left out.")
        }

        private func issue(_ kind: String, _ severity: ImportIssue.Severity, _ line: Int?, _ message: String) {
            emit(
                .issue(
                    ImportIssue(
                        kind: kind, severity: severity, file: input.file, member: input.member, line: line,
                        message: message)))
        }
    }
}

/// Cuts bytes into lines at LF, CRLF or CR.
struct LineScanner {
    /// Number of the line last given, from 1.
    private(set) var number = 0
    private let bytes: ArraySlice<UInt8>
    private var start: Int

    /// A scanner at the first line; a byte order mark is passed over.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        start = self.bytes.startIndex
    }

    /// The next line without its end, or `nil` behind the last.
    mutating func next() -> ArraySlice<UInt8>? {
        guard start < bytes.endIndex else { return nil }
        let rest = bytes[start...]
        let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
        let line = bytes[start..<end]
        start = end + 1
        if end < bytes.endIndex, bytes[end] == 0x0D, start < bytes.endIndex, bytes[start] == 0x0A { start += 1 }
        number += 1
        return line
    }
}

extension CentralIndexKey {
    /// A key from nothing but one to ten digits.
    init?(digits: ArraySlice<UInt8>) {
        guard (1...10).contains(digits.count) else { return nil }
        var value: UInt64 = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + UInt64(byte - 0x30)
        }
        self.init(value)
    }
}
