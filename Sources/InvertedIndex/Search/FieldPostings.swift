internal import Storage

/// One term in one field of one segment, with what is needed to score it.
struct FieldPostings: BitwiseCopyable {
    /// Its documents.
    var cursor: BlockCursor
    /// Length bytes of the field by document; none for a field that is not ranked.
    let lengths: MappedBytes
    /// What a frequency is multiplied with, by length byte; all 0 for a field that is not ranked.
    let factors: Scratch<Float>
    /// For each block the highest weighted frequency.
    let blockMax: Scratch<Float>
    /// The highest of all.
    let listMax: Float
    /// Where bounds were last asked for.
    private var boundBlock = 0

    /// Stands for a frequency without limit: what it gives is the weight of the term itself.
    static let unlimited: Float = 1e30

    /// - Parameters:
    ///   - list: the term's documents.
    ///   - lengths: the field's length bytes; `nil` for a field that is not ranked.
    ///   - factors: by length byte.
    ///   - highestScale: what a block's first impact gives is, times this, at least what any of its documents has; `nil`
    ///     when only all impacts together are a bound. At 1 some document reaches it.
    ///   - wantsBounds: whether bounds will be asked for.
    ///   - memory: of the query.
    init(
        _ list: PostingsList, lengths: MappedBytes?, factors: Scratch<Float>, highestScale: Float?,
        wantsBounds: Bool, in memory: QueryMemory
    ) {
        cursor = BlockCursor(list, in: memory)
        self.lengths = lengths ?? list.bytes.slice(0, 0) ?? list.bytes
        self.factors = factors
        guard wantsBounds, lengths != nil else {
            blockMax = memory.take(0, repeating: 0)
            listMax = lengths == nil ? 0 : Self.unlimited
            return
        }
        blockMax = memory.take(cursor.blockCount, repeating: 0)
        if list.blockCount == 0 {
            let length = lengths?.byte(at: Int(list.singleDocument)) ?? 0
            blockMax[0] = Float(list.singleFrequency) * factors[Int(length)]
            listMax = blockMax[0]
            return
        }
        var highest: Float = 0
        for block in 0..<cursor.blockCount {
            let most = Self.most(cursor, ofBlock: block, factors, highestScale)
            blockMax[block] = most
            highest = max(highest, most)
        }
        listMax = highest
    }

    /// The highest weighted frequency in a block, at most.
    @inline(__always)
    private static func most(
        _ cursor: BlockCursor, ofBlock block: Int, _ factors: Scratch<Float>, _ highestScale: Float?
    ) -> Float {
        @inline(__always) func weighted(_ number: Int) -> Float {
            let impact = cursor.impact(number, ofBlock: block)
            return impact.frequency == 255 ? unlimited : Float(impact.frequency) * factors[Int(impact.length)]
        }
        let first = weighted(0)
        if highestScale == 1 || cursor.blockCount == 1 { return first }
        let all = max(first, max(weighted(1), weighted(2)))
        return highestScale.map { min(all, first * $0) } ?? all
    }

    /// The highest weighted frequency in `start ..< end`, at most.
    mutating func most(from start: DocumentID, to end: DocumentID) -> Float {
        guard blockMax.count > 0 else { return listMax }
        boundBlock = cursor.firstBlock(reaching: start, from: boundBlock)
        var most: Float = 0
        var block = boundBlock
        while block < cursor.blockCount {
            most = max(most, blockMax[block])
            if cursor.lastDocument(ofBlock: block) >= end &- 1 { break }
            block &+= 1
        }
        return most
    }

    /// Goes on from the cursor's document to the next of its block with at least a weighted frequency.
    ///
    /// - Returns: the document; `nil` when the block has no more, behind which the cursor stands then.
    @inline(__always)
    mutating func skip(below least: Float) throws(BlockCursor.Damage) -> DocumentID? {
        try cursor.decodeFrequencies()
        let (documents, counts) = (cursor.documents, cursor.frequencies)
        var index = cursor.index
        while index < cursor.count {
            let document = documents[index]
            let weighted =
                Float(Int32(truncatingIfNeeded: counts[index])) * factors[Int(lengths.byte(at: Int(document)) ?? 0)]
            if weighted >= least { break }
            index &+= 1
        }
        cursor.pass(to: index)
        return index < cursor.count ? documents[index] : nil
    }

    /// The weighted frequency in the cursor's document.
    @inline(__always)
    mutating func weightedFrequency() throws(BlockCursor.Damage) -> Float {
        let length = lengths.byte(at: Int(cursor.document)) ?? 0
        return Float(try cursor.frequency()) * factors[Int(length)]
    }

    /// Whether frequencies count.
    var isRanked: Bool { lengths.count > 0 }
}
