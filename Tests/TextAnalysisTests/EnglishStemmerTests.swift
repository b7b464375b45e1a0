import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct `English stems` {
    private let stemmer = EnglishStemmer()

    private func stem(_ word: String) -> String? {
        stemmer.stem(Array(word.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// From the sample vocabulary that Snowball publishes with its English stemmer.
    @Test(arguments: [
        ("consign", "consign"), ("consigned", "consign"), ("consigning", "consign"), ("consignment", "consign"),
        ("consistency", "consist"), ("consistently", "consist"), ("consolation", "consol"),
        ("consolatory", "consolatori"),
        ("consoles", "consol"), ("knack", "knack"), ("knackeries", "knackeri"), ("knightly", "knight"),
        ("knives", "knive"), ("knocks", "knock"), ("knotted", "knot"),
    ])
    func `are those that the algorithm publishes`(word: String, expected: String) {
        #expect(stem(word) == expected)
    }

    @Test(arguments: [
        ("options", "option"), ("happiness", "happy"), ("die", "dying"), ("hope", "hoping"), ("sky", "skies"),
        ("possibility", "possible"), ("relational", "relate"), ("agreed", "agree"),
    ])
    func `bring kin together`(left: String, right: String) {
        #expect(stem(left) != nil)
        #expect(stem(left) == stem(right))
    }

    @Test(arguments: ["", "10b5", "2013", "müller", "日本", "O", "a", "s", "a b", String(repeating: "ab", count: 21)])
    func `are only of what may be an English word`(word: String) {
        #expect(stem(word) == nil)
    }

    /// A walk through sorted words looks only where kin can be.
    @Test func `have beginnings that every word of theirs begins with`() throws {
        var generator = SeededGenerator(seed: 9)
        let endings = [
            "", "s", "es", "ed", "ing", "ly", "ies", "ied", "y", "ational", "ization", "izer", "ability", "ibility",
            "iveness", "ousness", "fulness", "alism", "aliti", "iviti", "ive", "ize", "ate", "ical", "icate", "logi",
            "logist", "er", "or", "ance", "ence", "able", "ible", "ment", "ion", "al", "ism", "ous", "li", "eedly",
            "ingly", "eed", "sses", "ss", "tion", "e", "ee", "ie", "ying",
        ]
        let odd = [
            "skis", "skies", "dying", "lying", "tying", "idly", "gently", "ugly", "early", "only", "singly", "sky",
            "news",
            "howe", "atlas", "cosmos", "bias", "andes", "inning", "outing", "canning", "herring", "earring", "proceed",
            "exceed", "succeed", "a", "s", "yes", "yying", "youth",
        ]
        for number in 0..<40_000 {
            var word = number < odd.count ? odd[number] : ""
            if word.isEmpty {
                let letters = Int.random(in: 1...6, using: &generator)
                word = String((0..<letters).compactMap { _ in "abcdeilnrstuyy".randomElement(using: &generator) })
                word += endings.randomElement(using: &generator) ?? ""
                if number % 4 == 0 { word += endings.randomElement(using: &generator) ?? "" }
            }
            guard let stem = stemmer.stem(Array(word.utf8)) else { continue }
            let beginnings = EnglishStemmer.beginnings(of: stem)
            #expect(beginnings.contains { word.utf8.starts(with: $0) }, "\(word)")
        }
    }
}
