internal import Storage

/// Goes through the terms of a dictionary beside a pattern.
///
/// Terms are sorted, and each says how much of it the term before has too: what begins like one that could not match is
/// passed over without a look. Where a block of terms ends so, the walk goes on at the block that may hold the next
/// beginning that can match, and the prefixes of the blocks tell which one that is.
enum PatternWalk {
    /// Bytes of a term that there is room for at first.
    private static let usualLength = 32

    /// A term that is meant.
    struct Match {
        /// The term; valid for as long as it is handed on.
        let term: ArraySlice<UInt8>
        /// Its field.
        let field: Int
        /// How many edits it is away.
        fileprivate(set) var grade: Int
        fileprivate let block: TermBlock
        fileprivate let index: Int
        fileprivate let dictionary: TermDictionaryReader
        fileprivate let offset: Int

        /// What the dictionary knows of it.
        func info() throws(IndexError) -> TermInfo {
            guard let info = block.info(at: index) else { throw dictionary.damaged(offset) }
            return info
        }
    }

    /// Hands every matching term to `body`, complete and in order.
    ///
    /// - Parameters:
    ///   - pattern: what is meant.
    ///   - dictionary: where to look.
    ///   - meter: counts each term that the blocks looked at hold; the walk ends when it is used up.
    ///   - body: gets each match.
    /// - Throws: `IndexError.corrupt` when the dictionary is damaged, or what `body` throws.
    /// - Complexity: linear in the blocks that hold a beginning which can match.
    static func forEachMatch(
        of pattern: TermPattern, in dictionary: TermDictionaryReader, meter: WorkMeter,
        _ body: (Match) throws(IndexError) -> Void
    ) throws(IndexError) {
        if case .kin(let word) = pattern { return try forEachKin(of: word, in: dictionary, meter: meter, body) }
        if case .fuzzy(let word, let edits) = pattern, let automaton = EditAutomaton(word, edits: edits) {
            return try walk(UTF8Automaton(automaton), dictionary, from: [], meter, body)
        }
        try walk(UTF8Automaton(TermMachine(pattern)), dictionary, from: [], meter, body)
    }

    /// The same for all terms that begin with some bytes.
    static func forEachMatch(
        ofBeginning beginning: [UInt8], in dictionary: TermDictionaryReader, meter: WorkMeter,
        _ body: (Match) throws(IndexError) -> Void
    ) throws(IndexError) {
        try walk(BeginningAutomaton(beginning), dictionary, from: beginning, meter, body)
    }

    private static func walk<Automaton: TermAutomaton<UInt8>>(
        _ automaton: Automaton, _ dictionary: TermDictionaryReader, from first: [UInt8], _ meter: WorkMeter,
        _ body: (Match) throws(IndexError) -> Void
    ) throws(IndexError) {
        var automaton = automaton
        // The states after each byte of the current term, as far as it was looked at, and those bytes.
        var states = [Automaton.State](repeating: automaton.start, count: Self.usualLength)
        var path = [UInt8](repeating: 0, count: Self.usualLength)
        if automaton.isDead(automaton.start) { return }
        var number = dictionary.firstBlock(holding: first, from: 0)
        while let (bytes, offset) = try dictionary.block(number) {
            guard let block = TermBlock(bytes) else { throw dictionary.damaged(offset) }
            guard meter.spend(block.count), meter.pass(automaton.takeEffort()) else { return }
            automaton.renew()
            states[0] = automaton.start
            // Bytes of the current term that were looked at, and whether none that begins with them can match.
            var depth = 0
            var isDead = false
            var place = block.keysOffset
            let nextPrefix = number + 1 < dictionary.blockCount ? dictionary.prefix(ofBlock: number + 1) : 0
            keys: for index in 0..<block.count {
                guard let (shared, length) = block.nextKey(&place, isFirst: index == 0) else {
                    throw dictionary.damaged(offset)
                }
                if isDead, shared >= depth { continue }
                guard shared <= depth, shared + length <= TermKey.lengthBytesMax + 1 else {
                    throw dictionary.damaged(offset)
                }
                depth = shared
                isDead = false
                let end = place
                var next = place - length
                while next < end, !isDead {
                    let byte = bytes.byte(at: next) ?? 0
                    next += 1
                    if next == end {
                        // The field's byte ends a key.
                        guard byte >= 1, Int(byte) <= Schema.fieldCountMax else { throw dictionary.damaged(offset) }
                        guard let grade = automaton.grade(states[depth]) else { break }
                        try body(
                            Match(
                                term: path[..<depth], field: Int(byte) - 1, grade: grade, block: block, index: index,
                                dictionary: dictionary, offset: offset))
                        break
                    }
                    let state = automaton.step(states[depth], byte)
                    path[depth] = byte
                    depth += 1
                    if depth == path.count {
                        path += repeatElement(0, count: depth)
                        states += repeatElement(state, count: depth)
                    }
                    states[depth] = state
                    isDead = automaton.isDead(state)
                }
                // Where the next block begins with the dead as well, so does the rest of this one.
                if isDead, begins(nextPrefix, with: path, depth) { break keys }
            }
            number += 1
            guard isDead else { continue }
            guard let count = successor(&automaton, states, &path, depth) else { return }
            number = dictionary.firstBlock(holding: path[..<count], from: number)
        }
    }

    /// Whether the first bytes of a key, as a number, are all of some bytes.
    @inline(__always)
    private static func begins(_ prefix: UInt64, with path: [UInt8], _ count: Int) -> Bool {
        guard count <= 8 else { return false }
        // The last is the likeliest to differ.
        for index in (0..<count).reversed()
        where UInt8(truncatingIfNeeded: prefix >> UInt64(56 &- 8 &* index)) != path[index] { return false }
        return true
    }

    /// Hands a word and its kin to `body`: all terms that begin as words of their stem do are stemmed, once for all fields.
    private static func forEachKin(
        of word: [UInt8], in dictionary: TermDictionaryReader, meter: WorkMeter,
        _ body: (Match) throws(IndexError) -> Void
    ) throws(IndexError) {
        let kin = KinStems(word)
        var previous: (term: [UInt8], grade: Int?)?
        for beginning in kin.beginnings {
            try forEachMatch(ofBeginning: beginning, in: dictionary, meter: meter) { match throws(IndexError) in
                if previous.map({ !match.term.elementsEqual($0.term) }) ?? true {
                    previous = (Array(match.term), kin.grade(of: match.term))
                }
                guard let grade = previous?.grade else { return }
                var match = match
                match.grade = grade
                try body(match)
            }
        }
    }

    /// Puts the least beginning behind a dead one that can match in its place.
    ///
    /// - Returns: its length; `nil` when there is none.
    @inline(__always)
    private static func successor<Automaton: TermAutomaton<UInt8>>(
        _ automaton: inout Automaton, _ states: [Automaton.State], _ path: inout [UInt8], _ dead: Int
    ) -> Int? {
        for last in (0..<dead).reversed() {
            guard let next = automaton.nextByte(states[last], above: path[last]) else { continue }
            path[last] = next
            return last + 1
        }
        return nil
    }
}
