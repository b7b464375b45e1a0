/// Documents that hold some term out of many; each scores by the best grade among its terms.
///
/// A set of bits for each grade is made once for the segment, for the reasons of `TermUnion`.
final class GradedUnion: WindowSource {
    /// Best first; a document is in the first set that its terms put it in.
    private var grades: [(bits: [UInt64], score: Float)] = []
    private let sum: ScoreSum
    private let documentCount: Int

    /// The source for what a pattern stands for in one segment.
    static func source(
        _ pattern: ExpandedPattern, _ index: Int, _ segment: SegmentReader, sum: ScoreSum, memory: QueryMemory
    ) throws(IndexError) -> WindowSource {
        let entries = pattern.perSegment.indices.contains(index) ? pattern.perSegment[index] : []
        return entries.isEmpty
            ? NoDocument(memory: memory) : try GradedUnion(entries, segment, sum: sum, memory: memory)
    }

    private init(
        _ entries: [ExpandedPattern.Entry], _ segment: SegmentReader, sum: ScoreSum, memory: QueryMemory
    ) throws(IndexError) {
        documentCount = segment.documentCount
        self.sum = sum
        super.init(memory: memory)
        var buffer = [UInt32](repeating: 0, count: BitPacking.blockCount)
        for (grade, score) in TermPattern.gradeScores.enumerated() where entries.contains(where: { $0.grade == grade })
        {
            var bits = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
            for entry in entries where entry.grade == grade && memory.spend(entry.info.documentFrequency) {
                let list = try segment.postings(entry.info, field: entry.field)
                if list.blockCount == 0 {
                    bits[Int(list.singleDocument >> 6)] |= 1 << UInt64(list.singleDocument & 63)
                }
                for block in 0..<list.blockCount {
                    let count = try list.documents(ofBlock: block, into: &buffer)
                    for document in buffer[..<count] { bits[Int(document >> 6)] |= 1 << UInt64(document & 63) }
                }
            }
            grades.append((bits, score))
        }
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        guard Int(target) < documentCount else { return nil }
        var index = Int(target >> 6)
        var mask: UInt64 = .max << UInt64(target & 63)
        let wordCount = (documentCount + 63) / 64
        while index < wordCount {
            let word = grades.reduce(0) { $0 | $1.bits[index] } & mask
            if word != 0 { return DocumentID(index * 64 + word.trailingZeroBitCount) }
            mask = .max
            index += 1
        }
        return nil
    }

    override var scoreMax: Double { grades.map { sum.bound($0.score) }.max() ?? 0 }

    override func mark(_ window: Window) throws(IndexError) {
        let first = Int(window.base >> 6)
        for (bits, _) in grades {
            for index in 0..<Window.wordCount where first + index < bits.count {
                window.bits[index] |= bits[first + index]
            }
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        let first = Int(window.base >> 6)
        for index in 0..<Window.wordCount {
            var seen: UInt64 = 0
            for (bits, score) in grades where first + index < bits.count {
                var rest = bits[first + index] & ~seen
                seen |= rest
                while rest != 0 {
                    window.add(sum.part(score), at: index &* 64 &+ rest.trailingZeroBitCount)
                    rest &= rest &- 1
                }
            }
        }
    }
}

/// What matches, its scores multiplied.
final class Scaled: WindowSource {
    private let part: WindowSource
    private let factor: Float
    private let sum: ScoreSum
    private lazy var own = Window(in: memory)

    init(_ part: WindowSource, by factor: Float, sum: ScoreSum, memory: QueryMemory) {
        (self.part, self.factor, self.sum) = (part, factor, sum)
        super.init(memory: memory)
    }

    override var cost: Int { part.cost }
    override var exactCount: Int? { part.exactCount }
    override var scoreMax: Double { sum.bound(1) * part.scoreMax * Double(factor) + sum.quantum }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        try part.nextCandidate(from: target)
    }

    override func mark(_ window: Window) throws(IndexError) { try part.mark(window) }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        own.reset(to: window.base)
        try part.accumulate(own, needed: -.infinity)
        for index in 0..<Window.wordCount where own.bits[index] != 0 {
            var rest = own.bits[index]
            while rest != 0 {
                let place = index &* 64 &+ rest.trailingZeroBitCount
                window.add(sum.part(Float(own.scores[place]) * factor), at: place)
                rest &= rest &- 1
            }
        }
    }
}
