/// Documents whose number in a column lies in a range; blocks whose bounds lie outside are passed over.
final class ColumnRange: WindowSource {
    private let column: ColumnReader
    private let range: ClosedRange<Int64>
    private var block = ColumnBlock.none

    init(_ column: ColumnReader, _ range: ClosedRange<Int64>, memory: QueryMemory) {
        (self.column, self.range) = (column, range)
        super.init(memory: memory)
    }

    override var cost: Int { column.count }
    override var scoreMax: Double { 0 }

    private func mayMatch(block: Int) -> Bool { column.bounds(ofBlock: block)?.overlaps(range) ?? false }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var document = Int(target)
        while document < column.count {
            let block = document / ColumnWriter.blockCount
            if mayMatch(block: block) { return DocumentID(document) }
            document = (block + 1) * ColumnWriter.blockCount
        }
        return nil
    }

    override func mark(_ window: Window) throws(IndexError) {
        var document = Int(window.base)
        let end = min(Int(window.end), column.count)
        while document < end {
            let number = document / ColumnWriter.blockCount
            let blockEnd = min(end, (number + 1) * ColumnWriter.blockCount)
            if mayMatch(block: number) {
                let own = try column.block(number)
                if own.isCovered(by: range) {
                    window.markAll(document - Int(window.base), blockEnd - Int(window.base))
                } else {
                    for place in document..<blockEnd where own.isValue(at: place, in: range) {
                        window.mark(place - Int(window.base))
                    }
                }
            }
            document = blockEnd
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) { try mark(window) }

    override var siftsByWindow: Bool { false }

    override func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        guard sieve != .optional else { return }
        let keepsMatch = sieve != .excluded
        try candidates.filter { (document, score) throws(IndexError) in
            let place = Int(document)
            if place / ColumnWriter.blockCount != block.number {
                guard place < column.count else { return (!keepsMatch, score) }
                block = try column.block(place / ColumnWriter.blockCount)
            }
            return (block.isValue(at: place, in: range) == keepsMatch, score)
        }
    }
}
