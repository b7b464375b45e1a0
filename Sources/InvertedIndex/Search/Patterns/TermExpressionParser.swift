internal import TextAnalysis

/// Reads regular expressions over terms.
///
/// Characters, `.`, classes such as `[a-z]` and `[^0-9]`, `\d`, `\w`, a backslash before any sign, groups, `|`, and the
/// repetitions `*`, `+`, `?`, `{3}`, `{2,}` and `{2,5}`. The whole term has to match. Letters are folded as terms are.
package struct TermExpressionParser {
    /// What is wrong with an expression.
    package struct Fault: Error, Equatable {
        /// Where, in characters from 0.
        package var offset: Int
        /// What is the matter.
        package var message: String
    }

    private indirect enum Node {
        case empty
        case character([ClosedRange<UInt32>], isInverted: Bool)
        case sequence([Node])
        case alternatives([Node])
        case repeated(Node, min: Int, max: Int?)
    }

    /// Groups that may be open at a time.
    private static let depthMax = 50
    /// Repetitions of repetitions, such as `a*{2}?`.
    private static let repeatedMax = 10
    /// The most copies that a repetition with numbers makes.
    private static let repetitionMax = 1_000

    private let characters: [Unicode.Scalar]
    private var index = 0

    /// Reads an expression.
    ///
    /// - Parameter text: what stands between the slashes.
    /// - Returns: the program.
    /// - Throws: what is wrong, and where.
    package static func parse(_ text: String) throws(Fault) -> TermExpression {
        var parser = TermExpressionParser(characters: Array(text.unicodeScalars))
        let node = try parser.alternatives(depth: 0)
        if parser.index < parser.characters.count {
            throw Fault(offset: parser.index, message: "')' closes nothing")
        }
        var instructions: [TermExpression.Instruction] = []
        var visits = 0
        guard emit(node, &instructions, &visits) else {
            throw Fault(offset: 0, message: "the expression is too large; shorten its repetitions")
        }
        return TermExpression(instructions + [.match], source: "/" + text + "/")
    }

    // MARK: - Reading

    private mutating func alternatives(depth: Int) throws(Fault) -> Node {
        guard depth <= Self.depthMax else {
            throw Fault(offset: index, message: "groups are nested deeper than \(Self.depthMax)")
        }
        var nodes = [try sequence(depth: depth)]
        while index < characters.count, characters[index] == "|" {
            index += 1
            nodes.append(try sequence(depth: depth))
        }
        return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
    }

    private mutating func sequence(depth: Int) throws(Fault) -> Node {
        var nodes: [Node] = []
        while index < characters.count, characters[index] != "|", characters[index] != ")" {
            let atom = try atom(depth: depth)
            nodes.append(try repetitions(of: atom))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func atom(depth: Int) throws(Fault) -> Node {
        let start = index
        let character = characters[index]
        index += 1
        switch character {
        case ".":
            return .character([], isInverted: true)
        case "(":
            let node = try alternatives(depth: depth + 1)
            guard index < characters.count, characters[index] == ")" else {
                throw Fault(offset: start, message: "'(' is never closed")
            }
            index += 1
            return node
        case "[":
            return try characterClass(start)
        case "*", "+", "?", "{":
            throw Fault(offset: start, message: "'\(character)' has nothing before it to repeat")
        case "\\":
            guard index < characters.count else { throw Fault(offset: start, message: "'\\' ends the expression") }
            let escaped = characters[index]
            index += 1
            return Self.named(escaped).map { .character($0, isInverted: false) } ?? Self.literal(escaped)
        default:
            return Self.literal(character)
        }
    }

    private mutating func repetitions(of atom: Node) throws(Fault) -> Node {
        var node = atom
        var count = 0
        while index < characters.count {
            let start = index
            if count == Self.repeatedMax, "*+?{".unicodeScalars.contains(characters[index]) {
                throw Fault(offset: start, message: "more than \(count) repetitions of one another")
            }
            count += 1
            switch characters[index] {
            case "*": node = .repeated(node, min: 0, max: nil)
            case "+": node = .repeated(node, min: 1, max: nil)
            case "?": node = .repeated(node, min: 0, max: 1)
            case "{":
                let bounds = try bounds(start)
                node = .repeated(node, min: bounds.min, max: bounds.max)
            default: return node
            }
            index += 1
        }
        return node
    }

    /// Reads `{3}`, `{2,}` or `{2,5}` up to its last brace.
    private mutating func bounds(_ start: Int) throws(Fault) -> (min: Int, max: Int?) {
        guard let end = characters[start...].firstIndex(of: "}") else {
            throw Fault(offset: start, message: "'{' is never closed")
        }
        let text = String(String.UnicodeScalarView(characters[start + 1..<end]))
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        index = end
        guard let low = Int(parts[0]), low >= 0, low <= Self.repetitionMax, parts.count <= 2 else {
            throw Fault(offset: start, message: "'{\(text)}' is no repetition; one looks like {3} or {2,5}")
        }
        guard parts.count == 2 else { return (low, low) }
        if parts[1].isEmpty { return (low, nil) }
        guard let high = Int(parts[1]), high >= low, high <= Self.repetitionMax else {
            throw Fault(offset: start, message: "'{\(text)}' is no repetition; one looks like {3} or {2,5}")
        }
        return (low, high)
    }

    private mutating func characterClass(_ start: Int) throws(Fault) -> Node {
        var ranges: [ClosedRange<UInt32>] = []
        var isInverted = false
        if index < characters.count, characters[index] == "^" {
            isInverted = true
            index += 1
        }
        var isFirst = true
        while index < characters.count, isFirst || characters[index] != "]" {
            isFirst = false
            var low = characters[index]
            index += 1
            if low == "\\", index < characters.count {
                low = characters[index]
                index += 1
                if let named = Self.named(low) {
                    ranges += named
                    continue
                }
            }
            var high = low
            if index + 1 < characters.count, characters[index] == "-", characters[index + 1] != "]" {
                high = characters[index + 1]
                index += 2
            }
            guard low.value <= high.value else {
                throw Fault(offset: start, message: "'\(low)-\(high)' goes backwards")
            }
            ranges.append(low.value...high.value)
            // Terms have small letters only.
            let capitals = UInt32(0x41)...UInt32(0x5A)
            if capitals.overlaps(low.value...high.value) {
                let own = capitals.clamped(to: low.value...high.value)
                ranges.append(own.lowerBound + 32...own.upperBound + 32)
            }
            if low == high { ranges += Self.folded(low).map { $0.value...$0.value } }
        }
        guard index < characters.count else { throw Fault(offset: start, message: "'[' is never closed") }
        index += 1
        return .character(ranges, isInverted: isInverted)
    }

    private static func named(_ character: Unicode.Scalar) -> [ClosedRange<UInt32>]? {
        switch character {
        case "d": [0x30...0x39]
        // Letters of other scripts are part of words as well.
        case "w": [0x30...0x39, 0x61...0x7A, 0x80...0x10FFFF]
        default: nil
        }
    }

    private static func literal(_ character: Unicode.Scalar) -> Node {
        let scalars = folded(character)
        let nodes = scalars.map { Node.character([$0.value...$0.value], isInverted: false) }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private static func folded(_ character: Unicode.Scalar) -> [Unicode.Scalar] {
        Array(String(decoding: Folding.folded(String(character)), as: UTF8.self).unicodeScalars)
    }

    // MARK: - Writing the program

    /// Appends the instructions of a node.
    ///
    /// - Parameters:
    ///   - node: what is written.
    ///   - output: what was written before it.
    ///   - visits: nodes gone through, for those that write nothing may be repeated without end: `(){1000}{1000}`.
    /// - Returns: whether it fits.
    private static func emit(
        _ node: Node, _ output: inout [TermExpression.Instruction], _ visits: inout Int
    ) -> Bool {
        visits += 1
        guard output.count < TermExpression.instructionCountMax, visits <= 10 * TermExpression.instructionCountMax
        else { return false }
        switch node {
        case .empty:
            return true
        case .character(let ranges, let isInverted):
            output.append(.character(ranges, isInverted: isInverted))
            return true
        case .sequence(let nodes):
            for node in nodes { guard emit(node, &output, &visits) else { return false } }
            return true
        case .alternatives(let nodes):
            var ends: [Int] = []
            for (number, node) in nodes.enumerated() {
                let split = output.count
                if number < nodes.count - 1 { output.append(.split(split + 1, 0)) }
                guard emit(node, &output, &visits) else { return false }
                if number < nodes.count - 1 {
                    ends.append(output.count)
                    output.append(.jump(0))
                    output[split] = .split(split + 1, output.count)
                }
            }
            for end in ends { output[end] = .jump(output.count) }
            return true
        case .repeated(let node, let min, let max):
            for _ in 0..<min { guard emit(node, &output, &visits) else { return false } }
            guard let max else {
                let split = output.count
                output.append(.split(split + 1, 0))
                guard emit(node, &output, &visits) else { return false }
                output.append(.jump(split))
                output[split] = .split(split + 1, output.count)
                return true
            }
            var splits: [Int] = []
            for _ in min..<max {
                splits.append(output.count)
                output.append(.split(output.count + 1, 0))
                guard emit(node, &output, &visits) else { return false }
            }
            for split in splits { output[split] = .split(split + 1, output.count) }
            return true
        }
    }
}
