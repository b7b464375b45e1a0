internal import Testing
internal import TextAnalysis

@Suite struct `Folding text` {
    @Test(arguments: [
        ("PANORA Robert", "panora robert"), ("Müller", "muller"), ("Łódź", "lodz"), ("Straße", "strasse"),
        ("Søren Ærø", "soren aero"), ("Þór Guðmundsson", "thor gudmundsson"), ("Đặng", "dang"), ("ﬁnance", "finance"),
        ("ＦＵＮＤ １２", "fund 12"), ("O’Brien", "o'brien"), ("Smith–Jones", "smith-jones"), ("İstanbul", "istanbul"),
        ("Ünal Çelik", "unal celik"), ("東京", "東京"), ("한국", "한국"), ("Йод", "иод"), ("Ångström", "angstrom"), ("", ""),
    ])
    func `drops case, accents and width`(text: String, folded: String) {
        #expect(String(decoding: Folding.folded(text), as: UTF8.self) == folded)
    }

    @Test func `drops combining marks that follow their letter`() {
        #expect(String(decoding: Folding.folded("Mu\u{308}ller"), as: UTF8.self) == "muller")
    }

    @Test func `passes bytes that are not UTF-8`() {
        let bytes: [UInt8] = [0x41, 0xFF, 0xC3, 0x42, 0xE2, 0x82]
        var output: [UInt8] = []
        Folding.append(bytes.span, to: &output)
        #expect(output == [0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x82])
    }

    @Test func `folding twice changes nothing more`() {
        for value in UInt32(0x20)..<0x3000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = Folding.folded(String(Character(scalar)))
            #expect(Folding.folded(String(decoding: once, as: UTF8.self)) == once, "U+\(String(value, radix: 16))")
        }
    }
}
