/// Going through the postings of the query's words as far as they can still bring a name in.
extension NameLookup {
    /// Scores the names that one word of the query finds, as far as they can still enter.
    mutating func visitNames(
        _ position: Int, _ bound: ScoreBound, _ size: Int, _ all: Int, _ top: inout TopNames
    ) {
        let index = bound.order[position]
        let isLast = position + 1 == bound.order.count
        let before: UInt32 =
            position < ScoreBound.orderMax ? (1 << UInt32(position)) - 1 : (1 << UInt32(ScoreBound.orderMax)) - 1
        let others = hasSurnameBeside(bound)
        let roles = [NameUniverse.Role.surname, .given].map { role in
            let reachable = role == .surname || !isLast || others
            return universe.shapes.map {
                bound.line(
                    found: ~before, initials: before, letterFirst: true, surnameReachable: reachable, current: index,
                    shape: $0)
            }
        }
        guard roles.contains(where: { $0.contains { $0.bound(1) >= top.threshold } }) else { return }
        // Scoring a name takes some 80 times as long as noting one in the filter, so a filter pays when the list is long
        // against all lists together; it also has to be wiped.
        if !filter.isFilled, bound.order.count > 1, size > 400, size * 80 > all { fillFilter(bound) }
        current = index
        // Names with all words first: they raise what the others must reach.
        if position == 0, filter.isFilled {
            required = UInt8((1 << min(bound.order.count, ScoreBound.orderMax)) - 1)
            visitLists(index, roles, bound, &top)
            required = 0
        }
        visitLists(index, roles, bound, &top)
    }

    /// Goes through the lists of all words that one of the query may stand for, the likest first.
    private mutating func visitLists(
        _ index: Int, _ roles: [[ScoreBound.Line]], _ bound: ScoreBound, _ top: inout TopNames
    ) {
        // Joined words stand between the exact and the less like.
        for joined in query.joined where joined.first..<joined.first + joined.count ~= index {
            visitPostings(Int(joined.word), Costs.joined, roles, bound, &top)
        }
        let entries = expansions[index].entries
        let prefixes = expansions[index].prefixes
        var next = 0
        // A letter or two being typed: what they begin stands before the letters themselves, of which there are many.
        let beginsFirst = ending == .beingTyped && query.words[index].length < 3
        if beginsFirst { visitBeginnings(prefixes, expansions[index], roles, bound, &top) }
        while next < entries.count, entries[next].score.value == 1 {
            let word = Int(entries[next].word)
            visitPostings(word, 1, roles, bound, &top)
            next += 1
        }
        if !prefixes.isEmpty, !beginsFirst { visitBeginnings(prefixes, expansions[index], roles, bound, &top) }
        while next < entries.count {
            let word = Int(entries[next].word)
            if !visitPostings(word, entries[next].score.value, roles, bound, &top) { return }
            next += 1
        }
    }

    /// Scores the names that contain a word; returns whether any less like word could still find one.
    @discardableResult
    private mutating func visitPostings(
        _ word: Int, _ value: Float, _ roles: [[ScoreBound.Line]], _ bound: ScoreBound, _ top: inout TopNames
    ) -> Bool {
        var mayFindMore = false
        for role in [NameUniverse.Role.surname, .given] {
            let reach = reach(value, role, roles[role.rawValue], top)
            if reach == 0 { continue }
            mayFindMore = true
            let list = universe.postingRange(ofWord: word, role)
            if list.isEmpty || universe.postings[list.lowerBound] >= reach { continue }
            visitList(list, roles[role.rawValue], value, bound, &top)
        }
        return mayFindMore
    }

    /// Scores the names that contain one of the words that the query's last begins.
    ///
    /// A letter begins thousands of words: what a length of word can still bring in is computed once, and a list is touched
    /// only if its first name can.
    private mutating func visitBeginnings(
        _ words: Range<Int>, _ expansion: WordExpansion, _ roles: [[ScoreBound.Line]], _ bound: ScoreBound,
        _ top: inout TopNames
    ) {
        let lengthMax = 24
        for role in [NameUniverse.Role.surname, .given] {
            let lines = roles[role.rawValue]
            var version = -1
            var ends = [UInt32](repeating: 0, count: lengthMax + 1)
            var values = [Float](repeating: 0, count: lengthMax + 1)
            for word in words {
                if version != top.version {
                    version = top.version
                    for length in 1...lengthMax {
                        values[length] = expansion.prefixScore(wordLength: length).value
                        ends[length] = reach(values[length], role, lines, top)
                    }
                }
                let list = universe.postingRange(ofWord: word, role)
                let length = min(lengthMax, universe.letters(ofWord: word).count)
                if list.isEmpty || universe.postings[list.lowerBound] >= ends[length] { continue }
                visitList(list, lines, values[length], bound, &top)
            }
        }
    }

    /// The number below which all names lie that can still enter the best through a word of some likeness; 0 if none can.
    ///
    /// Kept until the best change: most of the thousands of words that a letter begins are passed over with it.
    private mutating func reach(
        _ value: Float, _ role: NameUniverse.Role, _ lines: [ScoreBound.Line], _ top: TopNames
    ) -> UInt32 {
        let known = reaches[role.rawValue]
        if known.value == value, known.current == current, known.version == top.version { return known.end }
        var end: UInt32 = 0
        for (number, shape) in universe.shapes.enumerated() {
            let limit = lines[number].bound(value)
            // Equal scores are settled by number: behind the worst of the best none can enter with its score.
            if top.admits(limit, name: shape.names.lowerBound) { end = min(shape.names.upperBound, top.end(of: limit)) }
        }
        reaches[role.rawValue] = (value, current, top.version, end)
        return end
    }

    /// Scores the names of one list as far as they can enter.
    ///
    /// What is known of a name lies in four arrays far apart, each a cache miss. Names are taken by the dozen and each array
    /// read for all of them at once, so that the misses overlap: a quarter less time than name by name (Documentation/Decisions.md).
    private mutating func visitList(
        _ list: Range<Int>, _ lines: [ScoreBound.Line], _ value: Float, _ bound: ScoreBound, _ top: inout TopNames
    ) {
        var next = list.lowerBound
        var batch = NameBatch()
        for number in universe.shapes.indices {
            if next == list.upperBound { return }
            let end = universe.shapes[number].names.upperBound
            guard universe.postings[next] < end else { continue }
            let limit = lines[number].bound(value)
            while next < list.upperBound {
                let isOver = batch.fill(universe.postings, &next, list.upperBound, end) { top.admits(limit, name: $0) }
                work.readPostings += batch.count
                visit(&batch, number, value, limit, bound, &top)
                if isOver {
                    next = skip(to: end, next, list.upperBound)
                    break
                }
            }
        }
    }

    private mutating func visit(
        _ batch: inout NameBatch, _ shape: Int, _ value: Float, _ limit: Float, _ bound: ScoreBound,
        _ top: inout TopNames
    ) {
        // Letters are asked for of persons only.
        let isAsked = !givenLetters.isEmpty && !universe.shapes[shape].isOrganisation
        if filter.isFilled || isAsked {
            let hasLetters = universe.shapes[shape].initialCount > 0
            for place in 0..<batch.count {
                batch.masks[place] = filter.isFilled ? filter.masks[Int(batch.names[place])] : 0
            }
            for place in 0..<batch.count {
                batch.letters[place] = hasLetters ? universe.initialLetters[Int(batch.names[place])] : 0
            }
            for place in 0..<batch.count {
                batch.firstLetters[place] = isAsked ? universe.firstLetters[Int(batch.names[place])] : 0
            }
            var kept = 0
            for place in 0..<batch.count {
                let mask = batch.masks[place]
                if mask & required != required { continue }
                var most = filter.isFilled ? filterBound(mask, batch.letters[place], shape, value, bound) : limit
                if isAsked { most += ScoreBound.step - lost(givenLetters, batch.firstLetters[place], bound) }
                if !top.admits(ScoreBound.quantised(most), name: batch.names[place]) { continue }
                batch.names[kept] = batch.names[place]
                kept += 1
            }
            batch.count = kept
        }
        for place in 0..<batch.count { batch.starts[place] = universe.nameOffsets[Int(batch.names[place])] }
        for place in 0..<batch.count { batch.firstWords[place] = universe.nameWords[Int(batch.starts[place])] }
        for place in 0..<batch.count {
            let name = batch.names[place]
            guard isNew(name), top.admits(likenessBound(name, shape, bound), name: name) else { continue }
            top.insert(NameHit(name: name, score: score(name)))
        }
    }

    /// The first position from `start` on whose name is not below `name`.
    func skip(to name: UInt32, _ start: Int, _ end: Int) -> Int {
        var low = start
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if universe.postings[middle] < name { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Names taken together, with what was read about each.
private struct NameBatch {
    static let capacity = 16
    var names: [16 of UInt32] = .init(repeating: 0)
    var masks: [16 of UInt8] = .init(repeating: 0)
    var letters: [16 of UInt32] = .init(repeating: 0)
    var firstLetters: [16 of UInt32] = .init(repeating: 0)
    var starts: [16 of UInt32] = .init(repeating: 0)
    var firstWords: [16 of UInt32] = .init(repeating: 0)
    var count = 0

    /// Takes names below `end` from a list as long as they are admitted; returns whether there are no more of them.
    @inline(__always)
    mutating func fill(
        _ postings: FlatArray<UInt32>, _ next: inout Int, _ upperBound: Int, _ end: UInt32, _ admits: (UInt32) -> Bool
    ) -> Bool {
        count = 0
        while count < Self.capacity {
            guard next < upperBound, postings[next] < end, admits(postings[next]) else { return true }
            names[count] = postings[next]
            count += 1
            next += 1
        }
        return false
    }
}
