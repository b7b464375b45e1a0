internal import FilingModel

/// Reads the end of a form: footnotes, remarks and signatures.
struct RenderedNotes {
    /// Footnotes in order.
    private(set) var footnotes: [Footnote] = []
    /// The remarks box.
    private(set) var remarks: String?
    /// Signatures in order.
    private(set) var signatures: [Signature] = []

    /// Reads the three parts.
    ///
    /// - Parameters:
    ///   - notes: *Explanation of Responses*, its heading included.
    ///   - remarks: *Remarks*, its heading included.
    ///   - signatures: *Signatures*, or the lines above a label that asks for one.
    init(notes: [LayoutLine], remarks: [LayoutLine], signatures: [LayoutLine]) {
        var loose: [String] = []
        readFootnotes(notes, loose: &loose)
        readRemarks(remarks, loose: loose)
        readSignatures(signatures)
    }

    // MARK: - Footnotes

    private mutating func readFootnotes(_ lines: [LayoutLine], loose: inout [String]) {
        var last = 0
        var isOpen = false
        var wasBroken = false
        var isBelowGap = true
        for line in lines {
            defer { isBelowGap = line.isBlank }
            if RenderedSections.isBreak(line) {
                isOpen = false
                wasBroken = true
                continue
            }
            var text = line.text
            if line.folded.hasPrefix("explanation of responses"), !isOpen || isBelowGap {
                text = Self.afterColon(text)
            } else if line.folded == "footnotes" || line.folded == "footnote", !isOpen || isBelowGap,
                !Self.endsSentence(text)
            {
                continue
            }
            guard !text.isEmpty else { continue }
            if let (number, rest) = Self.number(of: text),
                number == last + 1 || last == 0 || text.first == "(" && number > last
            {
                footnotes.append(Footnote(id: "F\(number)", text: rest))
                last = number
                isOpen = true
            } else if isOpen, let index = footnotes.indices.last {
                let old = footnotes[index].text
                // What looks like the mark of a list is a dash or a number sign of the sentence.
                footnotes[index].text = old.isEmpty ? text : old + " " + line.leads + text
            } else if !wasBroken, !text.lowercased().hasPrefix("see instruction") {
                loose.append(text)
            }
        }
    }

    /// The number that `(1) words`, `1. words`, `[1] words` or `F1: words` begins with, and the words.
    static func number(of text: String) -> (number: Int, rest: String)? {
        var body = text[...]
        let opening = body.first
        let isBracketed = opening == "(" || opening == "["
        if isBracketed { body = body.dropFirst() }
        if body.first == "F" { body = body.dropFirst() }
        let digits = body.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.count), let number = Int(digits), number > 0 else { return nil }
        body = body.dropFirst(digits.count)
        if isBracketed {
            guard body.first == ")" || body.first == "]" else { return nil }
            body = body.dropFirst()
        } else if body.first == "." || body.first == ")" || body.first == ":" {
            body = body.dropFirst()
            guard body.isEmpty || body.first?.isWhitespace == true else { return nil }
        } else {
            return nil
        }
        return (number, body.trimmed)
    }

    /// Whether a line ends as a sentence or a part of one does, so that it is no label.
    static func endsSentence(_ text: String) -> Bool {
        switch text.last {
        case ".", ",", ";", ")", "?", "!", "\"", "'", "”", "’": true
        default: false
        }
    }

    private static func afterColon(_ text: String) -> String {
        guard let colon = text.firstIndex(of: ":") else { return "" }
        return text[text.index(after: colon)...].trimmed
    }

    // MARK: - Remarks

    private mutating func readRemarks(_ lines: [LayoutLine], loose: [String]) {
        var words = loose
        for (index, line) in lines.enumerated() {
            var text = index == 0 ? line.text : line.leads + line.text
            let isBelowGap = index == 0 || lines[index - 1].isBlank
            if line.folded.hasPrefix("remarks"), line.text.prefix(12).contains(":"),
                isBelowGap || !RenderedSections.beginsSmall(line)
            {
                text = Self.afterColon(line.text)
            } else if line.folded == "remarks", isBelowGap, !Self.endsSentence(line.text) {
                text = ""
            }
            if !text.isEmpty { words.append(text) }
        }
        let all = words.joined(separator: " ")
        if !all.isEmpty { remarks = all }
    }

    // MARK: - Signatures

    /// Whether a line is the label under a signature.
    static func isSignatureLabel(_ folded: String) -> Bool {
        guard folded.utf8.count < 90 else { return false }
        return folded.hasPrefix("signature of") || folded == "reporting person" || folded == "reporting person date"
            || folded == "date" || folded == "signature date"
    }

    private mutating func readSignatures(_ lines: [LayoutLine]) {
        var name: [String] = []
        var date: CalendarDate?
        func flush() {
            let all = name.joined(separator: " ")
            if !all.isEmpty { signatures.append(Signature(name: all, date: date)) }
            name = []
            date = nil
        }
        for line in lines {
            if line.isBlank || RenderedSections.isBreak(line) || Self.isSignatureLabel(line.folded) {
                if date != nil || !line.isBlank { flush() }
                continue
            }
            if line.folded == "signatures" || line.text.allSatisfy({ $0 == "_" || $0 == " " }) { continue }
            let (words, found) = Self.parted(line.text)
            let isSigned = words.lowercased().hasPrefix("/s/") || words.lowercased().hasPrefix("by:")
            if date != nil, found != nil || isSigned { flush() }
            if !words.isEmpty { name.append(words) }
            date = date ?? found
        }
        flush()
        // Scraps of the fixed words are no signatures where real ones stand.
        if signatures.contains(where: { $0.date != nil }) {
            signatures.removeAll { $0.date == nil && !$0.name.lowercased().hasPrefix("/s/") }
        }
    }

    /// Takes the day out of a line: `/s/ Robert A. 10/01/2013`.
    private static func parted(_ text: String) -> (words: String, date: CalendarDate?) {
        var words = text.split(separator: " ")
        guard let place = words.lastIndex(where: { CalendarDate.parses($0) }) else { return (text, nil) }
        let date = CalendarDate(parsing: words[place])
        words.remove(at: place)
        return (words.joined(separator: " "), date)
    }
}
