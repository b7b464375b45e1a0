internal import FilingModel

/// A table of tab-separated values whose rows belong to filings: the first column is an accession number.
///
/// Rows are found by filing in any order of the file. A line that does not begin with an accession number goes on with
/// the one before: some remarks hold line breaks.
struct TabTable {
    /// A row: the filing it belongs to, and where its line is.
    struct Row {
        var accession: UInt64
        var range: Range<Int>
    }

    private let bytes: [UInt8]
    private let columns: [String: Int]
    /// By accession number, those of a filing in the order of the file.
    let rows: [Row]
    /// Rows in the order of the file.
    let rowsAsFiled: [Row]

    /// Reads the heading and finds the rows; `nil` without a column `ACCESSION_NUMBER` in front.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        var lines = TextLines(bytes, Self.body(of: bytes))
        guard let heading = lines.next(), let columns = Self.columns(bytes[heading]) else { return nil }
        self.columns = columns
        var rows: [Row] = []
        while let line = lines.next() {
            if let accession = Self.accession(bytes, line) {
                rows.append(Row(accession: accession, range: line))
            } else if let last = rows.indices.last, !line.isEmpty {
                rows[last].range = rows[last].range.lowerBound..<line.upperBound
            }
        }
        rowsAsFiled = rows
        // Swift's sort keeps equal rows in order.
        self.rows = rows.sorted { $0.accession < $1.accession }
    }

    /// The columns that a heading names; `nil` unless the first is the accession number.
    static func columns(_ heading: ArraySlice<UInt8>) -> [String: Int]? {
        var columns: [String: Int] = [:]
        for (index, field) in heading.split(separator: 0x09, omittingEmptySubsequences: false).enumerated() {
            let name = String(decoding: field, as: UTF8.self).uppercased().filter { $0 != "\"" && !$0.isWhitespace }
            if index == 0, name != "ACCESSION_NUMBER" { return nil }
            columns[name] = columns[name] ?? index
        }
        return columns.count > 1 ? columns : nil
    }

    /// The bytes without a byte order mark.
    static func body(of bytes: [UInt8]) -> Range<Int> {
        (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)..<bytes.count
    }

    private static func accession(_ bytes: [UInt8], _ line: Range<Int>) -> UInt64? {
        let first = bytes[line].prefix(24).prefix { $0 != 0x09 }
        guard first.count >= 18, first.count < line.count else { return nil }
        return AccessionNumber(parsing: String(decoding: first, as: UTF8.self))?.digits
    }

    /// Whether the table has a column.
    func has(_ column: String) -> Bool { columns[column] != nil }

    /// The rows of a filing.
    func rows(of accession: UInt64) -> ArraySlice<Row> {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].accession < accession { low = middle + 1 } else { high = middle }
        }
        return rows[low...].prefix { $0.accession == accession }
    }

    /// The fields of a row.
    func fields(of row: Row) -> Fields { Fields(bytes, row.range, columns: columns) }

    /// The fields of one row by the names of their columns.
    struct Fields {
        private let bytes: [UInt8]
        private let columns: [String: Int]
        private var ranges: [Range<Int>] = []

        init(_ bytes: [UInt8], _ range: Range<Int>, columns: [String: Int]) {
            (self.bytes, self.columns) = (bytes, columns)
            var start = range.lowerBound
            for index in range where bytes[index] == 0x09 {
                ranges.append(start..<index)
                start = index + 1
            }
            ranges.append(start..<range.upperBound)
        }

        /// A field; `nil` if the column is missing or the field empty.
        subscript(_ column: String) -> String? {
            guard let index = columns[column], index < ranges.count else { return nil }
            let range = TextBytes.trimmed(bytes, ranges[index])
            guard !range.isEmpty else { return nil }
            // A field is only quoted where it holds doubled quotation marks; others stand as filed.
            let quote = UInt8(ascii: "\"")
            if range.count > 3, bytes[range.lowerBound] == quote, bytes[range.upperBound - 1] == quote {
                let inner = bytes[range.lowerBound + 1..<range.upperBound - 1]
                if let text = Self.unquoted(inner) { return text }
            }
            return Self.collapsed(bytes[range])
        }

        /// Text in which every quotation mark is doubled, with single ones; `nil` if there are none, or single ones.
        private static func unquoted(_ inner: ArraySlice<UInt8>) -> String? {
            let quote = UInt8(ascii: "\"")
            var output: [UInt8] = []
            var index = inner.startIndex
            var isDoubled = false
            while index < inner.endIndex {
                output.append(inner[index])
                if inner[index] == quote {
                    guard index + 1 < inner.endIndex, inner[index + 1] == quote else { return nil }
                    isDoubled = true
                    index += 1
                }
                index += 1
            }
            return isDoubled ? collapsed(output[...]) : nil
        }

        /// Runs of white space made one blank, as the reader of XML does.
        private static func collapsed(_ bytes: ArraySlice<UInt8>) -> String {
            let utf8 = TextEncoding.utf8(of: Array(bytes))
            return TextBytes.collapsed(utf8, 0..<utf8.count)
        }

        func key(_ column: String) -> CentralIndexKey? { self[column].flatMap { CentralIndexKey(parsing: $0) } }

        func day(_ column: String) -> CalendarDate? { self[column].flatMap(TabTable.day) }

        /// `1`, `true`, `Y` and the like; `nil` for an empty field.
        func flag(_ column: String) -> Bool? {
            switch self[column]?.lowercased() {
            case "1", "true", "y", "yes", "x": true
            case "0", "false", "n", "no": false
            default: nil
            }
        }

        /// Identifiers of footnotes: `F1`, `F1,F2`, `F1 F2`.
        func footnotes(_ column: String) -> [String] {
            self[column]?.split { !$0.isLetter && !$0.isNumber }.map(String.init) ?? []
        }

        func words(_ column: String) -> Reported<String> {
            Reported(self[column], footnotes: footnotes(column + "_FN"))
        }

        func number(_ column: String) -> Reported<ExactDecimal> {
            guard let text = self[column] else { return Reported(footnotes: footnotes(column + "_FN")) }
            let number = TabTable.number(text)
            return Reported(number, footnotes: footnotes(column + "_FN"), unreadText: number == nil ? text : nil)
        }

        func reportedDay(_ column: String) -> Reported<CalendarDate> {
            guard let text = self[column] else { return Reported(footnotes: footnotes(column + "_FN")) }
            let day = TabTable.day(text)
            return Reported(day, footnotes: footnotes(column + "_FN"), unreadText: day == nil ? text : nil)
        }
    }

    /// `31-MAR-2022`, or any shape that `CalendarDate` reads.
    static func day(_ text: String) -> CalendarDate? {
        if let day = CalendarDate(parsing: text) { return day }
        let parts = text.split(separator: "-")
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        guard parts.count == 3, let day = Int(parts[0]), let year = Int(parts[2]),
            let month = months.firstIndex(of: parts[1].uppercased())
        else { return nil }
        return CalendarDate(year: year, month: month + 1, day: day)
    }

    /// A number, also with an exponent as programs write large ones: `1.25E7`.
    static func number(_ text: String) -> ExactDecimal? {
        if let number = ExactDecimal(parsing: text) { return number }
        let parts = text.uppercased().split(separator: "E")
        guard parts.count == 2, let mantissa = ExactDecimal(parsing: parts[0]), let exponent = Int(parts[1]),
            (-18...18).contains(exponent)
        else { return nil }
        var significand = mantissa.significand
        var scale = Int(mantissa.scale) - exponent
        while scale < 0 {
            let (product, isOver) = significand.multipliedReportingOverflow(by: 10)
            guard !isOver else { return nil }
            significand = product
            scale += 1
        }
        return scale <= 18 ? ExactDecimal(significand: significand, scale: UInt8(scale)) : nil
    }
}
