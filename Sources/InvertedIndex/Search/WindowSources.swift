/// All documents of a segment, with score 0.
final class EveryDocument: WindowSource {
    private let documentCount: Int

    init(documentCount: Int, memory: QueryMemory) {
        self.documentCount = documentCount
        super.init(memory: memory)
    }

    override var cost: Int { documentCount }
    override var exactCount: Int? { documentCount }
    override var scoreMax: Double { 0 }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        Int(target) < documentCount ? target : nil
    }

    override func mark(_ window: Window) throws(IndexError) {
        window.markAll(0, min(Int(Window.size), documentCount - Int(window.base)))
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) { try mark(window) }
}

/// No document.
final class NoDocument: WindowSource {
    override var cost: Int { 0 }
    override var exactCount: Int? { 0 }
    override var scoreMax: Double { 0 }
}

/// What matches every part; scores add up.
final class Conjunction: WindowSource {
    private let parts: [WindowSource]
    private lazy var both = Window(in: memory)
    private lazy var one = Window(in: memory)

    init(_ parts: [WindowSource], memory: QueryMemory) {
        self.parts = parts
        super.init(memory: memory)
    }

    override var cost: Int { parts.map(\.cost).min() ?? .max }
    override var scoreMax: Double { parts.reduce(0) { $0 + $1.scoreMax } }

    override func scoreMax(from start: DocumentID, to end: DocumentID) throws(IndexError) -> Double {
        var sum = 0.0
        for part in parts { sum += try part.scoreMax(from: start, to: end) }
        return sum
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var candidate = target
        for part in parts {
            guard let next = try part.nextCandidate(from: candidate) else { return nil }
            candidate = max(candidate, next)
        }
        return candidate
    }

    override func mark(_ window: Window) throws(IndexError) {
        try combine(at: window.base) { (part, window) throws(IndexError) in try part.mark(window) }
        window.add(both)
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        try combine(at: window.base) { (part, window) throws(IndexError) in
            try part.accumulate(window, needed: -.infinity)
        }
        window.add(both)
    }

    private func combine(
        at base: DocumentID, _ fill: (WindowSource, Window) throws(IndexError) -> Void
    ) throws(IndexError) {
        both.reset(to: base)
        for (index, part) in parts.enumerated() {
            guard memory.pass(WorkMeter.partEffort) else { return }
            if index == 0 {
                try fill(part, both)
            } else {
                one.reset(to: base)
                try fill(part, one)
                both.intersect(one)
            }
            if both.isEmpty { return }
        }
    }
}

/// What matches some part; scores add up.
final class Disjunction: WindowSource {
    private let parts: [WindowSource]

    init(_ parts: [WindowSource], memory: QueryMemory) {
        self.parts = parts
        super.init(memory: memory)
    }

    override var cost: Int {
        parts.reduce(0) { sum, part in
            let (cost, isOverflow) = sum.addingReportingOverflow(part.cost)
            return isOverflow ? .max : cost
        }
    }
    override var scoreMax: Double { parts.reduce(0) { $0 + $1.scoreMax } }

    override func scoreMax(from start: DocumentID, to end: DocumentID) throws(IndexError) -> Double {
        var sum = 0.0
        for part in parts { sum += try part.scoreMax(from: start, to: end) }
        return sum
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest: DocumentID?
        for part in parts {
            guard let next = try part.nextCandidate(from: target) else { continue }
            nearest = min(nearest ?? next, next)
        }
        return nearest
    }

    override func mark(_ window: Window) throws(IndexError) {
        for part in parts where memory.pass(WorkMeter.partEffort) { try part.mark(window) }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        for part in parts where memory.pass(WorkMeter.partEffort) {
            try part.accumulate(window, needed: -.infinity)
        }
    }
}

/// What does not match, with score 0.
final class Complement: WindowSource {
    private let part: WindowSource
    private let documentCount: Int
    private lazy var other = Window(in: memory)

    init(_ part: WindowSource, documentCount: Int, memory: QueryMemory) {
        self.part = part
        self.documentCount = documentCount
        super.init(memory: memory)
    }

    override var cost: Int { documentCount }
    override var scoreMax: Double { 0 }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        Int(target) < documentCount ? target : nil
    }

    override func mark(_ window: Window) throws(IndexError) {
        other.reset(to: window.base)
        try part.mark(other)
        let places = min(Int(Window.size), documentCount - Int(window.base))
        for index in 0..<Window.wordCount where index * 64 < places {
            let all = places - index * 64 >= 64 ? UInt64.max : (1 << UInt64(places - index * 64)) - 1
            window.bits[index] |= all & ~other.bits[index]
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) { try mark(window) }
}

/// What matches, with score 0.
final class Unscored: WindowSource {
    private let part: WindowSource

    init(_ part: WindowSource, memory: QueryMemory) {
        self.part = part
        super.init(memory: memory)
    }

    override var cost: Int { part.cost }
    override var exactCount: Int? { part.exactCount }
    override var scoreMax: Double { 0 }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        try part.nextCandidate(from: target)
    }

    override func mark(_ window: Window) throws(IndexError) { try part.mark(window) }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) { try part.mark(window) }

    override var siftsByWindow: Bool { part.siftsByWindow }

    override func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        switch sieve {
        case .optional: break
        case .required: try part.sift(&candidates, .filter)
        case .filter, .excluded: try part.sift(&candidates, sieve)
        }
    }
}
