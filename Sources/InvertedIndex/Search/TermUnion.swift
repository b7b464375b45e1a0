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
    /// - Throws: `IndexError.corrupt` when a list does not lie where it should.
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
            let bits = try grades[grade].union.bits(before: window.end)
            for index in 0..<Window.wordCount { window.bits[index] |= bits[first &+ index] }
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        let first = Int(window.base >> 6)
        for grade in grades.indices where grades[grade].score >= needed {
            let (bits, score) = (try grades[grade].union.bits(before: window.end), grades[grade].score)
            for index in 0..<Window.wordCount {
                var rest = try own(bits[first &+ index], grade, first &+ index)
                window.bits[index] |= rest
                while rest != 0 {
                    window.scores[index &* 64 &+ rest.trailingZeroBitCount] += score
                    rest &= rest &- 1
                }
            }
        }
    }

    override func collect(
        from start: DocumentID, to end: DocumentID, needed: Double, into candidates: inout Candidates
    ) throws(IndexError) {
        guard start < end, scoreMax >= needed else { return }
        let last = end &- 1
        let (first, stop) = (Int(start >> 6), Int(last >> 6))
        let best = try grades[0].union.bits(before: end)
        let score = grades[0].score
        for index in first...stop {
            var rest = best[index]
            for grade in grades.indices.dropFirst() where grades[grade].score >= needed {
                rest |= try grades[grade].union.bits(before: end)[index]
            }
            if index == first { rest &= .max << UInt64(start & 63) }
            if index == stop { rest &= .max >> UInt64(63 - last & 63) }
            while rest != 0 {
                let document = DocumentID(truncatingIfNeeded: index &* 64 &+ rest.trailingZeroBitCount)
                let isBest = best[index] >> UInt64(document & 63) & 1 == 1
                candidates.append(document, isBest ? score : try self.score(of: document) ?? 0, if: true)
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

    /// The bits of a word that no better grade has.
    @inline(__always)
    private func own(_ word: UInt64, _ grade: Int, _ index: Int) throws(IndexError) -> UInt64 {
        var own = word
        if own == 0 { return 0 }
        for better in 0..<grade {
            own &= ~(try grades[better].union.bits(before: DocumentID(truncatingIfNeeded: index &* 64 &+ 64))[index])
        }
        return own
    }

    /// What a document scores; `nil` when it holds none of the terms.
    private func score(of document: DocumentID) throws(IndexError) -> Double? {
        let (index, bit) = (Int(document >> 6), UInt64(document & 63))
        for grade in grades.indices
        where try grades[grade].union.bits(before: document &+ 1)[index] >> bit & 1 == 1 { return grades[grade].score }
        return nil
    }
}
