/// An entry of a universe: a person or organisation under one name.
///
/// In a file it is a line with tabs between key, name, `P` or `E`, ticker, and for a person how many words are surname, given
/// name, middle names and suffix in this order, with `N` before them when the name stands in natural order. Kind and counts
/// are the answer key; a program under test reads key, name and ticker only.
struct Party {
    let key: Int
    let name: String
    let isPerson: Bool
    let ticker: String
    /// The words as written.
    private(set) var last: [String] = []
    private(set) var first: [String] = []
    private(set) var middle: [String] = []
    private(set) var suffix: [String] = []
    private(set) var isNaturalOrder = false

    /// Folded letters of surname and given name, and of each middle name.
    private(set) var surname = ""
    private(set) var given = ""
    private(set) var middles: [String] = []
    /// JR, III, MD and so on; empty if none.
    private(set) var generation = ""

    /// Reads a line; `nil` if it is none.
    init?(parsing line: ArraySlice<UInt8>) {
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        guard fields.count >= 4, let key = Int(String(decoding: fields[0], as: UTF8.self)) else { return nil }
        self.key = key
        name = String(decoding: fields[1], as: UTF8.self)
        isPerson = fields[2].first == UInt8(ascii: "P")
        ticker = String(decoding: fields[3], as: UTF8.self)
        guard isPerson, fields.count > 4 else { return }
        isNaturalOrder = fields[4].first == UInt8(ascii: "N")
        let counts = fields[4].split(separator: UInt8(ascii: ",")).map { digits in
            digits.reduce(0) { $1 &- 0x30 < 10 ? $0 * 10 + Int($1 - 0x30) : $0 }
        }
        var words = fields[1].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }[...]
        guard counts.count == 4, counts.reduce(0, +) == words.count else { return nil }
        func take(_ count: Int) -> [String] {
            defer { words = words.dropFirst(count) }
            return Array(words.prefix(count))
        }
        if !isNaturalOrder { last = take(counts[0]) }
        first = take(counts[1])
        middle = take(counts[2])
        if isNaturalOrder { last = take(counts[0]) }
        suffix = take(counts[3])
        surname = NameText.letters(last.joined())
        given = NameText.letters(first.joined())
        middles = middle.map(NameText.letters)
        generation = suffix.isEmpty ? "" : NameText.letters(suffix.joined())
    }

    /// Reads a line of text.
    init?(parsing line: String) { self.init(parsing: Array(line.utf8)[...]) }

    /// The folded words of the surname, parted at hyphens too.
    var surnameWords: [String] { NameText.words(last.joined(separator: " ")) }

    /// Name and given name are one word each, without hyphen or apostrophe.
    var isPlain: Bool {
        last.count == 1 && first.count == 1 && last[0].unicodeScalars.count == surname.unicodeScalars.count
            && first[0].unicodeScalars.count == given.unicodeScalars.count
    }

    /// The folded words as filed.
    var words: [String] { NameText.words(name) }

    /// The folded words with the surname behind the given names.
    var wordsInNaturalOrder: [String] {
        NameText.words((first + middle + last + suffix).joined(separator: " "))
    }
}
