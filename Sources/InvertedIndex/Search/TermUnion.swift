/// Documents that hold some term out of many; each scores the same.
///
/// The union is made once for the segment: a prefix may stand for thousands of terms, and a cursor for each would cost
/// more than the bits.
final class TermUnion: WindowSource {
    private let bits: Scratch<UInt64>
    private let documentCount: Int
    private let score: Double
    private let matches: Int

    /// Takes the documents of all lists.
    init(
        _ lists: [PostingsList], documentCount: Int, score: Float, sum: ScoreSum, place: ByteReader.Place,
        memory: QueryMemory
    ) throws(IndexError) {
        // Whole windows, so that they can be taken over word by word.
        let windows = (documentCount + Int(Window.size) - 1) / Int(Window.size)
        bits = memory.take(windows * Window.wordCount, repeating: 0)
        self.documentCount = documentCount
        self.score = sum.part(score)
        let documents = memory.take(BitPacking.blockCount, repeating: UInt32(0))
        let frequencies = memory.take(BitPacking.blockCount, repeating: UInt32(1))
        for list in lists where memory.spend(list.documentCount) {
            var cursor = BlockCursor(list, documents: documents, frequencies: frequencies)
            for block in 0..<cursor.blockCount {
                do throws(BlockCursor.Damage) {
                    try cursor.enter(block)
                } catch {
                    throw place.corrupt(at: 0, expected: "whole postings (block \(block))", found: "damaged ones")
                }
                for index in 0..<cursor.count {
                    let document = cursor.documents[index]
                    bits[Int(document >> 6)] |= 1 << UInt64(document & 63)
                }
            }
        }
        var sum = 0
        for index in 0..<bits.count { sum += bits[index].nonzeroBitCount }
        matches = sum
        super.init(memory: memory)
    }

    override var cost: Int { matches }
    override var siftsByWindow: Bool { false }
    override var exactCount: Int? { matches }
    // With room for the rounding of sums of bounds.
    override var scoreMax: Double { score * 1.000001 }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        guard Int(target) < documentCount else { return nil }
        var index = Int(target >> 6)
        var word = bits[index] & (.max << UInt64(target & 63))
        while word == 0 {
            index += 1
            guard index < bits.count else { return nil }
            word = bits[index]
        }
        return DocumentID(index * 64 + word.trailingZeroBitCount)
    }

    override func mark(_ window: Window) throws(IndexError) {
        let first = Int(window.base >> 6)
        for index in 0..<Window.wordCount where first + index < bits.count {
            window.bits[index] |= bits[first + index]
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        let first = Int(window.base >> 6)
        for index in 0..<Window.wordCount where first + index < bits.count {
            var rest = bits[first + index]
            window.bits[index] |= rest
            while rest != 0 {
                window.scores[index &* 64 &+ rest.trailingZeroBitCount] += score
                rest &= rest &- 1
            }
        }
    }

    override var collectsByWindow: Bool { false }

    override func collect(
        from start: DocumentID, to end: DocumentID, needed: Double, into candidates: inout Candidates
    ) throws(IndexError) {
        guard score >= needed, start < end else { return }
        let last = end &- 1
        for index in Int(start >> 6)...Int(last >> 6) where index < bits.count {
            var rest = bits[index]
            if index == Int(start >> 6) { rest &= .max << UInt64(start & 63) }
            if index == Int(last >> 6) { rest &= .max >> UInt64(63 - last & 63) }
            while rest != 0 {
                let document = DocumentID(truncatingIfNeeded: index &* 64 &+ rest.trailingZeroBitCount)
                candidates.append(document, score, if: true)
                rest &= rest &- 1
            }
        }
    }

    override func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        candidates.filter { document, score in
            let isMatch = bits[Int(document >> 6)] >> UInt64(document & 63) & 1 == 1
            switch sieve {
            case .required: return (isMatch, score + self.score)
            case .optional: return (true, isMatch ? score + self.score : score)
            case .filter: return (isMatch, score)
            case .excluded: return (!isMatch, score)
            }
        }
    }
}
