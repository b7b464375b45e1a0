internal import Storage

/// The words of a phrase in one field of one segment.
///
/// It walks through the documents that hold every word, and reads positions only when told to.
final class PhraseField {
    private let words: Scratch<FieldPostings>
    private let positions: Scratch<PositionsCursor>
    /// The words by their number of documents, fewest first.
    private let order: Scratch<Int>
    private let next: Scratch<UInt32>
    /// Number of words.
    let count: Int

    /// What is wrong with the lists of a word.
    enum Damage: Error { case postings, positions }

    /// The words in the order of the phrase, at least one.
    init(_ words: [FieldPostings], positions: [PositionsCursor], memory: QueryMemory) {
        count = words.count
        self.words = memory.take(count, repeating: words[0])
        self.positions = memory.take(count, repeating: positions[0])
        order = memory.take(count, repeating: 0)
        next = memory.take(count, repeating: 0)
        let sorted = words.indices.sorted { words[$0].cursor.documentCount < words[$1].cursor.documentCount }
        for index in words.indices {
            self.words[index] = words[index]
            self.positions[index] = positions[index]
            order[index] = sorted[index]
        }
    }

    /// Documents at most.
    var cost: Int { words[order[0]].cursor.documentCount }

    /// No document has a higher weighted frequency of the phrase.
    var most: Float {
        var most = FieldPostings.unlimited
        for index in 0..<count { most = min(most, words[index].listMax) }
        return most
    }

    /// None in `start ..< end` has.
    func most(from start: DocumentID, to end: DocumentID) -> Float {
        var most = FieldPostings.unlimited
        for index in 0..<count {
            most = min(most, words[index].most(from: start, to: end))
        }
        return most
    }

    /// Where the rarest word's block that holds `start` ends, at most `end`.
    func stretchEnd(from start: DocumentID, to end: DocumentID) -> DocumentID {
        let rarest = order[0]
        let from = max(0, min(words[rarest].cursor.block, words[rarest].cursor.blockCount - 1))
        let block = words[rarest].cursor.firstBlock(reaching: start, from: from)
        guard block < words[rarest].cursor.blockCount else { return end }
        return min(end, words[rarest].cursor.lastDocument(ofBlock: block) &+ 1)
    }

    /// Where some blocks of the rarest word from `start` on end, at most `end`.
    func end(ofBlocks count: Int, from start: DocumentID, to end: DocumentID) -> DocumentID {
        words[order[0]].cursor.end(ofBlocks: count, from: start, to: end)
    }

    /// Goes to the first document at or after `target` that holds every word.
    ///
    /// - Returns: the document, or `BlockCursor.end`.
    func seek(to target: DocumentID) throws(Damage) -> DocumentID {
        var document = target
        var agreeing = 0
        var place = 0
        while agreeing < count {
            let word = order[place]
            let found: DocumentID
            do { found = try words[word].cursor.seek(to: document) } catch { throw .postings }
            if found == BlockCursor.end { return found }
            if found == document {
                agreeing += 1
                place = place + 1 == count ? 0 : place + 1
            } else {
                document = found
                // The rarest word leads: it leaps farthest.
                agreeing = place == 0 ? 1 : 0
                place = place == 0 && count > 1 ? 1 : 0
            }
        }
        return document
    }

    /// The same of documents in which the rarest word alone gives at least a weighted frequency, for the phrase gives no
    /// more.
    func seek(to target: DocumentID, least: Float) throws(Damage) -> DocumentID {
        let rarest = order[0]
        var document = target
        next: while true {
            do throws(BlockCursor.Damage) {
                document = try words[rarest].cursor.seek(to: document)
                if document == BlockCursor.end { return document }
                let block = words[rarest].cursor.block
                guard let found = try words[rarest].skip(below: least) else {
                    // Behind the block's last document.
                    document = words[rarest].cursor.lastDocument(ofBlock: block)
                    if block + 1 == words[rarest].cursor.blockCount { return BlockCursor.end }
                    document &+= 1
                    continue
                }
                document = found
                for place in 1..<count {
                    let found = try words[order[place]].cursor.seek(to: document)
                    if found == BlockCursor.end { return found }
                    if found != document {
                        document = found
                        continue next
                    }
                }
                return document
            } catch {
                throw .postings
            }
        }
    }

    /// A weighted frequency that the phrase cannot have more of where the words stand.
    func mostHere() throws(Damage) -> Float {
        var fewest = UInt32.max
        for index in 0..<count {
            do { fewest = min(fewest, try words[index].cursor.frequency()) } catch { throw .postings }
        }
        return weighted(fewest)
    }

    /// The weighted frequency of the phrase where the words stand; `nil` where it does not occur.
    func weightedFrequency() throws(Damage) -> Float? {
        let frequency = try frequency(atMost: .max)
        return frequency == 0 ? nil : weighted(frequency)
    }

    /// Whether the phrase occurs where the words stand.
    func isMatch() throws(Damage) -> Bool { try frequency(atMost: 1) > 0 }

    private func weighted(_ frequency: UInt32) -> Float {
        let length = words[0].lengths.byte(at: Int(words[0].cursor.document)) ?? 0
        return Float(frequency) * words[0].factors[Int(length)]
    }

    private func frequency(atMost limit: UInt32) throws(Damage) -> UInt32 {
        do throws(BlockCursor.Damage) {
            for word in 0..<count {
                let first = try words[word].cursor.occurrencesBefore()
                let frequency = Int(try words[word].cursor.frequency())
                do {
                    try positions[word].begin(first: first, frequency: frequency)
                } catch {
                    throw BlockCursor.Damage(block: -1)
                }
            }
        } catch {
            throw error.block < 0 ? .positions : .postings
        }
        do throws(PositionsCursor.Damage) {
            return try matches(atMost: limit)
        } catch {
            throw .positions
        }
    }

    /// Goes through the positions of all words side by side.
    private func matches(atMost limit: UInt32) throws(PositionsCursor.Damage) -> UInt32 {
        var found: UInt32 = 0
        for word in 1..<max(1, count) { next[word] = try positions[word].next() }
        starts: while found < limit {
            let start = try positions[0].next()
            if start == PositionsCursor.end { break }
            for word in 1..<max(1, count) {
                let wanted = start &+ UInt32(word)
                while next[word] < wanted { next[word] = try positions[word].next() }
                if next[word] == PositionsCursor.end { break starts }
                if next[word] != wanted { continue starts }
            }
            found += 1
        }
        return found
    }
}
