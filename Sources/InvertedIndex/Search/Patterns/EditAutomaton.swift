/// Terms at most two edits away from a word of at most 63 characters: insertions, deletions, substitutions and swaps of
/// neighbours.
///
/// All ways to read a term are followed at once: bit *i* of a set stands for *i* characters of the word having been read
/// with so many edits, and a character moves all bits in a few instructions. After Wu and Manber, "Fast text searching
/// allowing errors", 1992, with swaps kept as the places where the second of two characters has come first.
struct EditAutomaton: TermAutomaton {
    /// The longest word in characters.
    static let lengthMax = 63

    private let edits: Int
    /// For each ASCII character the places where the word has it.
    private let places: [UInt64]
    private let otherPlaces: [(character: UInt32, places: UInt64)]
    /// The byte with which each character of the word begins.
    private let leads: [UInt8]
    private let end: UInt64
    private let all: UInt64

    /// An automaton for a word; `nil` for one that is too long, or for other than one or two edits.
    init?(_ word: [Unicode.Scalar], edits: Int) {
        guard word.count <= Self.lengthMax, edits == 1 || edits == 2 else { return nil }
        self.edits = edits
        var places = [UInt64](repeating: 0, count: 128)
        var others: [UInt32: UInt64] = [:]
        for (index, scalar) in word.enumerated() {
            if scalar.value < 128 {
                places[Int(scalar.value)] |= 1 << UInt64(index)
            } else {
                others[scalar.value, default: 0] |= 1 << UInt64(index)
            }
        }
        self.places = places
        otherPlaces = others.map { ($0.key, $0.value) }
        leads = word.map { UTF8.encode($0)?.first ?? 0xFF }
        end = 1 << UInt64(word.count)
        all = word.count == Self.lengthMax ? .max : (end << 1) - 1
    }

    /// Places reached in the word, by edits at most.
    struct State: BitwiseCopyable {
        var exact, one, two: UInt64
        /// Where the character behind the place has come first, with no edit and with one before.
        var swap, swapAfterOne: UInt64
    }

    var start: State { State(exact: 1, one: 0b11 & all, two: 0b111 & all, swap: 0, swapAfterOne: 0) }

    @inline(__always)
    func step(_ state: State, _ character: UInt32) -> State {
        let here = character < 128 ? places[Int(character)] : others(character)
        let exact = (state.exact & here) << 1
        let one =
            ((state.one & here) << 1 | state.exact | state.exact << 1 | exact << 1 | (state.swap & here) << 2) & all
        let swap = state.exact & here >> 1
        guard edits > 1 else { return State(exact: exact, one: one, two: 0, swap: swap, swapAfterOne: 0) }
        let two =
            ((state.two & here) << 1 | state.one | state.one << 1 | one << 1 | (state.swapAfterOne & here) << 2) & all
        return State(exact: exact, one: one, two: two, swap: swap, swapAfterOne: state.one & here >> 1)
    }

    private func others(_ character: UInt32) -> UInt64 {
        for other in otherPlaces where other.character == character { return other.places }
        return 0
    }

    // What is reached with fewer edits is reached with more.
    @inline(__always)
    func isDead(_ state: State) -> Bool { (edits > 1 ? state.two : state.one) == 0 }

    @inline(__always)
    func grade(_ state: State) -> Int? {
        if state.exact & end != 0 { return 0 }
        if state.one & end != 0 { return 1 }
        return state.two & end != 0 ? 2 : nil
    }

    func nextByte(_ state: State, above byte: UInt8) -> UInt8? {
        // With an edit left any character will do.
        if edits > 1 ? state.one != 0 : state.exact != 0 { return anyByte(above: byte) }
        var wanted = edits > 1 ? state.two | state.swapAfterOne : state.one | state.swap
        var least: UInt8?
        while wanted != 0 {
            let index = wanted.trailingZeroBitCount
            wanted &= wanted - 1
            guard index < leads.count, leads[index] > byte else { continue }
            least = min(least ?? 0xFF, leads[index])
        }
        return least
    }

    mutating func renew() {}

    func takeEffort() -> Int { 0 }
}
