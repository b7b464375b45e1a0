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
    override var scoreMax: Double { sum.part(Float(part.scoreMax) * factor) }

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
