/// A regular expression over the characters of a term, as instructions for Thompson's construction.
///
/// Matching follows all possibilities at once and takes time linear in the term: no expression can make it run away.
/// After Thompson, "Regular expression search algorithm", 1968.
package struct TermExpression: Hashable, Sendable {
    /// One instruction.
    package enum Instruction: Hashable, Sendable {
        /// Goes on behind it with a character in one of the ranges, or in none of them.
        case character([ClosedRange<UInt32>], isInverted: Bool)
        /// Goes on at both places.
        case split(Int, Int)
        /// Goes on elsewhere.
        case jump(Int)
        /// The whole expression has matched.
        case match
    }

    /// The program, begun at its first instruction.
    package private(set) var instructions: [Instruction]

    /// What was written, to show.
    package private(set) var source: String

    /// The longest program: repetitions such as `(a{20}){20}` are written out.
    package static let instructionCountMax = 2_000

    /// A program.
    ///
    /// - Parameters:
    ///   - instructions: with places that exist, the last a match.
    ///   - source: what was written.
    package init(_ instructions: [Instruction], source: String) {
        (self.instructions, self.source) = (instructions, source)
    }

    /// A word with wildcards: `*` for any characters, `?` for one.
    ///
    /// - Parameter wildcard: literal parts folded as terms are.
    package init(wildcard: some Sequence<Unicode.Scalar>) {
        var instructions: [Instruction] = []
        var source = ""
        for scalar in wildcard {
            source.unicodeScalars.append(scalar)
            switch scalar {
            case "*":
                // Two in a row say the same as one.
                if case .jump? = instructions.last { continue }
                let place = instructions.count
                instructions.append(.split(place + 1, place + 3))
                instructions.append(.character([], isInverted: true))
                instructions.append(.jump(place))
            case "?":
                instructions.append(.character([], isInverted: true))
            default:
                instructions.append(.character([scalar.value...scalar.value], isInverted: false))
            }
        }
        instructions.append(.match)
        self.init(instructions, source: source)
    }

    /// The instructions reached without a character from one, itself included; only those that take a character or match.
    func reach(_ start: Int, into found: inout [UInt16], seen: inout [Bool]) {
        var open = [start]
        while let place = open.popLast() {
            guard !seen[place] else { continue }
            seen[place] = true
            switch instructions[place] {
            case .split(let first, let second):
                open.append(second)
                open.append(first)
            case .jump(let target):
                open.append(target)
            case .character, .match:
                found.append(UInt16(place))
            }
        }
    }

    /// What a step through all instructions goes through: each of them, and each range of characters.
    var size: Int {
        instructions.reduce(0) { sum, instruction in
            if case .character(let ranges, _) = instruction { return sum + 1 + ranges.count }
            return sum + 1
        }
    }

    /// Whether an instruction takes a character.
    func takes(_ scalar: UInt32, at place: Int) -> Bool {
        guard case .character(let ranges, let isInverted) = instructions[place] else { return false }
        return ranges.contains { $0.contains(scalar) } != isInverted
    }
}
