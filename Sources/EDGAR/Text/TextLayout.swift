internal import FilingModel

/// One cell of a line: text with its mark-up taken off.
struct LayoutCell: Hashable {
    /// The words, single blanks between them; a line break stands where the cell had one.
    var text: String
    /// The key in a link around the words, if there was one.
    var cik: CentralIndexKey?
    /// Where the cell begins in its line, for lines whose columns are made of blanks; else -1.
    var offset = -1
    /// What was taken off as the mark of a list or a heading but may be part of a sentence: `- `, `* `, `+ `, `#`.
    var leads = ""

    /// Where the cell stands in its line, if blanks make the columns.
    var span: Range<Int>? { offset < 0 ? nil : offset..<(offset + text.utf8.count) }

    /// The words in lower case without punctuation.
    var folded: String { TextLayout.folded(text) }
}

/// One line of a paper as people read it, cut into cells.
struct LayoutLine {
    /// Number of the line in the bytes, from 1.
    let number: Int
    /// Its cells; one for a line of prose.
    var cells: [LayoutCell]
    /// All words of the line.
    let text: String
    /// `text` in lower case without punctuation: what labels are looked up in.
    let folded: String
    /// Whether the line only draws a rule, as below the head of a Markdown table.
    let isRule: Bool

    /// A line from its cells.
    init(number: Int, cells: [LayoutCell]) {
        self.number = number
        self.cells = cells
        let words = cells.lazy.map { $0.text.replacing("\n", with: " ") }.filter { !$0.isEmpty }
        text = words.joined(separator: " ")
        folded = TextLayout.folded(text)
        isRule =
            text.utf8.count >= 3
            && text.utf8.allSatisfy { $0 == 0x2D || $0 == 0x3D || $0 == 0x3A || $0 == 0x20 || $0 == 0x5F }
    }

    /// What was taken off the front of the line but may be part of a sentence.
    var leads: String { cells.first?.leads ?? "" }

    /// Whether nothing is written on the line.
    var isBlank: Bool { text.isEmpty }
}

/// Cuts a text or Markdown paper into lines and cells.
///
/// Cells are parted by tabs, by upright strokes, or by two blanks or more, whichever the line uses. Emphasis, escapes,
/// tags, links and the `Â` that a mis-read no-break space leaves behind are taken off.
enum TextLayout {
    /// The lines of a paper.
    ///
    /// - Parameter bytes: UTF-8; anything else is read as Windows-1252.
    /// - Returns: every line, blank ones too.
    static func lines(of bytes: [UInt8]) -> [LayoutLine] {
        let utf8 = TextEncoding.utf8(of: bytes)
        var lines: [LayoutLine] = []
        var start = 0
        var number = 1
        while start < utf8.count {
            var end = start
            while end < utf8.count, utf8[end] != 0x0A, utf8[end] != 0x0D { end += 1 }
            var line = utf8[start..<end]
            var height = 1
            while let more = linkTail(of: line, at: end, in: utf8) {
                line.append(contentsOf: utf8[more].drop { $0 == 0x20 })
                end = more.upperBound
                height += 1
            }
            lines.append(LayoutLine(number: number, cells: cells(of: line)))
            start = lineStart(after: end, in: utf8)
            number += height
        }
        return lines
    }

    /// Where the line behind a line break begins.
    private static func lineStart(after end: Int, in bytes: [UInt8]) -> Int {
        end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A ? end + 2 : end + 1
    }

    /// The next line, if the address of a link is broken over the end of this one: `[words](/cgi-bin/browse-`.
    ///
    /// - Parameters:
    ///   - line: up to the line break.
    ///   - end: where the line break stands.
    ///   - bytes: the whole paper.
    /// - Returns: nothing if no address is open, or if none closes within the length a link may have.
    private static func linkTail(of line: ArraySlice<UInt8>, at end: Int, in bytes: [UInt8]) -> Range<Int>? {
        guard end < bytes.count else { return nil }
        var index = line.endIndex
        let first = max(line.startIndex, line.endIndex - linkByteCountMax)
        while index > first {
            index -= 1
            switch line[index] {
            case 0x29, 0x20, 0x09, 0x7C: return nil
            case 0x28:
                guard index > line.startIndex, line[index - 1] == 0x5D else { return nil }
                let start = lineStart(after: end, in: bytes)
                let length = line.endIndex - index
                guard length > 1, closesLink(from: start, in: bytes, limit: linkByteCountMax - length) else {
                    return nil
                }
                var next = start
                while next < bytes.count, bytes[next] != 0x0A, bytes[next] != 0x0D { next += 1 }
                return start..<next
            default: break
            }
        }
        return nil
    }

    /// Bytes that the address of a link may hold; it keeps the search for its end short.
    private static let linkByteCountMax = 400

    /// Whether an address that goes on at `start` ends before its length is too great, at `)` without a blank inside.
    private static func closesLink(from start: Int, in bytes: [UInt8], limit: Int) -> Bool {
        var isIndent = true
        for index in start..<max(start, min(bytes.count, start + max(0, limit))) {
            switch bytes[index] {
            case 0x29: return true
            case 0x0A, 0x0D:
                // Two line breaks in a row are a blank line, which no address runs over.
                if isIndent, index == start || bytes[index - 1] != 0x0D || bytes[index] != 0x0A { return false }
                isIndent = true
            case 0x20:
                if !isIndent { return false }
            case 0x09, 0x7C, 0x28: return false
            default: isIndent = false
            }
        }
        return false
    }

    /// Cuts one line into cells.
    static func cells(of line: ArraySlice<UInt8>) -> [LayoutCell] {
        if line.contains(0x09) {
            return line.split(separator: 0x09, omittingEmptySubsequences: false).map { TextMarkup.cell($0) }
        }
        let strokes = pipePositions(in: line)
        if !strokes.isEmpty {
            var cells: [LayoutCell] = []
            var start = line.startIndex
            for stroke in strokes {
                cells.append(TextMarkup.cell(line[start..<stroke]))
                start = stroke + 1
            }
            cells.append(TextMarkup.cell(line[start...]))
            // Strokes at both ends frame the table; what lies outside them is no cell.
            if cells.first?.text.isEmpty == true {
                cells.removeFirst()
                if cells.last?.text.isEmpty == true { cells.removeLast() }
            }
            // A table inside a cell brings the rule below its head along.
            return cells.contains(where: { !isRule($0.text) && !$0.text.isEmpty })
                ? cells.map { isRule($0.text) ? LayoutCell(text: "") : $0 } : cells
        }
        return cellsBetweenBlanks(of: line)
    }

    private static func isRule(_ text: String) -> Bool {
        text.utf8.count >= 3 && text.utf8.allSatisfy { $0 == 0x2D || $0 == 0x3A }
    }

    private static func pipePositions(in line: ArraySlice<UInt8>) -> [Int] {
        var positions: [Int] = []
        var isEscaped = false
        for index in line.indices {
            if line[index] == 0x7C, !isEscaped { positions.append(index) }
            isEscaped = line[index] == 0x5C && !isEscaped
        }
        return positions
    }

    private static func cellsBetweenBlanks(of line: ArraySlice<UInt8>) -> [LayoutCell] {
        var body = line
        while body.last == 0x20 { body.removeLast() }
        while body.first == 0x20 { body.removeFirst() }
        var leads: [UInt8] = []
        body = withoutLead(body, leads: &leads)
        var cells: [LayoutCell] = []
        var start = body.startIndex
        var index = body.startIndex
        while index < body.endIndex {
            guard body[index] == 0x20 else {
                index += 1
                continue
            }
            var end = index
            while end < body.endIndex, body[end] == 0x20 { end += 1 }
            if end - index >= 2 {
                var cell = TextMarkup.cell(body[start..<index])
                cell.offset = start - line.startIndex
                cells.append(cell)
                start = end
            }
            index = end
        }
        var cell = TextMarkup.cell(body[start...])
        cell.offset = start - line.startIndex
        cells.append(cell)
        if !leads.isEmpty { cells[0].leads = String(decoding: leads, as: UTF8.self) }
        return cells
    }

    /// Takes off what Markdown puts before a heading, a quotation or an item of a list.
    ///
    /// - Parameters:
    ///   - line: without blanks at its ends.
    ///   - leads: takes up what was taken off, save for what marks headings and quotations only.
    /// - Returns: the rest.
    private static func withoutLead(_ line: ArraySlice<UInt8>, leads: inout [UInt8]) -> ArraySlice<UInt8> {
        var body = line
        var isLead = true
        while isLead {
            isLead = false
            let marks = body.prefix { $0 == 0x23 }
            if !marks.isEmpty, marks.count <= 6 {
                body = body.dropFirst(marks.count)
                if body.first != 0x20 { leads += marks }
                isLead = true
            } else if let first = body.first, first == 0x3E || first == 0x2D || first == 0x2A || first == 0x2B,
                body.dropFirst().first == 0x20
            {
                body = body.dropFirst(2)
                if first != 0x3E { leads += [first, 0x20] }
                isLead = true
            }
            while body.first == 0x20 { body.removeFirst() }
        }
        return body
    }

    /// Lower case, letters and digits only, single blanks between words.
    static func folded(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x80...: bytes.append(byte)
            case 0x41...0x5A: bytes.append(byte | 0x20)
            // `Issuer's` and `I.R.S.` are one word each.
            case 0x27, 0x2E: continue
            default: if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
