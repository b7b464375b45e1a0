internal import FilingModel

/// Lays an HTML page out in lines and cells, as a browser would: a row of a table is a line, a table inside a cell
/// has lines of its own.
struct HTMLLayout {
    /// The lines so far.
    private(set) var lines: [LayoutLine] = []

    private var cells: [LayoutCell] = []
    private var words: [UInt8] = []
    private var cik: CentralIndexKey?
    /// How many columns to leave out when an outer row goes on behind a table inside it.
    private var outerColumns: [Int] = []
    private var column = 0
    private var isInCell = false
    private var raised: [UInt8]?
    private var silence = 0

    /// The lines of a page.
    ///
    /// - Parameter events: as the reader gives them.
    init(_ events: HTMLEvents) {
        for event in events.events {
            switch event {
            case .start(let tag, let attributes): open(tag, attributes)
            case .end(let tag): close(tag)
            case .text(let range) where silence == 0: write(events.text[range])
            case .text: break
            }
        }
        endLine()
    }

    private mutating func open(_ tag: HTMLTag, _ attributes: HTMLAttributes?) {
        if HTMLText.isSilent(tag) { silence += 1 }
        switch tag {
        case .table:
            endLine()
            outerColumns.append(column)
            column = 0
            isInCell = false
        case .tr:
            endLine()
            column = 0
        case .td, .th:
            endCell()
            isInCell = true
        case .a:
            if let key = attributes?.address.flatMap({ LinkAddress.cik(in: $0) }) { cik = cik ?? key }
        case .input, .img:
            if let isTicked = attributes?.isTicked { words += Array((isTicked ? " ☒ " : " ☐ ").utf8) }
        case .sup:
            raised = []
        case .br:
            breakLine()
        case .p, .div, .h1, .h2, .h3, .h4, .h5, .h6, .li, .hr, .pre, .center, .dt, .dd, .blockquote, .section, .article:
            breakLine()
        default: break
        }
    }

    private mutating func close(_ tag: HTMLTag) {
        if HTMLText.isSilent(tag) { silence = max(0, silence - 1) }
        switch tag {
        case .table:
            endLine()
            column = outerColumns.popLast() ?? 0
            isInCell = false
        case .tr: endLine()
        case .td, .th: endCell()
        case .sup: endRaised()
        case .p, .div, .h1, .h2, .h3, .h4, .h5, .h6, .li, .pre, .center, .dt, .dd, .blockquote, .section, .article:
            breakLine()
        default: break
        }
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>) {
        if raised != nil {
            raised? += bytes
        } else {
            // Line breaks of the source are blanks; those of the layout are kept apart by `breakLine`.
            words += bytes.map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
        }
    }

    /// A raised figure is a footnote mark, in brackets or not.
    private mutating func endRaised() {
        guard let bytes = raised else { return }
        raised = nil
        let body = bytes.filter { $0 > 0x20 }
        let isBare = !body.isEmpty && body.allSatisfy { (0x30...0x39).contains($0) }
        words += isBare ? [0x28] + body + [0x29] : bytes
    }

    private mutating func breakLine() {
        if isInCell { words.append(0x0A) } else { endLine() }
    }

    private mutating func endCell() {
        endRaised()
        guard isInCell else {
            if words.contains(where: { $0 > 0x20 }) { endLine() }
            words = []
            return
        }
        cells.append(LayoutCell(text: Self.collapsed(words), cik: cik))
        words = []
        cik = nil
        isInCell = false
        column += 1
    }

    private mutating func endLine() {
        endRaised()
        if isInCell || words.contains(where: { $0 > 0x20 }) {
            cells.append(LayoutCell(text: Self.collapsed(words), cik: cik))
        }
        words = []
        cik = nil
        isInCell = false
        if !cells.isEmpty { lines.append(LayoutLine(number: lines.count + 1, cells: cells)) }
        cells = []
    }

    /// Runs of blanks made one, no-break spaces and marks of mis-read ones dropped, blank lines left out.
    private static func collapsed(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            var byte = bytes[index]
            if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 {
                byte = 0x20
                index += 1
            } else if byte < 0x20, byte != 0x0A {
                byte = 0x20
            }
            index += 1
            if byte == 0x20 || byte == 0x0A {
                guard let last = result.last, last != 0x0A else { continue }
                if last == 0x20 {
                    if byte == 0x0A { result[result.count - 1] = 0x0A }
                    continue
                }
            }
            result.append(byte)
        }
        while let last = result.last, last == 0x20 || last == 0x0A { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}
