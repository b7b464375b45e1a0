/// Goes through the terms of a dictionary beside a pattern.
///
/// Terms are sorted, so what one shares with the term before it needs no second look; where nothing that begins like the
/// current term can match, the walk jumps behind all of them.
enum PatternWalk {
    /// Terms passed over one by one before jumping: a jump costs as much as decoding about half a block.
    private static let jumpAfterCount = 24

    /// Hands every matching term to `body`, complete and in order.
    ///
    /// - Parameters:
    ///   - pattern: what is meant.
    ///   - dictionary: where to look.
    ///   - meter: counts each term looked at; the walk ends when it is used up.
    ///   - body: gets the walk at the term, and how many edits the term is away.
    /// - Throws: `IndexError.corrupt` when the dictionary is damaged.
    /// - Complexity: linear in the terms that begin like a match, times a look-up a character.
    static func forEachMatch(
        of pattern: TermPattern, in dictionary: TermDictionaryReader, meter: WorkMeter,
        _ body: (TermEnumerator, Int) throws(IndexError) -> Void
    ) throws(IndexError) {
        if case .kin(let word) = pattern { return try forEachKin(of: word, in: dictionary, meter: meter, body) }
        var machine = TermMachine(pattern)
        var walk = try dictionary.enumerator()
        // The characters of the current term: where each ends, and the state after it.
        var ends: [Int] = []
        var states: [TermMachine.State] = []
        var previous: [UInt8] = []
        var deadCount = 0
        while try walk.next() {
            if !meter.spend(1) || !meter.pass(machine.takeEffort()) { return }
            if machine.isFull {
                machine.reset()
                ends.removeAll(keepingCapacity: true)
                states.removeAll(keepingCapacity: true)
                previous.removeAll(keepingCapacity: true)
            }
            let count = walk.key.count - 1
            var shared = 0
            let limit = min(count, previous.count)
            while shared < limit, walk.key[shared] == previous[shared] { shared += 1 }
            if states.last == 0, let end = ends.last, shared >= end {
                // Begins like one that could not match.
                deadCount += 1
                if deadCount < jumpAfterCount { continue }
                guard let next = successor(of: previous[..<end]) else { return }
                walk = try dictionary.enumerator(from: next)
                deadCount = 0
                continue
            }
            deadCount = 0
            while let end = ends.last, end > shared {
                ends.removeLast()
                states.removeLast()
            }
            previous.removeAll(keepingCapacity: true)
            previous.append(contentsOf: walk.key[..<count])
            var state = states.last ?? TermMachine.start
            var place = ends.last ?? 0
            while place < count, state != 0 {
                let (scalar, length) = decode(previous, at: place)
                state = machine.step(state, scalar)
                place += length
                ends.append(place)
                states.append(state)
            }
            if state != 0, let grade = machine.grade(state) { try body(walk, grade) }
        }
    }

    /// Hands a word and its kin to `body`: all terms that begin as their stem does are stemmed, once for all fields.
    private static func forEachKin(
        of word: [UInt8], in dictionary: TermDictionaryReader, meter: WorkMeter,
        _ body: (TermEnumerator, Int) throws(IndexError) -> Void
    ) throws(IndexError) {
        let kin = KinStems(word)
        for beginning in kin.beginnings {
            var walk = try dictionary.enumerator(from: beginning)
            var previous: (term: [UInt8], grade: Int?)?
            while try walk.next(), walk.key.starts(with: beginning) {
                if !meter.spend(1) { return }
                if previous.map({ !walk.term.elementsEqual($0.term) }) ?? true {
                    previous = (Array(walk.term), kin.grade(of: walk.term))
                }
                if let grade = previous?.grade { try body(walk, grade) }
            }
        }
    }

    /// The first bytes behind all that begin so; `nil` when there are none.
    private static func successor(of prefix: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes = Array(prefix)
        while let last = bytes.popLast() {
            if last < 0xFF { return bytes + [last + 1] }
        }
        return nil
    }

    /// The character at a place and its length in bytes; a byte that begins none stands for itself.
    private static func decode(_ bytes: [UInt8], at place: Int) -> (scalar: UInt32, length: Int) {
        let first = bytes[place]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        guard length > 1, place + length <= bytes.count else { return (UInt32(first), 1) }
        var scalar = UInt32(first) & (0x7F >> UInt32(length))
        for index in place + 1..<place + length { scalar = scalar << 6 | UInt32(bytes[index] & 0x3F) }
        return (scalar, length)
    }
}
