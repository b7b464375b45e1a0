/// Documents that hold some term out of many: all that begin alike, or all that a pattern stands for.
///
/// Terms have grades, and a document scores by the best grade among its terms, whatever their frequency.
final class TermUnion: WindowSource {
    /// The terms of one grade.
    private struct Grade {
        var union: DocumentUnion
        var score: Double
    }

    /// Best first.
    private var grades: [Grade] = []

    /// A union of terms.
    ///
    /// - Parameters:
    ///   - terms: those of each grade with its score, the highest first.
    ///   - segment: what is searched.
    ///   - sum: how scores are added.
    ///   - memory: of the query.
    init(
        _ terms: [(terms: [DocumentUnion.Term], score: Float)], _ segment: SegmentReader, sum: ScoreSum,
        memory: QueryMemory
    ) throws(IndexError) {
        super.init(memory: memory)
        for grade in terms where !grade.terms.isEmpty {
            grades.append(
                Grade(union: try DocumentUnion(grade.terms, segment, memory: memory), score: sum.part(grade.score)))
        }
    }

    /// A union of the terms that a pattern stands for in a segment.
    convenience init(
        _ entries: [ExpandedPattern.Entry], _ segment: SegmentReader, sum: ScoreSum, memory: QueryMemory
    ) throws(IndexError) {
        var terms: [(terms: [DocumentUnion.Term], score: Float)] = TermPattern.gradeScores.map { ([], $0) }
        for entry in entries { terms[entry.grade].terms.append((entry.field, entry.info)) }
        try self.init(terms, segment, sum: sum, memory: memory)
    }

    override var cost: Int { grades.reduce(0) { $0 + $1.union.cost } }
    override var collectsByWindow: Bool { false }
    override var siftsByWindow: Bool { false }
    // Exactly: where nothing else scores, the first documents are the best, and the search ends with them.
    override var scoreMax: Double { grades.first?.score ?? 0 }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest: DocumentID?
        for index in grades.indices {
            guard let next = try grades[index].union.next(from: target) else { continue }
            nearest = min(nearest ?? next, next)
        }
        return nearest
    }

    override func mark(_ window: Window) throws(IndexError) {
        let first = Int(window.base >> 6)
        for grade in grades.indices {
            for index in 0..<Window.wordCount { window.bits[index] |= try grades[grade].union.word(first &+ index) }
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        let first = Int(window.base >> 6)
        for index in 0..<Window.wordCount {
            var seen: UInt64 = 0
            for grade in grades.indices where grades[grade].score >= needed {
                var rest = try grades[grade].union.word(first &+ index) & ~seen
                seen |= rest
                let score = grades[grade].score
                while rest != 0 {
                    window.scores[index &* 64 &+ rest.trailingZeroBitCount] += score
                    rest &= rest &- 1
                }
            }
            window.bits[index] |= seen
        }
    }

    override func collect(
        from start: DocumentID, to end: DocumentID, needed: Double, into candidates: inout Candidates
    ) throws(IndexError) {
        guard start < end, scoreMax >= needed else { return }
        let last = end &- 1
        for index in Int(start >> 6)...Int(last >> 6) {
            var mask = UInt64.max
            if index == Int(start >> 6) { mask &= .max << UInt64(start & 63) }
            if index == Int(last >> 6) { mask &= .max >> UInt64(63 - last & 63) }
            if grades.count == 1 {
                var rest = try grades[0].union.word(index) & mask
                while rest != 0 {
                    let document = DocumentID(truncatingIfNeeded: index &* 64 &+ rest.trailingZeroBitCount)
                    candidates.append(document, grades[0].score, if: true)
                    rest &= rest &- 1
                }
                continue
            }
            var rest: UInt64 = 0
            for grade in grades.indices where grades[grade].score >= needed {
                rest |= try grades[grade].union.word(index) & mask
            }
            while rest != 0 {
                let document = DocumentID(truncatingIfNeeded: index &* 64 &+ rest.trailingZeroBitCount)
                candidates.append(document, try score(of: document) ?? 0, if: true)
                rest &= rest &- 1
            }
        }
    }

    override func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        try candidates.filter { (document, score) throws(IndexError) in
            let own = try self.score(of: document)
            switch sieve {
            case .required: return (own != nil, score + (own ?? 0))
            case .optional: return (true, score + (own ?? 0))
            case .filter: return (own != nil, score)
            case .excluded: return (own == nil, score)
            }
        }
    }

    /// What a document scores; `nil` when it holds none of the terms.
    private func score(of document: DocumentID) throws(IndexError) -> Double? {
        for grade in grades.indices where try grades[grade].union.contains(document) { return grades[grade].score }
        return nil
    }
}
