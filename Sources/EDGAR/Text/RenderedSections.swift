/// Tells which part of a form each line of a paper belongs to.
struct RenderedSections {
    /// The parts of a form.
    enum Section: Hashable {
        case cover, tableI, tableII, owners, signatures, notes, remarks
        /// The fixed words of the form, which hold nothing of the filer's.
        case boilerplate
    }

    private var parts: [Section: [LayoutLine]] = [:]
    private var found: Set<Section> = []
    /// Whether the paper says that no securities are beneficially owned.
    private(set) var saysNoSecurities = false

    /// Sorts the lines of a paper.
    ///
    /// - Parameter lines: in order.
    init(_ lines: [LayoutLine]) {
        let signed = Self.signedLines(in: lines)
        var section = Section.cover
        /// Whether a line stands below a blank, a rule or a signature.
        func follows(_ index: Int) -> Bool { Self.isGap(above: index, in: lines) || signed.contains(index - 1) }
        for (index, line) in lines.enumerated() where !line.isRule {
            let isRunningOn = section == .notes || section == .remarks ? !follows(index) : false
            if let opened = Self.opening(of: line, in: section), !isRunningOn || Self.isHeading(line) {
                section = opened
                found.insert(opened)
                // The heading of notes and remarks may hold their first words; a table may begin with its head.
                let holdsMore = opened == .notes || opened == .remarks || line.folded.contains("title of ")
                if !holdsMore || line.folded.hasPrefix("table ") { continue }
            } else if signed.contains(index) {
                parts[.signatures, default: []].append(line)
                if section != .signatures { section = .boilerplate }
                continue
            }
            if line.folded.contains("no securities are beneficially owned"), line.text.utf8.count < 80,
                !isRunningOn || !Self.beginsSmall(line)
            {
                saysNoSecurities = !line.text.hasPrefix("☐") && !line.text.hasPrefix("[ ]")
                continue
            }
            if Self.isBoilerplate(line), section != .cover {
                switch section {
                // A note may follow the fixed words, so they only end the one before.
                case .notes, .signatures: parts[section, default: []].append(Self.breakLine(line.number))
                default: section = .boilerplate
                }
                continue
            }
            if section == .boilerplate, Self.isNumberedNote(line) { section = .notes }
            parts[section, default: []].append(line)
        }
    }

    /// The lines of one part, in order.
    func lines(of section: Section) -> [LayoutLine] { parts[section] ?? [] }

    /// Whether a part's heading was found.
    func has(_ section: Section) -> Bool { found.contains(section) }

    /// Stands where fixed words were taken out; no filer writes a form feed.
    static func isBreak(_ line: LayoutLine) -> Bool { line.cells.first?.text == "\u{C}" }

    private static func breakLine(_ number: Int) -> LayoutLine {
        LayoutLine(number: number, cells: [LayoutCell(text: "\u{C}")])
    }

    /// Whether a blank line or a rule stands above a line, or nothing at all.
    private static func isGap(above index: Int, in lines: [LayoutLine]) -> Bool {
        guard index > 0 else { return true }
        return lines[index - 1].isBlank || lines[index - 1].isRule
    }

    /// Whether the first letter of a line is a small one, as in the middle of a sentence.
    static func beginsSmall(_ line: LayoutLine) -> Bool { line.text.first(where: \.isLetter)?.isLowercase ?? false }

    /// Whether a line right below a note's words may be a heading all the same: it begins with a capital, doesn't end
    /// as a sentence does, and isn't one of the words that sentences end in, `footnote` and `remarks` without a colon.
    private static func isHeading(_ line: LayoutLine) -> Bool {
        if RenderedNotes.endsSentence(line.text) && line.text.utf8.count < 40 { return false }
        if beginsSmall(line) { return false }
        switch line.folded {
        case "remarks", "footnote", "footnotes": return line.text.contains(":")
        default: return true
        }
    }

    /// The part that a line opens.
    private static func opening(of line: LayoutLine, in section: Section) -> Section? {
        let folded = line.folded
        guard let first = folded.utf8.first else { return nil }
        switch first {
        case UInt8(ascii: "t"), UInt8(ascii: "1"):
            if folded.hasPrefix("table ") {
                let isDerivative = folded.hasPrefix("table ii") || folded.hasPrefix("table 2")
                if isDerivative, folded.contains("derivative securities") { return .tableII }
                if folded.hasPrefix("table i ") || folded.hasPrefix("table 1 "), folded.contains("non derivative") {
                    return .tableI
                }
            }
            // A table whose title was lost still has its head.
            let head = folded.hasPrefix("1 ") ? folded.dropFirst(2) : folded[...]
            if section != .tableI, section != .tableII, head.hasPrefix("title of security") { return .tableI }
            if section != .tableII, head.hasPrefix("title of derivative security") { return .tableII }
        case UInt8(ascii: "r"):
            if folded == "reporting owners" || folded == "reporting owner" { return .owners }
            if section != .owners, folded.hasPrefix("reporting owner name address") { return .owners }
            if folded == "remarks" || folded.hasPrefix("remarks "), section != .cover,
                line.text.prefix(12).contains(":") || folded == "remarks" && !RenderedNotes.endsSentence(line.text)
            {
                return .remarks
            }
        case UInt8(ascii: "s"):
            if folded == "signatures" || folded == "signature" || folded == "signature s" { return .signatures }
        case UInt8(ascii: "e"):
            if folded.hasPrefix("explanation of responses") { return .notes }
        case UInt8(ascii: "f"):
            if folded == "footnotes" || folded == "footnote", !RenderedNotes.endsSentence(line.text) { return .notes }
        default: break
        }
        return nil
    }

    private static let fixedWords = [
        "reminder report on", "persons who respond", "potential persons who are to respond", "note file three copies",
        "if the form is filed by more than one", "intentional misstatements or omissions", "sec 1473", "sec 1474",
        "sec 2270", "omb number", "must be manually signed", "if space is insufficient", "respond unless the form",
        "currently valid omb", "required to respond unless", "information contained in this form are not",
        "misstatements or omissions of facts constitute",
    ]

    private static func isBoilerplate(_ line: LayoutLine) -> Bool {
        let folded = line.folded
        return fixedWords.contains { folded.hasPrefix($0) }
    }

    /// `(1)` and several words: a note of a paper that lost its heading.
    private static func isNumberedNote(_ line: LayoutLine) -> Bool {
        guard line.cells.count == 1, let (number, rest) = RenderedNotes.number(of: line.text) else { return false }
        return number > 0 && rest.split(separator: " ").count >= 4
    }

    /// Lines with signatures, told by the label below them.
    private static func signedLines(in lines: [LayoutLine]) -> Set<Int> {
        var signed: Set<Int> = []
        for (index, line) in lines.enumerated() where RenderedNotes.isSignatureLabel(line.folded) {
            let isShort = !line.folded.hasPrefix("signature")
            if isShort, RenderedNotes.endsSentence(line.text) { continue }
            // A sentence may be wrapped so that its last words look like the label; what is signed stands above one.
            var hasFound = !isShort && isGap(above: index, in: lines) && !RenderedNotes.endsSentence(line.text)
            var above = index - 1
            var blanks = 0
            while above >= 0, index - above <= 40 {
                let candidate = lines[above]
                if candidate.isBlank || candidate.isRule {
                    blanks += 1
                    if blanks > 2 { break }
                } else if candidate.cells.count > 1 && candidate.cells.contains(where: { isDate($0.text) })
                    || candidate.text.lowercased().hasPrefix("/s/")
                    || isDate(candidate.text) && candidate.text.utf8.count <= 12
                    || blanks == 0 && signed.contains(above + 1) && isDate(lines[above + 1].text)
                {
                    signed.insert(above)
                    hasFound = true
                    blanks = 0
                } else {
                    hasFound = hasFound || signed.contains(above)
                    break
                }
                above -= 1
            }
            if hasFound { signed.insert(index) }
        }
        return signed
    }

    private static func isDate(_ text: String) -> Bool {
        if case .date = CellReading.shape(of: text) { return true }
        return false
    }
}
