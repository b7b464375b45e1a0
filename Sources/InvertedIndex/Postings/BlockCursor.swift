internal import Storage

/// A cursor over the documents of one list for searching: a plain value that decodes into the memory of a query.
///
/// It does what `PostingsCursor` does, without arrays: a copy costs no reference count, and frequencies are decoded only
/// when asked for. Documents are asked for in ascending order.
struct BlockCursor: BitwiseCopyable {
    /// Stands for the place behind the last document.
    static let end = DocumentID.max

    /// Number of documents in the list.
    let documentCount: Int
    /// Number of blocks, at least 1.
    let blockCount: Int
    /// Whether frequencies are kept.
    let hasFrequencies: Bool
    /// The documents of the block entered.
    let documents: Scratch<UInt32>
    /// Their frequencies, once decoded.
    let frequencies: Scratch<UInt32>
    /// The block entered; −1 before the first.
    private(set) var block = -1
    /// Number of documents in it.
    private(set) var count = 0
    /// Where in it the cursor stands.
    private(set) var index = 0
    private var hasDecodedFrequencies = false
    private let bytes: MappedBytes
    private let dataOffset: Int
    private let collectionCount: Int
    private let singleDocument: DocumentID
    private let singleFrequency: UInt32
    private let isSingle: Bool

    /// What is wrong with a block.
    struct Damage: Error {
        /// Its number in the list.
        var block: Int
    }

    /// Up to where occurrences were counted last.
    private var countedBlock = -1, countedIndex = 0, countedSum = 0

    /// Stands before the first document of a list that outlives it.
    init(_ list: PostingsList, in memory: QueryMemory) {
        self.init(
            list, documents: memory.take(BitPacking.roomCount, repeating: 0),
            frequencies: memory.take(BitPacking.blockCount, repeating: 1))
    }

    /// The same with room for a block of documents and one of frequencies that others use as well.
    init(_ list: PostingsList, documents: Scratch<UInt32>, frequencies: Scratch<UInt32>) {
        documentCount = list.documentCount
        blockCount = max(1, list.blockCount)
        hasFrequencies = list.hasFrequencies
        (self.documents, self.frequencies) = (documents, frequencies)
        bytes = list.bytes
        dataOffset = list.dataOffset
        collectionCount = list.collectionCount
        singleDocument = list.singleDocument
        singleFrequency = list.singleFrequency
        isSingle = list.blockCount == 0
    }

    /// A document not before the last of a block and before the first of the next.
    @inline(__always)
    func lastDocument(ofBlock block: Int) -> DocumentID {
        if blockCount > 1 { return bytes.uint32(at: block &* 4) ?? .max }
        return isSingle ? singleDocument : DocumentID(truncatingIfNeeded: collectionCount &- 1)
    }

    /// An impact of a block, by number below `Impact.countMax`.
    @inline(__always)
    func impact(_ number: Int, ofBlock block: Int) -> Impact {
        if isSingle { return Impact(frequency: 255, length: 0) }
        let base = blockCount > 1 ? blockCount &* 12 &+ block &* 2 &* Impact.countMax &+ 2 &* number : 0
        return Impact(frequency: bytes.byte(at: base) ?? 255, length: bytes.byte(at: base &+ 1) ?? 0)
    }

    /// The document it stands at; `end` behind the last.
    @inline(__always)
    var document: DocumentID { index < count ? documents[index] : Self.end }

    /// Whether the next document at or after `target` stands in the block entered.
    @inline(__always)
    func isWithin(_ target: DocumentID) -> Bool { index < count && documents[count &- 1] >= target }

    /// Goes to the first document at or after `target`, or stays if it is there or beyond.
    ///
    /// - Returns: the document, or `end`.
    @inline(__always)
    mutating func seek(to target: DocumentID) throws(Damage) -> DocumentID {
        if isWithin(target) {
            if documents[index] < target { index = firstIndex(reaching: target) }
            return documents[index]
        }
        return try seekBlock(to: target)
    }

    private mutating func seekBlock(to target: DocumentID) throws(Damage) -> DocumentID {
        let found = firstBlock(reaching: target, from: max(block, 0))
        guard found < blockCount else {
            (block, index, count) = (blockCount, 0, 0)
            return Self.end
        }
        if found != block || count == 0 { try enter(found) }
        index = firstIndex(reaching: target)
        if index < count { return documents[index] }
        // Only a list's only block may end before what the skip table would say.
        guard found + 1 < blockCount else {
            (block, index, count) = (blockCount, 0, 0)
            return Self.end
        }
        try enter(found + 1)
        return documents[0]
    }

    /// The first block from `start` on whose last document reaches `target`; `blockCount` if none does.
    func firstBlock(reaching target: DocumentID, from start: Int) -> Int {
        // The next block or one soon after it is the likeliest: leaps double, then halve.
        var low = start
        var leap = 1
        while low < blockCount, lastDocument(ofBlock: low) < target {
            low &+= leap
            leap &*= 2
        }
        var high = min(low, blockCount)
        low = low == start ? start : low &- leap / 2 &+ 1
        while low < high {
            let middle = (low &+ high) / 2
            if lastDocument(ofBlock: middle) < target { low = middle &+ 1 } else { high = middle }
        }
        return low
    }

    /// The document behind some blocks, counted from that which reaches `start`; at most `end`.
    func end(ofBlocks count: Int, from start: DocumentID, to end: DocumentID) -> DocumentID {
        let first = firstBlock(reaching: start, from: max(0, min(block, blockCount &- 1)))
        guard first &+ count < blockCount else { return end }
        return min(end, lastDocument(ofBlock: first &+ count &- 1) &+ 1)
    }

    /// The first index from the current one on whose document reaches `target`; `count` if none does.
    @inline(__always)
    func firstIndex(reaching target: DocumentID) -> Int {
        var low = index
        // It is most often among the next eight, which comparisons side by side count.
        if low &+ 8 <= count {
            let passed = documents.countInEight(from: low, below: target)
            if passed < 8 { return low &+ passed }
            low &+= 8
        }
        var left = count &- low
        while left > 1 {
            let half = left >> 1
            // No branch: which half it is cannot be foretold.
            low &+= documents[low &+ half &- 1] < target ? half : 0
            left &-= half
        }
        return left == 1 && documents[low] < target ? low &+ 1 : low
    }

    /// The index behind the documents of the block that lie before `end`.
    @inline(__always)
    func runEnd(before end: DocumentID) -> Int {
        count > 0 && documents[count &- 1] < end ? count : firstIndex(reaching: end)
    }

    /// Moves behind a run of the block, and to the next block if that was its end.
    ///
    /// - Returns: the document reached, or `end`.
    mutating func leave(at stop: Int) throws(Damage) -> DocumentID {
        index = stop
        if index < count { return documents[index] }
        guard block + 1 < blockCount else {
            (block, index, count) = (blockCount, 0, 0)
            return Self.end
        }
        try enter(block + 1)
        return documents[0]
    }

    /// Moves behind a run of the block without decoding the next.
    @inline(__always)
    mutating func pass(to stop: Int) { index = stop }

    /// A document not after the next at or after `target`, or `end`; decodes nothing.
    func candidate(from target: DocumentID) -> DocumentID {
        if document >= target, document != Self.end { return document }
        if blockCount == 1 { return block < 1 ? lowestDocument(from: target) : Self.end }
        // The skip table tells between which documents the next one lies.
        let found = firstBlock(reaching: target, from: max(0, block))
        guard found < blockCount else { return Self.end }
        return found == 0 ? target : max(target, lastDocument(ofBlock: found - 1) &+ 1)
    }

    /// For a list of one block: a document not after the next at or after `target`, or `end`.
    private func lowestDocument(from target: DocumentID) -> DocumentID {
        if isSingle { return singleDocument >= target ? singleDocument : Self.end }
        guard count > 0 else { return block < blockCount ? target : Self.end }
        let next = firstIndex(reaching: target)
        return next < count ? documents[next] : Self.end
    }

    /// How often the term occurs in the current document; 1 where no frequencies are kept.
    @inline(__always)
    mutating func frequency() throws(Damage) -> UInt32 {
        if hasFrequencies, !hasDecodedFrequencies { try decodeFrequencies() }
        return index < count ? frequencies[index] : 1
    }

    /// Occurrences of the term in the documents before the current one.
    mutating func occurrencesBefore() throws(Damage) -> Int {
        guard hasFrequencies, index < count, !isSingle else { return 0 }
        try decodeFrequencies()
        if countedBlock != block || countedIndex > index {
            (countedBlock, countedIndex) = (block, 0)
            countedSum = block == 0 ? 0 : Int(bytes.uint32(at: (2 * blockCount + block) * 4) ?? .max)
        }
        for position in countedIndex..<index { countedSum &+= Int(frequencies[position]) }
        countedIndex = index
        return countedSum
    }

    /// Decodes a block's documents and stands at the first.
    mutating func enter(_ next: Int) throws(Damage) {
        block = next
        index = 0
        hasDecodedFrequencies = false
        if isSingle {
            documents[0] = singleDocument
            frequencies[0] = singleFrequency
            hasDecodedFrequencies = true
            count = 1
            return
        }
        count = 0
        let own = documentCount(ofBlock: next)
        let head = try head(ofBlock: next)
        let previous = next == 0 ? UInt32.max : lastDocument(ofBlock: next - 1)
        guard let packed = bytes.slice(head.offset, bytes.count - head.offset) else { throw Damage(block: next) }
        if head.wordCount > 0 {
            guard BitPacking.places(packed, wordCount: head.wordCount, from: previous &+ 1, into: documents) == own
            else {
                throw Damage(block: next)
            }
        } else {
            if head.gapWidth > 24 { try checkWideGaps(packed, head, count: own, start: previous) }
            guard BitPacking.unpackGaps(packed, count: own, width: head.gapWidth, start: previous, into: documents)
            else { throw Damage(block: next) }
        }
        let last = documents[own - 1]
        guard last < UInt32(collectionCount), previous == .max || last > previous,
            blockCount == 1 || last == lastDocument(ofBlock: next)
        else { throw Damage(block: next) }
        count = own
    }

    /// Decodes the frequencies of the block entered, if that was not done yet.
    mutating func decodeFrequencies() throws(Damage) {
        guard !hasDecodedFrequencies, hasFrequencies else { return }
        let head = try head(ofBlock: block)
        guard let packed = bytes.slice(head.frequenciesOffset, bytes.count - head.frequenciesOffset),
            BitPacking.unpackPlusOne(packed, count: count, width: head.frequencyWidth, into: frequencies),
            !head.isPatched
                || PatchedPacking.patch(
                    packed, at: 16 &* head.frequencyWidth, width: head.frequencyWidth, { frequencies[$0] &+= $1 })
        else { throw Damage(block: block) }
        hasDecodedFrequencies = true
    }

    private func documentCount(ofBlock block: Int) -> Int {
        block < blockCount - 1 ? BitPacking.blockCount : documentCount - (blockCount - 1) * BitPacking.blockCount
    }

    /// Wide gaps could wrap round and come out right by chance: adds them up with room to spare.
    private func checkWideGaps(
        _ packed: MappedBytes, _ head: BlockHead, count: Int, start: UInt32
    ) throws(Damage) {
        guard BitPacking.unpack(packed, count: count, width: head.gapWidth, into: documents) else {
            throw Damage(block: block)
        }
        var sum = UInt64(start &+ 1)
        for index in 0..<count { sum += UInt64(documents[index]) + 1 }
        guard sum <= UInt64(collectionCount) else { throw Damage(block: block) }
    }

    /// The head of a block.
    @inline(__always)
    private func head(ofBlock block: Int) throws(Damage) -> BlockHead {
        let start = block == 0 ? 0 : Int(bytes.uint32(at: (blockCount &+ block &- 1) &* 4) ?? .max)
        guard
            let head = BlockHead(
                bytes, at: dataOffset &+ start, count: documentCount(ofBlock: block), hasFrequencies: hasFrequencies),
            blockCount > 1 || head.wordCount == 0 && !head.isPatched
        else { throw Damage(block: block) }
        return head
    }

    /// The bits of a block that lies in a window or ends in it, if its documents are kept as bits and none was entered.
    ///
    /// - Returns: where they lie, how many words they are and the document of the first bit; `nil` for other blocks.
    @inline(__always)
    func bits(ofBlock number: Int) throws(Damage) -> (bytes: MappedBytes, wordCount: Int, first: DocumentID)? {
        guard blockCount > 1 else { return nil }
        let head = try head(ofBlock: number)
        guard head.wordCount > 0 else { return nil }
        let first = number == 0 ? 0 : lastDocument(ofBlock: number &- 1) &+ 1
        let last = lastDocument(ofBlock: number)
        guard last >= first, last < UInt32(collectionCount), BlockHead.words(from: first, to: last) == head.wordCount,
            let bytes = bytes.slice(head.offset, 8 &* head.wordCount),
            let word = bytes.uint64(at: 8 &* (head.wordCount &- 1)),
            63 &- UInt32(word.leadingZeroBitCount) == (last &- first) & 63
        else { throw Damage(block: number) }
        return (bytes, head.wordCount, first)
    }
}
