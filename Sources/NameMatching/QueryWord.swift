/// One word of a query with what it is worth against persons and against organisations.
package struct QueryWord: Sendable {
    /// How a word takes part in the score.
    package enum Part: UInt8, Sendable, Hashable {
        /// A name in full, or a word of an organisation.
        case full
        /// A single letter.
        case initial
        /// JR, SR, II: no weight, small costs.
        case generation
        /// INC, LLC: no weight, small costs.
        case legalForm
        /// A title or degree: no weight, no cost.
        case title
        /// THE, AND: next to no weight.
        case filler
        /// A number that tells one organisation from its sisters.
        case numeral
    }

    /// What it can be; its keys.
    package let profile: WordProfile
    /// Its first three letters.
    let letters: [3 of UInt8]
    /// Its number of bytes.
    var length: Int { Int(profile.length) }
    /// Its part in a person's name and the weight that goes with it.
    package var person: (part: Part, weight: Float)
    /// Its part in an organisation's name and the weight that goes with it.
    package var organisation: (part: Part, weight: Float)
    /// In how many names of the universe it occurs.
    package let frequency: Int
    /// Whether it may stand for the first letters of two or three given names.
    package let mayBeInitials: Bool

    /// Weighs a word by its place among the words of a query; `weight` is its rarity, as `NameScorer.weight`.
    init(_ token: NameToken, position: Int, count: Int, frequency: Int, weight: Float) {
        let bytes = token.bytes
        profile = WordProfile(bytes)
        letters = [profile.first, bytes.count > 1 ? bytes[1] : 0, bytes.count > 2 ? bytes[2] : 0]
        self.frequency = frequency
        person = (.full, weight)
        organisation = (.full, weight)
        let traits = token.traits
        if traits.contains(.initial), bytes[0] &- 0x61 < 26 {
            person = (.initial, NameScorer.initialWeight)
            organisation = (.initial, NameScorer.initialWeight)
        }
        if traits.contains(.numeral), position > 0 {
            organisation = (.numeral, max(weight, NameScorer.numeralWeight))
        }
        if traits.contains(.generation), position > 0 { person = (.generation, 0) }
        if traits.contains(.degree), position > 0 { person = (.title, 0) }
        if traits.contains(.honorific), position == 0, count > 2 {
            person = (.title, 0)
            organisation = (.title, 0)
        }
        if traits.contains(.legalForm), position > 0 {
            organisation = (.legalForm, 0)
            if person.part == .full { person.weight = min(weight, NameScorer.legalFormWeight) }
        }
        if traits.contains(.filler), count > 1 {
            person = (.filler, NameScorer.fillerWeight)
            organisation = (.filler, NameScorer.fillerWeight)
        }
        let hasVowel = bytes.contains { "aeiouy".utf8.contains($0) }
        let isUnlikelyName = frequency == 0 || weight >= 10 && !hasVowel
        mayBeInitials = 2...3 ~= bytes.count && isUnlikelyName && person.part == .full && !profile.hasDigit
    }
}

/// Two or three neighbouring words of a query that together are one word of the universe.
package struct JoinedWords: Sendable, Hashable {
    /// First of the words.
    package let first: Int
    /// How many.
    package let count: Int
    /// The word they make.
    package let word: UInt32
}

/// One word of a query, or several written apart elsewhere, that are two or more words of some name.
package struct SplitWord: Sendable, Hashable {
    /// The word of the query, the first if several.
    package let position: Int
    /// How many words of the query.
    package let count: Int
    /// The words it makes.
    package let words: [UInt32]
    /// How alike they read when written together: 1 if letter for letter.
    package let likeness: Float
}

/// A query cut, weighed and ready to be compared with candidates.
package struct PreparedQuery: Sendable {
    /// The words.
    package var words: [QueryWord]
    /// The folded bytes of each word.
    package var bytes: [[UInt8]] = []
    /// Whether a comma set the surname off.
    package let hasSurnameComma: Bool
    /// Neighbouring words that are one word of the universe.
    package var joined: [JoinedWords] = []
    /// Words that are several words of a name.
    package var split: [SplitWord] = []

    /// What a person's first name costs that was not asked for.
    package var extraFirst: Float = Costs.extraFirst

    /// The words of which a name must have at least one, as bits: letters, titles and generations alone find nothing, unless
    /// the query has nothing else.
    package private(set) var anchors: UInt64 = 0

    /// Weighs the words of a name by their frequency in the universe.
    package init(_ tokens: [NameToken], hasSurnameComma: Bool, nameCount: Int, frequency: (Span<UInt8>) -> Int) {
        self.hasSurnameComma = hasSurnameComma
        words = []
        for (position, token) in tokens.prefix(Self.wordsMax).enumerated() {
            bytes.append(token.bytes)
            let count = frequency(token.bytes.span)
            let weight = NameScorer.weight(frequency: count, nameCount: nameCount)
            words.append(
                QueryWord(token, position: position, count: tokens.count, frequency: count, weight: weight))
        }
        if words.allSatisfy({ $0.person.weight == 0 }) {
            for index in words.indices { words[index].person = (.full, NameScorer.legalFormWeight) }
        }
        if words.allSatisfy({ $0.organisation.weight == 0 }) {
            for index in words.indices { words[index].organisation = (.full, NameScorer.legalFormWeight) }
        }
        anchors = findAnchors()
    }

    private func findAnchors() -> UInt64 {
        var bits: UInt64 = 0
        for (index, word) in words.enumerated() where word.person.part == .full && word.length > 1 {
            bits |= 1 << UInt64(index)
        }
        return bits == 0 ? ~0 : bits
    }

    /// Words beyond the sixty-fourth are not compared: one machine word holds the set of those found.
    static let wordsMax = 64
}
