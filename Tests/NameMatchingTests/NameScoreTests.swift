internal import NameMatching
internal import TestSupport
internal import Testing

@Suite struct `Likeness of two names` {
    @Test(arguments: [
        ("Jon Smith", "John Smith"), ("Ron L", "L Ron"), ("Robert Panora", "PANORA ROBERT A"),
        ("Bob Panora", "PANORA ROBERT"),
        ("Jürgen Müller", "MUELLER JUERGEN"), ("De La Cruz Juan", "DELACRUZ JUAN"), ("O'Brien Conor", "O BRIEN CONOR"),
        ("International Business Machines Corp", "INTL BUSINESS MACHINES CORPORATION"),
        ("Acme Fund 2 LP", "ACME FUND II L.P."),
    ])
    func `is high for one bearer`(left: String, right: String) { #expect(NamePairs.similarity(left, right) > 0.9) }

    @Test(arguments: [
        ("Li Wu", "Lu Wu"), ("John Smith", "John Jones"), ("Acme Fund II LP", "Acme Fund III LP"),
        ("Panora Robert", "Panora Susan"),
        ("Robert Panora", "Robert Pancake"),
    ])
    func `is low for two`(left: String, right: String) { #expect(NamePairs.similarity(left, right) < 0.75) }

    @Test func `contradicting generations cost more than missing ones`() {
        let missing = NamePairs.similarity("Smith John", "SMITH JOHN JR")
        let other = NamePairs.similarity("Smith John Sr", "SMITH JOHN JR")
        #expect(missing < 1)
        #expect(other < missing - 0.1)
    }

    @Test func `a contradicting first name costs more than a missing one`() {
        #expect(
            NamePairs.similarity("Panora", "PANORA ROBERT") > NamePairs.similarity("Panora Susan", "PANORA ROBERT")
                + 0.2)
    }

    @Test func `is symmetric, one on itself and all but blind to order`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<400 {
            let words = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                String(decoding: random.word(lengths: 2...9, letters: 20), as: UTF8.self)
            }
            let name = words.joined(separator: " ")
            let other = String(decoding: random.corrupted(Array(name.utf8), edits: 3), as: UTF8.self)
            #expect(NamePairs.similarity(name, name) == 1)
            #expect(NamePairs.similarity(name, other) == NamePairs.similarity(other, name))
            let shuffled = words.shuffled(using: &random).joined(separator: " ")
            #expect(NamePairs.similarity(name, shuffled) >= 0.99)
        }
    }

    @Test func `tells the reasons pair by pair`() {
        let explanation = NamePairs.explain("panorra bob a", "PANORA ROBERT A")
        #expect(explanation.pairs.map(\.kind) == [.oneEdit, .nickname, .exact])
        #expect(explanation.pairs[0].words == "panorra ~ panora, one edit")
    }
}
