internal import Storage

/// Documents that hold a term in any of its fields.
final class TermSource: WindowSource {
    private let fields: Scratch<FieldPostings>
    private let fieldCount: Int
    private let idf: Float
    private let sum: ScoreSum
    private let place: ByteReader.Place
    private let frequencies: Scratch<Float>
    /// What stands beside them.
    private let places: Scratch<UInt32>
    private var leastFrequency: LeastFrequency
    private let documents: Int

    /// A term's fields, at least one, in ascending order.
    init(_ postings: [FieldPostings], idf: Float, sum: ScoreSum, place: ByteReader.Place, memory: QueryMemory) {
        fields = memory.take(postings.count, repeating: postings[0])
        for (index, field) in postings.enumerated() { fields[index] = field }
        fieldCount = postings.count
        (self.idf, self.sum, self.place) = (idf, sum, place)
        leastFrequency = LeastFrequency(idf: idf, sum: sum)
        // Weighted frequencies of a block, or of a window where several fields meet.
        frequencies = postings.count > 1 ? memory.fieldFrequencies : memory.blockScores
        places = memory.blockPlaces
        documents = postings.reduce(0) { $0 + $1.cursor.documentCount }
        super.init(memory: memory)
    }

    override var cost: Int { documents }
    override var collectsByWindow: Bool { fieldCount > 1 }
    override var siftsByWindow: Bool { false }
    override var exactCount: Int? { fieldCount == 1 ? documents : nil }

    override var scoreMax: Double {
        var most: Float = 0
        for index in 0..<fieldCount { most += fields[index].listMax }
        return sum.part(BM25.score(most, idf: idf))
    }

    override func scoreMax(from start: DocumentID, to end: DocumentID) throws(IndexError) -> Double {
        var most: Float = 0
        for index in 0..<fieldCount {
            most += fields[index].most(from: start, to: end)
        }
        return sum.part(BM25.score(most, idf: idf))
    }

    override func stretchEnd(from start: DocumentID, to end: DocumentID) throws(IndexError) -> DocumentID {
        guard fieldCount == 1 else { return end }
        let blockCount = fields[0].cursor.blockCount
        let from = max(0, min(fields[0].cursor.block, blockCount - 1))
        let block = fields[0].cursor.firstBlock(reaching: start, from: from)
        return block < blockCount ? min(end, fields[0].cursor.lastDocument(ofBlock: block) &+ 1) : end
    }

    override var isMarkedFast: Bool { true }
    override var hasRuns: Bool { fieldCount == 1 }

    override func runEnd(ofBlocks count: Int, from start: DocumentID, to end: DocumentID) -> DocumentID {
        fieldCount == 1 ? fields[0].cursor.end(ofBlocks: count, from: start, to: end) : end
    }

    override func nextCandidate(from target: DocumentID) throws(IndexError) -> DocumentID? {
        var nearest = BlockCursor.end
        for index in 0..<fieldCount {
            nearest = min(nearest, fields[index].cursor.candidate(from: target))
        }
        return nearest == BlockCursor.end ? nil : nearest
    }

    override func mark(_ window: Window) throws(IndexError) {
        for index in 0..<fieldCount {
            try checked { () throws(BlockCursor.Damage) in
                var target = window.base
                while target < window.end, let next = try mark(window, &fields[index].cursor, from: target) {
                    target = next
                }
            }
        }
    }

    /// Marks what a block has in a window from a document on.
    ///
    /// - Returns: the document behind the block; `nil` when none follows in the list.
    @inline(__always)
    private func mark(
        _ window: Window, _ cursor: inout BlockCursor, from target: DocumentID
    ) throws(BlockCursor.Damage) -> DocumentID? {
        if !cursor.isWithin(target) {
            let block = cursor.firstBlock(reaching: target, from: max(cursor.block, 0))
            guard block < cursor.blockCount else { return nil }
            // What is kept as bits is not made numbers to become bits again.
            if let (bits, wordCount, first) = try cursor.bits(ofBlock: block) {
                window.mark(bits, wordCount: wordCount, first: first)
                return cursor.lastDocument(ofBlock: block) &+ 1
            }
        }
        guard try cursor.seek(to: target) < window.end else { return nil }
        let stop = cursor.runEnd(before: window.end)
        window.mark(cursor.documents, cursor.index..<stop)
        cursor.pass(to: stop)
        return cursor.documents[stop &- 1] &+ 1
    }

    override func accumulate(_ window: Window, needed: Double) throws(IndexError) {
        if fieldCount > 1 { return try accumulateFields(window) }
        let least = leastFrequency(for: needed)
        let documents = fields[0].cursor.documents
        try checked { () throws(BlockCursor.Damage) in
            try forEachRun(&fields[0], from: window.base, to: window.end, least: least) { range in
                window.mark(documents, range)
                for index in range {
                    window.scores[Int(documents[index] &- window.base)] += sum.part(frequencies[index])
                }
            }
        }
    }

    override func collect(
        from start: DocumentID, to end: DocumentID, needed: Double, into candidates: inout Candidates
    ) throws(IndexError) {
        guard fieldCount == 1 else {
            return try super.collect(from: start, to: end, needed: needed, into: &candidates)
        }
        let least = leastFrequency(for: needed)
        let documents = fields[0].cursor.documents
        try checked { () throws(BlockCursor.Damage) in
            guard least > 0, fields[0].isRanked else {
                return try forEachRun(&fields[0], from: start, to: end, least: least) { range in
                    for index in range {
                        let score = sum.part(frequencies[index])
                        candidates.append(documents[index], score, if: score >= needed)
                    }
                }
            }
            let (counts, lengths, factors) = (fields[0].cursor.frequencies, fields[0].lengths, fields[0].factors)
            try forEachRun(&fields[0], from: start, to: end, least: least, isScored: false) { range in
                frequencies.weigh(documents, counts, range, lengths: lengths, factors: factors)
                pick(documents, range, least: least, needed: needed, into: &candidates)
            }
        }
    }

    override func list(
        from start: DocumentID, to end: DocumentID, into candidates: inout Candidates
    ) throws(IndexError) {
        guard fieldCount == 1 else { return try super.list(from: start, to: end, into: &candidates) }
        let documents = fields[0].cursor.documents
        try checked { () throws(BlockCursor.Damage) in
            var document = try fields[0].cursor.seek(to: start)
            while document < end {
                let stop = fields[0].cursor.runEnd(before: end)
                for index in fields[0].cursor.index..<stop { candidates.append(documents[index], 0, if: true) }
                document = try fields[0].cursor.leave(at: stop)
            }
        }
    }

    /// Takes the few documents of a run with at least a weighted frequency, and scores only them: a division is left out for
    /// all others.
    @inline(__always)
    private func pick(
        _ documents: Scratch<DocumentID>, _ range: Range<Int>, least: Float, needed: Double,
        into candidates: inout Candidates
    ) {
        // What is taken is written over what was looked at.
        var taken = 0
        var index = range.lowerBound
        while index < range.upperBound {
            // Most often none of the next eight has it; where one does, no branch tells which.
            let stop = min(index &+ 8, range.upperBound)
            if stop == index &+ 8, frequencies.eight(from: index, areBelow: least) {
                index = stop
                continue
            }
            while index < stop {
                let weighted = frequencies[index]
                frequencies[taken] = weighted
                places[taken] = documents[index]
                taken &+= weighted >= least ? 1 : 0
                index &+= 1
            }
        }
        score(0..<taken)
        for index in 0..<taken {
            let score = sum.part(frequencies[index])
            candidates.append(places[index], score, if: score >= needed)
        }
    }

    override func sift(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        if fieldCount > 1 { return try siftFields(&candidates, sieve) }
        try checked { () throws(BlockCursor.Damage) in
            switch sieve {
            case .required: try require(&fields[0], of: &candidates, isScored: true)
            case .filter: try require(&fields[0], of: &candidates, isScored: false)
            case .optional:
                try candidates.filter { (document, score) throws(BlockCursor.Damage) in
                    guard try fields[0].cursor.seek(to: document) == document else { return (true, score) }
                    return (true, score + sum.part(BM25.score(try fields[0].weightedFrequency(), idf: idf)))
                }
            case .excluded:
                try candidates.filter { (document, score) throws(BlockCursor.Damage) in
                    (try fields[0].cursor.seek(to: document) != document, score)
                }
            }
        }
    }

    // MARK: - One field

    /// Keeps the candidates that the list holds, block by block, and adds their scores if wanted.
    private func require(
        _ field: inout FieldPostings, of candidates: inout Candidates, isScored: Bool
    ) throws(BlockCursor.Damage) {
        var next = 0
        var kept = 0
        while next < candidates.count {
            let found = try field.cursor.seek(to: candidates.document(next))
            if found == BlockCursor.end { break }
            let documents = field.cursor.documents
            let last = documents[field.cursor.count &- 1]
            // The only one in the block.
            if next &+ 1 == candidates.count || candidates.document(next &+ 1) > last {
                if found == candidates.document(next) {
                    candidates.move(next, to: kept)
                    if isScored {
                        candidates.add(sum.part(BM25.score(try field.weightedFrequency(), idf: idf)), at: kept)
                    }
                    kept &+= 1
                }
                next &+= 1
                continue
            }
            let first = kept
            while next < candidates.count, candidates.document(next) <= last {
                let document = candidates.document(next)
                field.cursor.pass(to: field.cursor.firstIndex(reaching: document))
                let place = field.cursor.index
                candidates.move(next, to: kept)
                places[kept &- first] = UInt32(truncatingIfNeeded: place)
                // No branch: whether it is there is foretold wrongly half of the time.
                kept &+= documents[place] == document ? 1 : 0
                next &+= 1
            }
            guard isScored, kept > first, field.isRanked else { continue }
            try field.cursor.decodeFrequencies()
            frequencies.weigh(
                documents, field.cursor.frequencies, at: places, 0..<(kept &- first), lengths: field.lengths,
                factors: field.factors)
            score(0..<(kept &- first))
            for index in first..<kept { candidates.add(sum.part(frequencies[index &- first]), at: index) }
        }
        candidates.keep(kept)
    }

    /// Leaves the scores of runs of one block in `frequencies`, if wanted, and calls `body`; passes blocks over that stay below
    /// `least`.
    @inline(__always)
    private func forEachRun(
        _ field: inout FieldPostings, from start: DocumentID, to end: DocumentID, least: Float,
        isScored: Bool = true, _ body: (Range<Int>) -> Void
    ) throws(BlockCursor.Damage) {
        var target = start
        while target < end {
            var block = max(0, field.cursor.block)
            if field.cursor.document < target || field.cursor.document == BlockCursor.end {
                block = field.cursor.firstBlock(reaching: target, from: min(block, field.cursor.blockCount))
            }
            while block < field.blockMax.count, field.blockMax[block] < least {
                target = max(target, field.cursor.lastDocument(ofBlock: block) &+ 1)
                if target >= end { return }
                block &+= 1
            }
            guard try field.cursor.seek(to: target) < end else { return }
            let stop = field.cursor.runEnd(before: end)
            let range = field.cursor.index..<stop
            if isScored { try score(&field, range) } else { try field.cursor.decodeFrequencies() }
            body(range)
            field.cursor.pass(to: stop)
            target = field.cursor.documents[stop &- 1] &+ 1
        }
    }

    /// Leaves the scores of a run in `frequencies`.
    @inline(__always)
    private func score(_ field: inout FieldPostings, _ range: Range<Int>) throws(BlockCursor.Damage) {
        guard field.isRanked else {
            for index in range { frequencies[index] = 0 }
            return
        }
        try field.cursor.decodeFrequencies()
        frequencies.weigh(
            field.cursor.documents, field.cursor.frequencies, range, lengths: field.lengths, factors: field.factors)
        score(range)
    }

    /// Makes scores of the weighted frequencies in a range.
    @inline(__always)
    private func score(_ range: Range<Int>) {
        // Four at a time from a multiple of four on: the division takes as long for four as for one.
        var index = range.lowerBound & ~3
        let whole = range.upperBound & ~3
        let idfs = SIMD4<Float>(repeating: idf)
        while index < whole {
            let weighted = frequencies.four(at: index)
            frequencies.set(idfs - idfs / (SIMD4(repeating: 1) + weighted), at: index)
            index &+= 4
        }
        while index < range.upperBound {
            frequencies[index] = BM25.score(frequencies[index], idf: idf)
            index &+= 1
        }
    }

    // MARK: - Several fields

    /// Adds up the weighted frequencies of a window's documents over the fields, then their scores.
    private func accumulateFields(_ window: Window) throws(IndexError) {
        let marks = memory.fieldMarks
        for index in 0..<fieldCount {
            var field = fields[index]
            defer { fields[index] = field }
            try checked { () throws(BlockCursor.Damage) in
                var document = try field.cursor.seek(to: window.base)
                while document < window.end {
                    let stop = field.cursor.runEnd(before: window.end)
                    if field.isRanked { try field.cursor.decodeFrequencies() }
                    for run in field.cursor.index..<stop {
                        let document = field.cursor.documents[run]
                        let place = Int(document &- window.base)
                        marks[place >> 6] |= 1 << UInt64(place & 63)
                        guard field.isRanked else { continue }
                        let length = field.lengths.byte(at: Int(document)) ?? 0
                        frequencies[place] += Float(field.cursor.frequencies[run]) * field.factors[Int(length)]
                    }
                    document = try field.cursor.leave(at: stop)
                }
            }
        }
        window.add(frequencies, at: marks, idf: idf, sum)
    }

    private func siftFields(_ candidates: inout Candidates, _ sieve: Sieve) throws(IndexError) {
        try checked { () throws(BlockCursor.Damage) in
            try candidates.filter { (document, score) throws(BlockCursor.Damage) in
                var weighted: Float = 0
                var isMatch = false
                for index in 0..<fieldCount {
                    if try fields[index].cursor.seek(to: document) == document {
                        isMatch = true
                        if fields[index].isRanked { weighted += try fields[index].weightedFrequency() }
                    }
                }
                switch sieve {
                case .filter: return (isMatch, score)
                case .excluded: return (!isMatch, score)
                case .required, .optional:
                    guard isMatch else { return (sieve == .optional, score) }
                    return (true, score + sum.part(BM25.score(weighted, idf: idf)))
                }
            }
        }
    }

    @inline(__always)
    private func checked<Value>(
        _ body: () throws(BlockCursor.Damage) -> Value
    ) throws(IndexError) -> Value {
        do throws(BlockCursor.Damage) {
            return try body()
        } catch {
            throw place.corrupt(at: 0, expected: "whole postings (block \(error.block))", found: "damaged ones")
        }
    }
}
