/// Whether a word of a query is whole.
package enum WordEnding: Sendable, Hashable {
    /// More words follow.
    case finished
    /// The last word: it may be the beginning of one.
    case mayBeUnfinished
    /// The last word while it is being typed: a beginning, with an error in it perhaps.
    case beingTyped
}

/// The words of a universe that a word of a query may stand for, the likest first.
package struct WordExpansion: Sendable {
    /// A word of the universe and its likeness to the query's.
    package struct Entry: Sendable, Hashable {
        /// The word's number.
        package let word: UInt32
        /// How alike, and why.
        package let score: PairScore
    }

    /// Words alike, by falling likeness.
    package private(set) var entries: [Entry] = []
    /// Words that begin with the query's, if that one may be unfinished.
    package private(set) var prefixes: Range<Int> = 0..<0
    /// Whether `prefixes` count in organisations' names: INC and THE as typed are meant so, CO may be the beginning of more.
    private let mayBeginOrganisations: Bool
    /// Whether the word is one by itself: less likely the beginning of another.
    private let isKnown: Bool
    private let length: Int
    private let ending: WordEnding

    /// Finds every word of the universe that is like a word: equal, of its family, within its edit limit, of the same
    /// sound, shape, umlaut spelling or given name, or begun by it.
    ///
    /// - Complexity: some hundred candidates of the deletion index, and a distance for each that its letters do not rule out.
    init(
        _ word: QueryWord, _ bytes: [UInt8], in universe: NameUniverse, ending: WordEnding, found: inout [UInt32],
        work: inout LookupWork
    ) {
        self.ending = ending
        length = bytes.count
        isKnown = word.frequency > 2
        found.removeAll(keepingCapacity: true)
        let similarity = WordSimilarity(bytes, frequency: word.frequency)
        let profile = word.profile
        mayBeginOrganisations = bytes.count < 3 || profile.traits.isDisjoint(with: [.legalForm, .filler])
        let exact = universe.word(of: bytes.span)
        if let exact { entries.append(Entry(word: UInt32(exact), score: PairScore(1, .exact))) }
        if profile.family >= 0 {
            for member in WordFamilies.shared.members(of: Int(profile.family)) {
                if let other = universe.word(of: member.span) { found.append(UInt32(other)) }
            }
        }
        if profile.nickname >= 0 { Self.appendNicknames(Int(profile.nickname), universe, &found) }
        // A legal form or THE as typed is meant so.
        if length > 2, profile.traits.isDisjoint(with: [.legalForm, .filler]) {
            if profile.nickname >= 0 { Self.appendDiminutives(bytes, universe, &found) }
            if profile.soundLength > 1 { found += universe.sounds.words(withKey: profile.sound) }
            found += universe.shapesOfLetters.words(withKey: profile.shapes)
            found += universe.umlauts.words(withKey: profile.umlauts)
            let edits = WordSimilarity.editLimit(length: length)
            if edits > 0, !profile.traits.contains(.digits) {
                work.comparedWords += universe.appendWords(within: edits, of: similarity, to: &found)
            }
        }
        found.sort()
        universe.wordBytes.withSpan { letters in
            var last = UInt32.max
            for other in found where other != last {
                last = other
                if let exact, other == UInt32(exact) { continue }
                let own = letters.extracting(universe.letters(ofWord: Int(other)))
                let score = similarity.score(own, universe.profiles[Int(other)])
                if score.value > Self.likenessMin { entries.append(Entry(word: other, score: score)) }
            }
        }
        if entries.isEmpty, length >= Self.trigramLengthMin, !profile.traits.contains(.digits) {
            // Nobody bears such a word, nor one within its edits: take what shares most of its pieces.
            for (other, share) in universe.trigrams.words(like: bytes, shareMin: Self.trigramShareMin) {
                entries.append(Entry(word: other, score: PairScore(0.3 + 0.4 * share, .trigrams)))
            }
        }
        if ending == .beingTyped, length >= Self.typedLengthMin { appendBeginningsWithEdit(bytes, universe) }
        entries.sort { $0.score.value != $1.score.value ? $0.score.value > $1.score.value : $0.word < $1.word }
        if ending != .finished { prefixes = universe.words(withPrefix: bytes.span) }
    }

    /// Appends the words whose beginning is one edit from the word, unless they are alike anyway.
    private mutating func appendBeginningsWithEdit(_ bytes: [UInt8], _ universe: NameUniverse) {
        let exact = universe.words(withPrefix: bytes.span)
        let known = Set(entries.map(\.word))
        for word in universe.words(beginningWithinOneEditOf: bytes) {
            if exact.contains(Int(word)) || known.contains(word) { continue }
            let share = Float(length) / Float(max(length, universe.letters(ofWord: Int(word)).count))
            entries.append(Entry(word: word, score: PairScore(Self.typedWithEdit + 0.08 * share, .prefixOneEdit)))
        }
    }

    /// Below this two words are different.
    private static let likenessMin: Float = 0.3
    /// Shorter words have too few pieces to tell anything.
    private static let trigramLengthMin = 5
    /// Two words of eight letters that differ in three places side by side share 6 of 12 pieces.
    private static let trigramShareMin: Float = 0.4

    /// Shorter beginnings forgive no edit: any three letters begin a thousand names.
    private static let typedLengthMin = 4
    /// What a word being typed is worth of any that it begins: popularity, not length, settles which comes first.
    private static let typed: Float = 0.97
    private static let typedWithEdit: Float = 0.76

    /// Whether a word of `prefixes` counts in an organisation's name, or in a person's: a letter is an initial there.
    @inline(__always)
    func prefixesCount(inOrganisation isOrganisation: Bool) -> Bool {
        ending == .beingTyped || (isOrganisation ? mayBeginOrganisations : length > 1)
    }

    /// What a word of `prefixes` is worth: the more of it is typed the more.
    @inline(__always)
    func prefixScore(wordLength: Int) -> PairScore {
        ending == .beingTyped
            ? PairScore(Self.typed, .prefix) : Self.prefixScore(length: length, of: wordLength, isKnown: isKnown)
    }

    /// What a word of some length is worth whose beginning is typed, which may be a word by itself.
    @inline(__always)
    static func prefixScore(length: Int, of wordLength: Int, isKnown: Bool) -> PairScore {
        PairScore((isKnown ? 0.80 : 0.90) + 0.08 * Float(length) / Float(max(1, wordLength)), .prefix)
    }

    /// Appends given names that share a stem, one of them ending in -ie, -ey or -y: ROBBIE and ROBERT.
    private static func appendDiminutives(_ bytes: [UInt8], _ universe: NameUniverse, _ found: inout [UInt32]) {
        if let stem = WordSimilarity.diminutiveStem(bytes.span) {
            for word in universe.words(withPrefix: bytes.span.extracting(0..<stem))
            where universe.profiles[word].nickname >= 0 { found.append(UInt32(word)) }
        }
        guard bytes.count > 3 else { return }
        for word in universe.words(withPrefix: bytes.span.extracting(0..<3))
        where universe.profiles[word].nickname >= 0 { found.append(UInt32(word)) }
    }

    private static func appendNicknames(_ number: Int, _ universe: NameUniverse, _ found: inout [UInt32]) {
        for other in Nicknames.shared.kin(of: number) where universe.nicknameWords[Int(other)] != .max {
            found.append(universe.nicknameWords[Int(other)])
        }
    }
}
