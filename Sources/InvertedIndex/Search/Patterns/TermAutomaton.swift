/// Follows terms byte by byte, or character by character, and tells when no term that begins so is meant.
protocol TermAutomaton<Symbol> {
    /// What it follows: `UInt8` for bytes, `UInt32` for characters.
    associatedtype Symbol
    /// What is known after some of them.
    associatedtype State: BitwiseCopyable

    /// The state before any.
    var start: State { get }

    /// The state after one more.
    mutating func step(_ state: State, _ symbol: Symbol) -> State

    /// Whether nothing that goes on from here is meant.
    func isDead(_ state: State) -> Bool

    /// How many edits what came so far is away, if it is meant as it is.
    func grade(_ state: State) -> Int?

    /// The least byte above another with which what leads on may begin; `nil` when none does.
    mutating func nextByte(_ state: State, above byte: UInt8) -> UInt8?

    /// Forgets what was remembered of steps when that has become too much; states given out mean nothing any more.
    mutating func renew()

    /// The effort for steps beyond what every step takes, since it was last asked for.
    mutating func takeEffort() -> Int
}

/// Bytes that all terms meant begin with.
struct BeginningAutomaton: TermAutomaton {
    private let bytes: [UInt8]

    /// Takes the beginning, in UTF-8.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var start: Int { 0 }

    func step(_ state: Int, _ byte: UInt8) -> Int {
        state < 0 || state >= bytes.count ? state : bytes[state] == byte ? state + 1 : -1
    }

    func isDead(_ state: Int) -> Bool { state < 0 }

    func grade(_ state: Int) -> Int? { state >= bytes.count ? 0 : nil }

    func nextByte(_ state: Int, above byte: UInt8) -> UInt8? {
        guard state < bytes.count else { return byte < 0xFF ? byte + 1 : nil }
        return state >= 0 && bytes[state] > byte ? bytes[state] : nil
    }

    mutating func renew() {}

    func takeEffort() -> Int { 0 }
}

extension TermAutomaton<UInt32> {
    /// The least byte above another with which any character begins.
    func anyByte(above byte: UInt8) -> UInt8? {
        byte < 0x7F ? byte + 1 : byte < 0xC2 ? 0xC2 : byte < 0xF4 ? byte + 1 : nil
    }
}

/// An automaton over characters that gets them as UTF-8.
struct UTF8Automaton<Inner: TermAutomaton<UInt32>>: TermAutomaton {
    private var inner: Inner

    /// Takes the automaton over characters.
    init(_ inner: Inner) { self.inner = inner }

    /// A state between bytes: what is known after the last whole character, and what there is of the next.
    struct State: BitwiseCopyable {
        var inner: Inner.State
        var character: UInt32 = 0
        var missing = 0
    }

    var start: State { State(inner: inner.start) }

    mutating func step(_ state: State, _ byte: UInt8) -> State {
        if byte < 0x80, state.missing == 0 { return State(inner: inner.step(state.inner, UInt32(byte))) }
        var next = state
        if state.missing == 0 {
            next.missing = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0
            // A byte that begins no character stands for itself.
            guard next.missing > 0 else { return State(inner: inner.step(state.inner, UInt32(byte))) }
            next.character = UInt32(byte) & (0x3F >> UInt32(next.missing))
            return next
        }
        next.character = next.character << 6 | UInt32(byte & 0x3F)
        next.missing -= 1
        return next.missing > 0 ? next : State(inner: inner.step(state.inner, next.character))
    }

    func isDead(_ state: State) -> Bool { inner.isDead(state.inner) }

    func grade(_ state: State) -> Int? { state.missing == 0 ? inner.grade(state.inner) : nil }

    mutating func nextByte(_ state: State, above byte: UInt8) -> UInt8? {
        guard state.missing > 0 else { return inner.nextByte(state.inner, above: byte) }
        return byte < 0xBF ? byte + 1 : nil
    }

    mutating func renew() { inner.renew() }

    mutating func takeEffort() -> Int { inner.takeEffort() }
}
