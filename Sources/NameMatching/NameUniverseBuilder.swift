/// Collects names and makes a `NameUniverse` of them.
package struct NameUniverseBuilder {
    private var dictionary = ByteDictionary()
    private var words: [UInt32] = []
    private var offsets: [UInt32] = [0]
    private var surnames: [UInt8] = []
    /// A universe whose words have the same numbers here; what is known of them need not be found out again.
    private var revised: NameUniverse?
    /// Words written together in some name, joined by blanks.
    private var compounds = ByteDictionary()
    private var tickers: [(key: [UInt8], row: UInt32)] = []

    /// An empty collection.
    package init() {}

    /// An empty collection that will hold mostly names of a universe.
    ///
    /// - Complexity: O(*v*) in its words.
    package init(revising universe: NameUniverse) {
        revised = universe
        for word in 0..<universe.wordCount { _ = dictionary.insert(universe.bytes(ofWord: word).span) }
        words.reserveCapacity(universe.nameWords.count)
        offsets.reserveCapacity(universe.nameCount)
        surnames.reserveCapacity(universe.nameCount)
    }

    /// Adds a name as the universe that is revised has it: as `add` of the same name in the same order would.
    ///
    /// - Parameters:
    ///   - name: its number there.
    ///   - universe: that universe.
    ///   - text: the name as filed.
    ///   - ticker: as in `add`.
    package mutating func take(_ name: UInt32, of universe: NameUniverse, text: ArraySlice<UInt8>, ticker: String) {
        let surname = universe.surnames[Int(name)]
        // Which words are written together cannot be told from the words.
        let isPlain = surname == 0xFF || surname & 15 < 2
        guard isPlain, ticker.isEmpty, !text.contains(where: Self.mayJoinWords) else {
            return add(NormalizedName(parsing: String(decoding: text, as: UTF8.self)), ticker: ticker)
        }
        for place in universe.wordRange(ofName: Int(name)) { words.append(universe.nameWords[place]) }
        offsets.append(UInt32(words.count))
        // A surname that does not stand first was found there when all names were known; that is done again.
        surnames.append(surname == 0xFF || surname < 16 ? surname : 1)
    }

    /// Whether words may be written together around a byte; those beyond ASCII may be folded to a hyphen.
    private static func mayJoinWords(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "+") || byte >= 0x80
    }

    /// Adds a name; its row is the number of names added before.
    ///
    /// A ticker is a listed company's symbol and marks the name as an organisation's; empty if none.
    package mutating func add(_ name: NormalizedName, order: NormalizedName.Order = .surnameFirst, ticker: String = "")
    {
        let row = surnames.count
        for token in name.tokens { words.append(UInt32(dictionary.insert(token.bytes.span))) }
        offsets.append(UInt32(words.count))
        let range = ticker.isEmpty ? name.surnameRange(order) : 0..<0
        if range.isEmpty || range.upperBound > 15 {
            surnames.append(0xFF)
        } else {
            surnames.append(UInt8(range.lowerBound << 4 | range.count))
        }
        addCompounds(name.tokens, surname: range)
        if !ticker.isEmpty { tickers.append((Array(ticker.lowercased().utf8), UInt32(row))) }
    }

    /// Notes the words that a hyphen joins, and a surname of several words.
    private mutating func addCompounds(_ tokens: [NameToken], surname: Range<Int>) {
        if 2...Self.compoundWordsMax ~= surname.count { addCompound(tokens[surname]) }
        var first = 0
        for position in 1..<max(1, tokens.count + 1) where position == tokens.count || !tokens[position].followsHyphen {
            let run = first..<position
            if 2...Self.compoundWordsMax ~= run.count, run != surname { addCompound(tokens[run]) }
            first = position
        }
    }

    private mutating func addCompound(_ tokens: ArraySlice<NameToken>) {
        _ = compounds.insert(Array(tokens.map(\.bytes).joined(separator: [0x20])).span)
    }

    private static let compoundWordsMax = 4

    /// The compounds with their words by `number`; `SS&C` reads `ssandc` and `ssc`.
    private func compoundEntries(_ number: ([UInt8]) -> UInt32?) -> [CompoundWords.Entry] {
        let and = Array("and".utf8)
        var entries: [CompoundWords.Entry] = []
        for index in 0..<compounds.count {
            let parts = compounds.key(index).split(separator: 0x20).map(Array.init)
            let words = parts.compactMap(number)
            guard words.count == parts.count else { continue }
            entries.append(CompoundWords.Entry(bytes: Array(parts.joined()), words: words))
            let short = parts.filter { $0 != and }
            if short.count < parts.count, short.count > 1 {
                entries.append(CompoundWords.Entry(bytes: Array(short.joined()), words: words))
            }
        }
        return entries
    }

    /// Sorts the vocabulary, numbers the names by shape and writes the postings.
    ///
    /// - Complexity: O(*n* log *n*) in the number of names and words.
    package func build() -> NameUniverse {
        guard let universe = NameUniverse(inMemory: sections()) else {
            preconditionFailure("a universe must be able to read its own sections")
        }
        return universe
    }

    /// The universe as sections to be kept on disk, numbered as `NameUniverse.Section` has it.
    ///
    /// - Complexity: O(*n* log *n*) in the number of names and words.
    package func sections() -> [(kind: UInt16, bytes: [UInt8])] {
        let nameCount = surnames.count
        var surnames = surnames
        turnNaturalOrder(&surnames)
        // Vocabulary in byte order.
        let unsorted = (0..<dictionary.count).map { dictionary.key($0) }
        let order = usedWords().sorted { unsorted[$0].lexicographicallyPrecedes(unsorted[$1]) }
        var rank = [UInt32](repeating: 0, count: dictionary.count)
        var wordBytes: [UInt8] = []
        var wordOffsets: [UInt32] = [0]
        for (position, index) in order.enumerated() {
            rank[index] = UInt32(position)
            wordBytes += unsorted[index]
            wordOffsets.append(UInt32(wordBytes.count))
        }
        let profiles = order.map { profile($0, unsorted[$0]) }
        // Names by shape.
        let keys = (0..<nameCount).map { shapeKey($0, surnames[$0], rank, profiles) }
        let rows = Self.ordered(keys)
        var nameWords: [UInt32] = []
        nameWords.reserveCapacity(words.count)
        var nameOffsets: [UInt32] = [0]
        var nameSurnames: [UInt8] = []
        var shapes: [NameUniverse.Shape] = []
        var shapeStart = 0
        var newName = [UInt32](repeating: 0, count: nameCount)
        for (name, row) in rows.enumerated() {
            newName[row] = UInt32(name)
            for position in Int(offsets[row])..<Int(offsets[row + 1]) { nameWords.append(rank[Int(words[position])]) }
            nameOffsets.append(UInt32(nameWords.count))
            nameSurnames.append(surnames[row])
            if name + 1 == nameCount || keys[rows[name + 1]] != keys[row] {
                let key = keys[row]
                shapes.append(
                    NameUniverse.Shape(
                        isOrganisation: key >> 16 != 0, fullCount: Int(key >> 8 & 0xFF), initialCount: Int(key & 0xFF),
                        names: UInt32(shapeStart)..<UInt32(name + 1)))
                shapeStart = name + 1
            }
        }
        let lists = Self.invert(nameWords, nameOffsets, nameSurnames, wordCount: order.count)
        let weights = lists.frequencies.map { NameScorer.weight(frequency: Int($0), nameCount: nameCount) }
        var tickers = self.tickers.map { (key: $0.key, name: newName[Int($0.row)]) }
        tickers.sort { $0.key == $1.key ? $0.name < $1.name : $0.key.lexicographicallyPrecedes($1.key) }
        var tickerOffsets: [UInt32] = [0]
        for ticker in tickers { tickerOffsets.append((tickerOffsets.last ?? 0) + UInt32(ticker.key.count)) }
        var nicknameWords = [UInt32](repeating: .max, count: Nicknames.shared.count)
        for (word, profile) in profiles.enumerated() where profile.nickname >= 0 {
            nicknameWords[Int(profile.nickname)] = UInt32(word)
        }
        let surnameLetters = Self.surnameLetters(nameWords, nameOffsets, nameSurnames, profiles)
        let initialLetters = Self.initialLetters(nameWords, nameOffsets, nameSurnames, profiles)
        let deletions = DeletionIndex.arranged(order.map { unsorted[$0] })
        let sounds = WordKeyIndex.sorted(profiles.map { $0.soundLength > 1 ? $0.sound : 0 })
        let letterShapes = WordKeyIndex.sorted(profiles.map { $0.length > 2 ? $0.shapes : 0 })
        let umlauts = WordKeyIndex.sorted(profiles.map { $0.length > 2 ? $0.umlauts : 0 })
        let trigrams = WordTrigrams.inverted(order.map { unsorted[$0] })
        let compounds = CompoundWords.arranged(
            compoundEntries { word in dictionary.index(of: word.span).map { rank[$0] } })
        let shapeNumbers = shapes.flatMap { shape -> [UInt32] in
            [shape.isOrganisation ? 1 : 0, UInt32(shape.fullCount), UInt32(shape.initialCount), shape.names.upperBound]
        }
        typealias Section = NameUniverse.Section
        let sections: [(Section, [UInt8])] = [
            (.head, flatBytes([UInt32(nameCount), surnameLetters, NameUniverse.tablesFingerprint])),
            (.shapes, flatBytes(shapeNumbers)), (.rows, flatBytes(rows.map { UInt32($0) })), (.wordBytes, wordBytes),
            (.wordOffsets, flatBytes(wordOffsets)), (.frequencies, flatBytes(lists.frequencies)),
            (.profiles, flatBytes(profiles)), (.weights, flatBytes(weights)),
            (.postingOffsets, flatBytes(lists.offsets)), (.postings, flatBytes(lists.postings)),
            (.nameOffsets, flatBytes(nameOffsets)), (.nameWords, flatBytes(nameWords)), (.surnames, nameSurnames),
            (.initialLetters, flatBytes(initialLetters)),
            (.firstLetters, flatBytes(Self.firstLetters(nameWords, nameOffsets, nameSurnames, profiles))),
            (.deletionStarts, flatBytes(deletions.starts)), (.deletionWords, flatBytes(deletions.words)),
            (.soundKeys, flatBytes(sounds.keys)), (.soundWords, flatBytes(sounds.words)),
            (.letterShapeKeys, flatBytes(letterShapes.keys)), (.letterShapeWords, flatBytes(letterShapes.words)),
            (.umlautKeys, flatBytes(umlauts.keys)), (.umlautWords, flatBytes(umlauts.words)),
            (.trigramKeys, flatBytes(trigrams.keys)), (.trigramOffsets, flatBytes(trigrams.offsets)),
            (.trigramWords, flatBytes(trigrams.words)), (.nicknameWords, flatBytes(nicknameWords)),
            (.tickerBytes, tickers.flatMap(\.key)), (.tickerOffsets, flatBytes(tickerOffsets)),
            (.tickerNames, flatBytes(tickers.map(\.name))), (.compoundBytes, compounds.bytes),
            (.compoundEnds, flatBytes(compounds.ends)), (.compoundWords, flatBytes(compounds.words)),
            (.compoundWordEnds, flatBytes(compounds.wordEnds)),
            (.compoundDeletionStarts, flatBytes(compounds.deletions.starts)),
            (.compoundDeletionWords, flatBytes(compounds.deletions.words)),
        ]
        return sections.map { ($0.0.rawValue, $0.1) }
    }

    /// The words that some name has; a universe that is revised may have had others.
    private func usedWords() -> [Int] {
        guard revised != nil else { return Array(0..<dictionary.count) }
        var isUsed = [Bool](repeating: false, count: dictionary.count)
        for word in words { isUsed[Int(word)] = true }
        return isUsed.indices.filter { isUsed[$0] }
    }

    private func profile(_ word: Int, _ bytes: [UInt8]) -> WordProfile {
        if let revised, word < revised.wordCount { return revised.profiles[word] }
        return WordProfile(bytes)
    }

    /// The places of keys in ascending order, equal ones as they stand; there are few different keys.
    private static func ordered(_ keys: [Int]) -> [Int] {
        var starts = [Int](repeating: 0, count: (keys.max() ?? 0) + 2)
        for key in keys { starts[key + 1] += 1 }
        for key in 1..<starts.count { starts[key] += starts[key - 1] }
        var order = [Int](repeating: 0, count: keys.count)
        for (place, key) in keys.enumerated() {
            order[starts[key]] = place
            starts[key] += 1
        }
        return order
    }

    /// Finds the persons whose given name stands first after all, by the parts their words play in the other names.
    ///
    /// EDGAR's few names in natural order (four in a thousand of the owners') would else have their given name as surname.
    /// A name is turned when the first word is a given name and the last a surname so much oftener than the reverse that
    /// the odds outweigh how rare such names are.
    private func turnNaturalOrder(_ surnames: inout [UInt8]) {
        var asSurname = [Float](repeating: 0, count: dictionary.count)
        var asGiven = asSurname
        let ends = surnames.indices.map { row -> (first: Int, last: Int)? in
            guard surnames[row] == 1 else { return nil }
            var last = Int(offsets[row + 1]) - 1
            while last > Int(offsets[row]), !isNameInFull(Int(words[last])) { last -= 1 }
            return last > Int(offsets[row]) ? (Int(words[Int(offsets[row])]), Int(words[last])) : nil
        }
        for case let (first, last)? in ends {
            asSurname[first] += 1
            asGiven[last] += 1
        }
        for row in surnames.indices {
            guard let (first, last) = ends[row], first != last else { continue }
            let standing = (asSurname[first] - 0.5) * (asGiven[last] - 0.5)
            let turned = (asGiven[first] + 0.01) * (asSurname[last] + 0.01)
            if turned > standing * Self.naturalOrderOdds {
                var position = Int(offsets[row + 1]) - 1
                while Int(words[position]) != last { position -= 1 }
                let place = position - Int(offsets[row])
                if place < 15 { surnames[row] = UInt8(place << 4 | 1) }
            }
        }
    }

    /// One name in 250 stands in natural order; as much again for safety.
    private static let naturalOrderOdds: Float = 500

    private func isNameInFull(_ word: Int) -> Bool {
        let bytes = dictionary.key(word)
        return bytes.count > 1 && TokenTraits(of: bytes.span).isDisjoint(with: [.generation, .degree])
    }

    /// Sixteen bits of organisation, eight of full words, eight of initials.
    private func shapeKey(_ row: Int, _ surname: UInt8, _ rank: [UInt32], _ profiles: [WordProfile]) -> Int {
        var full = 0
        var initials = 0
        for (position, index) in (Int(offsets[row])..<Int(offsets[row + 1])).enumerated() {
            let traits = profiles[Int(rank[Int(words[index])])].traits
            if surname == 0xFF {
                if traits.isDisjoint(with: [.legalForm, .filler]) { full += 1 }
            } else {
                let first = Int(surname >> 4)
                if first..<first + Int(surname & 15) ~= position { continue }
                if traits.contains(.initial) {
                    initials += 1
                } else if traits.isDisjoint(with: [.generation, .degree]) {
                    full += 1
                }
            }
        }
        let fullMax = NameUniverse.Shape.fullMax
        if surname == 0xFF { return 1 << 16 | min(full, fullMax) << 8 }
        return min(full + 1, fullMax) << 8 | min(initials, NameUniverse.Shape.initialMax)
    }

    private static func surnameLetters(
        _ nameWords: [UInt32], _ nameOffsets: [UInt32], _ surnames: [UInt8], _ profiles: [WordProfile]
    ) -> UInt32 {
        var letters: UInt32 = 0
        for name in surnames.indices where surnames[name] != 0xFF {
            let first = Int(nameOffsets[name]) + Int(surnames[name] >> 4)
            for index in first..<first + Int(surnames[name] & 15) {
                let profile = profiles[Int(nameWords[index])]
                if profile.length == 1, profile.first &- 0x61 < 26 { letters |= 1 << UInt32(profile.first - 0x61) }
            }
        }
        return letters
    }

    /// The letters that a query's letter may stand for in each person's name; JR counts, as a J being typed may become it.
    private static func firstLetters(
        _ nameWords: [UInt32], _ nameOffsets: [UInt32], _ surnames: [UInt8], _ profiles: [WordProfile]
    ) -> [UInt32] {
        let marks = profiles.map { WordMark($0) }
        return surnames.indices.map { name in
            guard surnames[name] != 0xFF else { return 0 }
            let start = Int(nameOffsets[name])
            let surname = Int(surnames[name] >> 4)..<Int(surnames[name] >> 4) + Int(surnames[name] & 15)
            // A surname of several words may begin with any letter.
            let first = surname.count == 1 ? marks[Int(nameWords[start + surname.lowerBound])].letterNumber : 31
            var letters: UInt32 = first << NameUniverse.surnameLetterShift
            for index in start..<Int(nameOffsets[name + 1]) {
                let mark = marks[Int(nameWords[index])]
                if !surname.contains(index - start) || mark.isLetter { letters |= mark.letter }
            }
            return letters
        }
    }

    private static func initialLetters(
        _ nameWords: [UInt32], _ nameOffsets: [UInt32], _ surnames: [UInt8], _ profiles: [WordProfile]
    ) -> [UInt32] {
        surnames.indices.map { name in
            guard surnames[name] != 0xFF else { return 0 }
            var letters: UInt32 = 0
            let start = Int(nameOffsets[name])
            let firstGiven = start + (surnames[name] >> 4 == 0 ? Int(surnames[name] & 15) : 0)
            for index in start..<Int(nameOffsets[name + 1]) {
                let profile = profiles[Int(nameWords[index])]
                guard profile.traits.contains(.initial), profile.first &- 0x61 < 26 else { continue }
                letters |= 1 << UInt32(profile.first - 0x61)
                if index == firstGiven { letters |= NameUniverse.letterFirst }
            }
            return letters
        }
    }

    private static func invert(
        _ nameWords: [UInt32], _ nameOffsets: [UInt32], _ surnames: [UInt8], wordCount: Int
    ) -> (offsets: [UInt32], postings: [UInt32], frequencies: [UInt32]) {
        var counts = [UInt32](repeating: 0, count: wordCount * 2 + 1)
        var last = [UInt32](repeating: .max, count: wordCount * 2)
        var lastName = [UInt32](repeating: .max, count: wordCount)
        var frequencies = [UInt32](repeating: 0, count: wordCount)
        for name in surnames.indices {
            forEachSlot(name, nameWords, nameOffsets, surnames) { slot in
                if last[slot] != UInt32(name) { counts[slot + 1] += 1 }
                last[slot] = UInt32(name)
                if lastName[slot / 2] != UInt32(name) { frequencies[slot / 2] += 1 }
                lastName[slot / 2] = UInt32(name)
            }
        }
        for slot in 1..<counts.count { counts[slot] += counts[slot - 1] }
        var postings = [UInt32](repeating: 0, count: Int(counts.last ?? 0))
        var next = counts
        last = [UInt32](repeating: .max, count: wordCount * 2)
        for name in surnames.indices {
            forEachSlot(name, nameWords, nameOffsets, surnames) { slot in
                if last[slot] == UInt32(name) { return }
                last[slot] = UInt32(name)
                postings[Int(next[slot])] = UInt32(name)
                next[slot] += 1
            }
        }
        return (counts, postings, frequencies)
    }

    private static func forEachSlot(
        _ name: Int, _ nameWords: [UInt32], _ nameOffsets: [UInt32], _ surnames: [UInt8], _ body: (Int) -> Void
    ) {
        let surname = surnames[name]
        let first = Int(surname >> 4)
        let range = surname == 0xFF ? 0..<Int.max : first..<first + Int(surname & 15)
        for (position, index) in (Int(nameOffsets[name])..<Int(nameOffsets[name + 1])).enumerated() {
            body(Int(nameWords[index]) * 2 + (range.contains(position) ? 0 : 1))
        }
    }
}
