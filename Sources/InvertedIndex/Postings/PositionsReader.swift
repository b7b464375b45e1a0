internal import Storage

/// Reads where a term occurs within a document.
package struct PositionsReader {
    private let section: SectionBytes
    private let start: Int
    private let count: Int
    private let blockCount: Int
    private var values: [UInt32] = []
    private var block = -1

    /// The stream of one term.
    ///
    /// - Parameters:
    ///   - info: as the dictionary gives it.
    ///   - section: the positions.
    /// - Throws: `IndexError.corrupt` when no such stream lies there.
    package init(_ info: TermInfo, in section: SectionBytes) throws(IndexError) {
        self.section = section
        guard info.positionsOffset <= UInt64(section.count), info.totalFrequency <= 128 * section.count
        else {
            throw section.place.corrupt(
                at: Int(clamping: info.positionsOffset), expected: "positions in the section", found: "none")
        }
        start = Int(info.positionsOffset)
        count = info.totalFrequency
        blockCount = (count + BitPacking.blockCount - 1) / BitPacking.blockCount
    }

    /// Reads the positions in a document.
    ///
    /// - Parameters:
    ///   - first: occurrences of the term in earlier documents.
    ///   - frequency: occurrences in this one.
    ///   - output: gets them in ascending order.
    /// - Throws: `IndexError.corrupt` when the stream is damaged or too short.
    package mutating func read(first: Int, frequency: Int, into output: inout [UInt32]) throws(IndexError) {
        output.removeAll(keepingCapacity: true)
        guard first >= 0, frequency >= 0, first <= count, frequency <= count - first else {
            throw section.place.corrupt(at: start, expected: "\(count) positions", found: "\(first) + \(frequency)")
        }
        var position: UInt32 = 0
        for ordinal in first..<first + frequency {
            let wanted = ordinal / BitPacking.blockCount
            if wanted != block { try enter(wanted) }
            position = position &+ values[ordinal % BitPacking.blockCount]
            output.append(position)
        }
    }

    /// Reads the whole stream as it is kept: for each document its first position, then gaps.
    ///
    /// - Parameters:
    ///   - output: gets them; made longer if need be.
    ///   - offset: where in the output they go; what stands behind them is spoilt.
    /// - Throws: `IndexError.corrupt` when the stream is damaged or too short.
    package func stream(into output: inout [UInt32], at offset: Int) throws(IndexError) {
        let room = offset + blockCount * BitPacking.blockCount
        if output.count < room {
            output.append(contentsOf: repeatElement(0, count: max(room, 2 * output.count) - output.count))
        }
        for block in 0..<blockCount { try unpack(block, into: &output, at: offset + block * BitPacking.blockCount) }
    }

    private mutating func enter(_ wanted: Int) throws(IndexError) {
        block = -1
        if values.isEmpty { values = [UInt32](repeating: 0, count: BitPacking.blockCount) }
        try unpack(wanted, into: &values, at: 0)
        block = wanted
    }

    private func unpack(_ wanted: Int, into output: inout [UInt32], at place: Int) throws(IndexError) {
        let tableBytes = blockCount > 1 ? blockCount * 4 : 0
        var offset = start + tableBytes
        if wanted > 0 {
            let entry = try section.verified(start + (wanted - 1) * 4, 4)
            offset += Int(entry.uint32(at: 0) ?? 0)
        }
        let byte = try section.verified(offset, 1).byte(at: 0) ?? 0
        let width = Int(byte & ~PatchedPacking.mark)
        let valueCount = min(BitPacking.blockCount, count - wanted * BitPacking.blockCount)
        guard width <= 32 else {
            throw section.place.corrupt(at: offset, expected: "a width up to 32", found: "\(width)")
        }
        let packed = try section.verified(offset + 1, BitPacking.packedBytes(count: valueCount, width: width))
        guard BitPacking.unpack(packed, count: valueCount, width: width, into: &output, at: place) else {
            throw section.place.corrupt(at: offset, expected: "\(valueCount) positions", found: "fewer")
        }
        guard byte & PatchedPacking.mark != 0 else { return }
        let exceptions = offset + 1 + packed.count
        let count = Int(try section.verified(exceptions, 1).byte(at: 0) ?? 0)
        let bytes = try section.verified(exceptions, 1 + 2 * count)
        guard valueCount == BitPacking.blockCount, blockCount > 1,
            PatchedPacking.patch(bytes, at: 0, width: width, { output[place + $0] &+= $1 })
        else {
            throw section.place.corrupt(
                at: exceptions, expected: "exceptions in a full block of several", found: "others")
        }
    }
}
