internal import Storage

/// Documents that hold words one after another in some field.
final class PhraseSource: WindowSource {
    private let fields: [PhraseField]
    private let idf: Float
    private let sum: ScoreSum
    private let segment: SegmentReader
    /// The effort for each document of a long phrase; 0 for one that costs little.
    private let effort: Int
    private var leastFrequency: LeastFrequency
    private lazy var frequencies: Scratch<Float> = memory.take(Int(Window.size), repeating: 0)
    private lazy var marks: Scratch<UInt64> = memory.take(Window.wordCount, repeating: 0)

    /// The fields that hold every word, at least one.
    init(_ fields: [PhraseField], idf: Float, sum: ScoreSum, segment: SegmentReader, memory: QueryMemory) {
        (self.fields, self.idf, self.sum, self.segment) = (fields, idf, sum, segment)
        let wordCount = fields.reduce(0) { $0 + $1.count }
        effort = wordCount > Self.shortMax ? 4 * wordCount : 0
        leastFrequency = LeastFrequency(idf: idf, sum: sum)
        super.init(memory: memory)
    }

    /// Words of a phrase whose time need not be looked at in every document.
    private static let shortMax = 64

    /// Whether to go on to another document.
    private var goesOn: Bool { effort == 0 || memory.pass(effort) }

    // Positions cost more than documents: another part of about as many documents goes first.
    override var cost: Int { fields.reduce(0) { $0 + $1.cost } * 2 }

    override var collectsByWindow: Bool { fields.count > 1 }
    override var siftsByWindow: Bool { false }
    override var hasRuns: Bool { fields.count == 1 }

    override func runEnd(ofBlocks count: Int, from start: DocumentID, to end: DocumentID) -> DocumentID {
        fields.count == 1 ? fields[0].end(ofBlocks: count, from: start, to: end) : end
    }

    override var scoreMax: Double { sum.part(BM25.score(fields.reduce(0) { $0 + $1.most }, idf: idf)) }

    override func scoreMax(from start: DocumentID, to end: DocumentID) throws(IndexError) -> Double {
        sum.part(BM25.score(fields.reduce(0) { $0 + $1.most(from: start, to: end) }, idf: idf))
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest = BlockCursor.end
        for field in fields {
            nearest = min(nearest, try checked { () throws(PhraseField.Damage) in try field.seek(to: target) })
        }
        return nearest == BlockCursor.end ? nil : nearest
    }

    override func mark(_ window: Window) throws(IndexError) {
        for field in fields {
            try checked { () throws(PhraseField.Damage) in
                var document = try field.seek(to: window.base)
                while document < window.end, goesOn {
                    if !window.contains(document), try field.isMatch() { window.mark(Int(document &- window.base)) }
                    document = try field.seek(to: document &+ 1)
                }
            }
        }
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        for field in fields {
            try checked { () throws(PhraseField.Damage) in
                var document = try field.seek(to: window.base)
                while document < window.end, goesOn {
                    if let weighted = try field.weightedFrequency() {
                        let place = Int(document &- window.base)
                        marks[place >> 6] |= 1 << UInt64(place & 63)
                        frequencies[place] += weighted
                    }
                    document = try field.seek(to: document &+ 1)
                }
            }
        }
        window.add(frequencies, at: marks, idf: idf, sum)
    }

    override func collect(
        from start: DocumentID, to end: DocumentID, needed: Double, into candidates: inout Candidates
    ) throws(IndexError) {
        guard fields.count == 1 else {
            return try super.collect(from: start, to: end, needed: needed, into: &candidates)
        }
        let field = fields[0]
        let least = leastFrequency(for: needed)
        try checked { () throws(PhraseField.Damage) in
            var stretch = start
            while stretch < end, goesOn {
                var stop = end
                if least > 0 {
                    // Where the rarest word's block cannot give enough, nothing in its stretch does.
                    stop = field.stretchEnd(from: stretch, to: end)
                    guard field.most(from: stretch, to: stop) >= least else {
                        stretch = stop
                        continue
                    }
                }
                var document = try field.seek(to: stretch, least: least)
                while document < stop, goesOn {
                    // The word with the lowest frequency bounds the phrase: most documents need no look at positions.
                    if try field.mostHere() >= least, let weighted = try field.weightedFrequency(), weighted >= least {
                        candidates.append(document, sum.part(BM25.score(weighted, idf: idf)), if: true)
                    }
                    document = try field.seek(to: document &+ 1, least: least)
                }
                stretch = max(stop, document)
            }
        }
    }

    override func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        try checked { () throws(PhraseField.Damage) in
            try candidates.filter { (document, score) throws(PhraseField.Damage) in
                var weighted: Float?
                for field in fields where goesOn {
                    guard try field.seek(to: document) == document, let own = try field.weightedFrequency() else {
                        continue
                    }
                    weighted = (weighted ?? 0) + own
                }
                switch sieve {
                case .filter: return (weighted != nil, score)
                case .excluded: return (weighted == nil, score)
                case .required, .optional:
                    guard let weighted else { return (sieve == .optional, score) }
                    return (true, score + sum.part(BM25.score(weighted, idf: idf)))
                }
            }
        }
    }

    private func checked<Value>(_ body: () throws(PhraseField.Damage) -> Value) throws(IndexError) -> Value {
        do throws(PhraseField.Damage) {
            return try body()
        } catch {
            let place = error == .postings ? segment.postingsPlace : segment.positionsPlace
            throw place.corrupt(at: 0, expected: "whole lists of a phrase's words", found: "damaged ones")
        }
    }
}
