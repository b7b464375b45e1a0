/// The distinct names that can be found, as a structure of arrays.
///
/// Names are numbered so that names of one shape (organisation or person, number of full words, number of words) are
/// neighbours: a bound that depends on the shape alone then skips whole ranges of every postings list. Each word has two
/// postings lists, one of the names in which it is a surname (or any word of an organisation) and one of the others.
///
/// Everything outside this file goes through the accessors below, so that arrays in memory can be exchanged for columns
/// and postings on disk.
package struct NameUniverse: Sendable {
    /// In which part of a person's name a word stands; all words of an organisation count as `surname`.
    package enum Role: Int, Sendable {
        case surname, given
    }

    /// The shape that a run of neighbouring names has in common.
    package struct Shape: Sendable, Hashable {
        /// Whether an organisation bears the name.
        package let isOrganisation: Bool
        /// For a person 1 for the surname and one for each given name in full, for an organisation its words that are
        /// neither legal forms nor fillers.
        package let fullCount: Int
        /// Single letters among a person's given names, counted up to `initialMax`.
        package let initialCount: Int
        /// The names that have this shape.
        package let names: Range<UInt32>

        /// More letters or full words are not told apart: many small shapes would cost more than they save.
        static let initialMax = 3
        static let fullMax = 6
    }

    /// Number of names.
    package let nameCount: Int
    /// The shapes in the order of their names.
    package let shapes: [Shape]
    /// For each name the position of its row in the input.
    package let rows: FlatArray<UInt32>

    let wordBytes: FlatArray<UInt8>
    let wordOffsets: FlatArray<UInt32>
    let frequencies: FlatArray<UInt32>
    let profiles: FlatArray<WordProfile>
    let wordWeights: FlatArray<Float>
    /// Word w has its surname postings from 2w, its given postings from 2w + 1.
    let postingOffsets: FlatArray<UInt32>
    let postings: FlatArray<UInt32>
    let nameOffsets: FlatArray<UInt32>
    let nameWords: FlatArray<UInt32>
    /// First word and number of words of the surname, four bits each; 0xFF for an organisation.
    let surnames: FlatArray<UInt8>
    /// Which letters stand alone among a person's given names: bit 0 for A; bit 31 if one of them
    /// is the first.
    let initialLetters: FlatArray<UInt32>
    /// Which letters a person's given names begin with, or stand alone in the surname: bit 0 for A; above them the place in
    /// the alphabet of the surname's first letter, 31 if it may be any.
    let firstLetters: FlatArray<UInt32>
    /// Which letters stand alone in a person's surname: bit 0 for A.
    let surnameLetters: UInt32
    let deletions: DeletionIndex
    let compounds: CompoundWords
    let sounds: WordKeyIndex
    let shapesOfLetters: WordKeyIndex
    let umlauts: WordKeyIndex
    let trigrams: WordTrigrams
    /// The word of each entry of the nickname table, `UInt32.max` if no name contains it.
    let nicknameWords: FlatArray<UInt32>
    /// Folded tickers, ascending, with the name each belongs to.
    let tickerBytes: FlatArray<UInt8>
    let tickerOffsets: FlatArray<UInt32>
    let tickerNames: FlatArray<UInt32>
    /// Keeps the memory behind the arrays.
    let owner: any AnyObject & Sendable

    static let letterFirst: UInt32 = 1 << 31
    static let surnameLetterShift: UInt32 = 26

    /// Number of distinct words.
    package var wordCount: Int { frequencies.count }

    /// The number of a folded word, or nil if no name contains it.
    ///
    /// - Complexity: O(log *v*) comparisons in the number of words.
    package func word(of bytes: Span<UInt8>) -> Int? {
        let position = lowerBound(bytes, prefixMatch: false)
        guard position < wordCount, compare(position, bytes, prefixMatch: false) == 0 else { return nil }
        return position
    }

    /// The words that begin with the given bytes.
    package func words(withPrefix bytes: Span<UInt8>) -> Range<Int> {
        let first = lowerBound(bytes, prefixMatch: false)
        var low = first
        var high = wordCount
        while low < high {
            let middle = (low + high) / 2
            if compare(middle, bytes, prefixMatch: true) <= 0 { low = middle + 1 } else { high = middle }
        }
        return first..<low
    }

    /// The bytes of a word.
    package func bytes(ofWord word: Int) -> [UInt8] { Array(wordBytes[letters(ofWord: word)]) }

    /// The positions in `wordBytes` of a word's letters.
    @inline(__always)
    func letters(ofWord word: Int) -> Range<Int> { Int(wordOffsets[word])..<Int(wordOffsets[word + 1]) }

    /// In how many names a word occurs.
    package func frequency(ofWord word: Int) -> Int { Int(frequencies[word]) }

    /// How many postings a run of words has in both roles together.
    package func postingCount(ofWords words: Range<Int>) -> Int {
        Int(postingOffsets[words.upperBound * 2] - postingOffsets[words.lowerBound * 2])
    }

    /// The positions in `postings` of the names, ascending, that contain a word in a role.
    @inline(__always)
    func postingRange(ofWord word: Int, _ role: Role) -> Range<Int> {
        let slot = word * 2 + role.rawValue
        return Int(postingOffsets[slot])..<Int(postingOffsets[slot + 1])
    }

    /// The positions in `nameWords` of a name's words, as they stand.
    @inline(__always)
    func wordRange(ofName name: Int) -> Range<Int> { Int(nameOffsets[name])..<Int(nameOffsets[name + 1]) }

    /// The words of a name, as they stand.
    package func words(ofName name: Int) -> Slice<FlatArray<UInt32>> { nameWords[wordRange(ofName: name)] }

    /// Which words of a name are the surname; empty for an organisation.
    @inline(__always)
    func surname(ofName name: Int) -> Range<Int> {
        let packed = surnames[name]
        if packed == 0xFF { return 0..<0 }
        return Int(packed >> 4)..<Int(packed >> 4) + Int(packed & 15)
    }

    /// Whether an organisation bears a name.
    @inline(__always)
    func isOrganisation(_ name: Int) -> Bool { surnames[name] == 0xFF }

    /// The names whose ticker is the given folded text.
    package func names(withTicker ticker: [UInt8]) -> [UInt32] {
        tickers(from: ticker).prefix { tickerKey($0).count == ticker.count }.map { tickerNames[$0] }
    }

    /// The names whose ticker begins with the given folded text.
    package func names(withTickerBeginning start: [UInt8]) -> [UInt32] { tickers(from: start).map { tickerNames[$0] } }

    /// The trading symbols, folded, by the number of the name they belong to.
    package var tickers: [UInt32: String] {
        var tickers: [UInt32: String] = [:]
        for place in tickerNames.indices {
            tickers[tickerNames[place]] = String(decoding: tickerKey(place), as: UTF8.self)
        }
        return tickers
    }

    private func tickerKey(_ place: Int) -> Slice<FlatArray<UInt8>> {
        tickerBytes[Int(tickerOffsets[place])..<Int(tickerOffsets[place + 1])]
    }

    /// The places of the tickers that begin with some text.
    private func tickers(from start: [UInt8]) -> Range<Int> {
        var low = 0
        var high = tickerNames.count
        while low < high {
            let middle = (low + high) / 2
            if tickerKey(middle).lexicographicallyPrecedes(start) { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < tickerNames.count, tickerKey(end).starts(with: start) { end += 1 }
        return low..<end
    }

    private func lowerBound(_ bytes: Span<UInt8>, prefixMatch: Bool) -> Int {
        var low = 0
        var high = wordCount
        while low < high {
            let middle = (low + high) / 2
            if compare(middle, bytes, prefixMatch: prefixMatch) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Negative, zero or positive as a word stands before, at or behind the bytes (or among words that begin with them).
    private func compare(_ word: Int, _ bytes: Span<UInt8>, prefixMatch: Bool) -> Int {
        let start = Int(wordOffsets[word])
        let length = Int(wordOffsets[word + 1]) - start
        for position in 0..<min(length, bytes.count) {
            let difference = Int(wordBytes[start + position]) - Int(bytes[position])
            if difference != 0 { return difference }
        }
        return prefixMatch && length >= bytes.count ? 0 : length - bytes.count
    }
}
