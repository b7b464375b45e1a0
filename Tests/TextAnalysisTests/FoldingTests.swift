internal import TestSupport
internal import Testing

@testable internal import TextAnalysis

@Suite struct `Folding of letters` {
    private func folded(_ text: String) -> String { String(decoding: Folding.folded(text), as: UTF8.self) }

    @Test(arguments: [
        ("PANORA ROBERT A", "panora robert a"), ("Müller", "muller"), ("Mu\u{308}ller", "muller"), ("Łódź", "lodz"),
        ("Straße", "strasse"), ("STRAẞE", "strasse"), ("Æsir", "aesir"), ("Œuvre", "oeuvre"), ("Þór", "thor"),
        ("Søren", "soren"), ("Ålesund", "alesund"), ("Đặng", "dang"), ("İstanbul", "istanbul"),
        ("ﬁnance ﬂow", "finance flow"),
        ("ＴＥＣＯＧＥＮ　１２３", "tecogen 123"), ("O’Brien", "o'brien"), ("long—dash", "long-dash"),
        ("naïve café", "naive cafe"),
        ("Ñandú", "nandu"), ("ČSOB", "csob"), ("Ångström", "angstrom"), ("Ⅳ", "iv"), ("x²", "x2"), ("", ""),
        ("日本", "日本"),
    ])
    func `takes case, accents and width away`(text: String, expected: String) {
        #expect(folded(text) == expected)
    }

    @Test func `of something folded changes nothing`() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<5_000 {
            let text = String.random(using: &generator)
            let once = folded(text)
            #expect(folded(once) == once, "\(text.unicodeScalars.map { $0.value })")
        }
    }

    @Test func `of every character folded changes nothing`() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = Folding.folded(String(scalar))
            var twice: [UInt8] = []
            Folding.append(once.span, to: &twice)
            if twice != once { Issue.record("U+\(String(value, radix: 16)) folds to \(once), then to \(twice)") }
        }
    }

    @Test func `passes bytes that are no text`() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...32, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0x80...0xBF, using: &generator) }
            var output: [UInt8] = []
            Folding.append(bytes.span, to: &output)
            #expect(output == bytes)
        }
        var output: [UInt8] = []
        let cut: [UInt8] = [0x41, 0xC3, 0x41, 0xE2, 0x82]
        Folding.append(cut.span, to: &output)
        #expect(output == [0x61, 0xC3, 0x61, 0xE2, 0x82])
    }

    @Test func `makes a small letter of every ASCII capital and leaves the rest`() {
        for byte in UInt8(0)...255 {
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            #expect(Folding.lowercase(byte) == (isCapital ? byte + 32 : byte))
        }
    }
}
