/// The marks by which queries find a party, by kind.
enum PartyMarks {
    /// A person's surname and given name; a person's surname; a word of it when it has several; surname and given name in one word.
    static func pair(_ surname: String, _ given: String) -> UInt64 { Fingerprint.of("N", surname + " " + given) }
    static func surname(_ surname: String) -> UInt64 { Fingerprint.of("L", surname) }
    static func surnameWord(_ word: String) -> UInt64 { Fingerprint.of("P", word) }
    static func joined(_ letters: String) -> UInt64 { Fingerprint.of("J", letters) }
    /// All words in any order.
    static func words(_ words: [String]) -> UInt64 { Fingerprint.of("B", words.sorted().joined(separator: " ")) }
    /// An organisation's telling words: in order, in any order, without blanks, one of them.
    static func core(_ words: [String]) -> UInt64 { Fingerprint.of("C", words.joined(separator: " ")) }
    static func coreWords(_ words: [String]) -> UInt64 { Fingerprint.of("S", words.sorted().joined(separator: " ")) }
    static func coreLetters(_ letters: String) -> UInt64 { Fingerprint.of("K", letters) }
    static func coreWord(_ word: String) -> UInt64 { Fingerprint.of("W", word) }
    static func ticker(_ ticker: String) -> UInt64 { Fingerprint.of("T", ticker) }
    /// The beginning of the words, in the order of filing or the natural one.
    static func beginning(_ text: String) -> UInt64 { Fingerprint.of("Q", text) }

    /// Calls `body` with every mark of a party; with beginnings only if asked for.
    static func forEach(of party: Party, beginnings: ClosedRange<Int>?, _ body: (UInt64) -> Void) {
        let all = party.words
        body(words(all))
        if let beginnings { forEachBeginning(of: all, beginnings, body) }
        if party.isPerson {
            body(pair(party.surname, party.given))
            body(surname(party.surname))
            body(joined(party.surname + party.given))
            body(joined(party.given + party.surname))
            let parts = party.surnameWords
            if parts.count > 1 { for part in parts { body(surnameWord(part)) } }
            if let beginnings { forEachBeginning(of: party.wordsInNaturalOrder, beginnings, body) }
            return
        }
        let name = OrganisationName(party.name)
        body(core(name.core))
        body(coreWords(name.core))
        body(coreLetters(name.core.joined()))
        for word in Set(name.core) { body(coreWord(word)) }
        if !party.ticker.isEmpty { body(ticker(party.ticker)) }
    }

    private static func forEachBeginning(of words: [String], _ lengths: ClosedRange<Int>, _ body: (UInt64) -> Void) {
        var hash = Fingerprint.beginning("Q")
        var length = 0
        for byte in words.joined(separator: " ").utf8 {
            hash = Fingerprint.appending(byte, to: hash)
            length += 1
            if length > lengths.upperBound { return }
            if length >= lengths.lowerBound { body(Fingerprint.mixed(hash)) }
        }
    }
}
