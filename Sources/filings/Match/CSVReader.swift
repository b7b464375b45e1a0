internal import Storage

/// Reads rows of comma-separated values as RFC 4180 has them, as they come; what is malformed costs a row, never the rest.
///
/// Lines may end in CRLF or LF, cells in quotation marks may hold both; blank lines are no rows. A quotation mark inside a
/// cell that does not begin with one stands for itself.
struct CSVReader: Sendable {
    /// A row, or what stands in its place.
    struct Row: Equatable {
        /// The cells; what could be read of them if the row is malformed.
        var cells: [[UInt8]]
        /// The number of its first line, from 1.
        var line: Int
        /// What is wrong with it, in words.
        var fault: String?
    }

    /// A cell of more bytes is rather a quotation mark that was never closed: what follows must not be lost for it.
    static let quotedBytesMax = 1 << 16

    private var lines: InputLines
    private let separator: UInt8
    private let hasQuotes: Bool
    private let quotedBytesMax: Int
    /// Lines read for a row that turned out to end before them.
    private var returned: ArraySlice<InputLines.Line> = []
    private var lineCount = 0
    /// The row being read: its lines so far and what they came to.
    private var open: [[UInt8]] = []
    private var cells: [[UInt8]] = []
    private var cell: [UInt8] = []
    private var openBytes = 0

    /// Reads rows.
    ///
    /// - Parameters:
    ///   - lines: not read from before.
    ///   - separator: between cells.
    ///   - hasQuotes: whether cells may be quoted; tables with tabs have no such rule.
    ///   - quotedBytesMax: the most bytes of lines a row with an open quotation mark may take.
    init(
        _ lines: InputLines, separator: UInt8 = UInt8(ascii: ","), hasQuotes: Bool = true,
        quotedBytesMax: Int = CSVReader.quotedBytesMax
    ) {
        (self.lines, self.separator, self.hasQuotes) = (lines, separator, hasQuotes)
        self.quotedBytesMax = quotedBytesMax
    }

    /// How many bytes were taken so far.
    var byteCount: Int { lines.byteCount }

    /// The next row.
    ///
    /// - Parameter isWaiting: whether to wait for it.
    /// - Returns: a row; `nil` at the end, or if no whole row is there and waiting is not wanted.
    /// - Throws: `StorageError` when the system refuses to read.
    mutating func next(isWaiting: Bool) throws(StorageError) -> Row? {
        while true {
            let line = if let line = returned.popFirst() { line } else { try lines.next(isWaiting: isWaiting) }
            switch line {
            case .notYet: return nil
            case .end:
                if open.isEmpty { return nil }
                return unclosed()
            case .tooLong(let beginning):
                if !open.isEmpty {
                    returned.insert(line, at: returned.startIndex)
                    return unclosed()
                }
                lineCount += 1
                return Row(cells: [beginning], line: lineCount, fault: "a line is too long")
            case .whole(var bytes):
                if open.isEmpty, bytes.isEmpty || bytes == [UInt8(ascii: "\r")] {
                    lineCount += 1
                    continue
                }
                // Inside of quotation marks the line's end belongs to the cell.
                if !open.isEmpty { cell.append(UInt8(ascii: "\n")) }
                open.append(bytes)
                openBytes += bytes.count + 1
                let isContinued = open.count > 1
                if !hasQuotes, bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
                switch read(bytes, isContinued: isContinued) {
                case .whole: return finished(fault: nil)
                case .stray: return finished(fault: "text after a closing quotation mark")
                case .open: if openBytes > quotedBytesMax { return unclosed() }
                }
            }
        }
    }

    private enum Reading {
        case whole, stray, open
    }

    /// Reads a line's cells; the first goes on from the line before if the row does.
    private mutating func read(_ line: [UInt8], isContinued: Bool) -> Reading {
        var index = 0
        var isQuoted = isContinued
        while true {
            if !isQuoted, hasQuotes, index < line.count, line[index] == UInt8(ascii: "\"") {
                isQuoted = true
                index += 1
            }
            if isQuoted {
                guard readQuoted(line, &index) else { return .open }
            } else {
                let start = index
                while index < line.count, line[index] != separator { index += 1 }
                let isLast = index == line.count
                cell +=
                    line[start..<(isLast && index > start && line[index - 1] == UInt8(ascii: "\r") ? index - 1 : index)]
            }
            cells.append(cell)
            cell = []
            isQuoted = false
            if index == line.count || index == line.count - 1 && line[index] == UInt8(ascii: "\r") { return .whole }
            guard line[index] == separator else { return .stray }
            index += 1
        }
    }

    /// Reads up to behind the closing quotation mark; false if there is none.
    private mutating func readQuoted(_ line: [UInt8], _ index: inout Int) -> Bool {
        var start = index
        while index < line.count {
            guard line[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            cell += line[start..<index]
            index += 1
            guard index < line.count, line[index] == UInt8(ascii: "\"") else { return true }
            // Two of them stand for one, which goes along with what follows.
            start = index
            index += 1
        }
        cell += line[start...]
        return false
    }

    private mutating func finished(fault: String?) -> Row {
        let row = Row(cells: cells, line: lineCount + 1, fault: fault)
        lineCount += open.count
        reset()
        return row
    }

    /// A row whose quotation mark is never closed ends with its first line.
    private mutating func unclosed() -> Row {
        let row = Row(
            cells: open.prefix(1).map { $0.last == UInt8(ascii: "\r") ? Array($0.dropLast()) : $0 },
            line: lineCount + 1, fault: "a quotation mark is never closed")
        lineCount += 1
        returned = ArraySlice(open.dropFirst().map(InputLines.Line.whole)) + returned
        reset()
        return row
    }

    private mutating func reset() {
        open = []
        cells = []
        cell = []
        openBytes = 0
    }
}
