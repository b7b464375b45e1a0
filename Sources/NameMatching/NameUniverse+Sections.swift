extension NameUniverse {
    /// The sections a universe is kept in, by the number each has in the file.
    ///
    /// Numbers are never given anew; 314 to 316 were letter signatures.
    package enum Section: UInt16, CaseIterable, Sendable {
        case head = 300
        case shapes, rows, wordBytes, wordOffsets, frequencies, profiles, weights
        case postingOffsets, postings, nameOffsets, nameWords, surnames, initialLetters
        case soundKeys = 317, soundWords, letterShapeKeys, letterShapeWords, umlautKeys, umlautWords
        case trigramKeys, trigramOffsets, trigramWords
        case nicknameWords, tickerBytes, tickerOffsets, tickerNames
        case deletionStarts, deletionWords
        case compoundBytes, compoundEnds, compoundWords, compoundWordEnds
        case compoundDeletionStarts, compoundDeletionWords
        case firstLetters
    }

    /// Changes whenever the tables do that word profiles refer to by number, or what a section holds.
    ///
    /// The tables are those of nicknames and of word families.
    /// Counts the changes of what sections hold.
    private static let layout: UInt32 = 1

    static let tablesFingerprint: UInt32 = {
        let nicknames = Nicknames.shared.fingerprint
        let families = WordFamilies.shared.fingerprint
        return UInt32(truncatingIfNeeded: (nicknames ^ families &* 31) >> 16) &+ layout
    }()

    /// Opens a universe from sections that are copied into memory of its own.
    init?(inMemory sections: [(kind: UInt16, bytes: [UInt8])]) {
        let memory = FlatMemory(sections)
        // Safe: the universe holds on to the memory these bytes lie in.
        unsafe self.init(owner: memory) { unsafe memory.bytes($0) }
    }

    /// Opens a universe from its sections, unless one is missing, lengths do not fit together, or they were written
    /// with other tables of nicknames and word families.
    ///
    /// - Parameters:
    ///   - owner: keeps the bytes for as long as the universe lives.
    ///   - section: the bytes of a section, aligned to eight and already known to be undamaged.
    @unsafe package init?(owner: any AnyObject & Sendable, section: (UInt16) -> UnsafeRawBufferPointer?) {
        func array<Element: BitwiseCopyable & Sendable>(_ kind: Section, _: Element.Type) -> FlatArray<Element>? {
            guard let bytes = unsafe section(kind.rawValue) else { return nil }
            return unsafe FlatArray<Element>(bytes)
        }
        func keyIndex(_ keys: Section, _ words: Section) -> WordKeyIndex? {
            guard let keys = array(keys, UInt64.self), let words = array(words, UInt32.self) else { return nil }
            return WordKeyIndex(keys: keys, words: words)
        }
        guard let head = array(.head, UInt32.self), head.count == 3, head[2] == Self.tablesFingerprint,
            let shapeNumbers = array(.shapes, UInt32.self), shapeNumbers.count % 4 == 0,
            let rows = array(.rows, UInt32.self), let wordBytes = array(.wordBytes, UInt8.self),
            let wordOffsets = array(.wordOffsets, UInt32.self), let frequencies = array(.frequencies, UInt32.self),
            let profiles = array(.profiles, WordProfile.self), let weights = array(.weights, Float.self),
            let postingOffsets = array(.postingOffsets, UInt32.self), let postings = array(.postings, UInt32.self),
            let nameOffsets = array(.nameOffsets, UInt32.self), let nameWords = array(.nameWords, UInt32.self),
            let surnames = array(.surnames, UInt8.self), let initialLetters = array(.initialLetters, UInt32.self)
        else { return nil }
        guard let deletionStarts = array(.deletionStarts, UInt32.self),
            let deletionWords = array(.deletionWords, UInt32.self),
            let deletions = DeletionIndex(starts: deletionStarts, words: deletionWords),
            let sounds = keyIndex(.soundKeys, .soundWords),
            let letterShapes = keyIndex(.letterShapeKeys, .letterShapeWords),
            let umlauts = keyIndex(.umlautKeys, .umlautWords), let trigramKeys = array(.trigramKeys, UInt32.self),
            let trigramOffsets = array(.trigramOffsets, UInt32.self),
            let trigramWords = array(.trigramWords, UInt32.self),
            let trigrams = WordTrigrams(
                keys: trigramKeys, offsets: trigramOffsets, words: trigramWords, wordCount: frequencies.count),
            let nicknameWords = array(.nicknameWords, UInt32.self), nicknameWords.count == Nicknames.shared.count,
            let tickerBytes = array(.tickerBytes, UInt8.self), let tickerOffsets = array(.tickerOffsets, UInt32.self),
            let tickerNames = array(.tickerNames, UInt32.self), tickerOffsets.count == tickerNames.count + 1
        else { return nil }
        guard let compoundBytes = array(.compoundBytes, UInt8.self),
            let compoundEnds = array(.compoundEnds, UInt32.self),
            let compoundWords = array(.compoundWords, UInt32.self),
            let compoundWordEnds = array(.compoundWordEnds, UInt32.self),
            let compoundDeletionStarts = array(.compoundDeletionStarts, UInt32.self),
            let compoundDeletionWords = array(.compoundDeletionWords, UInt32.self),
            let compoundDeletions = DeletionIndex(starts: compoundDeletionStarts, words: compoundDeletionWords),
            let compounds = CompoundWords(
                bytes: compoundBytes, ends: compoundEnds, words: compoundWords, wordEnds: compoundWordEnds,
                deletions: compoundDeletions)
        else { return nil }
        guard let firstLetters = array(.firstLetters, UInt32.self), firstLetters.count == Int(head[0]) else {
            return nil
        }
        let count = Int(head[0])
        let words = frequencies.count
        guard rows.count == count, surnames.count == count, initialLetters.count == count,
            nameOffsets.count == count + 1, Int(nameOffsets[count]) == nameWords.count, profiles.count == words,
            weights.count == words, wordOffsets.count == words + 1, Int(wordOffsets[words]) == wordBytes.count,
            postingOffsets.count == 2 * words + 1, Int(postingOffsets[2 * words]) == postings.count
        else { return nil }
        var shapes: [Shape] = []
        for index in stride(from: 0, to: shapeNumbers.count, by: 4) {
            let first = shapes.last?.names.upperBound ?? 0
            guard shapeNumbers[index + 3] >= first else { return nil }
            shapes.append(
                Shape(
                    isOrganisation: shapeNumbers[index] == 1, fullCount: Int(shapeNumbers[index + 1]),
                    initialCount: Int(shapeNumbers[index + 2]), names: first..<shapeNumbers[index + 3]))
        }
        nameCount = count
        self.shapes = shapes
        self.rows = rows
        self.wordBytes = wordBytes
        self.wordOffsets = wordOffsets
        self.frequencies = frequencies
        self.profiles = profiles
        wordWeights = weights
        self.postingOffsets = postingOffsets
        self.postings = postings
        self.nameOffsets = nameOffsets
        self.nameWords = nameWords
        self.surnames = surnames
        self.initialLetters = initialLetters
        self.firstLetters = firstLetters
        surnameLetters = head[1]
        self.deletions = deletions
        self.compounds = compounds
        self.sounds = sounds
        shapesOfLetters = letterShapes
        self.umlauts = umlauts
        self.trigrams = trigrams
        self.nicknameWords = nicknameWords
        self.tickerBytes = tickerBytes
        self.tickerOffsets = tickerOffsets
        self.tickerNames = tickerNames
        self.owner = owner
    }
}
