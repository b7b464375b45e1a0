internal import TestSupport
internal import Testing

@testable internal import TextAnalysis

@Suite struct `Words` {
    private func words(_ text: String) -> [String] {
        var tokenizer = WordTokenizer()
        return tokenizer.words(in: text)
    }

    private func words(_ bytes: [UInt8]) -> [[UInt8]] {
        var tokenizer = WordTokenizer()
        var found: [[UInt8]] = []
        tokenizer.forEachWord(in: bytes.span) { word in found.append((0..<word.count).map { word[$0] }) }
        return found
    }

    @Test(
        arguments: [
            ("", []), (" \t\r\n", []), ("Robert A. Panora", ["robert", "a", "panora"]), ("PANORA, R", ["panora", "r"]),
            ("O'Brien & Sons, Inc.", ["o", "brien", "sons", "inc"]), ("O’Brien", ["o", "brien"]),
            ("Jean-Luc", ["jean", "luc"]), ("Jean–Luc — x", ["jean", "luc", "x"]), ("co\u{AD}operate", ["cooperate"]),
            ("a\u{200D}b\u{FEFF}c", ["abc"]), ("163,350", ["163", "350"]), ("$2.60", ["2", "60"]),
            ("10b5-1", ["10b5", "1"]),
            ("10-K/A", ["10", "k", "a"]), ("F1F2", ["f1f2"]), ("under_score", ["under", "score"]),
            ("a\u{A0}b", ["a", "b"]),
            ("(i)(ii)", ["i", "ii"]), ("x²", ["x2"]), ("½ share", ["1", "2", "share"]), ("№ 7", ["7"]),
            ("100%", ["100"]), ("日本電産", ["日本電産"]), ("東京 大阪", ["東京", "大阪"]), ("٣٥", ["٣٥"]), ("ＡＢＣ　１２", ["abc", "12"]),
            ("Müller Łódź Straße", ["muller", "lodz", "strasse"]), ("mu\u{308}ller", ["muller"]), ("हिन्दी", ["हिन्दी"]),
            ("👍 ok", ["ok"]),
            ("Ⅷ", ["viii"]), ("a😀b", ["a", "b"]),
        ] as [(String, [String])])
    func `are runs of letters and digits`(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(
        arguments: [
            [0x61, 0xFF, 0x62], [0x61, 0xC3, 0x62], [0x61, 0xC0, 0x80, 0x62], [0x61, 0xE2, 0x82, 0x62],
            [0x61, 0xED, 0xA0, 0x80, 0x62], [0x61, 0xF5, 0x80, 0x80, 0x80, 0x62], [0x61, 0x80, 0x62],
            [0x61, 0xF0, 0x80, 0x80, 0x80, 0x62], [0x61, 0xE0, 0x80, 0x80, 0x62],
        ] as [[UInt8]])
    func `are separated by ill-formed UTF-8`(bytes: [UInt8]) {
        #expect(words(bytes) == [[0x61], [0x62]])
    }

    @Test(arguments: [[0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x61, 0xC3]] as [[UInt8]])
    func `end where a character is cut off`(bytes: [UInt8]) {
        #expect(words(bytes) == (bytes[0] == 0x61 ? [[0x61]] : []))
    }

    @Test func `of ten thousand letters are cut to pieces of one length`() {
        let pieces = words(String(repeating: "a", count: 10_000))
        #expect(pieces.dropLast().allSatisfy { $0.utf8.count == WordTokenizer.lengthBytesMax })
        #expect(pieces.joined() == String(repeating: "a", count: 10_000))
        #expect(words(String(repeating: "a", count: 240)).count == 1)
        #expect(words(String(repeating: "a", count: 241)).map(\.utf8.count) == [240, 1])
    }

    @Test func `of long characters stay whole characters and below the limit of a term`() {
        for letter in ["電", "é", "ﷺ", "\u{1D400}"] {
            let pieces = words(String(repeating: letter, count: 5_000))
            #expect(!pieces.isEmpty)
            #expect(
                pieces.allSatisfy { $0.utf8.count <= WordTokenizer.lengthBytesMax + 40 && !$0.contains("\u{FFFD}") })
        }
        let marks = words("a" + String(repeating: "\u{301}", count: 10_000) + "b")
        #expect(marks == ["ab"])
    }

    @Test func `are the same from a tokenizer used before`() {
        var tokenizer = WordTokenizer()
        let texts = ["Robert A. Panora", "", "Tecogen Inc", "45 First Avenue, Waltham"]
        for text in texts + texts { #expect(tokenizer.words(in: text) == words(text)) }
    }

    @Test func `are words already: taking them again changes nothing`() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<3_000 {
            let text = String.random(using: &generator)
            let first = words(text)
            #expect(words(first.joined(separator: " ")) == first, "\(text.unicodeScalars.map { $0.value })")
        }
    }

    @Test func `come out of any bytes without a trap`() {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...64, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for word in words(bytes) { #expect(!word.isEmpty && word.count <= WordTokenizer.lengthBytesMax + 40) }
        }
    }
}

extension String {
    /// Text of letters, marks, digits and signs from all over Unicode.
    static func random(using generator: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x370...0x52F, 0x5D0...0x6FF, 0x900...0xDFF,
            0x1E00...0x1FFF, 0x2000...0x218F, 0x3040...0x30FF, 0x4E00...0x4E80, 0xAC00...0xAC80, 0xFB00...0xFB4F,
            0xFF01...0xFFEE, 0x1D400...0x1D4FF, 0x1F600...0x1F64F,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...20, using: &generator) {
            guard let range = ranges.randomElement(using: &generator) else { continue }
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
