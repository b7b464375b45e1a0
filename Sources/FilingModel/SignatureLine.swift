/// What a line of signature says: who signed, and whether for another.
///
/// People type these lines by hand: `/s/ Jane Roe`, `Jane Roe, attorney-in-fact for John Doe`,
/// `By: /s/ Jane Roe, Managing Member`, `Some Broker LLC on behalf of John Doe`. What is no name, such as `See Exhibit 99`,
/// gives none.
public struct SignatureLine: Hashable, Sendable {
    /// The one who signed, without marks and titles.
    public let name: String
    /// Whether it was signed for another.
    public let isForAnother: Bool

    /// Reads a line.
    ///
    /// - Parameter text: as signed.
    /// - Complexity: linear in its length.
    public init?(parsing text: String) {
        let bytes = Array(text.utf8)
        let folded = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let marks = Marks(folded)
        guard let range = Self.name(in: folded, marks) else { return nil }
        guard Self.isName(folded[range]) else { return nil }
        name = String(decoding: bytes[range], as: UTF8.self)
        isForAnother = marks.isForAnother
    }

    /// What a single pass over a line finds.
    private struct Marks {
        /// The last of `/s/`, `By:` and their kin.
        var last: Range<Int>?
        /// The last ` by ` between words, and whether an attorney stands behind it.
        var by: Int?
        var isAttorneyBehind = false
        var isForAnother = false

        init(_ folded: [UInt8]) {
            for index in folded.indices {
                func says(_ word: [UInt8]) -> Bool { SignatureLine.starts(with: word, folded[index...]) }
                switch folded[index] {
                case 0x2F, 0x5C, 0x28, 0x6E, 0x62:
                    // `name:` ends another word in `surname:`, and `by:` in `standby:`.
                    let isInside = index > 0 && isLetter(folded[index]) && isLetter(folded[index - 1])
                    if !isInside, let mark = marks.first(where: says) { last = index..<index + mark.count }
                case 0x20:
                    if says(SignatureLine.by) { (by, isAttorneyBehind) = (index, false) }
                case 0x61, 0x70, 0x6F:
                    guard marksOfAgents.contains(where: says) else { continue }
                    isForAnother = true
                    if folded[index] == 0x61 { isAttorneyBehind = true }
                default: break
                }
            }
        }
    }

    private static let marksOfAgents = words("attorney", "power of att", "p.o.a", "poa", "on behalf of", "agent for")
    private static let marks = words("/s/:", "/s/", "\\s\\", "by:", "(signed)", "//s//", "name:")
    private static let stops = words(
        "as ", "on behalf", "for ", "attorney", "under ", "pursuant", "by ", "- ", "/ ", "poa", "authorized", "its ",
        "date", "signing", "title:")
    private static let suffixes = words(
        "jr", "sr", "ii", "iii", "iv", "esq", "m.d", "md", "ph.d", "phd", "cpa", "llc", "l.l.c", "inc", "l.p", "lp",
        "ltd", "llp", "corp", "n.a", "plc", "co", "trust")
    private static let remarks = words("see ", "exhibit", "signature", "refer ", "not ", "please ", "duly ", "the ")
    private static let by = Array(" by ".utf8)
    private static let power = Array("power".utf8)

    private static func words(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }

    /// Where the name stands: behind the last mark of a signature, before titles and what comes with them.
    private static func name(in folded: [UInt8], _ marks: Marks) -> Range<Int>? {
        var start = 0
        var end = folded.count
        if let mark = marks.last {
            // `Jane Roe /s/` has the name in front.
            let hasLetters = folded[mark.upperBound...].contains { $0 >= 0x61 && $0 <= 0x7A }
            if hasLetters { start = mark.upperBound } else { end = mark.lowerBound }
        } else if let by = marks.by, marks.isAttorneyBehind, !starts(with: power, folded[(by + 4)...]) {
            start = by + 4
        }
        while start < end, !isLetter(folded[start]) { start += 1 }
        end = min(end, firstStop(in: folded, from: start, to: end))
        while end > start, isEdge(folded[end - 1]) { end -= 1 }
        return start < end ? start..<end : nil
    }

    /// Where the name ends: at a comma with a title behind it, or at words that cannot be of a name.
    private static func firstStop(in folded: [UInt8], from start: Int, to limit: Int) -> Int {
        var index = start
        while index < limit {
            switch folded[index] {
            case 0x28, 0x3B, 0x5B, 0x2A: return index
            case 0x2C:
                if !isSuffix(folded[(index + 1)..<limit]) { return index }
            case 0x20:
                if stops.contains(where: { starts(with: $0, folded[(index + 1)..<limit]) }) { return index }
            case 0xE2 where index + 2 < limit && folded[index + 1] == 0x80 && folded[index + 2] <= 0x95:
                // A dash of any length.
                return index
            default: break
            }
            index += 1
        }
        return limit
    }

    /// Whether what follows a comma still belongs to the name.
    private static func isSuffix(_ rest: ArraySlice<UInt8>) -> Bool {
        let word = rest.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0x2C }
        var bare = word
        while bare.last == 0x2E { bare.removeLast() }
        return suffixes.contains { $0.count == bare.count && starts(with: $0, bare) }
    }

    /// Two words or more, letters among them, and none that begins a remark.
    private static func isName(_ folded: ArraySlice<UInt8>) -> Bool {
        guard !remarks.contains(where: { starts(with: $0, folded) }), folded.count <= 80 else { return false }
        let words = folded.split(separator: 0x20).filter { $0.contains(where: isLetter) }
        guard (2...8).contains(words.count) else { return false }
        return words.contains { $0.count(where: isLetter) > 1 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A || byte >= 0x80 }

    /// What is cut off the end of a name; a full stop belongs to an initial or `Jr.`.
    private static func isEdge(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x2C || byte == 0x3A || byte == 0x2D || byte == 0x2F || byte == 0x5F || byte == 0x22
    }

    private static func starts(with word: [UInt8], _ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.first == word.first && bytes.starts(with: word)
    }
}
