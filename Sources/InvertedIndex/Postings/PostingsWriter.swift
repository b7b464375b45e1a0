/// Writes the documents and frequencies of each term in blocks of 128.
///
/// See `Index/FORMAT.md`, *postings*. A term in one document has no list: the dictionary holds the document's number.
package struct PostingsWriter {
    private var writer = ByteWriter()

    /// No lists.
    package init() {}

    /// The section so far.
    package var bytes: [UInt8] { writer.bytes }

    /// Writes a list.
    ///
    /// - Parameters:
    ///   - documents: at least two, ascending.
    ///   - frequencies: one each; empty where the field keeps none.
    ///   - lengths: the field's length bytes by document; empty where it keeps none.
    /// - Returns: where the list begins.
    package mutating func write(
        documents: ArraySlice<UInt32>, frequencies: ArraySlice<UInt32>, lengths: [UInt8]
    ) -> UInt64 {
        let start = writer.count
        let hasFrequencies = !frequencies.isEmpty
        let blockCount = (documents.count + BitPacking.blockCount - 1) / BitPacking.blockCount
        var lastDocuments: [UInt32] = []
        var ends: [UInt32] = []
        var occurrences: [UInt32] = []
        var impacts: [[Impact]] = []
        var data = ByteWriter()
        var occurrenceCount: UInt32 = 0
        var previous = UInt32.max
        for block in 0..<blockCount {
            let low = documents.startIndex + block * BitPacking.blockCount
            let high = min(low + BitPacking.blockCount, documents.endIndex)
            var gaps: [UInt32] = []
            gaps.reserveCapacity(BitPacking.blockCount)
            for document in documents[low..<high] {
                gaps.append(document &- previous &- 1)
                previous = document
            }
            let gapWidth = BitPacking.width(of: gaps)
            data.uint8(UInt8(gapWidth))
            if hasFrequencies {
                let offset = frequencies.startIndex - documents.startIndex
                let slice = frequencies[low + offset..<high + offset]
                let lessOne = slice.map { $0 - 1 }
                let width = BitPacking.width(of: lessOne)
                data.uint8(UInt8(width))
                BitPacking.pack(gaps[...], width: gapWidth, into: &data)
                BitPacking.pack(lessOne[...], width: width, into: &data)
                impacts.append(Impact.of(frequencies: slice, lengths: documents[low..<high].map { lengths[Int($0)] }))
                occurrences.append(occurrenceCount)
                occurrenceCount &+= slice.reduce(0, &+)
            } else {
                BitPacking.pack(gaps[...], width: gapWidth, into: &data)
            }
            lastDocuments.append(previous)
            ends.append(UInt32(data.count))
        }
        if blockCount > 1 {
            for document in lastDocuments { writer.uint32(document) }
            for end in ends { writer.uint32(end) }
            if hasFrequencies {
                for count in occurrences { writer.uint32(count) }
                for block in impacts { write(block, count: Impact.countMax) }
            }
        } else if hasFrequencies {
            // A single block is read whole anyway: one impact that bounds it is enough.
            let front = impacts[0]
            writer.uint8(front[0].frequency)
            writer.uint8(front.map(\.length).min() ?? 0)
        }
        writer.raw(data.bytes)
        return UInt64(start)
    }

    private mutating func write(_ impacts: [Impact], count: Int) {
        for index in 0..<count {
            // Fewer than three: the last is repeated.
            let impact = impacts[min(index, impacts.count - 1)]
            writer.uint8(impact.frequency)
            writer.uint8(impact.length)
        }
    }
}
