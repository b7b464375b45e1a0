internal import NameMatching
internal import Testing

@Suite struct `Cutting a name` {
    @Test(arguments: [
        ("Panora, R.A.", "panora r a"), ("O'BRIEN CONOR", "obrien conor"), ("O’Brien", "obrien"),
        ("SMITH-JONES A", "smith jones a"),
        ("Smith & Co., L.L.C. /DE/", "smith and co llc"), ("ACME L P", "acme lp"), ("ACME L L C", "acme llc"),
        ("Doe Jane Ph.D.", "doe jane phd"),
        ("AT&T INC", "at and t inc"), ("S.A.C. Fund LLC", "sac fund llc"),
        ("Müller-Lüdenscheidt Ø", "muller ludenscheidt o"), ("", ""),
        ("BANK OF AMERICA CORP /ADV", "bank of america corp"), (" - , ", ""), ("Smith J.P.", "smith j p"), ("''", ""),
    ])
    func `gives folded words`(text: String, words: String) {
        #expect(NormalizedName(parsing: text).tokens.map(\.text).joined(separator: " ") == words)
    }

    @Test func `remembers the state, the comma and the hyphen`() {
        #expect(NormalizedName(parsing: "ACME CORP /DE/").stateSuffix == Array("de".utf8))
        #expect(NormalizedName(parsing: "Panora, Robert").hasSurnameComma)
        #expect(!NormalizedName(parsing: "Robert Panora, Jr.").hasSurnameComma)
        #expect(!NormalizedName(parsing: "Acme Widgets, Inc.").hasSurnameComma)
        #expect(NormalizedName(parsing: "SMITH-JONES ANN").tokens[1].followsHyphen)
        #expect(NormalizedName(parsing: "O'BRIEN").tokens[0].apostropheOffset == 1)
    }

    @Test(arguments: [
        ("PANORA ROBERT A", false), ("Michael P. Lopez", false), ("ACME CORP", true),
        ("Acme Fund II, L.P.", true),
        ("SMITH & JONES", true), ("Smith Family Trust", true), ("SMITH JOHN JR", false), ("LEE NA", false),
        ("NOVARTIS AG", true), ("GOULD INVESTORS L P", true), ("SMITH MICHAEL L P", false), ("SMITH MICHAEL P", false),
    ])
    func `tells organisations from persons by their words`(text: String, isOrganisation: Bool) {
        let name = NormalizedName(parsing: text)
        #expect(name.isOrganisation == isOrganisation)
    }

    @Test(arguments: [
        ("VAN DER BERG JAN", 0..<3), ("DE LA CRUZ JUAN", 0..<3), ("SMITH-JONES ANN", 0..<2), ("PANORA ROBERT A", 0..<1),
        ("LEE", 0..<0),
    ])
    func `finds the surname`(text: String, range: Range<Int>) {
        #expect(NormalizedName(parsing: text).surnameRange(.surnameFirst) == range)
    }

    @Test func `finds the surname behind the given names`() {
        #expect(NormalizedName(parsing: "Robert A. Panora Jr.").surnameRange(.givenNameFirst) == 2..<3)
        #expect(NormalizedName(parsing: "Jan van der Berg").surnameRange(.givenNameFirst) == 1..<4)
    }
}
