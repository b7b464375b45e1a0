/// Runs a pattern over terms, character by character, and remembers every step it has taken before.
///
/// A state is what is known after some characters: for an expression the instructions that may go on, for a fuzzy word
/// a row of edit distances. States are numbered as they come up, and steps between them are kept in a table, so that most
/// steps are one look-up (a lazily built deterministic automaton).
struct TermMachine: TermAutomaton {
    /// A number of a state; 0 is the one from which nothing can match.
    typealias State = Int32

    /// States kept before the tables are emptied: their rows of 128 steps take 4 MiB.
    static let stateCountMax = 8_192

    private let pattern: TermPattern
    private var configurations: [[UInt16]] = []
    private var numbers: [[UInt16]: State] = [:]
    private var steps: [State] = []
    private var grades: [Int] = []
    private var wideSteps: [UInt64: State] = [:]
    private var effort = 0
    /// What a step that is not known yet goes through.
    private let size: Int

    /// A machine that stands at the beginning.
    init(_ pattern: TermPattern) {
        self.pattern = pattern
        size =
            switch pattern {
            case .expression(let expression): expression.size
            case .fuzzy(let word, _): 2 * word.count
            case .kin: 0
            }
        reset()
    }

    var start: State { 1 }

    mutating func takeEffort() -> Int {
        defer { effort = 0 }
        return effort
    }

    func isDead(_ state: State) -> Bool { state == 0 }

    mutating func nextByte(_ state: State, above byte: UInt8) -> UInt8? {
        var next = anyByte(above: byte)
        while let known = next, known < 0x80, step(state, UInt32(known)) == 0 { next = anyByte(above: known) }
        return next
    }

    mutating func renew() {
        if configurations.count > Self.stateCountMax { reset() }
    }

    /// Empties the tables; states given out before mean nothing any more.
    private mutating func reset() {
        configurations = []
        numbers = [:]
        steps = []
        grades = []
        wideSteps = [:]
        _ = number([])
        _ = number(first())
        // A pattern that matches nothing has both the same.
        if configurations.count == 1 {
            configurations.append([])
            grades.append(-1)
            steps.append(contentsOf: repeatElement(0, count: 128))
        }
    }

    /// The number of edits at which the characters so far are a match; `nil` when they are none.
    func grade(_ state: State) -> Int? {
        let grade = grades[Int(state)]
        return grade < 0 ? nil : grade
    }

    /// The state after one more character.
    mutating func step(_ state: State, _ scalar: UInt32) -> State {
        if scalar < 128 {
            let known = steps[Int(state) * 128 + Int(scalar)]
            if known >= 0 { return known }
            effort &+= 32 &+ size
            let next = number(following(configurations[Int(state)], scalar))
            steps[Int(state) * 128 + Int(scalar)] = next
            return next
        }
        let key = UInt64(state) << 32 | UInt64(scalar)
        if let known = wideSteps[key] { return known }
        effort &+= 32 &+ size
        let next = number(following(configurations[Int(state)], scalar))
        wideSteps[key] = next
        return next
    }

    /// The grade of a whole term, in UTF-8.
    mutating func grade(of term: [UInt8]) -> Int? {
        var state = start
        for scalar in String(decoding: term, as: UTF8.self).unicodeScalars {
            state = step(state, scalar.value)
            if state == 0 { return nil }
        }
        return grade(state)
    }

    /// Whether a term in UTF-8 is a match.
    mutating func matches(_ term: ArraySlice<UInt8>) -> Bool {
        var state = start
        for (offset, byte) in term.enumerated() {
            guard byte < 0x80 else {
                let rest = String(decoding: term.dropFirst(offset), as: UTF8.self)
                for scalar in rest.unicodeScalars where state != 0 { state = step(state, scalar.value) }
                break
            }
            state = step(state, UInt32(byte))
            if state == 0 { return false }
        }
        return state != 0 && grade(state) != nil
    }

    private mutating func number(_ configuration: [UInt16]) -> State {
        if let known = numbers[configuration] { return known }
        let number = State(configurations.count)
        numbers[configuration] = number
        configurations.append(configuration)
        grades.append(finalGrade(configuration))
        steps.append(contentsOf: repeatElement(number == 0 ? 0 : -1, count: 128))
        return number
    }

    // MARK: - Configurations

    private func first() -> [UInt16] {
        switch pattern {
        case .expression(let expression):
            var found: [UInt16] = []
            var seen = [Bool](repeating: false, count: expression.instructions.count)
            if !seen.isEmpty { expression.reach(0, into: &found, seen: &seen) }
            return found.sorted()
        case .fuzzy(let word, let edits):
            // Distances of the empty beginning, then the swaps begun: none.
            let row = (0...word.count).map { UInt16(min($0, edits + 1)) }
            return row + [UInt16](repeating: UInt16(edits + 1), count: max(0, word.count - 1))
        case .kin:
            // Stems are found by other means.
            return []
        }
    }

    private func finalGrade(_ configuration: [UInt16]) -> Int {
        switch pattern {
        case .expression(let expression):
            return configuration.contains { expression.instructions[Int($0)] == .match } ? 0 : -1
        case .fuzzy(let word, let edits):
            guard word.count < configuration.count else { return -1 }
            let distance = Int(configuration[word.count])
            return distance <= edits ? distance : -1
        case .kin:
            return -1
        }
    }

    private func following(_ configuration: [UInt16], _ scalar: UInt32) -> [UInt16] {
        guard !configuration.isEmpty else { return [] }
        switch pattern {
        case .expression(let expression):
            var found: [UInt16] = []
            var seen = [Bool](repeating: false, count: expression.instructions.count)
            for place in configuration where expression.takes(scalar, at: Int(place)) {
                expression.reach(Int(place) + 1, into: &found, seen: &seen)
            }
            return found.sorted()
        case .fuzzy(let word, let edits):
            return Self.row(after: scalar, configuration, word, edits)
        case .kin:
            return []
        }
    }

    /// The row of distances after one more character.
    ///
    /// Behind the row stand the swaps begun: at *i* the cost of having read the character that should come after the
    /// *i*-th first; the *i*-th then completes the swap.
    private static func row(
        after scalar: UInt32, _ old: [UInt16], _ word: [Unicode.Scalar], _ edits: Int
    ) -> [UInt16] {
        let count = word.count
        let beyond = UInt16(edits + 1)
        var row = [UInt16](repeating: beyond, count: old.count)
        var isAlive = false
        row[0] = min(beyond, old[0] + 1)
        for place in 1..<max(1, count + 1) {
            var best = min(old[place] + 1, row[place - 1] + 1)
            best = min(best, old[place - 1] + (word[place - 1].value == scalar ? 0 : 1))
            if place >= 2, word[place - 2].value == scalar { best = min(best, old[count + 1 + place - 2]) }
            row[place] = min(best, beyond)
        }
        for place in 0..<max(0, count - 1) where word[place + 1].value == scalar {
            row[count + 1 + place] = min(beyond, old[place] + 1)
        }
        for value in row where value < beyond { isAlive = isAlive || value < beyond }
        return isAlive ? row : []
    }
}
