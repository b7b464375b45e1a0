internal import Storage

/// One term's documents in one field of one segment: where its blocks lie.
package struct PostingsList: Sendable {
    /// Number of documents.
    package let documentCount: Int
    /// Number of blocks; 0 for a term in a single document.
    package let blockCount: Int
    /// The one document of a term without a list.
    package let singleDocument: DocumentID
    /// How often the term occurs there.
    package let singleFrequency: UInt32
    /// Whether frequencies are kept.
    package let hasFrequencies: Bool
    let bytes: MappedBytes
    /// Keeps the mapping alive, for a list may outlive the segment it came from.
    private let section: SectionBytes
    /// Where the blocks begin, behind the skip table.
    let dataOffset: Int
    let place: ByteReader.Place
    let collectionCount: Int

    /// Opens a term's list and has its bytes verified.
    ///
    /// - Parameters:
    ///   - info: as the dictionary gives it.
    ///   - section: the postings.
    ///   - hasFrequencies: whether the term's field keeps them.
    ///   - collectionCount: number of documents in the segment.
    /// - Throws: `IndexError.corrupt` when no such list lies there.
    package init(
        _ info: TermInfo, in section: SectionBytes, hasFrequencies: Bool, collectionCount: Int
    ) throws(IndexError) {
        self.section = section
        documentCount = info.documentFrequency
        self.hasFrequencies = hasFrequencies
        self.collectionCount = collectionCount
        place = section.place
        func corrupt(_ expected: String, _ found: String) -> IndexError {
            section.place.corrupt(at: Int(clamping: info.postings), expected: expected, found: found)
        }
        guard info.documentFrequency <= collectionCount else {
            throw corrupt("at most \(collectionCount) documents", "\(info.documentFrequency)")
        }
        guard info.documentFrequency > 1 else {
            guard info.postings < UInt64(collectionCount) else {
                throw corrupt("a document below \(collectionCount)", "\(info.postings)")
            }
            blockCount = 0
            singleDocument = UInt32(info.postings)
            singleFrequency = UInt32(clamping: info.totalFrequency)
            bytes = section.bytes
            dataOffset = 0
            return
        }
        singleDocument = 0
        singleFrequency = 0
        let count = (info.documentFrequency + BitPacking.blockCount - 1) / BitPacking.blockCount
        blockCount = count
        guard info.postings <= UInt64(section.count) else { throw corrupt("a list in the section", "one beyond it") }
        let start = Int(info.postings)
        let headBytes = count > 1 ? count * (hasFrequencies ? 12 + 2 * Impact.countMax : 8) : hasFrequencies ? 2 : 0
        dataOffset = headBytes
        let head = try section.verified(start, headBytes)
        let dataBytes: Int
        if count > 1 {
            dataBytes = Int(head.uint32(at: count * 8 - 4) ?? 0)
        } else {
            let widthsBytes = hasFrequencies ? 2 : 1
            let widths = try section.verified(start + headBytes, widthsBytes)
            let gaps = Int(widths.byte(at: 0) ?? 0)
            let frequencies = hasFrequencies ? Int(widths.byte(at: 1) ?? 0) : 0
            guard gaps <= 32, frequencies <= 32 else { throw corrupt("widths up to 32", "\(gaps), \(frequencies)") }
            dataBytes =
                widthsBytes + BitPacking.packedBytes(count: info.documentFrequency, width: gaps)
                + BitPacking.packedBytes(count: info.documentFrequency, width: frequencies)
        }
        bytes = try section.verified(start, headBytes + dataBytes)
    }

    /// Number of bytes in the section; 0 for a term in a single document.
    var lengthBytes: Int { blockCount == 0 ? 0 : bytes.count }

    /// Where a block's bytes begin and end, counted from `dataOffset`, by the skip table.
    func range(ofBlock block: Int) -> (start: Int, end: Int) {
        guard blockCount > 1 else { return (0, bytes.count - dataOffset) }
        let start = block == 0 ? 0 : Int(bytes.uint32(at: (blockCount + block - 1) * 4) ?? 0)
        return (start, Int(bytes.uint32(at: (blockCount + block) * 4) ?? 0))
    }

    /// The bytes that a block's content needs, by its head.
    func contentBytes(ofBlock block: Int) throws(IndexError) -> Int {
        let start = dataOffset + range(ofBlock: block).start
        guard let end = try blockHead(block).end(bytes, count: count(ofBlock: block)) else {
            throw damaged(block, "frequencies within the list", "some beyond it")
        }
        return end - start
    }

    /// The last document of a block; ascending by block.
    func lastDocument(ofBlock block: Int) -> DocumentID {
        blockCount > 1 ? bytes.uint32(at: block * 4) ?? .max : DocumentID(collectionCount - 1)
    }

    /// Number of documents in a block.
    func count(ofBlock block: Int) -> Int {
        block < blockCount - 1 ? BitPacking.blockCount : documentCount - (blockCount - 1) * BitPacking.blockCount
    }

    /// Occurrences in the blocks before one.
    func occurrences(beforeBlock block: Int) -> Int {
        block == 0 ? 0 : Int(bytes.uint32(at: (2 * blockCount + block) * 4) ?? .max)
    }

    /// The impacts of a block; empty where no frequencies are kept.
    func impacts(ofBlock block: Int) -> [Impact] {
        guard hasFrequencies, blockCount > 0 else { return [] }
        let base = blockCount > 1 ? blockCount * 12 + block * 2 * Impact.countMax : 0
        return (0..<(blockCount > 1 ? Impact.countMax : 1)).map { index in
            Impact(
                frequency: bytes.byte(at: base + 2 * index) ?? 255, length: bytes.byte(at: base + 2 * index + 1) ?? 0)
        }
    }

    /// Decodes a block's documents into the front of a buffer of 128.
    ///
    /// - Returns: how many there are.
    func documents(ofBlock block: Int, into output: inout [UInt32]) throws(IndexError) -> Int {
        let count = count(ofBlock: block)
        let head = try blockHead(block)
        let previous = block == 0 ? UInt32.max : lastDocument(ofBlock: block - 1)
        guard let packed = bytes.slice(head.offset, head.frequenciesOffset - head.offset) else {
            throw damaged(block, "a block within the list", "one beyond it")
        }
        if head.wordCount > 0 {
            let found = places(in: packed, wordCount: head.wordCount, from: previous &+ 1, into: &output)
            guard found == count, BlockHead.words(from: previous &+ 1, to: output[count - 1]) == head.wordCount else {
                throw damaged(block, "\(count) bits", "\(found)")
            }
        } else {
            guard BitPacking.unpack(packed, count: count, width: head.gapWidth, into: &output) else {
                throw damaged(block, "a block within the list", "one beyond it")
            }
            if head.gapWidth > 24 {
                // Wide gaps could wrap round and come out right by chance: add them up with room to spare.
                let sum = output[..<count].reduce(UInt64(previous &+ 1)) { $0 + UInt64($1) + 1 }
                guard sum <= UInt64(collectionCount) else {
                    throw damaged(block, "documents below \(collectionCount)", "\(sum)")
                }
            }
            BitPacking.accumulate(&output, count: count, start: previous)
        }
        let last = output[count - 1]
        guard last < UInt32(collectionCount), previous == .max || last > previous,
            blockCount == 1 || last == lastDocument(ofBlock: block)
        else { throw damaged(block, "documents that end where the skip table says", "\(last)") }
        return count
    }

    /// Puts the documents that bits stand for in the front of a buffer.
    ///
    /// - Returns: how many bits are set; more than the buffer holds are only counted.
    private func places(
        in bits: MappedBytes, wordCount: Int, from first: UInt32, into output: inout [UInt32]
    ) -> Int {
        var count = 0
        for number in 0..<wordCount {
            var word = bits.uint64(at: 8 * number) ?? 0
            while word != 0 {
                if count < output.count {
                    output[count] = first &+ UInt32(truncatingIfNeeded: 64 * number + word.trailingZeroBitCount)
                }
                count += 1
                word &= word &- 1
            }
        }
        return count
    }

    /// Decodes a block's frequencies into the front of a buffer of 128.
    func frequencies(ofBlock block: Int, into output: inout [UInt32]) throws(IndexError) {
        let count = count(ofBlock: block)
        let head = try blockHead(block)
        let width = head.frequencyWidth
        let packedBytes = BitPacking.packedBytes(count: count, width: width)
        guard let packed = bytes.slice(head.frequenciesOffset, packedBytes),
            BitPacking.unpack(packed, count: count, width: width, into: &output),
            !head.isPatched
                || PatchedPacking.patch(
                    bytes, at: head.frequenciesOffset + packedBytes, width: width, { output[$0] &+= $1 })
        else { throw damaged(block, "a block within the list", "one beyond it") }
        for index in 0..<count { output[index] &+= 1 }
    }

    private func blockHead(_ block: Int) throws(IndexError) -> BlockHead {
        let start = block == 0 ? 0 : Int(bytes.uint32(at: (blockCount + block - 1) * 4) ?? .max)
        // A list's only block has neither bits nor exceptions: its length is told by its widths.
        guard
            let head = BlockHead(
                bytes, at: dataOffset + start, count: count(ofBlock: block), hasFrequencies: hasFrequencies),
            blockCount > 1 || head.wordCount == 0 && !head.isPatched
        else { throw damaged(block, "widths up to 32 or words of bits", "others") }
        return head
    }

    private func damaged(_ block: Int, _ expected: String, _ found: String) -> IndexError {
        place.corrupt(at: 0, expected: "\(expected) (block \(block))", found: found)
    }
}
