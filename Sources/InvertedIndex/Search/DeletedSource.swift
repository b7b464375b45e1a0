/// The deleted documents of a segment: no match is among them.
///
/// Only segments of which something is deleted have this part; the others never meet it.
final class DeletedSource: WindowSource {
    private let deleted: DocumentSet

    init(_ deleted: DeletedDocuments, memory: QueryMemory) {
        self.deleted = deleted.documents
        super.init(memory: memory)
    }

    override var cost: Int { deleted.count }
    override var exactCount: Int? { deleted.count }
    override var scoreMax: Double { 0 }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var word = Int(target >> 6)
        guard word < deleted.words.count else { return nil }
        var rest = deleted.words[word] & (.max << UInt64(target & 63))
        while rest == 0 {
            word += 1
            guard word < deleted.words.count else { return nil }
            rest = deleted.words[word]
        }
        return DocumentID(word * 64 + rest.trailingZeroBitCount)
    }

    override func mark(_ window: Window) throws(IndexError) {
        let first = Int(window.base) / 64
        for index in 0..<min(Window.wordCount, max(0, deleted.words.count - first)) {
            window.bits[index] |= deleted.words[first + index]
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) { try mark(window) }

    override var siftsByWindow: Bool { false }

    override func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        if sieve == .optional { return }
        candidates.filter { document, score in (deleted.contains(document) == (sieve != .excluded), score) }
    }
}
