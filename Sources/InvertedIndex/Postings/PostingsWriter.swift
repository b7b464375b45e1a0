/// Writes the documents and frequencies of each term in blocks of 128.
///
/// See `Index/FORMAT.md`, *postings*. A term in one document has no list: the dictionary holds the document's number.
package struct PostingsWriter {
    private var writer = ByteWriter()
    private var takenBytes = 0
    // Room for one list, kept from term to term.
    private var lastDocuments: [UInt32] = []
    private var ends: [UInt32] = []
    private var occurrences: [UInt32] = []
    private var impacts: [Impact] = []
    private var data = ByteWriter()
    private var gaps: [UInt32] = []
    private var lessOne: [UInt32] = []
    private var blockLengths: [UInt8] = []

    /// No lists.
    package init() {}

    /// The section so far, without what was taken.
    package var bytes: [UInt8] { writer.bytes }

    /// Number of bytes in `bytes`.
    var heldBytes: Int { writer.count }

    /// Hands over `bytes`, so that a long section need not be held as a whole; lists go on behind them.
    mutating func take() -> [UInt8] {
        takenBytes += writer.count
        return writer.take()
    }

    /// Writes a list.
    ///
    /// - Parameters:
    ///   - documents: at least two, ascending.
    ///   - frequencies: one each; empty where the field keeps none.
    ///   - lengths: the field's length bytes by document; empty where it keeps none.
    ///   - factors: what a frequency is multiplied with, by length byte, at weight 1 and the mean length of the segment.
    /// - Returns: where the list begins.
    package mutating func write(
        documents: ArraySlice<UInt32>, frequencies: ArraySlice<UInt32>, lengths: [UInt8], factors: [Float]
    ) -> UInt64 {
        let start = takenBytes + writer.count
        let hasFrequencies = !frequencies.isEmpty
        let blockCount = (documents.count + BitPacking.blockCount - 1) / BitPacking.blockCount
        guard blockCount > 1 else {
            if hasFrequencies { writeBound(documents, frequencies, lengths) }
            _ = Self.write(documents, frequencies, after: .max, isWhole: false, &gaps, &lessOne, to: &writer)
            return UInt64(start)
        }
        removeAll()
        let offset = frequencies.startIndex - documents.startIndex
        var occurrenceCount: UInt32 = 0
        var previous = UInt32.max
        for block in 0..<blockCount {
            let low = documents.startIndex + block * BitPacking.blockCount
            let high = min(low + BitPacking.blockCount, documents.endIndex)
            let own = documents[low..<high]
            let ownFrequencies = hasFrequencies ? frequencies[low + offset..<high + offset] : []
            let sum = Self.write(
                own, ownFrequencies, after: previous, isWhole: own.count == BitPacking.blockCount, &gaps, &lessOne,
                to: &data)
            previous = documents[high - 1]
            lastDocuments.append(previous)
            ends.append(UInt32(data.count))
            guard hasFrequencies else { continue }
            blockLengths.removeAll(keepingCapacity: true)
            for document in own { blockLengths.append(lengths[Int(document)]) }
            let front = Impact.of(frequencies: ownFrequencies, lengths: blockLengths, factors: factors)
            // Fewer than three: the last is repeated.
            for index in 0..<Impact.countMax { impacts.append(front[min(index, front.count - 1)]) }
            occurrences.append(occurrenceCount)
            occurrenceCount &+= sum
        }
        for document in lastDocuments { writer.uint32(document) }
        for end in ends { writer.uint32(end) }
        for count in occurrences { writer.uint32(count) }
        for impact in impacts { write(impact) }
        writer.raw(data.bytes)
        return UInt64(start)
    }

    private mutating func removeAll() {
        lastDocuments.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        occurrences.removeAll(keepingCapacity: true)
        impacts.removeAll(keepingCapacity: true)
        data.removeAll()
    }

    /// A single block is read whole anyway: one impact that bounds it is enough.
    private mutating func writeBound(
        _ documents: ArraySlice<UInt32>, _ frequencies: ArraySlice<UInt32>, _ lengths: [UInt8]
    ) {
        var bound = Impact(frequency: 0, length: .max)
        for frequency in frequencies { bound.frequency = max(bound.frequency, UInt8(clamping: frequency)) }
        for document in documents { bound.length = min(bound.length, lengths[Int(document)]) }
        write(bound)
    }

    private mutating func write(_ impact: Impact) {
        writer.uint8(impact.frequency)
        writer.uint8(impact.length)
    }

    /// Writes a block; one of several that is whole with its documents as bits and frequencies with exceptions, where that
    /// takes fewer bytes.
    ///
    /// - Returns: the sum of the frequencies.
    private static func write(
        _ documents: ArraySlice<UInt32>, _ frequencies: ArraySlice<UInt32>, after last: UInt32, isWhole: Bool,
        _ gaps: inout [UInt32], _ lessOne: inout [UInt32], to output: inout ByteWriter
    ) -> UInt32 {
        gaps.removeAll(keepingCapacity: true)
        var previous = last
        for document in documents {
            gaps.append(document &- previous &- 1)
            previous = document
        }
        let gapWidth = BitPacking.width(of: gaps)
        let wordCount = BlockHead.words(from: last &+ 1, to: previous)
        let usesBits = isWhole && 8 * wordCount <= BitPacking.packedBytes(count: documents.count, width: gapWidth)
        output.uint8(usesBits ? BlockHead.bits | UInt8(wordCount) : UInt8(gapWidth))
        guard !frequencies.isEmpty else {
            writeDocuments(documents, after: last, usesBits: usesBits, gaps, gapWidth, to: &output)
            return 0
        }
        lessOne.removeAll(keepingCapacity: true)
        var sum: UInt32 = 0
        for frequency in frequencies {
            lessOne.append(frequency - 1)
            sum &+= frequency
        }
        let plan = PatchedPacking.plan(lessOne[...], mayPatch: isWhole)
        output.uint8(plan.byte)
        writeDocuments(documents, after: last, usesBits: usesBits, gaps, gapWidth, to: &output)
        PatchedPacking.pack(lessOne[...], plan, into: &output)
        return sum
    }

    private static func writeDocuments(
        _ documents: ArraySlice<UInt32>, after last: UInt32, usesBits: Bool, _ gaps: [UInt32], _ gapWidth: Int,
        to output: inout ByteWriter
    ) {
        guard usesBits else { return BitPacking.pack(gaps[...], width: gapWidth, into: &output) }
        var word: UInt64 = 0
        var number: UInt32 = 0
        for document in documents {
            let place = document &- last &- 1
            while place >> 6 > number {
                output.uint64(word)
                (word, number) = (0, number + 1)
            }
            word |= 1 << UInt64(place & 63)
        }
        output.uint64(word)
    }
}
